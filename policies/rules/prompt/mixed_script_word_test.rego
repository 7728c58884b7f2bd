package pacheck.rules.prompt.mixed_script_word_test

import data.pacheck.rules.prompt.mixed_script_word

found_in(surface, mixed) := found if {
	found := {f.severity | some f in mixed_script_word.findings} with input as {
		"texts": [{"surface": surface, "name": "x", "mixed": [mixed]}],
		"tools": [{"name": "copy"}],
	}
}

word := {"word": "w", "within": true, "scripts": ["Latin", "Cyrillic"], "foreign": "U+0430"}

test_a_mixed_word_is_found if found_in("prompt.body", word) == {"medium"}

test_in_a_name_it_is_high if {
	every surface in ["tool.name", "server.name", "agent.name", "server.package"] {
		found_in(surface, word) == {"high"}
	}
	found_in("tool.parameter.name", word) == {"medium"}
}

test_a_name_that_looks_like_another_is_found if {
	alike := object.union(word, {"within": false, "scripts": ["Cyrillic"], "skeleton": "copy"})
	found_in("tool.name", alike) == {"high"}
	found_in("tool.name", object.union(alike, {"skeleton": "move"})) == set()
}

test_scripts_and_words_are_parameters if {
	found_in("prompt.body", word) == set() with data.pacheck.params as {"mixed-script-word": {"scripts": ["Latin", "Greek"], "exempt": []}}
	found_in("prompt.body", word) == set() with data.pacheck.params as {"mixed-script-word": {"scripts": ["Latin", "Cyrillic"], "exempt": ["w"]}}
}

test_a_word_of_one_script_looks_like_a_name if {
	whole := {"word": "сору", "within": false, "scripts": ["Cyrillic"], "foreign": "U+0441", "skeleton": "copy"}
	found_in("prompt.body", whole) == {"medium"}
	found_in("prompt.body", object.union(whole, {"skeleton": "other"})) == set()
	found_in("prompt.body", object.union(whole, {"within": true})) == set()
	found_in("prompt.body", object.union(whole, {"scripts": ["Latin", "Cyrillic"], "skeleton": "other"})) == set()
	found_in("prompt.body", whole) == set() with data.pacheck.params["mixed-script-word"] as {"scripts": ["Latin", "Cyrillic"], "exempt": ["сору"]}
	found_in("prompt.body", word) == set() with data.pacheck.params["mixed-script-word"] as {"scripts": ["Latin", "Cyrillic"], "exempt": ["w"]}
}
