# METADATA
# title: Two tools of one server or file share a name
# description: Which one runs depends on the order of loading; the reviewed one may not be it.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/server/tools#tool-names
#   description: Model Context Protocol, names are unique within a server
# - ref: https://cwe.mitre.org/data/definitions/694.html
#   description: CWE-694, several resources with a duplicate identifier
# custom:
#   code: PA-TOL-013
#   severity: high
#   severity_when:
#   - {when: "the names differ in case or separators", severity: low}
#   precision: very-high
#   scope: repo
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-mcp: ["MCP03:2025"]
#     owasp-agentic: [ASI02, ASI04]
#   remediation: Rename or remove one.
#   bad:
#   - tools.json: '{"tools": [{"name": "search", "description": "Searches issues.", "inputSchema": {"type": "object"}}, {"name": "search", "description": "Searches docs.", "inputSchema": {"type": "object"}}]}'
#   - a.tools.json: '{"name": "desk", "tools": [{"name": "search", "description": "Searches issues.", "inputSchema": {"type": "object"}}]}'
#     b.tools.json: '{"name": "desk", "tools": [{"name": "search", "description": "Searches docs.", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "getUser", "inputSchema": {"type": "object"}}, {"name": "get_user", "inputSchema": {"type": "object"}}]}'
#   good:
#   - tools.json: '{"tools": [{"name": "search_issues", "inputSchema": {"type": "object"}}, {"name": "search_docs", "inputSchema": {"type": "object"}}]}'
#   - not_when: the definition is the same, word for word
#     tools.json: '{"tools": [{"name": "search", "description": "Searches.", "inputSchema": {"type": "object"}}, {"name": "search", "description": "Searches.", "inputSchema": {"type": "object"}}]}'
#   - not_when: the files are of different servers, or of versions of one
#     v1/tools.json: '{"tools": [{"name": "search", "description": "Searches issues.", "inputSchema": {"type": "object"}}]}'
#     v2/tools.json: '{"tools": [{"name": "search", "description": "Searches all.", "inputSchema": {"type": "object"}}]}'
#   - not_when: the tools belong to tests
#     tests/tools.json: '{"tools": [{"name": "search", "description": "Searches issues.", "inputSchema": {"type": "object"}}, {"name": "search", "description": "Searches docs.", "inputSchema": {"type": "object"}}]}'
#   - not_when: operations of an OpenAPI description differ by their paths
#     tools/openapi.yaml: "openapi: 3.1.0\ninfo: {title: Desk, version: 1.0.0}\npaths:\n  /tickets:\n    get: {operationId: getTickets, summary: Lists tickets.}\n  /tickets/{id}:\n    get: {operationId: getTickets, summary: Gets a ticket.}\n"
package pacheck.rules.tool.tool_name_duplicate

findings contains {
	"at": ["tools", i, "name"],
	"message": sprintf("tool %s is defined twice (%s)", [tool.name, places(tool, twin)]),
	"severity": severity(twin),
	"related": [{"at": ["tools", other.index, "name"], "message": "defined here, too"} | some other in tool.twins],
} if {
	some i, tool in input.tools
	twin := closest(tool.twins)
}

closest(twins) := [twin | some twin in twins; twin.exact][0]

closest(twins) := twins[0] if {
	every twin in twins {
		not twin.exact
	}
}

places(tool, twin) := tool.file if {
	twin.exact
	twin.file == tool.file
}

places(tool, twin) := sprintf("%s, %s", [tool.file, twin.file]) if {
	twin.exact
	twin.file != tool.file
}

places(_, twin) := sprintf("as %s in %s", [twin.name, twin.file]) if not twin.exact

severity(twin) := "high" if twin.exact

severity(twin) := "low" if not twin.exact
