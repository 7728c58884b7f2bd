package pacheck.rules.model.training_data_undeclared_test

import data.pacheck.rules.model.training_data_undeclared

model := {"name": "m", "card": "model", "origin": "own", "can": ["sections"]}

found(extra) := result if {
	result := [f.severity | some f in training_data_undeclared.findings] with input as {"models": [object.union(model, extra)]}
}

test_nothing_said_is_told if {
	found({}) == ["medium"]
	found({"risk": {"tier": "high"}}) == ["high"]
	found({"risk": {"tier": "limited"}}) == ["medium"]
}

test_each_way_to_say_it_counts if {
	every extra in [
		{"datasets": ["corp/tickets"]},
		{"sections": [{"id": "training_data", "stated": true}]},
		{"sections": [{"id": "evaluation", "also": ["training_data"], "stated": true}]},
		{"training_summary": "https://corp.test/summary"},
		{"gpai": {"stated": ["training_summary"]}},
		{"base_named": true, "derived": "gguf"},
	] {
		found(extra) == []
	}
}

test_template_text_does_not if {
	found({"datasets": ["TBD"], "placeholders": [{"title": "datasets"}]}) == ["medium"]
	found({"sections": [{"id": "training_data", "stated": false}]}) == ["medium"]
}

test_models_of_others_are_looked_at_where_a_parameter_says_so if {
	found({"origin": "used"}) == []
	found({"origin": "used"}) == ["medium"] with data.pacheck.params["training-data-undeclared"] as {"third_party": true}
}

test_personal_data_need_origin_and_legal_basis if {
	personal := {"datasets": ["corp/tickets"], "data_classes": ["personal"]}
	found(personal) == ["medium"]
	found(object.union(personal, {"data_origin": "desk", "legal_basis": "contract"})) == []
}

test_only_what_is_quantised_from_a_named_model_is_excused if {
	every extra in [{"base_model_relation": "quantized"}, {"derived": "gguf"}] {
		found(object.union(extra, {"base_named": true})) == []
		found(extra) == ["medium"]
	}
	found({"base_named": true, "base_model_relation": "finetune"}) == ["medium"]
}

test_only_classes_of_persons_ask_for_an_origin if {
	declared := {"datasets": ["corp/tickets"]}
	found(object.union(declared, {"data_classes": ["personal"]})) == ["medium"]
	found(object.union(declared, {"data_classes": ["synthetic"]})) == []
	found(object.union(declared, {"data_classes": ["personal"], "card": "dataset"})) == []
}
