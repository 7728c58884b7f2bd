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

test_retired_agents_are_not_asked if {
	gone := {"guardrails": {"external_ref": "x/g.yaml", "classifiers": []}, "missing_files": [{"key": "guardrails", "value": "x/g.yaml"}], "status": "retired"}
	messages(gone) == set()
}

test_an_outside_guardrail_is_trusted_beside_stated_ones if {
	messages({"guardrails": {"external_ref": "g.yaml", "classifiers": [{"id": "pii", "stage": "output"}]}}) == set()
}

test_an_empty_list_states_nothing if {
	messages({"guardrails": {"classifiers": []}}) == {"agent a (tier limited) lacks prompt-injection"}
	agent := object.union(base, {"guardrails": {"classifiers": []}})
	guardrails_below_tier.findings == set() with input as {"agents": [agent], "prompts": [{"id": "prompts:p"}], "edges": [edge]}
	stating := object.union(base, guarded([{"id": "pii", "stage": "output"}]))
	count(guardrails_below_tier.findings) == 1 with input as {"agents": [stating], "prompts": [{"id": "prompts:p"}], "edges": [edge]}
}

test_results_of_tools_count_from_a_tier_on_for_what_strangers_write if {
	one := [{"id": "prompt-injection", "stage": "input"}]
	strong := [{"kind": "untrusted_input", "strength": "strong"}]
	messages(object.union(guarded(one), {"capabilities": strong})) == set()
	four := array.concat(one, [{"id": "jailbreak", "stage": "input"}, {"id": "harmful-content", "stage": "output"}, {"id": "pii", "stage": "output"}])
	every capability in [{"kind": "private_data", "strength": "strong"}, {"kind": "untrusted_input", "strength": "weak"}] {
		messages(object.union(guarded(four), {"risk": {"tier": "high"}, "capabilities": [capability]})) == set()
	}
	bare := {"risk": {"tier": "high"}, "capabilities": strong}
	messages(bare) == {"agent a (tier high) lacks harmful-content, jailbreak, pii, prompt-injection"}
}

test_only_its_own_prompts_count if {
	agent := object.union(base, guarded([{"id": "pii", "stage": "output"}]))
	prompt := {"id": "prompts:p", "classifiers": [{"id": "prompt-injection"}]}
	every other in [{"rel": "documents"}, {"resolved": false}] {
		count(guardrails_below_tier.findings) == 1 with input as {"agents": [agent], "prompts": [prompt], "edges": [object.union(edge, other)]}
	}
}
