package pacheck.rules.agent.agent_review_overdue_test

import data.pacheck.rules.agent.agent_review_overdue

now := {"now": "2026-11-22T00:00:00Z"}

overdue(ends) := found if {
	agent := {"name": "a", "review_by": "x", "review_ends": ends}
	found := count(agent_review_overdue.findings) with input as {"agents": [agent], "context": now}
}

test_the_end_of_the_day_counts if {
	overdue("2026-11-22T00:00:00Z") == 1
	overdue("2026-11-23T00:00:00Z") == 0
}

test_days_of_grace_are_added if {
	overdue("2026-11-20T00:00:00Z") == 1 with data.pacheck.params["agent-review-overdue"] as {"grace_days": 2, "require": false}
	overdue("2026-11-20T00:00:00Z") == 0 with data.pacheck.params["agent-review-overdue"] as {"grace_days": 3, "require": false}
}

test_what_is_no_date_is_not if {
	agent := {"name": "a", "review_by": "soon"}
	count(agent_review_overdue.findings) == 0 with input as {"agents": [agent], "context": now}
}

retired(edge) := found if {
	agents := [{"id": "agents:a", "name": "a", "status": "retired"}, {"id": "agents:b", "name": "b", "status": "retired"}]
	found := count(agent_review_overdue.findings) with input as {"agents": agents, "edges": [edge], "context": now}
}

test_a_retired_agent_that_is_still_used_is if {
	edge := {"from": "agents:c", "rel": "delegates_to", "to": "agents:a", "role": "runtime"}
	retired(edge) == 1
	retired(object.union(edge, {"from": "agents:b"})) == 0
	retired(object.union(edge, {"role": "test"})) == 0
	retired(object.union(edge, {"rel": "documents"})) == 0
}

test_packs_ask_for_a_date if {
	agent := {"name": "a", "governed": true, "risk": {"tier": "high"}}
	count(agent_review_overdue.findings) == 0 with input as {"agents": [agent], "context": now}
	count(agent_review_overdue.findings) == 1 with input as {"agents": [agent], "context": now}
		with data.pacheck.params["agent-review-overdue"] as {"grace_days": 0, "require": true}
	count(agent_review_overdue.findings) == 0 with input as {"agents": [object.union(agent, {"risk": {"tier": "limited"}})], "context": now}
		with data.pacheck.params["agent-review-overdue"] as {"grace_days": 0, "require": true}
}

undated(extra) := found if {
	agent := object.union({"name": "a", "governed": true, "risk": {"tier": "high"}}, extra)
	found := count(agent_review_overdue.findings) with input as {"agents": [agent], "context": now}
		with data.pacheck.params["agent-review-overdue"] as {"grace_days": 0, "require": true}
}

test_a_date_is_asked_for_of_governed_agents_of_a_high_tier if {
	undated({}) == 1
	undated({"governed": false}) == 0
	undated({"risk": {"tier": "limited"}}) == 0
	undated({"review_by": "2027-01-01", "review_ends": "2027-01-02T00:00:00Z"}) == 0
}
