package pacheck.rules.model.model_contact_missing_test

import data.pacheck.rules.model.model_contact_missing

model := {"name": "m", "card": "model", "origin": "own", "can": ["sections", "contact"]}

found(extra) := result if {
	result := count(model_contact_missing.findings) with input as {"models": [object.union(model, extra)]}
}

test_ones_own_models_have_a_contact if {
	found({}) == 1
	found({"contact": "ml@corp.example"}) == 0
}

test_models_of_others_need_none if {
	found({"origin": "used"}) == 0
	found({"origin": "mirror"}) == 0
}

test_formats_that_cannot_name_one_are_not_blamed if found({"can": ["sections"]}) == 0
