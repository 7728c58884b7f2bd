package pacheck.rules.cross.delegate_undefined_test

import data.pacheck.rules.cross.delegate_undefined

edge := {"from": "agents:a.yaml#root", "file": "a.yaml", "rel": "delegates_to", "to": "resercher", "resolved": false, "suggestion": "researcher"}

messages(extra) := found if {
	found := {f.message | some f in delegate_undefined.findings} with input as {
		"edges": [object.union(edge, extra)],
		"agents": [{"id": "agents:a.yaml#root", "name": "root"}],
	}
}

test_an_unknown_agent_is_told_with_a_suggestion if {
	messages({}) == {"agent root delegates to unknown agent resercher; did you mean researcher?"}
	messages({"from": "prompts:p.md#p"}) == {"a.yaml delegates to unknown agent resercher; did you mean researcher?"}
}

test_without_one_it_is_told_too if {
	found := {f.message | some f in delegate_undefined.findings} with input as {"edges": [object.remove(edge, ["suggestion"])], "agents": []}
	found == {"a.yaml delegates to unknown agent resercher"}
}

test_an_open_world_is_not_reported if {
	every resolved in [true, "open", "external"] {
		messages({"resolved": resolved}) == set()
	}
}

test_agents_of_the_platform_are_not if {
	messages({}) == set() with data.pacheck.params["delegate-undefined"] as {"external_agents": ["resercher"]}
}
