package pacheck.rules.prompt.required_section_missing_test

import data.pacheck.rules.prompt.required_section_missing

prompt := {"id": "prompts:p", "name": "p", "governed": true, "risk": {"tier": "limited"}}

found(extra) := result if {
	result := {[f.message, f.severity] | some f in required_section_missing.findings} with input as {"prompts": [object.union(prompt, extra)]}
}

scope := {"name": "scope", "length": 60}

test_a_section_that_is_not_there if {
	found({}) == {["prompt p (tier limited) has no section: scope", "medium"]}
	found({"sections": [scope]}) == set()
	found({"sections": [object.union(scope, {"name": "what you do"})]}) == set()
	count(found({"sections": [object.union(scope, {"length": 39})]})) == 1
	count(found({"sections": [object.union(scope, {"name": "role"})]})) == 1
}

test_upper_tiers_ask_for_more if {
	found({"risk": {"tier": "critical"}, "sections": [scope]}) == {["prompt p (tier critical) has no section: disclosure, escalation, privacy, refusal, untrusted-content", "high"]}
	found({"risk": {"tier": "minimal"}}) == set()
}

test_texts_of_users_are_not if {
	found({"messages": [{"role": "user"}]}) == set()
	count(found({"messages": [{"role": "system"}, {"role": "user"}]})) == 1
}

test_a_prompt_may_state_its_tier_itself if {
	alone := {"id": "prompts:q", "name": "q", "governed": true, "tier": "Limited"}
	count(required_section_missing.findings) == 1 with input as {"prompts": [alone]}
	count(required_section_missing.findings) == 0 with input as {"prompts": [object.union(alone, {"tier": "spicy"})]}
}

test_prompts_of_governed_agents_as_well if {
	p := object.union(prompt, {"governed": false})
	edge := {"from": "agents:a", "rel": "uses_prompt", "to": "prompts:p"}
	count(required_section_missing.findings) == 1 with input as {"prompts": [p], "edges": [edge], "agents": [{"id": "agents:a", "governed": true}]}
	count(required_section_missing.findings) == 0 with input as {"prompts": [p], "edges": [edge], "agents": [{"id": "agents:a", "governed": false}]}
}

test_synonyms_can_be_added if {
	count(found({"sections": [{"name": "aufgabe", "length": 60}]})) == 0 with data.pacheck.params["required-section-missing"] as {
		"required": {"limited": ["scope"]},
		"synonyms": {"scope": ["Aufgabe"]}, "min_chars": 40,
	}
}

test_the_least_length_is_enough if {
	found({"sections": [object.union(scope, {"length": required_section_missing.params.min_chars})]}) == set()
	count(found({"sections": [object.union(scope, {"length": required_section_missing.params.min_chars - 1})]})) == 1
}

of(tier, risk) := n if {
	n := count(required_section_missing.findings) with input as {"prompts": [object.union({"id": "prompts:p", "name": "p", "governed": true, "tier": tier}, risk)]}
}

test_a_prompt_may_state_its_own_tier if {
	of("Limited", {}) == 1
	of("minimal", {}) == 0
	of("limitless", {}) == 0
	of("critical", {"risk": {"tier": "minimal"}}) == 0
}

used(more_edge, more_agent) := n if {
	n := count(required_section_missing.findings) with input as {
		"prompts": [object.union(prompt, {"governed": false})],
		"agents": [object.union({"id": "agents:a", "governed": true}, more_agent)],
		"edges": [object.union({"from": "agents:a", "rel": "uses_prompt", "to": "prompts:p"}, more_edge)],
	}
}

test_what_governed_agents_use_is_asked if {
	used({}, {}) == 1
	used({"rel": "documents"}, {}) == 0
	used({"from": "agents:b"}, {}) == 0
	used({}, {"governed": false}) == 0
}
