package pacheck.rules.cross.delegation_cycle_test

import data.pacheck.rules.cross.delegation_cycle

cycle := {"names": ["a", "b"], "bounded": false, "limited": false, "steps": [{"from": "1", "to": "2"}, {"from": "2", "to": "1"}]}

findings_of(c) := found if {
	found := delegation_cycle.findings with input as {"cycles": [c]}
}

test_the_circle_is_closed_in_the_message if {
	{f.message | some f in findings_of(cycle)} == {"delegation cycle: a -> b -> a"}
	{count(f.related) | some f in findings_of(cycle)} == {1}
}

test_the_severity_follows_the_limits if {
	{f.severity | some f in findings_of(cycle)} == {"high"}
	{f.severity | some f in findings_of(object.union(cycle, {"bounded": true}))} == {"medium"}
	{f.severity | some f in findings_of(object.union(cycle, {"bounded": true, "limited": true}))} == {"low"}
}

test_no_circle_is_not_found if count(delegation_cycle.findings) == 0 with input as {"cycles": []}

test_the_steps_after_the_first_are_shown if {
	{[r.at | some r in f.related] | some f in findings_of(cycle)} == {[["cycles", 0, "steps", 1]]}
}

test_a_limit_without_a_bound_is_enough if {
	{f.severity | some f in findings_of(object.union(cycle, {"limited": true}))} == {"low"}
}
