package pacheck.rules.cross.tool_pin_drift_test

import data.pacheck.rules.cross.tool_pin_drift

tool(lock) := {"id": "tools:t.json#pay", "name": "pay", "lock": lock}

found(lock) := {f | some f in tool_pin_drift.findings with input as {"tools": [tool(lock)], "locks": []}}

test_the_severity_follows_what_changed if {
	{f.severity | some f in found({"state": "changed", "first_party": true, "changes": [{"member": "description", "before": "a", "after": "b"}]})} == {"medium"}
	{f.severity | some f in found({"state": "changed", "first_party": false, "changes": [{"member": "description", "before": "a", "after": "b"}]})} == {"critical"}
	{f.severity | some f in found({"state": "changed", "first_party": true, "changes": [{"member": "annotations", "before": "a", "after": "b"}]})} == {"critical"}
	{f.severity | some f in found({"state": "new", "first_party": false})} == {"high"}
}

test_the_message_says_what_changed_and_who_approved if {
	{f.message | some f in found({
		"state": "changed", "first_party": false, "approved_by": "ops", "approved_on": "2026-10-01",
		"changes": [{"member": "description", "before": "a", "after": "b"}, {"member": "input_schema.properties.x", "after": "{}"}, {"member": "title", "before": "t"}],
	})} == {"tool pay changed since its approval by ops on 2026-10-01: description was \"a\"; input_schema.properties.x is new ({}); title is gone"}
}

test_what_is_the_same_is_not_found if count(found({"state": "same", "first_party": false})) == 0

test_an_entry_without_its_thing if {
	{f.severity | some f in tool_pin_drift.findings with input as {"locks": [{"kind": "tools", "name": "t.json#pay", "of": "x", "state": "gone"}]}} == {"medium"}
	count(tool_pin_drift.findings) == 0 with input as {"locks": [{"kind": "prompts", "name": "p#p", "of": "x", "state": "gone"}]}
}

test_a_pack_asks_for_entries_from_a_tier_on if {
	reached := {"tools": [{"id": "1", "name": "pay", "risk": {"tier": "critical"}}, {"id": "2", "name": "get", "risk": {"tier": "limited"}}, {"id": "3", "name": "idle"}]}
	{f.message | some f in tool_pin_drift.findings with input as reached with data.pacheck.params as {"tool-pin-drift": {"require_from_tier": "high"}}} == {"tool pay is reached at tier critical, and was never approved"}
	count(tool_pin_drift.findings) == 0 with input as reached with data.pacheck.params as {"tool-pin-drift": {"require_from_tier": "none"}}
}

place(change) := {f.at | some f in found({"state": "changed", "changes": [change]})}

test_the_finding_points_at_the_description_where_that_changed if {
	place({"member": "description", "before": "a", "after": "b"}) == {["tools", 0, "description"]}
	place({"member": "description", "before": "a"}) == {["tools", 0]}
	place({"member": "title", "before": "a", "after": "b"}) == {["tools", 0]}
}

said(lock) := {f.message | some f in found(object.union({"state": "changed", "changes": [{"member": "title", "before": "t"}]}, lock))}

test_who_approved_may_be_half_known if {
	said({}) == {"tool pay changed since its approval: title is gone"}
	said({"approved_by": "ops"}) == {"tool pay changed since its approval by ops: title is gone"}
	said({"approved_on": "2026-10-01"}) == {"tool pay changed since its approval on 2026-10-01: title is gone"}
}

test_what_was_approved_is_shown if {
	locks := [{"of": "tools:x", "kind": "tools", "name": "x"}, {"of": "tools:t.json#pay", "kind": "tools", "name": "t.json#pay"}]
	document := {"tools": [tool({"state": "changed", "changes": [{"member": "title", "before": "t"}]})], "locks": locks}
	{[r.at | some r in f.related] | some f in tool_pin_drift.findings} == {[["locks", 1]]} with input as document
}

test_only_what_has_no_entry_was_never_approved if {
	reached := {"tools": [{"id": "1", "name": "pay", "risk": {"tier": "critical"}, "lock": {"state": "same"}}]}
	count(tool_pin_drift.findings) == 0 with input as reached with data.pacheck.params as {"tool-pin-drift": {"require_from_tier": "high"}}
	count(found({"state": "same", "changes": [{"member": "title", "before": "t"}]})) == 0
}
