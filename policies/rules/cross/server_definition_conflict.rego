# METADATA
# title: One server name means different things in different files
# description: Reviewers look at one file and the host runs the other; trust is bound to the name.
# related_resources:
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-54136
#   description: CVE-2025-54136 (MCPoison), trust bound to the name of a server
# - ref: https://cwe.mitre.org/data/definitions/694.html
#   description: CWE-694, use of multiple resources with duplicate identifier
# custom:
#   code: PA-XRF-019
#   severity: medium
#   severity_when:
#   - {when: "one of both is a script of a shell, or reached without encryption", severity: high}
#   - {when: "both are the same, in different versions", severity: low}
#   precision: high
#   scope: repo
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-mcp: ["MCP09:2025", "MCP04:2025"]
#     owasp-agentic: [ASI04]
#   remediation: Keep one source and generate the rest.
#   bad:
#   - .mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"@corp/t@1.2.0\"]}}}"
#     .cursor/mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"@c0rp/t@1.2.0\"]}}}"
#   - .mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"@corp/t@1.2.0\"]}}}"
#     .cursor/mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"@corp/t@1.3.0\"]}}}"
#   - .mcp.json: "{\"mcpServers\": {\"tracker\": {\"url\": \"https://tracker.vendor.test/mcp\"}}}"
#     .cursor/mcp.json: "{\"mcpServers\": {\"tracker\": {\"url\": \"http://tracker.vendor.test/mcp\"}}}"
#   good:
#   - .mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"@corp/t@1.2.0\"]}}}"
#     .cursor/mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"@corp/t@1.2.0\"]}}}"
#   - not_when: the files are for different folders, such as those of two environments, dev and prod
#     dev/.mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"@corp/t@1.2.0\"]}}}"
#     prod/.mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"@corp/t@1.1.0\"]}}}"
#   - not_when: one of the files is an example or a template
#     .mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"@corp/t@1.2.0\"]}}}"
#     .cursor/mcp.example.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"@other/t\"]}}}"
#   - not_when: only the headers differ, or a slash at the end of the address
#     .mcp.json: "{\"mcpServers\": {\"tracker\": {\"url\": \"https://tracker.vendor.test/mcp\", \"headers\": {\"X-Team\": \"a\"}}}}"
#     .cursor/mcp.json: "{\"mcpServers\": {\"tracker\": {\"url\": \"https://tracker.vendor.test/mcp/\"}}}"
#   - not_when: one is a bridge to the address that the other one has
#     .mcp.json: "{\"mcpServers\": {\"tracker\": {\"url\": \"https://tracker.vendor.test/mcp\"}}}"
#     .cursor/mcp.json: "{\"mcpServers\": {\"tracker\": {\"command\": \"npx\", \"args\": [\"-y\", \"mcp-remote@0.1.29\", \"https://tracker.vendor.test/mcp\"]}}}"
#   - not_when: only the values of environment variables differ
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "npx", "args": ["-y", "@corp/t@1.2.0"], "env": {"TEAM": "a"}}}}'
#     .cursor/mcp.json: '{"mcpServers": {"tracker": {"command": "npx", "args": ["-y", "@corp/t@1.2.0"], "env": {"TEAM": "b"}}}}'
package pacheck.rules.cross.server_definition_conflict

findings contains {
	"at": ["servers", i, "name"],
	"message": sprintf("server %s is %s in %s and %s in %s", [server.name, server.conflict.is, server.file, server.conflict.other, server.conflict.file]),
	"severity": severity(server.conflict),
} if {
	some i, server in input.servers
	server.conflict
}

severity(conflict) := "low" if conflict.kind == "pin"

severity(conflict) := "high" if {
	conflict.kind == "identity"
	conflict.weak
}

severity(conflict) := "medium" if {
	conflict.kind == "identity"
	not conflict.weak
}
