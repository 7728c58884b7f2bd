package pacheck.rules.model.intended_use_missing_test

import data.pacheck.rules.model.intended_use_missing

model := {"name": "m", "card": "model", "origin": "own", "dialect": "hub", "can": ["sections"]}

found(extra) := result if {
	result := {f.message | some f in intended_use_missing.findings} with input as {"models": [object.union(model, extra)]}
}

test_each_of_both_is_told if {
	found({}) == {"model m: intended use and out-of-scope use not stated"}
	found({"terms": {"use_case_tags": ["support"]}}) == {"model m: out-of-scope use not stated"}
	found({"sections": [{"id": "out_of_scope", "stated": true}]}) == {"model m: intended use not stated"}
}

test_one_section_for_both_is_enough if {
	found({"sections": [{"id": "intended_use", "also": ["out_of_scope"], "stated": true}]}) == set()
}

test_formats_without_a_word_for_it_are_not_blamed if {
	found({"dialect": "mlbom", "sections": [{"id": "intended_use", "stated": true}]}) == set()
}

test_models_of_others_are_looked_at_where_a_parameter_says_so if {
	found({"origin": "used"}) == set()
	count(found({"origin": "used"})) == 1 with data.pacheck.params["intended-use-missing"] as {"third_party": true}
}
