# METADATA
# title: Server package is resolved to whatever is newest at each start
# description: A package that was clean for fifteen releases can turn at the sixteenth; an unpinned runner installs it unasked. A lock file does not help, since runners do not read it.
# related_resources:
# - ref: https://atlas.mitre.org/studies/AML.CS0053
#   description: postmark-mcp 1.0.16 (2025-09), MITRE ATLAS case study AML.CS0053
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP04:2025
# custom:
#   code: PA-MCP-001
#   severity: medium
#   severity_when:
#   - {when: "the server's environment, headers, arguments or address carry a credential", severity: high}
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI04]
#     owasp-llm: ["LLM03:2025"]
#     owasp-mcp: ["MCP04:2025"]
#     nist-ai-rmf: [GOVERN 6.1, MANAGE 3.1, GV-6.1-009, MG-3.1-002]
#     csa-aicm: [STA-16, AIS-12]
#     iso-42001: [A.10.3, A.4.4]
#   remediation: Pin the exact version and let an update bot propose changes.
#   params:
#     internal_scopes: {default: [], description: "Scopes of npm, such as @corp, whose packages may float."}
#     allow_ranges: {default: false, description: "Whether a range of versions is accepted."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp"]}}}'
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp@latest"], "env": {"MAIL_TOKEN": "${MAIL_TOKEN}"}}}}'
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp@^1.4.0"]}}}'
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "--package", "@vendor/mail-mcp", "mail-mcp"]}}}'
#   - .cursor/mcp.json: '{"mcpServers": {"mail": {"command": "cmd", "args": ["/c", "npx", "-y", "@vendor/mail-mcp"]}}}'
#   - .vscode/mcp.json: '{"servers": {"mail": {"command": "pnpm", "args": ["dlx", "@vendor/mail-mcp"]}}}'
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "github:vendor/mail-mcp#main"]}}}'
#   - .mcp.json: '{"mcpServers": {"git": {"command": "uvx", "args": ["mcp-server-git", "--repository", "."]}}}'
#   - .mcp.json: '{"mcpServers": {"git": {"command": "uvx", "args": ["mcp-server-git@latest"]}}}'
#   - .mcp.json: '{"mcpServers": {"git": {"command": "uvx", "args": ["--from", "git+https://git.vendor.test/o/r@main", "r"]}}}'
#   - .codex/config.toml: "[mcp_servers.git]\ncommand = \"pipx\"\nargs = [\"run\", \"mcp-server-git\"]\n"
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp"]}}}'
#     package-lock.json: '{"lockfileVersion": 3, "packages": {}}'
#     package.json: '{"devDependencies": {"typescript": "5.9.2"}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp@1.4.2"]}}}'
#   - .mcp.json: '{"mcpServers": {"git": {"command": "uvx", "args": ["--from", "mcp-server-git==2026.1.14", "mcp-server-git"]}}}'
#   - not_when: the address names a commit by its full hash
#     .mcp.json: '{"mcpServers": {"git": {"command": "uvx", "args": ["--from", "git+https://git.vendor.test/o/r@0123456789abcdef0123456789abcdef01234567", "r"]}}}'
#   - not_when: the program is a folder of the repository
#     .mcp.json: '{"mcpServers": {"own": {"command": "npx", "args": ["./server"]}, "two": {"command": "uvx", "args": ["--from", ".", "own"]}}}'
#   - not_when: the package is a dev dependency in package.json, and the lock file has its version
#     .mcp.json: '{"mcpServers": {"own": {"command": "npx", "args": ["tsx", "server.ts"]}}}'
#     package.json: '{"devDependencies": {"tsx": "4.20.3"}}'
#     package-lock.json: '{"lockfileVersion": 3, "packages": {"node_modules/tsx": {"version": "4.20.3"}}}'
#   - not_when: npx may not install anything (--no-install)
#     .mcp.json: '{"mcpServers": {"own": {"command": "npx", "args": ["--no-install", "ts-node", "server.ts"]}}}'
#   - not_when: yarn exec starts what is installed already
#     .mcp.json: '{"mcpServers": {"own": {"command": "yarn", "args": ["exec", "own-mcp"]}}}'
#   - not_when: the program is in the plugin's own folder, ${CLAUDE_PLUGIN_ROOT}
#     .mcp.json: '{"mcpServers": {"own": {"command": "npx", "args": ["${CLAUDE_PLUGIN_ROOT}/server"]}, "two": {"command": "${CLAUDE_PLUGIN_ROOT}/bin/serve"}}}'
#   - not_when: the server is disabled
#     .mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp"], "disabled": true}}}'
#   - not_when: the file is documentation or an example
#     docs/.mcp.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp"]}}}'
#     mcp.example.json: '{"mcpServers": {"mail": {"command": "npx", "args": ["-y", "@vendor/mail-mcp"]}}}'
package pacheck.rules.mcp.runner_package_unpinned

import data.pacheck.lib.servers

params := data.pacheck.params["runner-package-unpinned"]

findings contains {
	"at": ["servers", i, "launch", "package"],
	"message": sprintf("server %s starts %s (%s) with %s", [server.name, launch.package, loose[launch.pin], launch.runner]),
	"label": "what this is, is decided at each start",
	"severity": severity(server),
} if {
	some i, server in input.servers
	launch := server.launch
	launch.runner in runners
	loose[launch.pin]
	not accepted(launch)
	servers.enabled(server)
}

# the runners that fetch a package from npm or PyPI, or from the repository that is named instead
runners := {
	"npx", "bunx", "pnpx", "pnpm dlx", "yarn dlx", "bun x", "npm exec", "npm x",
	"uvx", "uv tool run", "pipx run",
}

# the pins that may mean another package tomorrow, for people
loose := {
	"none": "no version",
	"latest": "latest",
	"tag": "a label that moves",
	"range": "a range of versions",
	"git_ref": "a branch or tag of git",
	"url": "an address without version",
}

accepted(launch) if {
	launch.pin == "range"
	params.allow_ranges
}

accepted(launch) if {
	some scope in params.internal_scopes
	startswith(launch.package, sprintf("%s/", [scope]))
}

severity(server) := "high" if server.credential

severity(server) := "medium" if not server.credential
