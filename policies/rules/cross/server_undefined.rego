# METADATA
# title: Agent, permission or prompt refers to a server that is not configured
# description: A permission that waits for a server name is a slot anyone can fill.
# related_resources:
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-54136
#   description: CVE-2025-54136, trust bound to the name of a server
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP09:2025
# custom:
#   code: PA-XRF-002
#   severity: medium
#   precision: high
#   scope: repo
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-mcp: ["MCP09:2025", "MCP07:2025"]
#     owasp-agentic: [ASI04]
#   remediation: Correct or remove it.
#   params:
#     external_servers: {default: [], description: "Names of servers that users or the platform configure."}
#   bad:
#   - .claude/settings.json: "{\"permissions\": {\"allow\": [\"mcp__trackr__get_issue\"]}}"
#     .mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"node\", \"args\": [\"tracker/server.js\"]}}}"
#   - .claude/settings.json: "{\"enabledMcpjsonServers\": [\"ghost\"]}"
#     .mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"node\", \"args\": [\"tracker/server.js\"]}}}"
#   - .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts issues.\nmcpServers: [ghost]\n---\nSort them.\n"
#     .mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"node\", \"args\": [\"tracker/server.js\"]}}}"
#   good:
#   - .claude/settings.json: "{\"permissions\": {\"allow\": [\"mcp__tracker__get_issue\", \"mcp__tracker\"]}, \"enabledMcpjsonServers\": [\"tracker\"]}"
#     .mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"node\", \"args\": [\"tracker/server.js\"]}}}"
#   - not_when: the repository configures no server for the host, so that users configure their own
#     .claude/settings.json: "{\"permissions\": {\"allow\": [\"mcp__tracker__get_issue\"]}}"
#   - .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     .claude/settings.json: '{"permissions": {"allow": ["mcp__ide__getDiagnostics", "mcp__*"]}}'
#   - not_when: the agent belongs to a plugin, whose servers are configured elsewhere
#     p/.claude-plugin/plugin.json: "{\"name\": \"p\"}"
#     p/agents/triage.md: "---\nname: triage\ndescription: Sorts issues.\ntools: mcp__ghost__read\n---\nSort them.\n"
#     .mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"node\", \"args\": [\"tracker/server.js\"]}}}"
#   - not_when: the permission spells the name of a server as the host does, with _ for a space, or forbids what nobody configures
#     .claude/settings.json: "{\"permissions\": {\"allow\": [\"mcp__my_tracker__get_issue\"], \"deny\": [\"mcp__ghost__read\"]}}"
#     .mcp.json: "{\"mcpServers\": {\"my tracker\": {\"command\": \"node\", \"args\": [\"tracker/server.js\"]}}}"
#   - not_when: a plugin of the host provides the server
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     .claude/settings.json: '{"permissions": {"allow": ["mcp__plugin_a_b__x"]}}'
#   - not_when: "the server is one of the Docker MCP gateway, named MCP_DOCKER or with docker: before it"
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     .claude/settings.json: '{"permissions": {"allow": ["mcp__MCP_DOCKER__x"]}, "enabledMcpjsonServers": ["docker:duckduckgo"]}'
package pacheck.rules.cross.server_undefined

params := data.pacheck.params["server-undefined"]

findings contains {
	"at": ["edges", i],
	"message": sprintf("%s refers to server %s, which is not configured here%s", [edge.file, edge.to, suggestion(edge)]),
} if {
	some i, edge in input.edges
	edge.rel == "uses_server"
	edge.resolved == false
	not edge.to in params.external_servers
}

suggestion(edge) := sprintf("; did you mean %s?", [edge.suggestion]) if edge.suggestion

suggestion(edge) := "" if not edge.suggestion
