brew install claude
echo "run claude now"
