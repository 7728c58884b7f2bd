package pacheck.rules.cross.orphan_artefact_test

import data.pacheck.rules.cross.orphan_artefact

agent := {"id": "agents:a", "governed": true, "model_card": "models:m"}

edge := {"from": "agents:a", "rel": "uses_prompt", "to": "prompts:p", "resolved": true}

places(document) := result if {
	result := {f.at | some f in orphan_artefact.findings} with input as object.union({"agents": [agent], "edges": [edge]}, document)
}

prompts(kind) := {"prompts": [{"id": "prompts:p", "name": "p", "governed": true, "kind": kind}, {"id": "prompts:q", "name": "q", "governed": true, "kind": kind}]}

test_a_prompt_that_nobody_uses if {
	places(prompts("prompt")) == {["prompts", 1]}
	places(prompts("rule")) == set()
	places(object.union(prompts("prompt"), {"agents": []})) == set()
	places(object.union(prompts("prompt"), {"edges": [edge, {"from": "x", "rel": "imports", "to": "prompts:q"}]})) == set()
}

test_a_card_that_nobody_uses if {
	cards := {"models": [{"id": "models:m", "name": "m", "card": "model"}, {"id": "models:n", "name": "n", "card": "model"}, {"id": "models:d", "name": "d", "card": "dataset"}]}
	places(cards) == {["models", 1]}
	places(object.union(cards, {"agents": [object.remove(agent, ["model_card"])]})) == set()
	places(object.union(cards, {"edges": [{"from": "models:n", "rel": "documents", "to": "models:x"}]})) == set()
}

test_only_governed_agents_make_an_inventory if {
	places(object.union(prompts("prompt"), {"agents": [object.union(agent, {"governed": false})]})) == set()
	places(object.union(prompts("prompt"), {"agents": [agent, {"id": "agents:b", "governed": false}], "edges": [object.union(edge, {"from": "agents:b"})]})) == set()
	every more in [{"rel": "documents"}, {"resolved": false}] {
		places(object.union(prompts("prompt"), {"edges": [object.union(edge, more)]})) == set()
	}
}

test_only_governed_prompts_are_orphans if {
	places({"prompts": [{"id": "prompts:q", "name": "q", "governed": false, "kind": "prompt"}]}) == set()
}

test_a_mention_is_no_use if {
	cards := {"models": [{"id": "models:m", "name": "m", "card": "model"}, {"id": "models:n", "name": "n", "card": "model"}]}
	every used in [{"from": "x", "rel": "same_as", "to": "models:n"}, {"from": "models:n", "rel": "same_as", "to": "x"}] {
		places(object.union(cards, {"edges": [used]})) == {["models", 1]}
	}
}
