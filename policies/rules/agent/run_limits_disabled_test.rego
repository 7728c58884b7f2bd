package pacheck.rules.agent.run_limits_disabled_test

import data.pacheck.rules.agent.run_limits_disabled

bounds := {"minimal": {"max_turns": 200, "timeout": "4h"}, "high": {"max_turns": 50, "timeout": "30m", "max_cost_usd": 25}}

found(agent, ceilings) := result if {
	result := {[f.severity, f.message] | some f in run_limits_disabled.findings} with input as {"agents": [object.union({"name": "a"}, agent)]}
		with data.pacheck.params["run-limits-disabled"] as {"ceilings": ceilings}
}

test_a_limit_that_is_none_is_found if {
	none := {"unlimited": [{"key": "max_iterations", "value": "-1"}]}
	found(none, {}) == {["medium", "agent a: max_iterations = -1 means that there is no limit"]}
	found(object.union(none, {"risk": {"tier": "high"}}), {}) == {["high", "agent a: max_iterations = -1 means that there is no limit"]}
}

test_ceilings_count_where_there_are_any if {
	far := {"risk": {"tier": "high"}, "limits": {"max_turns": 60, "timeout": "45m", "timeout_seconds": 2700, "max_cost_usd": 30}}
	found(far, {}) == set()
	count(found(far, bounds)) == 3
	["high", "agent a: timeout = 45m is above the ceiling 30m for tier high"] in found(far, bounds)
	near := {"risk": {"tier": "high"}, "limits": {"max_iterations": 50, "timeout": "30m", "timeout_seconds": 1800, "max_cost_usd": 25}}
	found(near, bounds) == set()
}

test_an_agent_without_known_tier_has_the_widest_ceiling if {
	found({"limits": {"max_turns": 200}}, bounds) == set()
	found({"limits": {"max_turns": 201}}, bounds) == {["medium", "agent a: max_turns = 201 is above the ceiling 200 for tier minimal"]}
}

test_launches_count_too if {
	count(run_limits_disabled.findings) == 1 with input as {"launches": [{"program": "claude", "file": "f", "limits": {"max_turns": -1}}]}
	count(run_limits_disabled.findings) == 0 with input as {"launches": [{"program": "claude", "file": "f", "limits": {"max_turns": 9}}]}
}

test_what_has_no_end_is_not_above_a_ceiling_too if {
	found({"limits": {"max_turns": 999999}}, bounds) == set()
	count(found({"limits": {"max_turns": 999998}}, bounds)) == 1
}

test_turns_of_a_launch_have_an_end if {
	turning(-1) == 1
	turning(0) == 0
	turning(40) == 0
	turning(999998) == 0
	turning(999999) == 1
}

turning(n) := result if {
	result := count(run_limits_disabled.findings) with input as {"launches": [{"program": "claude", "file": "f", "limits": {"max_turns": n}}]}
}
