package pacheck.rules.model.licence_not_allowed_test

import data.pacheck.rules.model.licence_not_allowed

model := {"name": "m", "license": "x", "license_is": {"kind": "id", "choices": [["x"]]}}

found(extra) := result if {
	result := {f.severity | some f in licence_not_allowed.findings} with input as {"models": [object.union(model, extra)]}
}

choices(list) := found({"license_is": {"kind": "id", "choices": list}})

test_the_list_decides_the_severity if {
	choices([["mit"]]) == set()
	choices([["cc-by-nc-4.0"]]) == {"high"}
	choices([["openrail"]]) == {"medium"}
	choices([["weird-licence-9"]]) == {"medium"}
}

test_the_best_choice_counts_and_all_of_it if {
	choices([["cc-by-nc-4.0"], ["mit"]]) == set()
	choices([["mit", "cc-by-nc-4.0"]]) == {"high"}
	choices([["gemma"], ["cc-by-nc-4.0"]]) == {"medium"}
}

test_a_review_is_enough_for_all_but_the_denied if {
	review := {"license_review": {"by": "legal", "date": "2026-10-02"}}
	found(object.union({"license_is": {"kind": "id", "choices": [["gemma"]]}}, review)) == set()
	found(object.union({"license_is": {"kind": "text", "choices": []}}, review)) == set()
	found(object.union({"license_is": {"kind": "id", "choices": [["cc-by-nc-4.0"]]}}, review)) == {"high"}
	found({"license_is": {"kind": "id", "choices": [["gemma"]]}, "license_review": {"by": "legal"}}) == {"medium"}
}

test_a_file_of_another_licence_is_told if {
	file := {"origin": "own", "license_is": {"kind": "id", "choices": [["mit"]]}, "license_file": {"path": "LICENSE", "id": "apache-2.0", "beside": true}}
	found(file) == {"medium"}
	found(object.union(file, {"license_file": {"beside": false}})) == set()
	found(object.union(file, {"origin": "used"})) == set()
	found(object.union(file, {"license_file": {"id": "mit"}})) == set()
	found(object.union(file, {"license_is": {"choices": [["apache-2.0"], ["mit"]]}})) == set()
}

test_research_may_use_the_denied if {
	params := {"allow": ["MIT"], "review": [], "deny": ["CC-BY-NC-4.0"], "research": true}
	choices([["cc-by-nc-4.0"]]) == set() with data.pacheck.params["licence-not-allowed"] as params
}

test_no_licence_is_another_rules if {
	licence_not_allowed.findings == set() with input as {"models": [{"name": "m", "license_is": {"kind": "placeholder"}}, {"name": "n", "license_is": {"kind": "other"}}]}
}

told(extra) := result if {
	result := {f.message | some f in licence_not_allowed.findings} with input as {"models": [object.union({"name": "m", "license": "x"}, extra)]}
}

test_the_message_names_the_licence if {
	told({"license": "gemma", "license_is": {"kind": "id", "choices": [["gemma"]]}}) == {"model m: licence gemma needs a review that the card does not record"}
	told({"license_is": {"kind": "text"}}) == {"model m: licence of its own is on no list"}
	told({"license": "other", "license_name": "acme-1", "license_is": {"kind": "other"}}) == {"model m: licence acme-1 needs a review that the card does not record"}
	told({"license": "other", "license_name": "acme-1", "license_is": {"kind": "other", "choices": [["acme-1"]]}}) == {"model m: licence acme-1 is on no list"}
	told({"license": "weird", "license_name": "acme-1", "license_is": {"kind": "id", "choices": [["weird"]]}}) == {"model m: licence weird is on no list"}
	told({"license": "x", "license_name": "acme-1", "license_is": {"kind": "id"}}) == set()
	told({"license": "x", "license_is": {"kind": "url"}}) == set()
}

test_what_is_on_two_lists_has_the_worse_state if {
	params := {"allow": ["a", "b"], "review": ["b", "c"], "deny": ["a", "c"], "research": false}
	choices([["a"]]) == {"high"} with data.pacheck.params["licence-not-allowed"] as params
	choices([["b"]]) == set() with data.pacheck.params["licence-not-allowed"] as params
	choices([["c"]]) == {"high"} with data.pacheck.params["licence-not-allowed"] as params
	choices([["c"], ["b"]]) == set() with data.pacheck.params["licence-not-allowed"] as params
}

test_research_may_use_only_what_is_listed if {
	params := {"allow": ["a"], "review": ["c"], "deny": ["a", "c"], "research": true}
	choices([["c"]]) == set() with data.pacheck.params["licence-not-allowed"] as params
	choices([["a"]]) == set() with data.pacheck.params["licence-not-allowed"] as params
	choices([["d"]]) == {"medium"} with data.pacheck.params["licence-not-allowed"] as params
}

test_a_review_has_a_name_and_a_day if {
	found({"license_is": {"kind": "id", "choices": [["gemma"]]}, "license_review": {"date": "2026-10-02"}}) == {"medium"}
}
