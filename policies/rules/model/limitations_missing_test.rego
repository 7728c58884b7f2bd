package pacheck.rules.model.limitations_missing_test

import data.pacheck.rules.model.limitations_missing

model := {"name": "m", "card": "model", "origin": "own", "can": ["sections", "evaluations"]}

limits := {"sections": [{"id": "limitations", "title": "Limitations", "stated": true}]}

found(extra) := result if {
	result := {f.message | some f in limitations_missing.findings} with input as {"models": [object.union(model, extra)]}
}

test_a_card_says_what_its_model_gets_wrong if {
	found({}) == {"model m: no limitations or bias statement"}
	found(limits) == set()
	found({"sections": [{"id": "bias_risks", "title": "Bias", "stated": true}]}) == set()
	found({"sections": [{"id": "limitations", "title": "Limitations", "stated": false}]}) == {"model m: no limitations or bias statement"}
}

test_at_a_high_tier_results_are_by_group if {
	high := object.union(limits, {"risk": {"tier": "high"}})
	found(high) == {"model m (used at tier high): no results by group"}
	found(object.union(limits, {"risk": {"tier": "limited"}})) == set()
	found(object.union(high, {"evaluations": [{"metric": "f1", "group": "de"}]})) == set()
	found(object.union(high, {"sections": array.concat(limits.sections, [{"title": "Fairness", "stated": true}])})) == set()
}

test_models_of_others_are_looked_at_where_a_parameter_says_so if {
	found({"origin": "used"}) == set()
	params := {"third_party": true, "groups_from_tier": "high"}
	count(found({"origin": "used"})) == 1 with data.pacheck.params["limitations-missing"] as params
}

test_groups_are_asked_for_only_of_cards_that_can_say_it if {
	high := object.union(limits, {"risk": {"tier": "high"}})
	found(object.union(high, {"can": ["sections"]})) == set()
	found(object.union(high, {"card": "dataset"})) == set()
	found({"risk": {"tier": "high"}}) == {"model m: no limitations or bias statement"}
}

groups(stated) := {"risk": {"tier": "high"}, "sections": array.concat(limits.sections, [{"title": "Results by group", "stated": stated}])}

test_a_section_about_groups_has_to_say_something if {
	found(groups(true)) == set()
	found(groups(false)) == {"model m (used at tier high): no results by group"}
}
