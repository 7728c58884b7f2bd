# METADATA
# title: Destructive tool gives its host no effect hint
# description: The pessimistic default protects only with hosts that honour it; naming the effect costs one line.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations
#   description: Model Context Protocol, tool annotations
# custom:
#   code: PA-TOL-007
#   severity: low
#   precision: high
#   scope: file
#   principle: human-oversight
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI02]
#     owasp-mcp: ["MCP02:2025"]
#   remediation: Add destructiveHint, and idempotentHint where it fits.
#   bad:
#   - tools.json: '{"tools": [{"name": "purge_queue", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "refund_order", "annotations": {"title": "Refund"}, "inputSchema": {"type": "object"}}]}'
#   good:
#   - tools.json: '{"tools": [{"name": "purge_queue", "annotations": {"destructiveHint": true, "idempotentHint": true}, "inputSchema": {"type": "object"}}]}'
#   - not_when: readOnlyHint is false, since the tool counts as destructive then
#     tools.json: '{"tools": [{"name": "purge_queue", "annotations": {"readOnlyHint": false}, "inputSchema": {"type": "object"}}]}'
#   - not_when: the first word of the name is one of reading
#     tools.json: '{"tools": [{"name": "get_delete_status", "inputSchema": {"type": "object"}}, {"name": "create_user", "inputSchema": {"type": "object"}}]}'
#   - not_when: the format has no annotations
#     tools.json: '[{"type": "function", "function": {"name": "purge_queue", "parameters": {"type": "object", "properties": {}}}}]'
#   - tools.json: '{"tools": [{"name": "charge_history", "inputSchema": {"type": "object"}}]}'
#   - not_when: the file is an example
#     examples/tools.json: '{"tools": [{"name": "purge_queue", "inputSchema": {"type": "object"}}]}'
#   - not_when: the file is a lock with tools that others define
#     tools.lock.json: '{"tools": [{"name": "purge_queue", "inputSchema": {"type": "object"}}]}'
#     desk/mcp-lock.json: '{"tools": [{"name": "refund_order", "inputSchema": {"type": "object"}}]}'
package pacheck.rules.tool.destructive_tool_unannotated

findings contains {
	"at": ["tools", i, "annotations"],
	"message": sprintf("tool %s has no destructiveHint, and its name says %q", [tool.name, word]),
} if {
	some i, tool in input.tools
	word := effect(tool.effects)
	"annotations" in tool.can
	not hinted(tool)
	not locked(tool)
}

# a lock says what tools others define, and none of them can be annotated there
locked(tool) if regex.match(`(?i)(?:^|[/._-])lock\.(?:json|ya?ml)$`, tool.file)

effect(effects) := effects.evidence if effects.destructive

effect(effects) := effects.verb if {
	not effects.destructive
	"money" in effects.verb_kinds
	not shows(effects)
}

# names that begin with a noun: charge_history, invoice_list
shows(effects) if {
	last := count(effects.tokens) - 1
	effects.tokens[last] in {
		"get", "list", "search", "read", "find", "show", "view", "lookup", "count", "check", "status", "info", "details", "history", "log", "logs", "stats",
		"summary", "price", "prices", "options", "metadata",
	}
}

# readOnlyHint: false leaves destructiveHint at its default, which is true
hinted(tool) if is_boolean(tool.annotations.destructive)

hinted(tool) if is_boolean(tool.annotations.read_only)
