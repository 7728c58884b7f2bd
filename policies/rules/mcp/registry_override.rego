# METADATA
# title: Server install uses a non-approved or additional package index
# description: A second index lets anyone who registers the name supply the code.
# related_resources:
# - ref: https://atlas.mitre.org/studies/AML.CS0015
#   description: MITRE ATLAS case study AML.CS0015, a dependency that another index supplied
# - ref: https://docs.astral.sh/uv/concepts/indexes/#searching-across-multiple-indexes
#   description: uv, dependency confusion with several indexes
# custom:
#   code: PA-MCP-011
#   severity: high
#   precision: high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-mcp: ["MCP04:2025"]
#     owasp-agentic: [ASI04]
#     csa-aicm: [STA-16]
#   remediation: Use one approved index.
#   params:
#     allowed_registries: {default: [registry.npmjs.org, npm.jsr.io, registry.yarnpkg.com, pypi.org, files.pythonhosted.org], description: "Hosts of indexes that may replace the default one, with * for any part of a name."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"c": {"command": "uvx", "args": ["--extra-index-url", "https://pkgs.example.net/simple", "corp-mcp"]}}}'
#   - .mcp.json: '{"mcpServers": {"c": {"command": "uvx", "args": ["--default-index", "https://pkgs.vendor.test/simple", "corp-mcp==2.1.0"]}}}'
#   - .mcp.json: '{"mcpServers": {"c": {"command": "npx", "args": ["-y", "--registry=http://registry.npmjs.org", "c-mcp@1.2.3"]}}}'
#   - .mcp.json: '{"mcpServers": {"c": {"command": "uvx", "args": ["corp-mcp==2.1.0"], "env": {"UV_EXTRA_INDEX_URL": "https://mirror.corp.test/simple"}}}}'
#   - .mcp.json: '{"mcpServers": {"c": {"command": "npx", "args": ["-y", "c-mcp@1.2.3"], "env": {"npm_config_registry": "https://npm.vendor.test"}}}}'
#   good:
#   - not_when: the index is one of the public defaults
#     .mcp.json: '{"mcpServers": {"c": {"command": "uvx", "args": ["--default-index", "https://pypi.org/simple", "corp-mcp==2.1.0"]}}}'
#   - not_when: a mirror of allowed_registries replaces the default index
#     .pacheck.yaml: "version: 1\nrules: {registry-override: {params: {allowed_registries: [mirror.corp.test]}}}\n"
#     .mcp.json: '{"mcpServers": {"c": {"command": "uvx", "args": ["--default-index", "https://mirror.corp.test/simple", "corp-mcp==2.1.0"]}}}'
#   - not_when: "packages come from a folder of the repository, or from a file: address"
#     .mcp.json: '{"mcpServers": {"c": {"command": "uvx", "args": ["--find-links", "./wheels", "corp-mcp==2.1.0"]}, "d": {"command": "uvx", "args": ["--find-links", "file:./wheels", "corp-mcp==2.1.0"]}}}'
#   - not_when: a variable names the index
#     .mcp.json: '{"mcpServers": {"c": {"command": "uvx", "args": ["--default-index", "${CORP_INDEX}", "corp-mcp==2.1.0"]}}}'
#   - not_when: the server is disabled
#     .mcp.json: '{"mcpServers": {"c": {"command": "uvx", "args": ["--extra-index-url", "https://pkgs.example.net/simple", "corp-mcp"], "disabled": true}}}'
package pacheck.rules.mcp.registry_override

import data.pacheck.lib.servers

findings contains {
	"at": ["servers", i, "launch", "registries", j],
	"message": sprintf("server %s installs from %s (%s), %s", [server.name, where(registry), registry.flag, why]),
	"label": "decides who supplies the code",
} if {
	some i, server in input.servers
	some j, registry in server.launch.registries
	why := fault(registry)
	servers.enabled(server)
}

fault(registry) := "besides the default index" if {
	registry.adds
	not local(registry)
} else := "without encryption" if {
	registry.http
} else := "which is not on the list of indexes" if {
	registry.host
	not allowed(registry.host)
}

# a folder, of the repository or of the machine
local(registry) if {
	not registry.host
	not contains(registry.url, "://")
	not contains(registry.url, "$")
	not contains(registry.url, "{")
}

local(registry) if startswith(registry.url, "file:")

allowed(host) if {
	some pattern in data.pacheck.params["registry-override"].allowed_registries
	glob.match(pattern, null, host)
}

where(registry) := registry.host if registry.host

where(registry) := registry.url if not registry.host
