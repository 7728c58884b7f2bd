package pacheck.rules.prompt.approval_suppression_wording_test

import data.pacheck.rules.prompt.approval_suppression_wording

phrase := {"id": "approval_suppress", "excerpt": "never wait", "mention": false, "negated": true}

severities(phrase, agent, tools) := found if {
	found := {f.severity | some f in approval_suppression_wording.findings} with input as {
		"texts": [{"id": "prompts:a#a", "surface": "prompt.body", "name": "a", "phrases": [phrase]}],
		"agents": [agent],
		"tools": tools,
		"edges": [{"from": "agents:a#a", "rel": "uses_prompt", "to": "prompts:a#a"}],
	}
}

agent(capabilities) := {"id": "agents:a#a", "capabilities": capabilities}

test_without_side_effects_it_is_low if severities(phrase, agent([]), []) == {"low"}

test_with_side_effects_it_is_medium if {
	severities(phrase, agent([{"kind": "side_effects", "strength": "strong"}]), []) == {"medium"}
	severities(phrase, agent([{"kind": "side_effects", "strength": "weak"}]), []) == {"low"}
}

test_with_money_or_messages_it_is_high if {
	severities(phrase, agent([{"kind": "money", "strength": "strong"}]), []) == {"high"}
	severities(phrase, agent([{"kind": "external_communication", "strength": "strong"}]), []) == {"high"}
}

test_with_a_destructive_tool_it_is_high if {
	capability := {"kind": "side_effects", "strength": "strong", "via": ["tools:a#drop"]}
	severities(phrase, agent([capability]), [{"id": "tools:a#drop", "effects": {"destructive": true}}]) == {"high"}
}

test_a_mention_is_not if severities(object.union(phrase, {"mention": true}), agent([]), []) == set()

document(text, edge, tools) := result if {
	result := [f.severity | some f in approval_suppression_wording.findings] with input as {
		"texts": [object.union({"id": "prompts:a#a", "surface": "prompt.body", "name": "a", "phrases": [phrase]}, text)],
		"agents": [agent([{"kind": "side_effects", "strength": "strong", "via": ["tools:a#drop"]}])],
		"tools": tools,
		"edges": [object.union({"from": "agents:a#a", "rel": "uses_prompt", "to": "prompts:a#a"}, edge)],
	}
}

test_texts_of_tools_have_a_rule_of_their_own if {
	document({"surface": "tool.description"}, {}, []) == []
	document({}, {}, []) == ["medium"]
	document({"phrases": [object.union(phrase, {"id": "override"})]}, {}, []) == []
}

test_only_who_uses_the_text_counts if {
	document({}, {"rel": "documents"}, []) == ["low"]
	document({}, {"to": "prompts:b#b"}, []) == ["low"]
}

test_only_destructive_tools_that_it_reaches_count if {
	document({}, {}, [{"id": "tools:a#drop", "effects": {"destructive": true}}]) == ["high"]
	document({}, {}, [{"id": "tools:a#drop", "effects": {"destructive": false}}]) == ["medium"]
	document({}, {}, [{"id": "tools:b#drop", "effects": {"destructive": true}}]) == ["medium"]
}
