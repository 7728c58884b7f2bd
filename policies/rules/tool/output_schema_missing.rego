# METADATA
# title: Tool returns unstructured output only
# description: Results with types can be checked before they reach the model; free text is another way in for injections.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/server/tools#output-schema
#   description: Model Context Protocol, structured content
# custom:
#   code: PA-TOL-014
#   severity: info
#   precision: very-high
#   scope: repo
#   principle: integrity
#   profiles: []
#   roles: [runtime]
#   adversarial: false
#   remediation: Add a schema; mark the fields with free text as untrusted.
#   params:
#     from_tier: {default: high, description: "The risk tier from which on the tools of an agent need an output schema."}
#   bad:
#   - tickets.tools.json: '{"name": "desk", "tools": [{"name": "delete_ticket", "inputSchema": {"type": "object"}}]}'
#     .mcp.json: '{"mcpServers": {"desk": {"command": "desk-server"}}}'
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Helps.\ntools: mcp__desk__delete_ticket\nrisk_tier: high\nowner: desk@corp.example\n---\nHelp.\n"
#   - tickets.tools.json: '{"name": "desk", "tools": [{"name": "delete_file", "inputSchema": {"type": "object"}}]}'
#     .mcp.json: '{"mcpServers": {"desk": {"command": "desk-server"}}}'
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Helps.\ntools: mcp__desk__delete_file\nrisk_tier: high\nowner: desk@corp.example\n---\nHelp.\n"
#   good:
#   - tickets.tools.json: '{"name": "desk", "tools": [{"name": "delete_ticket", "inputSchema": {"type": "object"}, "outputSchema": {"type": "object", "properties": {"id": {"type": "string"}}}}]}'
#     .mcp.json: '{"mcpServers": {"desk": {"command": "desk-server"}}}'
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Helps.\ntools: mcp__desk__delete_ticket\nrisk_tier: high\nowner: desk@corp.example\n---\nHelp.\n"
#   - not_when: no agent of the tier high or above uses the tool
#     tools.json: '{"tools": [{"name": "delete_ticket", "inputSchema": {"type": "object"}}]}'
#   - not_when: the tool returns files, images or streams
#     desk.tools.json: '{"name": "desk", "tools": [{"name": "read_email_file", "inputSchema": {"type": "object"}}, {"name": "fetch_image", "inputSchema": {"type": "object", "properties": {"url": {"type": "string"}}}}, {"name": "stream_emails", "inputSchema": {"type": "object"}}]}'
#     .mcp.json: '{"mcpServers": {"desk": {"command": "desk-server"}}}'
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Helps.\ntools: mcp__desk__read_email_file, mcp__desk__fetch_image, mcp__desk__stream_emails\nrisk_tier: high\nowner: desk@corp.example\n---\nHelp.\n"
package pacheck.rules.tool.output_schema_missing

import data.pacheck.lib.tiers

findings contains {
	"at": ["tools", i, "output_schema"],
	"message": sprintf("tool %s has no output schema", [tool.name]),
} if {
	some i, tool in input.tools
	tiers.at_least(tool.risk.tier, data.pacheck.params["output-schema-missing"].from_tier)
	not tool.output_schema
	"output_schema" in tool.can
	matters(tool)
	not returns_data(tool)
}

matters(tool) if tool.effects.destructive

matters(tool) if outside[tool.id]

# the tools that are the evidence for some agent reading what strangers write
outside contains id if {
	some agent in input.agents
	some capability in agent.capabilities
	capability.kind == "untrusted_input"
	capability.strength == "strong"
	some id in capability.via
}

returns_data(tool) if {
	not tool.effects.destructive
	some i, verb in tool.effects.tokens
	verb in {"read", "get", "fetch", "load", "open", "view", "show", "download", "export", "stream", "render", "take", "capture", "screenshot", "generate", "create", "convert", "print", "draw", "plot"}
	some j, token in tool.effects.tokens
	apart(i, j, tool)
	token in {"file", "files", "image", "images", "screenshot", "stream", "streams", "download", "audio", "video", "pdf", "export", "render", "chart"}
}

# whether two words of a name are two, or the name is but one
apart(i, j, _) if i != j

apart(_, _, tool) if count(tool.effects.tokens) == 1
