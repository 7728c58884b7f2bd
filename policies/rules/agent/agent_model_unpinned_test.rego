package pacheck.rules.agent.agent_model_unpinned_test

import data.pacheck.rules.agent.agent_model_unpinned

base := {"name": "a", "governed": true, "model": "gpt-4o", "model_pin": "none", "risk": {"tier": "limited"}}

severities(extra) := found if {
	found := [f.severity | some f in agent_model_unpinned.findings] with input as {"agents": [object.union(base, extra)]}
}

test_the_tier_decides_the_severity if {
	severities({}) == ["medium"]
	severities({"risk": {"tier": "high"}}) == ["high"]
	severities({"risk": {"tier": "minimal"}}) == []
}

test_what_is_fixed_or_not_known_is_not if {
	every pin in ["dated", "digest", "local", "variable"] {
		severities({"model_pin": pin}) == []
	}
}

test_an_alias_may_be_allowed if {
	severities({}) == [] with data.pacheck.params["agent-model-unpinned"] as {"from_tier": "limited", "allow_aliases": ["gpt-4o"]}
}

test_of_governed_agents_alone if severities({"governed": false}) == []
