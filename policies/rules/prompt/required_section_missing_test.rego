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

test_the_length_that_counts_begins_at_the_bound if found({"sections": [object.union(scope, {"length": 40})]}) == set()

test_a_tier_of_the_agents_goes_first if {
	found({"risk": {"tier": "minimal"}, "tier": "critical"}) == set()
	found({"tier": "minimal"}) == {["prompt p (tier limited) has no section: scope", "medium"]}
	lowest := {"id": "prompts:q", "name": "q", "governed": true, "tier": "minimal"}
	count(required_section_missing.findings) == 1 with input as {"prompts": [lowest]}
		with data.pacheck.params["required-section-missing"] as {"required": {"minimal": ["scope"]}, "synonyms": {"scope": ["scope"]}, "min_chars": 40}
}

test_only_prompts_that_agents_use if {
	p := object.union(prompt, {"governed": false})
	agents := [{"id": "agents:a", "governed": true}, {"id": "agents:b", "governed": false}]
	every edge in [
		{"from": "agents:a", "rel": "documents", "to": "prompts:p"},
		{"from": "agents:b", "rel": "uses_prompt", "to": "prompts:p"},
		{"from": "agents:a", "rel": "uses_prompt", "to": "prompts:q"},
	] {
		required_section_missing.findings == set() with input as {"prompts": [p], "edges": [edge], "agents": agents}
	}
}
