# METADATA
# title: Certificate checks are switched off
# description: TLS without verification authenticates nobody.
# related_resources:
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10
# custom:
#   code: PA-MCP-007
#   severity: high
#   precision: very-high
#   scope: file
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI07]
#     owasp-mcp: ["MCP07:2025"]
#     csa-aicm: [AIS-11]
#   remediation: Trust the right CA instead.
#   bad:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s", "env": {"NODE_TLS_REJECT_UNAUTHORIZED": "0"}}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s", "args": ["--insecure", "--url", "https://api.example.com"]}}}'
#   - .claude/settings.json: '{"env": {"NODE_TLS_REJECT_UNAUTHORIZED": "0"}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s", "env": {"GIT_SSL_NO_VERIFY": "TRUE"}}}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s", "env": {"NODE_EXTRA_CA_CERTS": "/etc/ssl/corp-ca.pem", "SSL_CERT_FILE": "/etc/ssl/corp-ca.pem"}}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s", "env": {"NODE_TLS_REJECT_UNAUTHORIZED": "1"}}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "uvx", "args": ["--trusted-host", "localhost", "mcp-x==1.0.0"]}}}'
package pacheck.rules.mcp.tls_verification_disabled

findings contains finding(["servers", i, "tls_off", j], sprintf("server %s", [server.name]), fact) if {
	some i, server in input.servers
	some j, fact in server.tls_off
}

findings contains finding(["settings", i, "tls_off", j], setting.file, fact) if {
	some i, setting in input.settings
	some j, fact in setting.tls_off
}

findings contains finding(["launches", i, "tls_off", j], sprintf("%s, starting %s,", [launch.file, launch.program]), fact) if {
	some i, launch in input.launches
	some j, fact in launch.tls_off
}

finding(at, where, fact) := {"at": at, "message": sprintf("%s disables TLS verification (%s)", [where, item(fact)])}

item(fact) := sprintf("%s=%s", [fact.key, fact.value]) if fact.value

item(fact) := fact.key if not fact.value
