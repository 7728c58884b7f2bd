package pacheck.rules.prompt.invisible_character_test

import data.pacheck.rules.prompt.invisible_character

space := {"class": "invisible", "code_points": ["U+200B"], "count": 2, "run": 1}

severities(surface, characters) := found if {
	found := {f.severity | some f in invisible_character.findings} with input as {"texts": [{
		"surface": surface,
		"name": "helper",
		"characters": [characters],
	}]}
}

test_a_zero_width_space_is_found if severities("prompt.body", space) == {"medium"}

test_a_run_of_three_is_worse if severities("prompt.body", object.union(space, {"run": 3})) == {"high"}

test_three_different_ones_are_worse if {
	severities("prompt.body", object.union(space, {"code_points": ["U+200B", "U+200C", "U+2060"]})) == {"high"}
}

test_the_description_of_a_tool_is_worse if severities("tool.description", space) == {"high"}

test_the_description_of_a_skill_is_worse if severities("skill.description", space) == {"high"}

test_what_carries_text_is_not_found_twice if {
	count(severities("prompt.body", {"class": "variation_selector_supplement", "code_points": ["U+E0101"], "count": 4, "run": 4})) == 0
}

test_other_classes_are_not_found if {
	count(severities("prompt.body", object.union(space, {"class": "bidi"}))) == 0
}

test_runs_of_selectors_and_pairs_have_limits if {
	selector := {"class": "variation_selector_supplement", "code_points": ["U+E0100"], "count": 3}
	severities("prompt.body", object.union(selector, {"run": 3})) == {"high"}
	severities("prompt.body", object.union(selector, {"run": 4})) == set()
	severities("prompt.body", object.union(space, {"code_points": ["U+200B", "U+200C"]})) == {"medium"}
}
