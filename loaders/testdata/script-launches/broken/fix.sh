# café
claude -p "Fix the build"
