if then claude -p "x" --dangerously-skip-permissions
