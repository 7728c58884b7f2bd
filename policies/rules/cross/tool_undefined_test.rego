package pacheck.rules.cross.tool_undefined_test

import data.pacheck.rules.cross.tool_undefined

edge := {
	"from": "agents:.claude/agents/a.md#a",
	"file": ".claude/agents/a.md",
	"rel": "uses_tool",
	"to": "get_isue",
	"resolved": false,
	"suggestion": "get_issue",
}

agent := {"id": "agents:.claude/agents/a.md#a", "name": "a"}

messages(e, a) := found if {
	found := {f.message | some f in tool_undefined.findings} with input as {"edges": [e], "agents": [a]}
}

test_an_unknown_tool_is_told_with_a_suggestion if {
	messages(edge, agent) == {"agent a refers to unknown tool get_isue; did you mean get_issue?"}
	messages(object.remove(edge, ["suggestion"]), agent) == {"agent a refers to unknown tool get_isue"}
}

test_other_files_are_named_by_their_path if {
	messages(object.union(edge, {"from": "settings:f#f", "file": "f"}), agent) == {"f refers to unknown tool get_isue; did you mean get_issue?"}
}

test_an_open_world_is_not_reported if {
	every resolved in [true, "external", "open"] {
		messages(object.union(edge, {"resolved": resolved}), agent) == set()
	}
}

test_other_references_are_not if messages(object.union(edge, {"rel": "uses_prompt"}), agent) == set()

test_a_retired_agent_is_not if messages(edge, object.union(agent, {"status": "retired"})) == set()

test_tools_of_the_plan_are_not if {
	messages(edge, agent) == set() with data.pacheck.params["tool-undefined"] as {"external_tools": ["get_isue"]}
}
