# METADATA
# title: Remote server is reached without TLS
# description: "Tool lists, results and bearer tokens can be read and rewritten on the way."
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/draft/basic/security_best_practices
#   description: MCP security best practices
# custom:
#   code: PA-MCP-003
#   severity: high
#   severity_when:
#   - when: "the host is in a private range, or a name without a dot"
#     severity: medium
#   precision: very-high
#   scope: file
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   packs:
#     owasp-agentic: [ASI07, ASI04]
#     owasp-llm: ["LLM02:2025"]
#     owasp-mcp: ["MCP07:2025", "MCP01:2025"]
#     nist-ai-rmf: [MEASURE 2.7, MS-2.7-001]
#     csa-aicm: [AIS-11]
#   remediation: Use https.
#   params:
#     private_is: {default: "medium", description: "The severity for private address ranges, and for names without a dot."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"a": {"url": "http://mcp.vendor.example/sse"}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"type": "http", "url": "http://10.1.2.3:8080/mcp"}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"url": "ws://mcp.vendor.example/mcp"}}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"a": {"url": "https://mcp.vendor.example/mcp"}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"url": "http://localhost:8080/mcp"}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"url": "http://127.0.0.1/mcp"}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"url": "http://[::1]:9/mcp"}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"url": "${MCP_URL}/mcp"}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"url": "http://host.docker.internal:8000/mcp"}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"url": "http://mcp.vendor.example/sse", "disabled": true}}}'
package pacheck.rules.mcp.cleartext_transport

import data.pacheck.lib.servers

params := data.pacheck.params["cleartext-transport"]

findings contains {
	"at": ["servers", i, "url"],
	"message": sprintf("server %s uses %s://%s", [server.name, server.endpoint.scheme, server.endpoint.host]),
	"severity": severity(server.endpoint),
} if {
	some i, server in input.servers
	server.endpoint.scheme in {"http", "ws"}
	not server.endpoint.loopback
	not server.endpoint.variable
	servers.enabled(server)
}

severity(endpoint) := params.private_is if local(endpoint)

severity(endpoint) := "high" if not local(endpoint)

# a private range, or a name that only the local network resolves
local(endpoint) if endpoint.private

local(endpoint) if endpoint.single_label
