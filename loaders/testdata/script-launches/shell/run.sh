#!/usr/bin/env bash
# claude --dangerously-skip-permissions
agent=claude
result=$(opencode run "sum up")
docker run --rm --network none -v "$PWD:/w" example/agent:1 claude -p x --dangerously-skip-permissions
docker run --rm --network none -e ANTHROPIC_API_KEY example/agent:1 claude -p x
bash -c 'cd /w && droid exec --auto high "do it"'
find . -name '*.md' | xargs -n1 amp -x
