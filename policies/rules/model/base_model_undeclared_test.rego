package pacheck.rules.model.base_model_undeclared_test

import data.pacheck.rules.model.base_model_undeclared

model := {"name": "m", "derived": "lora", "dialect": "hub", "can": ["base_model_revision"]}

found(extra) := result if {
	result := count(base_model_undeclared.findings) with input as {"models": [object.union(model, extra)]}
}

test_a_derived_model_names_its_base if {
	found({}) == 1
	found({"base_named": true}) == 0
	found({"dialect": "markdown"}) == 0
}

test_only_a_sign_of_derivation_counts if {
	base_model_undeclared.findings == set() with input as {"models": [object.remove(model, ["derived"])]}
}

test_the_revision_is_asked_for_where_a_parameter_says_so if {
	named := {"base_named": true, "base_models": ["org/base-7b"]}
	found(named) == 0
	found(named) == 1 with data.pacheck.params["base-model-undeclared"] as {"revision": true}
	found(object.union(named, {"base_model_revision": "0123abc"})) == 0 with data.pacheck.params["base-model-undeclared"] as {"revision": true}
	found({"base_named": true, "base_models": ["none"]}) == 0 with data.pacheck.params["base-model-undeclared"] as {"revision": true}
}

test_formats_that_cannot_say_a_revision_are_not_asked if {
	named := {"base_named": true, "base_models": ["org/base-7b"]}
	found(named) == 1 with data.pacheck.params["base-model-undeclared"] as {"revision": true}
	found(object.union(named, {"can": ["license"]})) == 0 with data.pacheck.params["base-model-undeclared"] as {"revision": true}
}
