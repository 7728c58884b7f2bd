package pacheck.rules.prompt.unsafe_template_option_test

import data.pacheck.rules.prompt.unsafe_template_option

places(prompt) := found if {
	found := {f.at | some f in unsafe_template_option.findings} with input as {"prompts": [object.union({"name": "p"}, prompt)]}
}

test_an_unsafe_variable_is_found_unless_trusted if {
	places({"variables": [{"name": "a", "unsafe": "encode"}]}) == {["prompts", 0, "variables", 0, "unsafe"]}
	places({"variables": [{"name": "a", "unsafe": "encode", "trust": "trusted"}]}) == set()
}

test_what_reaches_into_the_engine_is_found if places({"reaches": ["__class__"]}) == {["prompts", 0, "reaches", 0]}

test_what_is_not_escaped_is_found if {
	places({"unescaped": [{"variable": "mail", "option": "<%-"}]}) == {["prompts", 0, "unescaped", 0]}
}
