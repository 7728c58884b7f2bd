# METADATA
# title: Object schema accepts undeclared properties
# description: Extra arguments pass into handlers without review; closed objects also make strict function calling possible.
# related_resources:
# - ref: https://platform.openai.com/docs/guides/function-calling#strict-mode
#   description: Function calling, strict mode
# - ref: https://cwe.mitre.org/data/definitions/915.html
#   description: CWE-915, improperly controlled modification of object attributes
# custom:
#   code: PA-TOL-010
#   severity: low
#   precision: very-high
#   scope: repo
#   principle: integrity
#   profiles: []
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-llm: ["LLM05:2025"]
#   remediation: Set additionalProperties to false.
#   params:
#     from_tier: {default: high, description: "The risk tier from which on the tools of an agent need closed schemas."}
#   bad:
#   - tickets.tools.json: '{"name": "desk", "tools": [{"name": "get_ticket", "inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}}}]}'
#     .mcp.json: '{"mcpServers": {"desk": {"command": "desk-server"}}}'
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Helps.\ntools: mcp__desk__get_ticket\nrisk_tier: high\nowner: desk@corp.example\n---\nHelp.\n"
#   - tickets.tools.json: '{"name": "desk", "tools": [{"name": "get_ticket", "inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": true}}]}'
#     .mcp.json: '{"mcpServers": {"desk": {"command": "desk-server"}}}'
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Helps.\ntools: mcp__desk__get_ticket\nrisk_tier: high\nowner: desk@corp.example\n---\nHelp.\n"
#   good:
#   - tickets.tools.json: '{"name": "desk", "tools": [{"name": "get_ticket", "inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": false}}]}'
#     .mcp.json: '{"mcpServers": {"desk": {"command": "desk-server"}}}'
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Helps.\ntools: mcp__desk__get_ticket\nrisk_tier: high\nowner: desk@corp.example\n---\nHelp.\n"
#   - not_when: the object is a map, whose values have a schema
#     tickets.tools.json: '{"name": "desk", "tools": [{"name": "get_ticket", "inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}, "additionalProperties": {"type": "string"}}}]}'
#     .mcp.json: '{"mcpServers": {"desk": {"command": "desk-server"}}}'
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Helps.\ntools: mcp__desk__get_ticket\nrisk_tier: high\nowner: desk@corp.example\n---\nHelp.\n"
#   - not_when: no agent of the tier high or above uses the tool
#     tools.json: '{"tools": [{"name": "get_order", "inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}}}]}'
#   - not_when: the parts of allOf are open and the root is closed
#     tickets.tools.json: '{"name": "desk", "tools": [{"name": "get_ticket", "inputSchema": {"allOf": [{"properties": {"id": {"type": "string"}}}, {"properties": {"note": {"type": "string"}}}], "type": "object", "unevaluatedProperties": false}}]}'
#     .mcp.json: '{"mcpServers": {"desk": {"command": "desk-server"}}}'
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Helps.\ntools: mcp__desk__get_ticket\nrisk_tier: high\nowner: desk@corp.example\n---\nHelp.\n"
package pacheck.rules.tool.open_object_schema

import data.pacheck.lib.tiers

params := data.pacheck.params["open-object-schema"]

findings contains {
	"at": ["tools", i, "input_schema", "open_objects", first],
	"message": sprintf("tool %s: %s accepts undeclared properties%s", [tool.name, place(open[0].pointer), others(open)]),
} if {
	some i, tool in input.tools
	tiers.at_least(tool.risk.tier, params.from_tier)
	open := opened(tool.input_schema)
	first := open[0].index
}

# closed, but not enforced by the host
findings contains {
	"at": ["tools", i, "strict"],
	"message": sprintf("tool %s: its schema is closed, but strict is not set", [tool.name]),
} if {
	some i, tool in input.tools
	tool.dialect == "openai"
	tool.kind == "function"
	tiers.at_least(tool.risk.tier, params.from_tier)
	count(opened(tool.input_schema)) == 0
	not tool.strict
}

# branches of a root that is closed as a whole need not be closed themselves
opened(schema) := [{"pointer": pointer, "index": i} |
	some i, pointer in schema.open_objects
	not closed_around(schema, pointer)
]

closed_around(schema, pointer) if {
	schema.additional_properties == "closed"
	some branch in ["/allOf/", "/anyOf/", "/oneOf/"]
	startswith(pointer, branch)
}

place("") := "its input"

place(pointer) := pointer if pointer != ""

others(open) := "" if count(open) == 1

others(open) := sprintf(", and %d more", [count(open) - 1]) if count(open) > 1
