package pacheck.rules.cross.delegate_exceeds_parent_test

import data.pacheck.rules.cross.delegate_exceeds_parent as rule

edge := {"from": "agents:p", "rel": "delegates_to", "to": "agents:c", "resolved": true, "conditional": false}

found(parent, child, more) := {f.message |
	some f in rule.findings with input as {
		"agents": [object.union({"id": "agents:p", "name": "p", "dialect": "claude-code"}, parent), object.union({"id": "agents:c", "name": "c", "dialect": "claude-code"}, child)],
		"edges": [object.union(edge, more)],
	}
}

low := {"risk": {"declared": "limited"}}

high := {"risk": {"declared": "high"}}

test_a_higher_tier if {
	found(low, high, {}) == {"c exceeds its caller p: it is of tier high, the caller of tier limited"}
	found(high, low, {}) == set()
	found(high, high, {}) == set()
	found({}, high, {}) == set()
}

test_what_a_person_confirms if {
	found(low, high, {"conditional": true}) == set()
	found(low, high, {"resolved": false}) == set()
	found(low, high, {"rel": "uses_tool"}) == set()
	found(low, high, {"to": "agents:p"}) == set()
}

test_a_mediator if found(low, high, {}) == set() with data.pacheck.params as {"delegate-exceeds-parent": {"mediators": ["c"]}}

test_approval if {
	asks := {"approval": {"default": "ask"}}
	reason := {"c exceeds its caller p: nobody approves what it does, and somebody what the caller does"}
	found(asks, {"approval": {"default": "allow"}}, {}) == reason
	found(asks, {"mode": "bypassPermissions"}, {}) == reason
	found(asks, {"approval": {"default": "ask"}}, {}) == set()
	found(asks, {}, {}) == set()
	found({"approval": {"default": "allow"}}, {"approval": {"default": "allow"}}, {}) == set()
}

test_what_the_caller_is_denied if {
	parent := {"tools": {"deny": [{"raw": "mcp__f__delete"}]}}
	child := {"tools": {"allow": [{"raw": "mcp__f__delete", "mcp_tool": "delete"}]}}
	found(parent, child, {}) == {"c exceeds its caller p: it may use mcp__f__delete, which the caller is denied"}
	found(parent, {"tools": {"allow": [{"raw": "mcp__f__read"}]}}, {}) == set()
	found(parent, object.union(child, {"approval": {"default": "ask"}}), {}) == set()
	found(parent, object.union(child, {"approval": {"tools": [{"key": "delete", "value": "always"}]}}), {}) == set()
	count(found(parent, object.union(child, {"approval": {"tools": [{"key": "delete", "value": "never"}]}}), {})) == 1
}

test_classes_of_data if {
	child := {"data_classes": ["internal", "personal"]}
	found({"data_classes": ["internal"]}, child, {}) == {"c exceeds its caller p: it handles personal data, for which the caller is not cleared"}
	found({"data_classes": ["personal"]}, child, {}) == set()
	found({}, child, {}) == set()
	found({"data_classes": ["personal"]}, {"data_classes": ["public"]}, {}) == set()
}

approving(key) := {
	"tools": {"allow": [{"raw": "mcp__pay__send", "name": "pay/send", "mcp_tool": "send"}]},
	"approval": {"tools": [{"key": key, "value": "always"}]},
}

test_each_name_of_a_tool_that_is_approved if {
	refused := {"tools": {"deny": [{"raw": "mcp__pay__send"}]}}
	every key in ["mcp__pay__send", "pay/send", "send"] {
		found(refused, approving(key), {}) == set()
	}
	count(found(refused, approving("other"), {})) == 1
}

test_who_delegates_to_itself_exceeds_nobody if {
	agent := {"id": "agents:p", "name": "p", "approval": {"default": "allow"}, "tools": {"deny": [{"raw": "x"}], "allow": [{"raw": "x"}]}}
	rule.findings == set() with input as {"agents": [agent], "edges": [object.union(edge, {"to": "agents:p"})]}
}
