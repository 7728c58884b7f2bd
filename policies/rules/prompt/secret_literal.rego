# METADATA
# title: Live credential in a text or configuration the model reads
# description: Whatever is in context can be repeated, logged and sent to a vendor; a committed key is public already. Credentials of MCP servers are reported by server-secret-literal.
# related_resources:
# - ref: https://genai.owasp.org/llmrisk/llm072025-system-prompt-leakage/
#   description: OWASP LLM07:2025 System Prompt Leakage
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP01:2025
# custom:
#   code: PA-PRM-030
#   severity: critical
#   precision: very-high
#   scope: file
#   principle: privacy
#   profiles: [recommended, strict]
#   roles: [runtime, local, template, example, test, doc]
#   adversarial: false
#   keep_severity: true
#   packs:
#     owasp-agentic: [ASI03]
#     owasp-llm: ["LLM02:2025", "LLM07:2025"]
#     owasp-mcp: ["MCP01:2025"]
#     nist-ai-rmf: [MEASURE 2.7, MS-2.7-001]
#     csa-aicm: [AIS-12]
#   remediation: Revoke it first, then remove it from the file and the history.
#   params:
#     min_entropy: {default: 3.0, description: "The least Shannon entropy of a credential, in bits for each character; those below 3 are never reported."}
#   bad:
#   - AGENTS.md: "Use the database postgres://svc:invented-Passw0rt@db.prod.corp.test/main for the report.\n"
#   - .claude/settings.json: '{"env": {"DATABASE_URL": "postgres:\/\/svc:invented-Passw0rt@db.prod.corp.test\/main"}}'
#   - tests/AGENTS.md: "```sh\npsql postgres://svc:invented-Passw0rt@db.prod.corp.test/main\n```\n"
#   - AGENTS.md: "mongodb://admin:invented-Passw0rt@mongo:27017 and mongodb://admin:admin123@mongo.corp.test:27017\n"
#   good:
#   - not_when: a placeholder stands for the credential, such as sk-your-key or ghp_xxx
#     AGENTS.md: "Use the token in $GITHUB_TOKEN, or sk-your-key, or ghp_xxx.\n"
#   - not_when: an address has the password of an example, or leads to localhost
#     AGENTS.md: "postgres://user:pass@localhost and postgres://svc:invented-Passw0rt@localhost/main\n"
#   - not_when: a service of a compose file, whose host has no dot, has a default password
#     AGENTS.md: "Run the tests with mongodb://admin:admin123@mongo:27017 and amqp://rabbit:password1@queue:5672.\n"
#   - not_when: of a private key there is the first line alone
#     AGENTS.md: "A key starts with `-----BEGIN PRIVATE KEY-----`, see there.\n"
#   - not_when: the credential is a sample of its vendor, such as AKIA…EXAMPLE
#     AGENTS.md: "export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n"
#   - not_when: the credential is that of an MCP server, which server-secret-literal reports
#     .mcp.json: '{"mcpServers": {"db": {"command": "db-server", "args": ["postgres://svc:invented-Passw0rt@db.prod.corp.test/main"]}}}'
#   - .mcp.json: '{"mcpServers": {"db": {"command": "db-server", "env": {"URL": "postgres://svc:invented-Passw0rt@db.prod.corp.test/main"}}}}'
package pacheck.rules.prompt.secret_literal

findings contains {
	"at": ["files", i, "secrets", j],
	"message": sprintf("%s in %s (%s…, fingerprint %s)", [object.get(names, secret.kind, secret.kind), file.path, secret.prefix, secret.fingerprint]),
	"label": "revoke this",
} if {
	some i, file in input.files
	some j, secret in file.secrets
	secret.entropy >= data.pacheck.params["secret-literal"].min_entropy
	not told_of_a_server(file, secret)
}

# server-secret-literal reports it, and does so for files of these roles
told_of_a_server(file, secret) if {
	secret.server
	file.role in {"runtime", "local", "template", "example"}
}

names := {
	"aws": "AWS access key",
	"github": "GitHub token",
	"openai": "OpenAI key",
	"anthropic": "Anthropic key",
	"slack": "Slack token",
	"google": "Google API key",
	"hf": "Hugging Face token",
	"stripe": "Stripe key",
	"pem": "private key",
	"url_userinfo": "password in an address",
}
