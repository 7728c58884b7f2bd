# METADATA
# title: "Every tool of a server, or every project server, is approved in advance"
# description: One key removes consent for tools that do not exist yet.
# related_resources:
# - ref: https://code.claude.com/docs/en/settings
#   description: Claude Code settings
# custom:
#   code: PA-MCP-009
#   severity: high
#   severity_when:
#   - when: a committed file of the project enables every server of the project
#     severity: critical
#   precision: very-high
#   scope: file
#   principle: human-oversight
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI04, ASI09]
#     owasp-llm: ["LLM06:2025"]
#     owasp-mcp: ["MCP07:2025", "MCP02:2025"]
#     eu-ai-act: ["Art.14(4)(d)"]
#   remediation: List the servers and the read-only tools.
#   bad:
#   - .claude/settings.json: '{"enableAllProjectMcpServers": true}'
#   - .claude/settings.json: '{"permissions": {"allow": ["mcp__tracker"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["mcp__tracker__*"]}}'
#   - .roo/mcp.json: '{"mcpServers": {"a": {"command": "./s", "alwaysAllow": ["*"]}}}'
#   - .kiro/settings/mcp.json: '{"mcpServers": {"a": {"command": "./s", "autoApprove": ["*"]}}}'
#   - .gemini/settings.json: '{"mcpServers": {"a": {"command": "./s", "trust": true}}}'
#   - tools.json: '[{"type": "mcp", "server_label": "a", "server_url": "https://mcp.example.com/x", "require_approval": "never"}, {"type": "function", "name": "f", "description": "F.", "parameters": {"type": "object", "properties": {}}}]'
#   good:
#   - .claude/settings.json: '{"enabledMcpjsonServers": ["tracker"]}'
#   - .claude/settings.json: '{"enableAllProjectMcpServers": false}'
#   - .roo/mcp.json: '{"mcpServers": {"a": {"command": "./s", "alwaysAllow": []}}}'
#   - .roo/mcp.json: '{"mcpServers": {"a": {"command": "./s", "alwaysAllow": ["search"]}}}'
#   - .roo/mcp.json: '{"mcpServers": {"a": {"command": "./s", "alwaysAllow": ["*"], "disabled": true}}}'
#   - tools.json: '[{"type": "mcp", "server_label": "a", "server_url": "https://mcp.example.com/x", "require_approval": "never", "allowed_tools": ["search"]}, {"type": "function", "name": "f", "description": "F.", "parameters": {"type": "object", "properties": {}}}]'
#   - .claude/settings.json: '{"permissions": {"allow": ["mcp__tracker__search"]}}'
package pacheck.rules.mcp.auto_approve_all

import data.pacheck.lib.servers

findings contains {
	"at": ["servers", i, "auto_approve", j],
	"message": sprintf("%s approves all tools of %s", [server.file, server.name]),
} if {
	some i, server in input.servers
	some j, tool in server.auto_approve
	tool in {"*", "true"}
	servers.enabled(server)
}

findings contains {
	"at": ["servers", i, "approve_all"],
	"message": sprintf("%s approves all tools of %s (%s)", [server.file, server.name, server.approve_all]),
} if {
	some i, server in input.servers
	server.approve_all
	not server.tools
	servers.enabled(server)
}

findings contains {
	"at": ["settings", i, "enable_all_servers"],
	"message": sprintf("%s approves all tools of every server of the project", [setting.file]),
	"severity": severity(setting),
} if {
	some i, setting in input.settings
	setting.enable_all_servers
}

findings contains {
	"at": ["settings", i, "allow", j],
	"message": sprintf("%s approves all tools of %s", [setting.file, whose(grant)]),
} if {
	some i, setting in input.settings
	some j, grant in setting.allow
	grant.tool == "mcp"
	grant.matches_all
}

whose(grant) := "every server" if grant.server == "*"

whose(grant) := sprintf("the server %s", [grant.server]) if not grant.server == "*"

# what is committed for the project reaches everybody who opens it
severity(setting) := "critical" if setting.role == "runtime"

severity(setting) := "high" if not setting.role == "runtime"
