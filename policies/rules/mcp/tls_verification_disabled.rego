# METADATA
# title: Certificate checks are switched off
# description: TLS without verification authenticates nobody.
# related_resources:
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP07:2025
# - ref: https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue
#   description: Node.js, NODE_TLS_REJECT_UNAUTHORIZED
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
#     owasp-mcp: ["MCP07:2025"]
#     owasp-agentic: [ASI07]
#     csa-aicm: [AIS-11]
#   remediation: Trust the right CA instead, for example with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE.
#   bad:
#   - .mcp.json: '{"mcpServers": {"v": {"command": "v-mcp", "env": {"NODE_TLS_REJECT_UNAUTHORIZED": "0"}}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "v-mcp", "args": ["--url", "https://v.vendor.test", "--insecure"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "uvx", "args": ["--allow-insecure-host", "pypi.vendor.test", "v-mcp==1.4.2"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "v-mcp", "env": {"GIT_SSL_NO_VERIFY": "True"}}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "uvx", "args": ["v-mcp==1.4.2"], "env": {"PIP_TRUSTED_HOST": "localhost pypi.vendor.test"}}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "v-mcp", "args": ["verify_ssl=false"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"url": "https://v.vendor.test/mcp", "verify_ssl": false}}}'
#   - .continue/mcpServers/v.yaml: "mcpServers:\n- name: v\n  type: sse\n  url: https://v.vendor.test/sse\n  requestOptions:\n    verifySsl: false\n"
#   - .claude/settings.json: '{"env": {"NODE_TLS_REJECT_UNAUTHORIZED": "0"}}'
#   - .continue/config.yaml: "name: a\nmodels:\n- name: far\n  provider: openai\n  model: m\n  apiBase: https://llm.vendor.test\n  requestOptions:\n    verifySsl: false\n"
#   - run.sh: "NODE_TLS_REJECT_UNAUTHORIZED=0 claude -p 'review'\n"
#   - deploy/model.yaml: "apiVersion: kagent.dev/v1alpha2\nkind: ModelConfig\nmetadata:\n  name: m\nspec:\n  provider: OpenAI\n  model: m\n  openAI:\n    baseUrl: https://llm.corp.test\n  tls:\n    disableVerify: true\n"
#   good:
#   - not_when: certificates are added, with NODE_EXTRA_CA_CERTS or SSL_CERT_FILE, and the checks stay on
#     .mcp.json: '{"mcpServers": {"v": {"command": "v-mcp", "env": {"NODE_EXTRA_CA_CERTS": "/etc/ssl/corp-ca.pem", "SSL_CERT_FILE": "/etc/ssl/corp-ca.pem"}}}}'
#   - not_when: the variable leaves the checks on
#     .mcp.json: '{"mcpServers": {"v": {"command": "v-mcp", "env": {"NODE_TLS_REJECT_UNAUTHORIZED": "1"}}}}'
#   - not_when: the address among the arguments is on this machine
#     .mcp.json: '{"mcpServers": {"v": {"command": "v-mcp", "args": ["--insecure", "--url", "https://localhost:8443"]}}}'
#   - not_when: the server is on this machine
#     .mcp.json: '{"mcpServers": {"v": {"url": "https://localhost:8443/mcp", "verify_ssl": false}}}'
#   - not_when: localhost is the only host of --allow-insecure-host
#     .mcp.json: '{"mcpServers": {"v": {"command": "uvx", "args": ["--allow-insecure-host", "localhost", "v-mcp==1.4.2"]}}}'
#   - not_when: PIP_TRUSTED_HOST or UV_INSECURE_HOST lists no host but this machine
#     .mcp.json: '{"mcpServers": {"v": {"command": "uvx", "args": ["v-mcp==1.4.2"], "env": {"PIP_TRUSTED_HOST": "localhost 127.0.0.1:8080", "UV_INSECURE_HOST": "localhost:8080"}}}}'
#   - not_when: localhost is the only host of --trusted-host
#     .mcp.json: '{"mcpServers": {"v": {"command": "pip", "args": ["--trusted-host", "localhost"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"url": "https://v.vendor.test/mcp", "verify_ssl": true}}}'
#   - not_when: the model is served on this machine
#     deploy/model.yaml: "apiVersion: kagent.dev/v1alpha2\nkind: ModelConfig\nmetadata:\n  name: m\nspec:\n  provider: OpenAI\n  model: m\n  openAI:\n    baseUrl: https://localhost:8080\n  tls:\n    disableVerify: true\n"
package pacheck.rules.mcp.tls_verification_disabled

findings contains finding(["servers", i, "tls_off", j], sprintf("server %s", [server.name]), off) if {
	some i, server in input.servers
	some j, off in server.tls_off
}

findings contains finding(["settings", i, "tls_off", j], setting.name, off) if {
	some i, setting in input.settings
	some j, off in setting.tls_off
}

findings contains finding(["launches", i, "tls_off", j], sprintf("%s in %s", [launch.name, launch.file]), off) if {
	some i, launch in input.launches
	some j, off in launch.tls_off
}

finding(at, who, off) := {
	"at": at,
	"message": sprintf("%s disables TLS verification (%s)", [who, item(off)]),
	"label": "any certificate will do",
}

item(off) := sprintf("%s=%s", [off.key, off.value]) if off.value

item(off) := off.key if not off.value
