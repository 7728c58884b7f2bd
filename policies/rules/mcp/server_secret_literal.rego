# METADATA
# title: Credential written into server configuration
# description: "Server files are shared, synced and read by the model itself; a literal there is a leak."
# related_resources:
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10
# custom:
#   code: PA-MCP-004
#   severity: critical
#   severity_when:
#   - when: only the name of the variable or header shows that it is a credential
#     severity: high
#   precision: high
#   scope: file
#   principle: privacy
#   profiles: [recommended, strict]
#   roles: [runtime, local, template, example]
#   keep_severity: true
#   packs:
#     owasp-agentic: [ASI03]
#     owasp-llm: ["LLM02:2025"]
#     owasp-mcp: ["MCP01:2025"]
#     nist-ai-rmf: [MEASURE 2.7, MS-2.7-001]
#     csa-aicm: [AIS-12]
#   remediation: "Rotate, then reference an environment variable or secret manager."
#   bad:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s", "env": {"TRACKER_TOKEN": "kZ7-invented-41q-Xw9"}}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"url": "https://mcp.example.com/x", "headers": {"Authorization": "Bearer kZ7-invented-41q-Xw9"}}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s", "args": ["--api-key", "kZ7-invented-41q-Xw9"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"url": "https://mcp.example.com/x?token=kZ7-invented-41q-Xw9"}}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s", "env": {"TRACKER_TOKEN": "${TRACKER_TOKEN}", "API_KEY": "<your-api-key>", "SECRET_FILE": "/run/secrets/tracker", "TOKEN_URL": "https://auth.example.com/token", "MAX_TOKENS": "4096"}}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"url": "https://mcp.example.com/x", "headers": {"Authorization": "Bearer ${input:token}"}}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s", "env": {"DATABASE_URL": "postgres://user:password@localhost/db"}}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s", "env": {"API_KEY": "op://vault/item/key", "AWS_REGION": "eu-central-1", "DEBUG": "true"}}}}'
package pacheck.rules.mcp.server_secret_literal

findings contains {
	"at": ["servers", i, "secrets", j],
	"message": sprintf("server %s: literal credential in %s (%s..., fingerprint %s)", [server.name, secret.field, secret.secret.prefix, secret.secret.fingerprint]),
	"severity": severity(secret),
} if {
	some i, server in input.servers
	some j, secret in server.secrets
}

# the format of a known provider leaves no doubt
severity(secret) := "critical" if secret.format

severity(secret) := "high" if not secret.format
