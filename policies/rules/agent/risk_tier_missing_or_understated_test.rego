package pacheck.rules.agent.risk_tier_missing_or_understated_test

import data.pacheck.rules.agent.risk_tier_missing_or_understated

found(agent) := result if {
	result := risk_tier_missing_or_understated.findings with input as {"agents": [agent]}
}

refund := {
	"name": "refund-bot",
	"governed": true,
	"tier": "minimal",
	"risk": {"tier": "high", "declared": "minimal", "floor": "high", "reasons": ["tool issue_refund"]},
}

test_a_tier_below_the_floor_names_the_fact if {
	{f.message | some f in found(refund)} == {"agent refund-bot declares tier minimal but implies at least high: tool issue_refund"}
	every f in found(refund) {
		not f.severity
	}
}

test_a_tier_above_the_floor_is_not if {
	found(object.union(refund, {"tier": "critical", "risk": {"tier": "critical", "declared": "critical"}})) == set()
}

test_an_unknown_tier_is if {
	count(found({"name": "a", "governed": true, "tier": "spicy"})) == 1
	count(found({"name": "a", "governed": true, "tier": "spicy", "risk": {"tier": "high", "floor": "high"}})) == 1
}

test_no_tier_is_milder_and_of_governed_agents_alone if {
	{f.severity | some f in found({"name": "a", "governed": true})} == {"medium"}
	found({"name": "a", "governed": false, "risk": {"tier": "high", "floor": "high"}}) == set()
	found({"name": "a", "governed": true, "status": "retired"}) == set()
}

test_the_severity_of_no_tier_is_a_parameter if {
	severities := {f.severity | some f in found({"name": "a", "governed": true})} with data.pacheck.params["risk-tier-missing-or-understated"] as {"missing_is": "low"}
	severities == {"low"}
}
