# METADATA
# title: Annotations deny an effect that the tool's own name or schema shows
# description: Hosts approve by themselves what claims to be read-only; a wrong hint removes the confirmation. A hint that is absent contradicts nothing, since the defaults are pessimistic.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/schema#toolannotations
#   description: Model Context Protocol, tool annotations
# custom:
#   code: PA-TOL-006
#   severity: high
#   precision: very-high
#   scope: file
#   principle: human-oversight
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI09]
#     owasp-llm: ["LLM06:2025"]
#     owasp-mcp: ["MCP03:2025"]
#   remediation: Correct the hint.
#   params:
#     exempt_objects: {default: [filter, view, cursor, selection], description: "What a tool may remove or set and still be read-only: the last word of its name, in the singular."}
#   bad:
#   - tools.json: '{"name": "delete_user", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}'
#   - tools.json: '{"tools": [{"name": "createIssue", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "user_delete", "annotations": {"destructiveHint": false}, "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "sync", "annotations": {"readOnlyHint": true, "destructiveHint": true}, "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "scan", "annotations": {"openWorldHint": false}, "inputSchema": {"type": "object", "properties": {"url": {"type": "string"}}}}]}'
#   - tools.yaml: "tools:\n- name: send_message\n  annotations: {openWorldHint: false}\n  inputSchema: {type: object}\n"
#   good:
#   - tools.json: '{"name": "delete_user", "annotations": {"readOnlyHint": false, "destructiveHint": true}, "inputSchema": {"type": "object"}}'
#   - not_when: the annotations say nothing of the effect
#     tools.json: '{"name": "delete_user", "annotations": {"title": "Delete a user"}, "inputSchema": {"type": "object"}}'
#   - tools.json: '{"name": "delete_user", "inputSchema": {"type": "object"}}'
#   - not_when: the first word of the name is one of reading, as in get_delete_status
#     tools.json: '{"name": "get_delete_status", "annotations": {"readOnlyHint": true, "destructiveHint": false}, "inputSchema": {"type": "object"}}'
#   - not_when: what the tool removes or resets is a filter, view, cursor or selection
#     tools.json: '{"tools": [{"name": "remove_filter", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}, {"name": "reset_view", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}, {"name": "set_selections", "annotations": {"readOnlyHint": true, "destructiveHint": false}, "inputSchema": {"type": "object"}}]}'
#   - not_when: the name begins with a noun that may be a verb, too, as in order_status
#     tools.json: '{"tools": [{"name": "order_status", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}, {"name": "commitHistory", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "search", "annotations": {"readOnlyHint": true, "openWorldHint": true}, "inputSchema": {"type": "object", "properties": {"url": {"type": "string"}}}}]}'
#   - tools.json: '{"tools": [{"name": "create_issue", "annotations": {"readOnlyHint": false, "destructiveHint": false, "openWorldHint": false}, "inputSchema": {"type": "object"}}]}'
#   - not_when: the name is that of a search or query that is sent with POST
#     tools.json: '{"tools": [{"name": "search", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}, {"name": "post_search", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}, {"name": "post_query", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}]}'
package pacheck.rules.tool.tool_annotations_contradictory

findings contains finding(i, tool, "read_only", "readOnlyHint: true", effect) if {
	some i, tool in input.tools
	tool.annotations.read_only
	effect := change(tool)
}

findings contains finding(i, tool, "destructive", "destructiveHint: false", effect) if {
	some i, tool in input.tools
	tool.annotations.destructive == false
	not tool.annotations.read_only
	effect := destruction(tool)
}

findings contains finding(i, tool, "destructive", "destructiveHint: true", "readOnlyHint: true as well") if {
	some i, tool in input.tools
	tool.annotations.destructive
	tool.annotations.read_only
}

findings contains finding(i, tool, "open_world", "openWorldHint: false", effect) if {
	some i, tool in input.tools
	tool.annotations.open_world == false
	effect := outside(tool)
}

finding(i, tool, hint, claim, effect) := {
	"at": ["tools", i, "annotations", hint],
	"message": sprintf("tool %s is annotated %s but %s", [tool.name, claim, effect]),
}

change(tool) := destruction(tool)

change(tool) := sprintf("its name begins with %q", [tool.effects.verb]) if {
	not tool.effects.destructive
	"write" in tool.effects.verb_kinds
	not exempt(tool)
	not names_a_thing(tool)
}

# names that begin with a noun which is a verb, too: order_status, commit_history
names_a_thing(tool) if {
	tool.effects.verb in {
		"order", "share", "post", "book", "schedule", "commit", "charge", "transfer", "refund", "grant", "patch",
		"invite", "set", "move", "update", "comment",
	}
	last := count(tool.effects.tokens) - 1
	tool.effects.tokens[last] in {
		"get", "list", "search", "read", "find", "show", "view", "lookup", "count", "check", "status", "info", "details",
		"detail", "history", "log", "logs", "stats", "summary", "diff", "price", "prices", "options", "metadata",
	}
}

# a question that is asked with POST: post_query
names_a_thing(tool) if {
	tool.effects.verb == "post"
	last := count(tool.effects.tokens) - 1
	tool.effects.tokens[last] == "query"
}

destruction(tool) := sprintf("its name says %q", [tool.effects.evidence]) if {
	tool.effects.destructive
	not exempt(tool)
}

# what is changed is only how something is shown
exempt(tool) if {
	last := count(tool.effects.objects) - 1
	tool.effects.objects[last] in data.pacheck.params["tool-annotations-contradictory"].exempt_objects
}

outside(tool) := sprintf("its name begins with %q", [tool.effects.verb]) if "communication" in tool.effects.verb_kinds

outside(tool) := sprintf("it takes %q", [addresses[0]]) if {
	not "communication" in tool.effects.verb_kinds
	addresses := [p.name | some p in tool.params; p.role == "url"]
}
