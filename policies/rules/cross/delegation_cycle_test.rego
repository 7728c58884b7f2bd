package pacheck.rules.cross.delegation_cycle_test

import data.pacheck.rules.cross.delegation_cycle

cycle(bounded, limited) := {"names": ["a", "b"], "steps": [{}, {}], "bounded": bounded, "limited": limited}

test_severity_follows_the_bounds if {
	found := delegation_cycle.findings with input as {"cycles": [cycle(false, false), cycle(true, false), cycle(true, true)]}
	{[f.at[1], f.severity] | some f in found} == {[0, "high"], [1, "medium"], [2, "low"]}
}

test_the_circle_is_told if {
	found := delegation_cycle.findings with input as {"cycles": [cycle(false, false)]}
	some f in found
	f.message == "delegation cycle: a -> b -> a"
}
