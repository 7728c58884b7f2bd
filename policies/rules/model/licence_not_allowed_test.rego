package pacheck.rules.model.licence_not_allowed_test

import data.pacheck.rules.model.licence_not_allowed

model := {"name": "m", "license": "x", "license_is": {"kind": "id"}}

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

test_a_list_goes_before_the_next if {
	params := {"allow": ["a", "b"], "review": ["b", "c"], "deny": ["c", "a"]}
	by := {list: found({"license_is": {"kind": "id", "choices": [[list]]}}) | some list in ["a", "b", "c", "d"]} with data.pacheck.params["licence-not-allowed"] as params
	by == {"a": {"high"}, "b": set(), "c": {"high"}, "d": {"medium"}}
}

test_who_reviewed_and_when if {
	found({"license_is": {"kind": "id", "choices": [["gemma"]]}, "license_review": {"date": "2026-10-02"}}) == {"medium"}
}

messages(extra) := result if {
	result := {f.message | some f in licence_not_allowed.findings} with input as {"models": [object.union(model, extra)]}
}

test_the_message_names_the_licence if {
	messages({"license_is": {"kind": "text"}}) == {"model m: licence of its own is on no list"}
	messages({"license_is": {"kind": "other"}, "license_name": "Vendor terms"}) == {"model m: licence Vendor terms needs a review that the card does not record"}
	messages({"license_is": {"kind": "id", "choices": [["gemma"]]}, "license_name": "Vendor terms"}) == {"model m: licence x needs a review that the card does not record"}
	messages({"license_is": {"kind": "other", "choices": [["cc-by-nc-4.0"]]}, "license_name": "Vendor terms"}) == {"model m: licence Vendor terms is not allowed"}
	messages({"license_is": {"kind": "placeholder"}, "license_name": "Vendor terms"}) == set()
}
