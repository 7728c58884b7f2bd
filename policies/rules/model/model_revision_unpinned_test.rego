package pacheck.rules.model.model_revision_unpinned_test

import data.pacheck.rules.model.model_revision_unpinned

model := {"name": "m", "use": "serving", "model_id": "org/m", "pin": "none", "dialect": "vllm"}

found(extra) := result if {
	result := [f.severity | some f in model_revision_unpinned.findings] with input as {"models": [object.union(model, extra)]}
}

test_a_moving_model_that_runs_code_is_critical if {
	found({"trust_remote_code": true}) == ["critical"]
	found({"unsafe_options": [{"key": "weights_only", "value": "false"}]}) == ["critical"]
	found({"artifacts": [{"runs": "pickle"}]}) == ["critical"]
	found({"trust_remote_code": false}) == []
}

test_others_are_told_where_a_parameter_says_so if {
	always := {"always": true}
	found({}) == ["medium"] with data.pacheck.params["model-revision-unpinned"] as always
	found({"pin": "tag"}) == ["medium"] with data.pacheck.params["model-revision-unpinned"] as always
	found({"pin": "tag", "dialect": "ollama"}) == [] with data.pacheck.params["model-revision-unpinned"] as always
	found({"pin": "latest", "dialect": "ollama"}) == ["medium"] with data.pacheck.params["model-revision-unpinned"] as always
	every pin in ["revision", "digest", "local", "variable"] {
		found({"pin": pin}) == [] with data.pacheck.params["model-revision-unpinned"] as always
	}
}

test_the_base_of_a_recipe_is_named if {
	recipe := {"name": "m", "use": "build", "pin": "latest", "dialect": "ollama", "base_models": ["example:latest"]}
	messages := {f.message | some f in model_revision_unpinned.findings} with input as {"models": [recipe]}
		with data.pacheck.params["model-revision-unpinned"] as {"always": true}
	messages == {"model example:latest is not pinned to a revision"}
}

test_ones_own_card_has_a_version if {
	card := {"name": "m", "card": "model", "origin": "own", "can": ["revision"]}
	severities(card) == ["medium"]
	severities(object.union(card, {"revision": "1.0"})) == []
	severities(object.union(card, {"origin": "used"})) == []
	severities(object.union(card, {"can": ["license"]})) == []
}

severities(m) := list if {
	list := [f.severity | some f in model_revision_unpinned.findings] with input as {"models": [m]}
}

test_only_what_is_used_or_ours_is_told if {
	found({"trust_remote_code": true, "use": "card"}) == []
	own := {"card": "model", "origin": "own", "can": ["revision"], "pin": "commit"}
	found(own) == ["medium"]
	found(object.union(own, {"card": "dataset"})) == []
	found(object.union(own, {"origin": "used"})) == []
	found(object.union(own, {"can": ["license"]})) == []
	found({"artifacts": [{"format": "safetensors"}]}) == []
}

test_a_model_is_named_by_its_identifier_else_by_its_base if {
	messages(model) == {"model org/m is not pinned to a revision"}
	messages(object.union(model, {"base_models": ["org/base"]})) == {"model org/m is not pinned to a revision"}
	messages(object.union(object.remove(model, ["model_id"]), {"base_models": ["org/base"]})) == {"model org/base is not pinned to a revision"}
}

messages(model) := result if {
	result := {f.message | some f in model_revision_unpinned.findings} with input as {"models": [object.union(model, {"trust_remote_code": true})]}
}
