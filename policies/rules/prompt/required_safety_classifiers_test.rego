package pacheck.rules.prompt.required_safety_classifiers_test

import data.pacheck.rules.prompt.required_safety_classifiers

prompt := {"id": "prompts:p", "name": "p", "governed": false, "risk": {"tier": "limited"}}

agent := {"id": "agents:a", "name": "a", "governed": true, "risk": {"tier": "limited"}}

edge := {"from": "agents:a", "rel": "uses_prompt", "to": "prompts:p"}

messages(p, a) := found if {
	found := {f.message | some f in required_safety_classifiers.findings} with input as {"prompts": [p], "agents": [a], "edges": [edge]}
}

declaring(classifiers) := object.union(prompt, {"classifiers": classifiers})

test_each_tier_asks_for_more if {
	messages(prompt, agent) == {"prompt p (tier limited) lacks: prompt-injection"}
	messages(object.union(prompt, {"risk": {"tier": "high"}}), agent) == {"prompt p (tier high) lacks: harmful-content, jailbreak, pii, prompt-injection"}
	messages(object.union(prompt, {"risk": {"tier": "minimal"}}), agent) == set()
}

test_what_acts_counts_under_any_of_its_names if {
	every id in ["prompt-injection", "prompt-shield", "model-armor"] {
		messages(declaring([{"id": id}]), agent) == set()
	}
	messages(declaring([{"id": "prompt-injection", "enabled": true}]), agent) == set()
}

test_what_does_not_act_does_not_count if {
	count(messages(declaring([{"id": "prompt-injection", "enabled": false}]), agent)) == 1
	count(messages(declaring([{"id": "prompt-injection", "log_only": true}]), agent)) == 1
}

test_a_bound_of_scores_can_be_set if {
	late := declaring([{"id": "prompt-injection", "threshold": 0.95}])
	bound := {"required": {"limited": ["prompt-injection"]}, "aliases": {}, "platform": [], "max_threshold": 0.9}
	messages(late, agent) == set()
	count(messages(late, agent)) == 1 with data.pacheck.params["required-safety-classifiers"] as bound
}

test_the_platform_may_add_some if {
	messages(prompt, agent) == set() with data.pacheck.params["required-safety-classifiers"] as {"required": {"limited": ["prompt-injection"]}, "aliases": {}, "platform": ["prompt-injection"], "max_threshold": 0}
}

test_agents_with_guardrails_are_told_by_another_rule if {
	messages(prompt, object.union(agent, {"guardrails": {"classifiers": [{"id": "pii"}]}})) == set()
	messages(prompt, object.union(agent, {"guardrails": {"external_ref": "gateway.yaml"}})) == set()
	count(messages(prompt, object.union(agent, {"guardrails": {"classifiers": []}}))) == 1
}

test_what_nobody_governs_is_not if {
	messages(prompt, object.union(agent, {"governed": false})) == set()
	messages(prompt, object.union(agent, {"status": "retired"})) == set()
}

test_a_prompt_may_state_its_tier_itself if {
	alone := {"id": "prompts:q", "name": "q", "governed": true, "tier": "Limited"}
	messages(alone, agent) == {"prompt q (tier limited) lacks: prompt-injection"}
	messages(object.union(alone, {"tier": "spicy"}), agent) == set()
}

test_a_prompt_may_state_its_own_tier if {
	alone := object.remove(object.union(prompt, {"governed": true}), ["risk"])
	count(messages(object.union(alone, {"tier": "Limited"}), {})) == 1
	messages(object.union(alone, {"tier": "minimal"}), {}) == set()
	messages(object.union(alone, {"tier": "limitless"}), {}) == set()
	messages(object.union(object.union(prompt, {"governed": true}), {"tier": "critical"}), {}) == {"prompt p (tier limited) lacks: prompt-injection"}
}

test_what_a_governed_agent_guards_is_told_by_another_rule if {
	every guard in [{"classifiers": [{"id": "x"}]}, {"external_ref": "g.yaml", "classifiers": []}] {
		guarded := object.union(agent, {"guardrails": guard})
		messages(prompt, guarded) == set()
		messages(object.union(prompt, {"governed": true}), guarded) == set()
		count(messages(object.union(prompt, {"governed": true}), object.union(guarded, {"governed": false}))) == 1
	}
}

test_a_mention_is_no_use if {
	required_safety_classifiers.findings == set() with input as {"prompts": [prompt], "agents": [agent], "edges": [object.union(edge, {"rel": "documents"})]}
}
