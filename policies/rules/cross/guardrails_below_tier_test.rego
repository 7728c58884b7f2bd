package pacheck.rules.cross.guardrails_below_tier_test

import data.pacheck.rules.cross.guardrails_below_tier

base := {"id": "agents:a", "name": "a", "governed": true, "risk": {"tier": "limited"}}

edge := {"from": "agents:a", "rel": "uses_prompt", "to": "prompts:p", "resolved": true}

messages(extra) := result if {
	result := {f.message | some f in guardrails_below_tier.findings} with input as {"agents": [object.union(base, extra)]}
}

guarded(classifiers) := {"guardrails": {"classifiers": classifiers}}

test_an_agent_without_prompt_and_guardrails if {
	messages({}) == {"agent a (tier limited) lacks prompt-injection"}
	messages({"governed": false}) == set()
	messages({"risk": {"tier": "minimal"}}) == set()
}

test_agent_and_prompts_add_up if {
	agent := object.union(base, guarded([{"id": "pii", "stage": "output"}]))
	prompt := {"id": "prompts:p", "classifiers": [{"id": "model-armor"}]}
	count(guardrails_below_tier.findings) == 0 with input as {"agents": [agent], "prompts": [prompt], "edges": [edge]}
	count(guardrails_below_tier.findings) == 1 with input as {"agents": [agent], "prompts": [prompt], "edges": []}
}

test_an_agent_that_leaves_it_to_its_prompt_is_told_by_another_rule if {
	count(guardrails_below_tier.findings) == 0 with input as {"agents": [base], "prompts": [{"id": "prompts:p"}], "edges": [edge]}
}

test_what_does_not_act_does_not_count if {
	messages(guarded([{"id": "prompt-injection", "stage": "input"}])) == set()
	count(messages(guarded([{"id": "prompt-injection", "stage": "input", "log_only": true}]))) == 1
	count(messages(guarded([{"id": "prompt-injection", "stage": "input", "enabled": false}]))) == 1
}

test_a_platform_is_trusted_if_it_is_there if {
	messages({"guardrails": {"external_ref": "g.yaml", "classifiers": []}}) == set()
	messages({"guardrails": {"external_ref": "x/g.yaml", "classifiers": []}, "missing_files": [{"key": "guardrails", "value": "x/g.yaml"}]}) == {"agent a (tier limited) relies on guardrails in x/g.yaml, which does not exist"}
}

test_results_of_tools_need_a_classifier if {
	four := [{"id": "prompt-injection", "stage": "input"}, {"id": "jailbreak", "stage": "input"}, {"id": "harmful-content", "stage": "output"}, {"id": "pii", "stage": "output"}]
	outsiders := {"risk": {"tier": "high"}, "capabilities": [{"kind": "untrusted_input", "strength": "strong"}]}
	messages(object.union(guarded(four), {"risk": {"tier": "high"}})) == set()
	messages(object.union(guarded(four), outsiders)) == {"agent a (tier high) lacks prompt-injection on the results of tools"}
	messages(object.union(guarded(array.concat(four, [{"id": "prompt-injection", "stage": "tool"}])), outsiders)) == set()
}

test_retired_agents_rely_on_nothing if {
	messages({"status": "retired", "guardrails": {"external_ref": "x/g.yaml", "classifiers": []}, "missing_files": [{"key": "guardrails", "value": "x/g.yaml"}]}) == set()
}

test_a_reference_stands_for_the_classifiers_beside_it if {
	messages({"guardrails": {"external_ref": "g.yaml", "classifiers": [{"id": "pii", "stage": "output"}]}}) == set()
}

test_an_edge_to_nothing_is_no_prompt if {
	every more in [{"resolved": false}, {"rel": "documents"}] {
		count(guardrails_below_tier.findings) == 1 with input as {"agents": [base], "prompts": [{"id": "prompts:p", "classifiers": [{"id": "model-armor"}]}], "edges": [object.union(edge, more)]}
	}
}

test_an_agent_with_classifiers_of_its_own_is_asked_although_it_has_a_prompt if {
	agent := object.union(base, guarded([{"id": "pii", "stage": "output"}]))
	count(guardrails_below_tier.findings) == 1 with input as {"agents": [agent], "prompts": [{"id": "prompts:p"}], "edges": [edge]}
	count(guardrails_below_tier.findings) == 0 with input as {"agents": [object.union(base, {"guardrails": {"classifiers": []}})], "prompts": [{"id": "prompts:p"}], "edges": [edge]}
}

results := "prompt-injection on the results of tools"

reading(capability, tier, more) := {message |
	some message in messages(object.union({"risk": {"tier": tier}, "capabilities": [capability]}, guarded(array.concat([{"id": "prompt-injection", "stage": "input"}], more))))
	contains(message, results)
}

test_what_outsiders_write_is_looked_at_where_tools_return_it if {
	outside := {"kind": "untrusted_input", "strength": "strong"}
	tier := guardrails_below_tier.params.tool_guard_from
	count(reading(outside, tier, [])) == 1
	reading(outside, tier, [{"id": "prompt-injection", "stage": "tool"}]) == set()
	reading(outside, "minimal", []) == set()
	reading(object.union(outside, {"strength": "weak"}), tier, []) == set()
	reading(object.union(outside, {"kind": "money"}), tier, []) == set()
}
