# METADATA
# title: A tool with side effects is on the always-allow list
# description: Always-allow is for reads; a write there is an approval nobody gives.
# related_resources:
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP02:2025
# - ref: https://code.claude.com/docs/en/permissions
#   description: Claude Code, permission rules
# custom:
#   code: PA-MCP-010
#   severity: medium
#   severity_when:
#   - {when: "the tool destroys something or moves money", severity: high}
#   precision: high
#   scope: repo
#   principle: human-oversight
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI09]
#     owasp-mcp: ["MCP02:2025"]
#     owasp-llm: ["LLM06:2025"]
#   remediation: Take it off the list.
#   params:
#     levels: {default: [destructive, money, exec], strict: [destructive, money, exec, external_comm, write], description: "The effects for which a person has to be asked: destructive, money, exec, external_comm, write."}
#   bad:
#   - .roo/mcp.json: '{"mcpServers": {"m": {"command": "m-mcp", "alwaysAllow": ["search_memory", "delete_memory"]}}}'
#   - .kiro/settings/mcp.json: '{"mcpServers": {"m": {"command": "m-mcp", "autoApprove": ["execute_resource_command"]}}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["mcp__shop__refund_payment"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["mcp__db__purge"]}}'
#     .mcp.json: '{"mcpServers": {"db": {"command": "node", "args": ["db/server.js"]}}}'
#     db/tools.json: '{"tools": [{"name": "purge", "description": "Empties a table.", "inputSchema": {"type": "object"}, "annotations": {"destructiveHint": true}}]}'
#   - tools.json: '[{"type": "mcp", "server_label": "t", "server_url": "https://t.vendor.test/mcp", "require_approval": "never", "allowed_tools": ["search", "delete_user"]}]'
#   good:
#   - .roo/mcp.json: '{"mcpServers": {"m": {"command": "m-mcp", "alwaysAllow": ["search_memory"]}}}'
#   - not_when: the server is started for reading only, as with --read-only or --access-mode=restricted
#     .roo/mcp.json: '{"mcpServers": {"m": {"command": "m-mcp", "args": ["--read-only"], "alwaysAllow": ["execute_query"]}, "n": {"command": "n-mcp", "args": ["--access-mode=restricted"], "alwaysAllow": ["execute_query"]}}}'
#   - not_when: the address or a header of the server says that it only reads
#     .kiro/settings/mcp.json: '{"mcpServers": {"m": {"url": "https://m.vendor.test/mcp?read_only=true", "autoApprove": ["execute_query"]}, "n": {"url": "https://n.vendor.test/mcp/readonly", "autoApprove": ["execute_query"]}, "o": {"url": "https://o.vendor.test/mcp", "headers": {"X-MCP-Readonly": "true"}, "autoApprove": ["execute_query"]}}}'
#   - not_when: the name begins with a verb that reads, such as get, list or preview
#     .roo/mcp.json: '{"mcpServers": {"m": {"command": "m-mcp", "alwaysAllow": ["get_deleted_items", "list_purge_jobs", "preview_delete"]}}}'
#   - not_when: the server is disabled
#     .roo/mcp.json: '{"mcpServers": {"m": {"command": "m-mcp", "alwaysAllow": ["delete_memory"], "disabled": true}}}'
#   - not_when: the server's definition in the repository marks the tool with readOnlyHint
#     .claude/settings.json: '{"permissions": {"allow": ["mcp__db__execute_query"]}}'
#     .mcp.json: '{"mcpServers": {"db": {"command": "node", "args": ["db/server.js"]}}}'
#     db/tools.json: '{"tools": [{"name": "execute_query", "description": "Shows the rows of a query.", "inputSchema": {"type": "object"}, "annotations": {"readOnlyHint": true}}]}'
#   - not_when: the same tool is to be asked about, too
#     .claude/settings.json: '{"permissions": {"allow": ["mcp__db__delete_row"], "ask": ["mcp__db__delete_row"]}}'
package pacheck.rules.mcp.auto_approve_side_effect

import data.pacheck.lib.servers

levels := data.pacheck.params["auto-approve-side-effect"].levels

findings contains finding(["servers", i, "calls", j], call, server.file) if {
	some i, server in input.servers
	some j, call in server.calls
	servers.enabled(server)
	counts(call)
}

findings contains finding(["settings", i, "calls", j], call, setting.file) if {
	some i, setting in input.settings
	some j, call in setting.calls
	counts(call)
}

finding(at, call, file) := {
	"at": at,
	"message": sprintf("%s (%s) is always allowed in %s", [call.tool, concat(", ", [e | some e in call.effects; e in levels]), file]),
	"label": "nobody is asked",
	"severity": severity(call),
}

counts(call) if {
	some effect in call.effects
	effect in levels
}

severity(call) := "high" if {
	some effect in call.effects
	effect in {"destructive", "money"}
} else := "medium"
