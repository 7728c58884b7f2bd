package pacheck.rules.model.licence_missing_test

import data.pacheck.rules.model.licence_missing

model := {"card": "model", "name": "m", "can": ["license"]}

found(extra) := result if {
	result := licence_missing.findings with input as {"models": [object.union(model, extra)]}
}

test_a_card_without_any_licence_is_found_at_its_place if {
	{f.at | some f in found({})} == {["models", 0, "license"]}
}

test_each_statement_of_a_licence_counts if {
	every extra in [
		{"license_is": {"kind": "id"}},
		{"license_is": {"kind": "text"}},
		{"license_is": {"kind": "other"}, "license_name": "n", "license_link": "l"},
		{"sections": [{"id": "licence", "length": 3}]},
		{"license_file": {"beside": true}},
		{"license_file": {"beside": false}},
		{"terms_url": "https://vendor.test/terms"},
	] {
		count(found(extra)) == 0
	}
}

test_half_a_statement_does_not if {
	every extra in [
		{"license_is": {"kind": "other"}, "license_name": "n"},
		{"license_is": {"kind": "placeholder"}, "license": "tbd"},
		{"license_is": {"kind": "other"}, "license": "other", "license_file": {"beside": false}},
		{"sections": [{"id": "licence", "length": 0}]},
	] {
		count(found(extra)) == 1
	}
}

test_formats_that_cannot_name_one_are_not_blamed if count(found({"can": ["sections"]})) == 0

test_data_sets_are_not if count(found({"card": "dataset"})) == 0

test_half_a_statement_is_none if {
	every extra in [
		{"license_is": {"kind": "other"}, "license": "other", "license_name": "n"},
		{"license_is": {"kind": "other"}, "license": "other", "license_link": "l"},
		{"license_is": {"kind": "placeholder"}, "license": "x", "license_name": "n", "license_link": "l"},
		{"sections": [{"id": "licence", "length": 0}]},
		{"license": "x", "license_file": {"beside": false}},
	] {
		count(found(extra)) == 1
	}
	found({"license": "x", "license_file": {"beside": true}}) == set()
}
