# METADATA
# title: Remote server is reached without TLS
# description: Tool lists, results and bearer tokens can be read and rewritten on the way.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/basic/transports
#   description: Model Context Protocol, transports
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/basic/authorization
#   description: Model Context Protocol, authorisation
# custom:
#   code: PA-MCP-003
#   severity: high
#   severity_when:
#   - {when: "the host is in a private range, or is a name that only a local network or a cluster resolves; see private_is", severity: medium}
#   precision: very-high
#   scope: file
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI07, ASI04]
#     owasp-mcp: ["MCP07:2025", "MCP01:2025"]
#     owasp-llm: ["LLM02:2025"]
#     nist-ai-rmf: [MEASURE 2.7, MS-2.7-001]
#     csa-aicm: [AIS-11]
#   remediation: Use https.
#   params:
#     private_is: {default: medium, description: "The severity for hosts of a private network."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"v": {"type": "sse", "url": "http://mcp.vendor.test/sse"}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"url": "ws://mcp.vendor.test/mcp"}}}'
#   - .vscode/mcp.json: '{"servers": {"v": {"type": "http", "url": "HTTP://203.0.113.7:8080/mcp"}}}'
#   - .codex/config.toml: "[mcp_servers.v]\nurl = \"http://192.168.4.7/mcp\"\n"
#   - .mcp.json: '{"mcpServers": {"v": {"url": "http://tracker:8080/mcp"}}}'
#     compose.yaml: "services:\n  wiki:\n    image: wiki\n"
#   good:
#   - .mcp.json: '{"mcpServers": {"v": {"type": "http", "url": "https://mcp.vendor.test/mcp"}}}'
#   - not_when: "the host is this machine: localhost, 127.0.0.0/8, ::1, *.localhost or host.docker.internal"
#     .mcp.json: '{"mcpServers": {"a": {"url": "http://localhost:3000/mcp"}, "b": {"url": "http://127.0.0.2/mcp"}, "c": {"url": "http://[::1]:8080/sse"}, "d": {"url": "http://api.localhost/mcp"}, "e": {"url": "http://host.docker.internal:8080/mcp"}}}'
#   - not_when: a variable is the address, or the host in it
#     .mcp.json: '{"mcpServers": {"v": {"url": "${MCP_URL}"}, "w": {"url": "http://${MCP_HOST}/mcp"}}}'
#   - not_when: the host is a service of a compose file in the repository
#     .mcp.json: '{"mcpServers": {"v": {"url": "http://tracker:8080/mcp"}}}'
#     compose.yaml: "services:\n  tracker:\n    image: tracker\n"
#   - not_when: the server is reached through its input and output, or a unix socket
#     .mcp.json: '{"mcpServers": {"v": {"command": "./bin/serve", "args": ["--log", "http://logs.vendor.test"]}, "w": {"url": "unix:///run/mcp.sock"}}}'
#   - not_when: the file is there for tests
#     tests/.mcp.json: '{"mcpServers": {"v": {"url": "http://mcp.vendor.test/sse"}}}'
#   - not_when: the server is disabled
#     .mcp.json: '{"mcpServers": {"v": {"url": "http://mcp.vendor.test/sse", "disabled": true}}}'
package pacheck.rules.mcp.cleartext_transport

import data.pacheck.lib.servers

findings contains {
	"at": ["servers", i, "url"],
	"message": sprintf("server %s uses %s://%s", [server.name, endpoint.scheme, endpoint.host]),
	"label": "not encrypted",
	"severity": severity(endpoint),
} if {
	some i, server in input.servers
	endpoint := server.endpoint
	endpoint.scheme in {"http", "ws"}
	not near(endpoint)
	servers.enabled(server)
}

# this machine, a neighbour in the same compose file, or nobody knows
near(endpoint) if endpoint.loopback

near(endpoint) if endpoint.compose

near(endpoint) if endpoint.variable

near(endpoint) if not endpoint.host

severity(endpoint) := data.pacheck.params["cleartext-transport"].private_is if private(endpoint)

severity(endpoint) := "high" if not private(endpoint)

private(endpoint) if endpoint.private

private(endpoint) if endpoint.single_label
