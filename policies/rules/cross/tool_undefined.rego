# METADATA
# title: Agent refers to a tool that nothing defines
# description: A dangling name either fails at run time or is filled by whoever registers it first.
# related_resources:
# - ref: https://cwe.mitre.org/data/definitions/706.html
#   description: CWE-706, use of incorrectly-resolved name or reference
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP09:2025
# custom:
#   code: PA-XRF-001
#   severity: high
#   precision: high
#   scope: repo
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI02, ASI04]
#     owasp-mcp: ["MCP09:2025"]
#     nist-ai-rmf: [MAP 4.1, GV-4.2-003]
#   remediation: Correct the name, define the tool, or take a snapshot of the server's list of tools.
#   params:
#     external_tools: {default: [], description: "Names that the host provides by plan or extension."}
#   bad:
#   - .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts issues.\ntools: Read, Gerp\n---\nSort them.\n"
#   - .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts issues.\ntools: mcp__tracker__get_isue\n---\nSort them.\n"
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     tracker/tools.json: '{"tools": [{"name": "get_issue", "description": "Reads an issue.", "inputSchema": {"type": "object"}}]}'
#   - .claude/settings.json: '{"permissions": {"allow": ["mcp__tracker__get_isue"]}}'
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     tracker/tools.json: '{"tools": [{"name": "get_issue", "description": "Reads an issue.", "inputSchema": {"type": "object"}}]}'
#   good:
#   - .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts issues.\ntools: Read, Grep, mcp__tracker__get_issue\n---\nSort them.\n"
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     tracker/tools.json: '{"tools": [{"name": "get_issue", "description": "Reads an issue.", "inputSchema": {"type": "object"}}]}'
#   - not_when: the server is a remote one, and the repository has no list of its tools
#     .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts issues.\ntools: mcp__tracker__get_isue\n---\nSort them.\n"
#     .mcp.json: '{"mcpServers": {"tracker": {"url": "https://tracker.vendor.test/mcp"}}}'
#   - not_when: the name stands for all tools of a server, with * or without a tool
#     .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts issues.\ntools: mcp__tracker__*, mcp__tracker\n---\nSort them.\n"
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     tracker/tools.json: '{"tools": [{"name": "get_issue", "description": "Reads an issue.", "inputSchema": {"type": "object"}}]}'
#   - not_when: the agent is retired
#     .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts issues.\nstatus: retired\ntools: Gerp\n---\nSort them.\n"
#   - .github/agents/triage.agent.md: "---\nname: triage\ndescription: Sorts issues.\ntools: [get_isue]\n---\nSort them.\n"
#   - not_when: the parameter external_tools names the tool, since a plan or an extension of the host provides it
#     .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts issues.\ntools: Read, Gerp\n---\nSort them.\n"
#     .pacheck.yaml: "version: 1\nrules: {tool-undefined: {params: {external_tools: [Gerp]}}}\n"
package pacheck.rules.cross.tool_undefined

findings contains {
	"at": ["edges", i],
	"message": sprintf("%s refers to unknown tool %s%s", [referrer(edge), edge.to, suggestion(edge)]),
} if {
	some i, edge in input.edges
	edge.rel == "uses_tool"
	edge.resolved == false
	not edge.to in data.pacheck.params["tool-undefined"].external_tools
	not retired(edge)
}

referrer(edge) := sprintf("agent %s", [agent.name]) if {
	some agent in input.agents
	agent.id == edge.from
} else := edge.file

suggestion(edge) := sprintf("; did you mean %s?", [edge.suggestion]) if edge.suggestion

suggestion(edge) := "" if not edge.suggestion

retired(edge) if {
	some agent in input.agents
	agent.id == edge.from
	agent.status in {"retired", "decommissioned"}
}
