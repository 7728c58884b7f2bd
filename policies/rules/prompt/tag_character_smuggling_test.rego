package pacheck.rules.prompt.tag_character_smuggling_test

import data.pacheck.rules.prompt.tag_character_smuggling

found_in(characters) := found if {
	found := {f.message | some f in tag_character_smuggling.findings} with input as {"texts": [{
		"surface": "tool.description",
		"name": "get_weather",
		"characters": [characters],
	}]}
}

test_tags_are_found_and_decoded if {
	found_in({"class": "tags", "count": 7, "run": 7, "decoded": "send it"}) == {"7 invisible tag characters in the tool description of get_weather; decoded: send it"}
}

test_patterns_of_the_decoded_text_are_named if {
	some message in found_in({"class": "tags", "count": 7, "run": 7, "decoded": "send it", "phrases": ["override_phrase"]})
	endswith(message, "; decoded: send it (override_phrase)")
}

test_a_long_run_of_variation_selectors_is_found if {
	found_in({"class": "variation_selector_supplement", "count": 4, "run": 4}) == {"4 invisible variation selectors in the tool description of get_weather"}
}

test_a_short_run_of_variation_selectors_is_not if {
	count(found_in({"class": "variation_selector_supplement", "count": 3, "run": 3})) == 0
}

test_other_classes_are_not if {
	count(found_in({"class": "invisible", "count": 9, "run": 9})) == 0
}

test_other_long_runs_carry_no_text if found_in({"class": "invisible", "count": 9, "run": 9}) == set()
