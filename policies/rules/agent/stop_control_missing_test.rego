package pacheck.rules.agent.stop_control_missing_test

import data.pacheck.rules.agent.stop_control_missing

base := {"name": "a", "governed": true, "risk": {"tier": "high"}}

messages(extra) := result if {
	result := {f.message | some f in stop_control_missing.findings} with input as {"agents": [object.union(base, extra)]}
}

switch := {"kill_switch": {"kind": "feature-flag", "ref": "flags/a", "named": true}}

test_no_switch if {
	messages({}) == {"agent a (tier high) has no stop control on record: it names no kill switch"}
	messages({"kill_switch": {"kind": "feature-flag", "ref": "TBD"}}) == {"agent a (tier high) has no stop control on record: it names no kill switch"}
}

test_a_named_switch_is_enough if {
	messages(switch) == set()
	messages({"kill_switch": {"ref": "flags/a", "named": true}}) == set()
}

test_a_kind_that_stops_nothing_is_not if {
	messages(object.union(switch, {"kill_switch": {"kind": "hope"}})) == {"agent a (tier high) has no stop control on record: hope is no kind of stop control"}
}

test_a_file_that_is_not_there_is_not if {
	messages(object.union(switch, {"missing_files": [{"key": "kill_switch", "value": "flags/a"}]})) == {"agent a (tier high) has no stop control on record: flags/a does not exist"}
	messages(object.union(switch, {"missing_files": [{"key": "safety", "value": "x"}]})) == set()
}

test_tier_and_autonomy_decide if {
	messages({"risk": {"tier": "limited"}}) == set()
	messages({"autonomy": "assistive"}) == set()
	count(messages({"autonomy": "autonomous"})) == 1
	messages({"governed": false}) == set()
}
