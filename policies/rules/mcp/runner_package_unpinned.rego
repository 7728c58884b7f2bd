# METADATA
# title: Server package is resolved to whatever is newest at each start
# description: A package that was clean for fifteen releases can turn at the sixteenth; an unpinned runner installs it unasked.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/draft/basic/security_best_practices
#   description: MCP security best practices
# custom:
#   code: PA-MCP-001
#   severity: medium
#   severity_when:
#   - when: "the server's environment, headers, arguments or address carry or refer to a credential"
#     severity: high
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   packs:
#     owasp-agentic: [ASI04]
#     owasp-llm: ["LLM03:2025"]
#     owasp-mcp: ["MCP04:2025"]
#     nist-ai-rmf: [GOVERN 6.1, MANAGE 3.1, GV-6.1-009, MG-3.1-002]
#     iso-42001: [A.10.3, A.4.4]
#     csa-aicm: [STA-16, AIS-12]
#   remediation: Pin the exact version and let an update bot propose changes.
#   params:
#     internal_scopes: {default: [], description: "Scopes of npm, such as @acme, whose packages need no version."}
#     allow_ranges: {default: false, description: "Whether a version range is enough."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp"]}}}'
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp@latest"]}}}'
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["--package", "mail-mcp@^1.2.0", "mail"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "uvx", "args": ["--from", "git+https://h.example/o/r@main", "r"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "uvx", "args": ["mcp-server-x"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "cmd", "args": ["/c", "npx", "-y", "x-mcp"]}}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp@1.4.2"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "uvx", "args": ["mcp-server-x==1.2.3"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "npx", "args": ["--no-install", "tsx", "server.ts"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "npx", "args": ["./server"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "uvx", "args": ["--from", "git+https://h.example/o/r@0123456789abcdef0123456789abcdef01234567", "r"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "npx", "args": ["-y", "x-mcp"], "disabled": true}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "node", "args": ["${CLAUDE_PLUGIN_ROOT}/server.js"]}}}'
package pacheck.rules.mcp.runner_package_unpinned

import data.pacheck.lib.servers

params := data.pacheck.params["runner-package-unpinned"]

findings contains {
	"at": ["servers", i, "launch", "package"],
	"message": sprintf("server %s starts %s (%s) with %s", [server.name, server.launch["package"], pin(server.launch), server.launch.runner]),
	"severity": severity(server),
} if {
	some i, server in input.servers
	server.launch.ecosystem in {"npm", "pypi"}
	server.launch.pin in unpinned
	servers.enabled(server)
	not trusted(server.launch["package"])
}

unpinned contains word if some word in {"none", "latest", "tag", "git_ref", "url"}

unpinned contains "range" if not params.allow_ranges

pin(launch) := sprintf("pinned to %s only", [launch.version]) if launch.version

pin(launch) := "no version" if not launch.version

severity(server) := "high" if server.credential

severity(server) := "medium" if not server.credential

trusted(name) if {
	some scope in params.internal_scopes
	startswith(name, sprintf("%s/", [scope]))
}
