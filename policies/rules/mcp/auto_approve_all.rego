# METADATA
# title: Every tool of a server, or every project server, is approved in advance
# description: One key removes consent for tools that do not exist yet.
# related_resources:
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-59536
#   description: Project servers that started before the trust dialog
# - ref: https://code.claude.com/docs/en/settings
#   description: Claude Code settings, enableAllProjectMcpServers
# custom:
#   code: PA-MCP-009
#   severity: high
#   severity_when:
#   - {when: "a committed project file enables all servers of the project", severity: critical}
#   precision: very-high
#   scope: file
#   principle: human-oversight
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI04, ASI09]
#     owasp-mcp: ["MCP07:2025", "MCP02:2025"]
#     owasp-llm: ["LLM06:2025"]
#     eu-ai-act: ["Art.14(4)(d)"]
#   remediation: List the servers and the read-only tools.
#   bad:
#   - .claude/settings.json: '{"enableAllProjectMcpServers": true}'
#   - .claude/settings.local.json: '{"enableAllProjectMcpServers": true}'
#   - .claude/settings.json: '{"permissions": {"allow": ["mcp__*"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["mcp__tracker"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["mcp__tracker__*"]}}'
#   - .roo/mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "alwaysAllow": ["*"]}}}'
#   - .kiro/settings/mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "autoApprove": ["read", "*"]}}}'
#   - .kiro/settings/mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "autoApprove": true}}}'
#   - .gemini/settings.json: '{"mcpServers": {"t": {"command": "t-mcp", "trust": true}}}'
#   - tools.json: '[{"type": "mcp", "server_label": "t", "server_url": "https://t.vendor.test/mcp", "require_approval": "never"}]'
#   good:
#   - .claude/settings.json: '{"enabledMcpjsonServers": ["tracker"], "enableAllProjectMcpServers": false}'
#   - not_when: single tools are allowed, and whole servers are asked about or denied
#     .claude/settings.json: '{"permissions": {"allow": ["mcp__tracker__get_issue"], "ask": ["mcp__tracker"], "deny": ["mcp__*"]}}'
#   - not_when: the list of approved tools is empty
#     .roo/mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "alwaysAllow": []}}}'
#   - not_when: the approved tools are listed by name
#     .roo/mcp.json: '{"mcpServers": {"u": {"command": "u-mcp", "alwaysAllow": ["search_memory", "list_memories"]}}}'
#   - not_when: the server is disabled
#     .kiro/settings/mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "autoApprove": ["*"], "disabled": true}}}'
#   - .gemini/settings.json: '{"mcpServers": {"t": {"command": "t-mcp", "trust": false}}}'
#   - not_when: require_approval is never, and allowed_tools lists what may be called
#     tools.json: '[{"type": "mcp", "server_label": "t", "server_url": "https://t.vendor.test/mcp", "require_approval": "never", "allowed_tools": ["search"]}]'
#   - tools.json: '[{"type": "mcp", "server_label": "t", "server_url": "https://t.vendor.test/mcp", "require_approval": "always"}]'
#   - not_when: the file is there for tests
#     tests/.claude/settings.json: '{"enableAllProjectMcpServers": true}'
package pacheck.rules.mcp.auto_approve_all

import data.pacheck.lib.servers

findings contains {
	"at": ["servers", i, "auto_approve", j],
	"message": sprintf("%s approves all tools of %s (*)", [server.file, server.name]),
} if {
	some i, server in input.servers
	some j, "*" in server.auto_approve
	servers.enabled(server)
}

findings contains {
	"at": ["servers", i, "approve_all"],
	"message": sprintf("%s approves all tools of %s (%s)", [server.file, server.name, server.approve_all]),
} if {
	some i, server in input.servers
	server.approve_all
	approves(server)
	servers.enabled(server)
}

findings contains {
	"at": ["settings", i, "allow", j],
	"message": sprintf("%s approves all tools of %s (%s)", [setting.file, whose(grant), grant.raw]),
} if {
	some i, setting in input.settings
	some j, grant in setting.allow
	grant.tool == "mcp"
	grant.matches_all
}

findings contains {
	"at": ["settings", i, "enable_all_servers"],
	"message": sprintf("%s approves all servers of the project, and with them all their tools", [setting.file]),
	"severity": severity(setting),
} if {
	some i, setting in input.settings
	setting.enable_all_servers
}

# what each word means: trust is a word of Gemini's, and a list of tools narrows what needs no approval
approves(server) if {
	lower(server.approve_all) == "trust: true"
	server.dialect in {"gemini-cli", "qwen-code"}
}

approves(server) if {
	server.approve_all in {"require_approval: never", "approvalMode: never"}
	not server.tools
}

approves(server) if {
	lower(server.approve_all) in {"autoapprove: true", "alwaysallow: true", "auto_approve: true", "autoapproveall: true"}
}

whose(grant) := "every server" if grant.server == "*"

whose(grant) := grant.server if grant.server != "*"

severity(setting) := "critical" if setting.role == "runtime"

severity(setting) := "high" if setting.role != "runtime"
