package pacheck.rules.agent.escalation_contact_missing_test

import data.pacheck.rules.agent.escalation_contact_missing

agent(tier, escalation) := {"name": "a", "governed": true, "risk": {"tier": tier}, "escalation": escalation}

found(a) := result if {
	result := {[f.at[3], f.severity] | some f in escalation_contact_missing.findings} with input as {"agents": [a]}
}

test_nobody_to_escalate_to if {
	found(agent("limited", {})) == {["contact", "medium"]}
	found(agent("high", {"contact": "the team"})) == {["contact", "high"]}
	found(agent("minimal", {})) == set()
}

test_upper_tiers_say_when if {
	found(agent("limited", {"reachable": true})) == set()
	found(agent("high", {"reachable": true})) == {["on", "high"]}
	found(agent("critical", {"reachable": true, "on": []})) == {["on", "high"]}
	found(agent("critical", {"reachable": true, "on": ["user-request"]})) == set()
}

test_of_governed_agents_alone if found(object.union(agent("high", {}), {"governed": false})) == set()

test_agents_that_nobody_governs_are_not_asked if {
	found(object.union(agent("critical", {}), {"governed": false})) == set()
	found(object.union(agent("critical", {"reachable": true}), {"governed": false})) == set()
}
