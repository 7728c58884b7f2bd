# METADATA
# title: Credential written into server configuration
# description: Server files are shared, synced and read by the model itself; a literal there is a leak.
# related_resources:
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP01:2025
# - ref: https://atlas.mitre.org/techniques/AML.T0083
#   description: MITRE ATLAS AML.T0083, credentials from agent configuration
# custom:
#   code: PA-MCP-004
#   severity: critical
#   severity_when:
#   - {when: "a literal under a telling name, without the format of a known provider", severity: high}
#   precision: high
#   scope: file
#   principle: privacy
#   profiles: [recommended, strict]
#   roles: [runtime, local, template, example]
#   adversarial: false
#   keep_severity: true
#   packs:
#     owasp-agentic: [ASI03]
#     owasp-llm: ["LLM02:2025"]
#     owasp-mcp: ["MCP01:2025"]
#     nist-ai-rmf: [MEASURE 2.7, MS-2.7-001]
#     csa-aicm: [AIS-12]
#   remediation: Rotate it, then refer to an environment variable or a secret manager.
#   params:
#     min_len: {default: 8, description: "How many characters a literal must have; those of fewer than 8 are never reported."}
#     min_entropy: {default: 3.0, description: "The least Shannon entropy of a literal, in bits for each character; those below 3 are never reported."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "env": {"TRACKER_TOKEN": "kR7-invented-b2Qx9"}}}}'
#   - .cursor/mcp.json: '{"mcpServers": {"t": {"url": "https://t.vendor.test/mcp", "headers": {"Authorization": "Bearer kR7-invented-b2Qx9"}}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "args": ["--api-key", "kR7-invented-b2Qx9"]}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "args": ["--token=kR7-invented-b2Qx9"]}}}'
#   - .mcp.json: '{"mcpServers": {"db": {"command": "db-mcp", "args": ["postgres://svc:invented-Passw0rt@db.prod.corp.test/main"]}}}'
#   - .mcp.json: '{"mcpServers": {"db": {"command": "db-mcp", "env": {"DATABASE_DSN": "postgres://svc:invented-Passw0rt@db.prod.corp.test/main"}}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"url": "https://t.vendor.test/mcp?api_key=kR7-invented-b2Qx9"}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"url": "https://svc:invented-Passw0rt@t.vendor.test/mcp"}}}'
#   - mcp.example.json: '{"mcpServers": {"t": {"command": "t-mcp", "env": {"TRACKER_TOKEN": "kR7-invented-b2Qx9"}}}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "env": {"TRACKER_TOKEN": "${TRACKER_TOKEN}"}}}}'
#   - not_when: "the value is a reference: ${X}, ${input:x}, $X, env:X, op://, vault:, arn: or the path of a file with the secret"
#     .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "env": {"A_TOKEN": "${input:token}", "B_TOKEN": "$B_TOKEN", "C_TOKEN": "env:C_TOKEN", "D_TOKEN": "op://vault/item/field", "E_TOKEN": "vault:secret/tracker", "F_TOKEN": "/run/secrets/tracker-token", "G_TOKEN": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:tracker-b2Qx9", "H_TOKEN": "secretref:tracker-b2Qx9", "I_TOKEN": "os.environ/TRACKER_2"}}}}'
#   - not_when: the password in a connection string is that of a sample, such as user:password
#     .mcp.json: '{"mcpServers": {"db": {"command": "db-mcp", "env": {"CONNECTION_STRING": "postgres://user:password@db.prod.corp.test/main"}, "args": ["postgres://postgres:postgres@db.prod.corp.test/main"]}}}'
#   - not_when: a connection string is for a database on this machine
#     .mcp.json: '{"mcpServers": {"db": {"command": "db-mcp", "args": ["postgres://svc:invented-Passw0rt@localhost/main"]}}}'
#   - not_when: the value is a public identifier, a region, a number, or true or false
#     .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "env": {"CLIENT_ID": "kR7-invented-b2Qx9", "AWS_REGION": "eu-central-1", "TOKEN_LIMIT": "128000", "USE_TOKEN": "true"}}}}'
#   - not_when: the name ends in _FILE, _PATH, _NAME or _URL, and the value has no password in it
#     .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "env": {"TOKEN_FILE": "secrets/kR7-b2Qx9.txt", "SECRET_PATH": "kv/data/tracker-b2Qx9", "SECRET_NAME": "prod-tracker-b2Qx9", "WEBHOOK_URL": "https://t.vendor.test/hooks/in"}}}}'
#   - not_when: the value is for the reader to fill in, such as <your-api-key>
#     .mcp.json: '{"mcpServers": {"t": {"url": "https://t.vendor.test/mcp", "headers": {"Authorization": "Bearer ${TRACKER_TOKEN}", "X-Api-Key": "<your-api-key>"}}}}'
#   - not_when: the value says that it is none, as test-token-123 and no-key-required do
#     .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "env": {"A_TOKEN": "test-token-123", "B_API_KEY": "no-key-required", "DB_PASSWORD": "yourpassword", "C_TOKEN": "Bearer remote_api_token"}}}}'
#   - not_when: the file is there for tests
#     tests/.mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "env": {"TRACKER_TOKEN": "kR7-invented-b2Qx9"}}}}'
package pacheck.rules.mcp.server_secret_literal

findings contains {
	"at": ["servers", i, "secrets", j],
	"message": sprintf("server %s: literal credential in %s (fingerprint %s)", [server.name, found.field, found.secret.fingerprint]),
	"label": "rotate this",
	"severity": severity(found),
} if {
	some i, server in input.servers
	some j, found in server.secrets
	convincing(found)
}

convincing(found) if found.format

convincing(found) if {
	params := data.pacheck.params["server-secret-literal"]
	found.secret.length >= params.min_len
	found.secret.entropy >= params.min_entropy
}

severity(found) := "critical" if found.format

severity(found) := "high" if not found.format
