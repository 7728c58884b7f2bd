# METADATA
# title: Tool name breaks the character, length or reserved-name rules
# description: Hosts normalise bad names differently, which is how collisions and shadowing start.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names
#   description: Model Context Protocol, tool names
# - ref: https://ai.google.dev/api/caching#FunctionDeclaration
#   description: Gemini, names of functions
# custom:
#   code: PA-TOL-012
#   severity: low
#   precision: very-high
#   scope: file
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-mcp: ["MCP03:2025"]
#   remediation: Rename the tool.
#   params:
#     reserved_prefixes: {default: [mcp__, functions., system., developer.], description: "What names must not begin with, because hosts put it there."}
#     reserved_names: {default: [Bash, Read, Write, Edit, WebFetch, WebSearch, Task, Agent], description: "The host's own tools, which no tool of an MCP server may be called, in whatever case."}
#   bad:
#   - tools.json: '{"tools": [{"name": "delete user!", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "do it, now", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "Bash", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "mcp__git__log", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '[{"type": "function", "function": {"name": "admin.tools.list", "parameters": {"type": "object", "properties": {}}}}]'
#   - tools.json: '[{"name": "a_name_of_more_than_sixty_four_characters_is_cut_or_refused_by_hosts", "input_schema": {"type": "object"}}]'
#   good:
#   - not_when: only the title for people has such characters
#     tools.json: '{"tools": [{"name": "delete_user", "title": "Delete user!", "inputSchema": {"type": "object"}}]}'
#   - not_when: the format allows dots, and the name is no tool of the host
#     tools.json: '{"tools": [{"name": "admin.tools.list", "inputSchema": {"type": "object"}}, {"name": "read_file", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '[{"type": "function", "function": {"name": "read", "parameters": {"type": "object", "properties": {}}}}]'
#   - not_when: the name stands in documentation
#     README.md: "# Tools\n\nThe tool `delete user!` deletes a user.\n"
#     docs/tools.json: '{"tools": [{"name": "delete user!", "inputSchema": {"type": "object"}}]}'
package pacheck.rules.tool.tool_name_invalid

params := data.pacheck.params["tool-name-invalid"]

findings contains {
	"at": ["tools", i, "name"],
	"message": sprintf("tool name %q %s", [tool.name, words[tool.name_fault]]),
} if {
	some i, tool in input.tools
	tool.name_fault
	named(tool)
}

findings contains {
	"at": ["tools", i, "name"],
	"message": sprintf("tool name %q begins with %s, which hosts reserve", [tool.name, prefix]),
} if {
	some i, tool in input.tools
	some prefix in params.reserved_prefixes
	startswith(tool.name, prefix)
	named(tool)
}

findings contains {
	"at": ["tools", i, "name"],
	"message": sprintf("tool name %q is that of a tool of the host", [tool.name]),
} if {
	some i, tool in input.tools
	tool.dialect == "mcp"
	lower(tool.name) in builtins
	named(tool)
}

words := {
	"characters": "has characters that hosts refuse or replace",
	"length": "is longer than hosts allow",
}

builtins := {lower(name) | some name in params.reserved_names}

# the name is stated, and in a vocabulary that has rules for names
named(tool) if {
	tool.kind == "function"
	tool.dialect in {"mcp", "openai", "anthropic", "gemini"}
	tool.name != tool.file
}
