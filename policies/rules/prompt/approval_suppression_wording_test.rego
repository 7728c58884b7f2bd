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

test_tools_have_a_rule_of_their_own if {
	found := approval_suppression_wording.findings with input as {"texts": [{"id": "tools:a#a", "surface": "tool.description", "name": "a", "phrases": [phrase]}]}
	found == set()
}

via(tool) := [{"kind": "code_execution", "strength": "strong", "via": [tool]}]

test_a_tool_that_destroys_is_one_that_the_agent_has if {
	destroys := {"id": "tools:t", "effects": {"destructive": true}}
	severities(phrase, agent(via("tools:t")), [destroys]) == {"high"}
	severities(phrase, agent(via("tools:x")), [destroys]) == {"medium"}
	severities(phrase, agent(via("tools:t")), [{"id": "tools:t", "effects": {}}]) == {"medium"}
}

of(edge) := result if {
	result := {f.severity | some f in approval_suppression_wording.findings} with input as {
		"texts": [{"id": "prompts:a#a", "surface": "prompt.body", "name": "a", "phrases": [phrase]}],
		"agents": [agent([{"kind": "money", "strength": "strong"}])],
		"edges": [object.union({"from": "agents:a#a", "rel": "uses_prompt", "to": "prompts:a#a"}, edge)],
	}
}

test_the_agent_is_one_that_uses_the_text if {
	of({}) == {"high"}
	of({"rel": "documents"}) == {"low"}
	of({"to": "prompts:b#b"}) == {"low"}
}

editor(changes) := object.union(
	agent([{"kind": "side_effects", "strength": "strong"}]),
	object.union({"description": "Quickly Formats files.", "tools": {"mode": "list", "allow": [{"tool": "read"}, {"tool": "search"}, {"tool": "edit"}, {"tool": "write"}]}}, changes),
)

test_who_formats_files_may_do_so_unasked if {
	severities(phrase, editor({}), []) == set()
	severities(phrase, editor({"description": "Writes in this format: a list."}), []) == set()
	severities(phrase, editor({"description": "Gives information."}), []) == {"medium"}
	severities(phrase, editor({"tools": {"mode": "all"}}), []) == {"medium"}
	severities(phrase, editor({"tools": {"mode": "list", "allow": [{"tool": "edit"}, {"tool": "shell"}]}}), []) == {"medium"}
	severities(phrase, editor({"tools": {"mode": "list", "allow": [{"tool": "edit"}, {}]}}), []) == {"medium"}
	severities(phrase, object.remove(editor({}), ["description"]), []) == {"medium"}
}

test_the_words_of_a_purpose_are_parameters if {
	severities(phrase, editor({"description": "Sorts lists."}), []) == {"medium"}
	severities(phrase, editor({"description": "Sorts lists."}), []) == set() with data.pacheck.params["approval-suppression-wording"].purposes as ["Sort"]
}

of_two(other, edges) := found if {
	found := {f.severity | some f in approval_suppression_wording.findings} with input as {
		"texts": [{"id": "prompts:a#a", "surface": "prompt.body", "name": "a", "phrases": [phrase]}],
		"agents": [editor({}), other],
		"edges": array.concat([{"from": "agents:a#a", "rel": "uses_prompt", "to": "prompts:a#a"}], edges),
	}
}

test_all_who_use_the_text_are_asked if {
	other := {"id": "agents:b#b", "capabilities": []}
	of_two(other, []) == set()
	of_two(other, [{"from": "agents:b#b", "rel": "uses_prompt", "to": "prompts:a#a"}]) == {"medium"}
}
