# METADATA
# title: Tool or parameter has no usable description
# description: The description is the interface; a model guesses what it is not told, and reviewers cannot check the intent.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/server/tools
#   description: Model Context Protocol, tools
# - ref: https://platform.claude.com/docs/en/agents-and-tools/tool-use/implement-tool-use
#   description: Tool use, best practices for definitions
# custom:
#   code: PA-TOL-004
#   severity: low
#   severity_when:
#   - {when: "the tool destroys something, moves money or runs commands", severity: medium}
#   precision: very-high
#   scope: file
#   principle: transparency
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MAP 2.2, MEASURE 2.8, GV-4.2-003]
#     iso-42001: [A.4.4, A.6.2.7]
#   remediation: Say what it does, its effects and its limits.
#   params:
#     min_chars: {default: 15, description: "How many characters a description has at least; one of Chinese, Japanese or Korean counts for three."}
#     params_required: {default: false, strict: true, description: "Whether required parameters with a name that says nothing need a description."}
#     vague_params: {default: [id, value, data, input, arg, args, payload, params, options, x], description: "The names of parameters that say nothing."}
#   bad:
#   - tools.json: '{"name": "run", "description": "run", "inputSchema": {"type": "object"}}'
#   - tools.json: '{"tools": [{"name": "delete_user", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '[{"type": "function", "function": {"name": "report", "description": "TODO", "parameters": {"type": "object", "properties": {}}}}]'
#   - tools.json: '[{"name": "send_weekly_report", "description": "Sends the weekly report", "input_schema": {"type": "object"}}, {"name": "weekly_report", "description": "The weekly report tool", "input_schema": {"type": "object"}}]'
#   - tools.json: '{"tools": [{"name": "report", "description": "Does it.", "inputSchema": {"type": "object"}}]}'
#   good:
#   - tools.json: '{"name": "run_report", "description": "Builds the weekly usage report as CSV; reads only.", "inputSchema": {"type": "object"}}'
#   - not_when: a required parameter with a name that says nothing has no description, outside of the profile strict
#     tools.json: '{"tools": [{"name": "get_weather", "description": "获取当前天气信息", "inputSchema": {"type": "object", "properties": {"city": {"type": "string"}, "id": {"type": "string"}}, "required": ["city", "id"]}}]}'
#   - not_when: what has no description is a resource or a prompt
#     tools.json: '{"resources": [{"name": "r", "uri": "file:///r"}], "prompts": [{"name": "p"}], "tools": [{"name": "get_weather", "description": "Gets the weather of a city.", "inputSchema": {"type": "object"}}]}'
#   - not_when: the manifest of a bundle only names the tool, which the server describes when it runs
#     manifest.json: '{"manifest_version": "0.2", "name": "w", "version": "1.0.0", "description": "Weather.", "author": {"name": "A"}, "server": {"type": "node", "entry_point": "i.js", "mcp_config": {"command": "node", "args": ["i.js"]}}, "tools_generated": true, "tools": [{"name": "get_weather"}]}'
#   - not_when: the tool belongs to tests
#     tests/tools.json: '{"name": "run", "description": "run", "inputSchema": {"type": "object"}}'
package pacheck.rules.tool.tool_description_missing

params := data.pacheck.params["tool-description-missing"]

findings contains {
	"at": ["tools", i, "description"],
	"message": sprintf("tool %s has no usable description%s", [tool.name, because]),
	"severity": severity(tool),
} if {
	some i, tool in input.tools
	tool.kind == "function"
	because := unusable(tool)
}

findings contains {
	"at": ["tools", i, "params", j],
	"message": sprintf("tool %s: required parameter %s has no description", [tool.name, param.name]),
	"severity": severity(tool),
} if {
	params.params_required
	some i, tool in input.tools
	"input_schema" in tool.can
	some j, param in tool.params
	param.required
	not param.described
	lower(param.name) in params.vague_params
}

# what is only listed here, and described where it runs, may be silent
unusable(tool) := "" if {
	not tool.description
	"description" in tool.can
	"input_schema" in tool.can
}

unusable(tool) := words[tool.description_fault] if tool.description_fault

unusable(tool) := sprintf(": %q", [tool.description]) if {
	not tool.description_fault
	tool.description_length < params.min_chars
}

words := {"empty": ": it is empty", "placeholder": ": it is a placeholder", "name": ": it repeats the name"}

severity(tool) := "medium" if grave(tool)

severity(tool) := "low" if not grave(tool)

grave(tool) if {
	some kind in tool.effects.kinds
	kind in {"destructive", "money", "exec"}
}
