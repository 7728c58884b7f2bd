# METADATA
# title: Hook expands model-controlled text in a shell without quoting
# description: The model, and so whoever injects it, chooses file names and arguments; expanding them without quotes hands over the shell.
# related_resources:
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP05:2025
# - ref: https://code.claude.com/docs/en/hooks#security-considerations
#   description: Claude Code, always quote shell variables
# custom:
#   code: PA-AGT-081
#   severity: high
#   severity_when:
#   - {when: "the value is only split into words, and not run", severity: medium}
#   precision: high
#   scope: file
#   principle: integrity
#   profiles: [strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI05]
#     owasp-mcp: ["MCP05:2025"]
#   remediation: Quote, end options with --, or use the exec form.
#   params:
#     vars: {default: ["CLAUDE_TOOL_INPUT", "CLAUDE_FILE_PATHS", "TOOL_INPUT", "FILE_PATH", "CLAUDE_TOOL_OUTPUT", "TOOL_OUTPUT", "ARGUMENTS", "PROMPT", "CLAUDE_USER_PROMPT"], description: "Variables in which hosts hand over what the model or its input says."}
#   bad:
#   - .claude/settings.json: '{"hooks": {"PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "prettier --write $CLAUDE_FILE_PATHS"}]}]}}'
#   - .claude/settings.json: '{"hooks": {"PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "eval \"lint $CLAUDE_FILE_PATHS\""}]}]}}'
#   - .claude/settings.json: '{"hooks": {"PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "bash -c \"lint $TOOL_INPUT\""}]}]}}'
#   - .claude/settings.json: '{"hooks": {"PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "f=$(jq -r .tool_input.file_path); gofmt -w $f"}]}]}}'
#   good:
#   - not_when: the variable is in double quotes, one argument
#     .claude/settings.json: '{"hooks": {"PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "prettier --write -- \"$FILE_PATH\""}]}]}}'
#   - not_when: the value is only compared, within [[ ]] or case
#     .claude/settings.json: '{"hooks": {"PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "[[ $FILE_PATH == *.go ]] && case $TOOL_INPUT in *x*) make lint;; esac"}]}]}}'
#   - not_when: the command has its arguments in a list, and no shell reads them
#     .claude/settings.json: '{"hooks": {"PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "prettier", "args": ["--write", "$FILE_PATH"]}]}]}}'
#   - not_when: echo alone gets the value
#     .claude/settings.json: '{"hooks": {"PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "make $TARGET && echo $FILE_PATH"}]}]}}'
#   - not_when: a loop runs over the list of files
#     .claude/settings.json: '{"hooks": {"PostToolUse": [{"matcher": "Edit", "hooks": [{"type": "command", "command": "for f in $CLAUDE_FILE_PATHS; do gofmt -w \"$f\"; done"}]}]}}'
package pacheck.rules.agent.hook_unquoted_model_input

findings contains {
	"at": ["hooks", i, "unquoted", j],
	"message": sprintf("hook %s %s ${%s}%s", [hook.name, does[expansion.effect], expansion.variable, unquoted[expansion.effect]]),
	"severity": severities[expansion.effect],
	"label": "the model chooses what stands here",
} if {
	some i, hook in input.hooks
	some j, expansion in hook.unquoted
	chosen(expansion)
}

# what the shell does with a value
does := {"words": "expands", "code": "runs the value of"}

unquoted := {"words": " unquoted", "code": ""}

severities := {"words": "medium", "code": "high"}

# the model, or whoever speaks through it, chooses the value
chosen(expansion) if expansion.input

chosen(expansion) if expansion.variable in data.pacheck.params["hook-unquoted-model-input"].vars
