# METADATA
# title: Agent refers to a tool that nothing defines
# description: A dangling name either fails at run time or is filled by whoever registers it first.
# related_resources:
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10
# custom:
#   code: PA-XRF-001
#   severity: high
#   precision: high
#   scope: repo
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   packs:
#     owasp-agentic: [ASI02, ASI04]
#     owasp-mcp: ["MCP09:2025"]
#     nist-ai-rmf: [MAP 4.1, GV-4.2-003]
#   remediation: "Correct the name, define the tool, or snapshot the server's list."
#   bad:
#   - .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     tracker/tools.json: '{"tools": [{"name": "get_issue", "description": "Gets an issue.", "inputSchema": {"type": "object"}}]}'
#     .claude/agents/a.md: "---\nname: a\ndescription: Helps.\ntools: Read, mcp__tracker__get_isue\n---\nText.\n"
#   - .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     tracker/tools.json: '{"tools": [{"name": "get_issue", "description": "Gets an issue.", "inputSchema": {"type": "object"}}]}'
#     .claude/settings.json: '{"permissions": {"allow": ["mcp__tracker__close_all"]}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     tracker/tools.json: '{"tools": [{"name": "get_issue", "description": "Gets an issue.", "inputSchema": {"type": "object"}}]}'
#     .claude/agents/a.md: "---\nname: a\ndescription: Helps.\ntools: Read, mcp__tracker__get_issue, mcp__tracker__*, mcp__tracker\n---\nText.\n"
#   - .mcp.json: '{"mcpServers": {"tracker": {"url": "https://tracker.example.com/mcp"}}}'
#     .claude/agents/a.md: "---\nname: a\ndescription: Helps.\ntools: mcp__tracker__get_isue\n---\nText.\n"
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\ntools: Read, Grep, mcp__elsewhere__x\n---\nText.\n"
package pacheck.rules.cross.tool_undefined

findings contains {
	"at": ["edges", i],
	"message": sprintf("%s refers to unknown tool %s%s", [who(edge), edge.to, suggestion(edge)]),
} if {
	some i, edge in input.edges
	edge.rel == "uses_tool"
	edge.resolved == false
}

who(edge) := sprintf("agent %s", [agent.name]) if {
	some agent in input.agents
	agent.id == edge.from
}

who(edge) := edge.file if {
	not edge.from in {agent.id | some agent in input.agents}
}

suggestion(edge) := sprintf(": did you mean %s?", [edge.suggestion]) if edge.suggestion

suggestion(edge) := "" if not edge.suggestion
