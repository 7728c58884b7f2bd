package pacheck.rules.prompt.bidi_control_character_test

import data.pacheck.rules.prompt.bidi_control_character

isolate := {"class": "bidi", "code_points": ["U+2067"], "balanced": true, "rtl_share": 0.5}

number_of(characters) := found if {
	found := count(bidi_control_character.findings) with input as {"texts": [{
		"surface": "prompt.body",
		"name": "AGENTS.md",
		"characters": [characters],
	}]}
}

test_a_balanced_isolate_in_right_to_left_text_is_not_found if number_of(isolate) == 0

test_an_isolate_in_other_text_is_found if number_of(object.union(isolate, {"rtl_share": 0.1})) == 1

test_an_isolate_that_is_not_closed_is_found if number_of(object.union(isolate, {"balanced": false})) == 1

test_an_override_is_always_found if number_of(object.union(isolate, {"code_points": ["U+202E"]})) == 1

test_the_share_is_a_parameter if {
	found := bidi_control_character.findings with input as {"texts": [{"surface": "prompt.body", "name": "a", "characters": [isolate]}]}
		with data.pacheck.params as {"bidi-control-character": {"rtl_share": 0.6}}
	count(found) == 1
}
