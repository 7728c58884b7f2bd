package pacheck.rules.agent.run_limits_missing_test

import data.pacheck.rules.agent.run_limits_missing

messages(agent) := result if {
	result := {f.message | some f in run_limits_missing.findings} with input as {"agents": [object.union({"name": "a", "can": ["limits"], "governed": true}, agent)]}
}

test_an_autonomous_agent_states_one_at_least if {
	messages({"autonomy": "autonomous"}) == {"agent a (tier minimal) states 0 of 1 run limits"}
	messages({"autonomy": "autonomous", "limits": {"max_iterations": 9}}) == set()
}

test_higher_tiers_state_more if {
	messages({"risk": {"tier": "high"}, "limits": {"max_turns": 9, "max_iterations": 9}}) == {"agent a (tier high) states 1 of 2 run limits"}
	messages({"risk": {"tier": "critical"}, "autonomy": "supervised", "limits": {"max_turns": 9, "timeout": "9m"}}) == {"agent a (tier critical) states 2 of 3 run limits"}
	messages({"risk": {"tier": "critical"}, "limits": {"max_turns": 9, "timeout": "9m", "max_cost_usd": 9}}) == set()
}

test_others_are_not_asked if {
	messages({}) == set()
	messages({"governed": false, "risk": {"tier": "high"}}) == set()
	messages({"can": ["tools"], "autonomy": "autonomous"}) == set()
	messages({"autonomy": "autonomous", "limits": {"external_ref": "platform"}}) == set()
	messages({"autonomy": "autonomous", "status": "retired"}) == set()
}

test_jobs_are_asked if {
	launch := {"program": "claude", "file": "f", "job": {"job": "fix"}}
	count(run_limits_missing.findings) == 1 with input as {"launches": [launch]}
	count(run_limits_missing.findings) == 0 with input as {"launches": [object.union(launch, {"limits": {"timeout": "9m"}})]}
	count(run_limits_missing.findings) == 0 with input as {"launches": [{"program": "claude", "file": "f"}]}
}

test_only_governed_agents_and_those_by_themselves_are_asked if {
	messages({"governed": false, "autonomy": "supervised", "risk": {"tier": "critical"}}) == set()
	messages({"governed": false, "risk": {"tier": "critical"}}) == set()
	count(messages({"governed": false, "autonomy": "autonomous"})) == 1
}
