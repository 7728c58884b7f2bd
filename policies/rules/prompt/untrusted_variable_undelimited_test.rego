package pacheck.rules.prompt.untrusted_variable_undelimited_test

import data.pacheck.rules.prompt.untrusted_variable_undelimited

use := {"role": "user", "alone": false}

severities(variable, use) := found if {
	found := {f.severity | some f in untrusted_variable_undelimited.findings} with input as {"prompts": [{
		"name": "p",
		"variables": [object.union(object.union({"name": "mail", "trust": "untrusted"}, variable), {"uses": [use]})],
	}]}
}

test_without_a_delimiter_it_is_found if severities({}, use) == {"medium"}

test_what_is_declared_untrusted_is_grave_in_the_system_role if {
	severities({"trust_said": true}, object.union(use, {"role": "system"})) == {"high"}
	severities({}, object.union(use, {"role": "system"})) == {"medium"}
	severities({"trust_said": true}, use) == {"medium"}
}

test_an_element_is_a_delimiter if severities({}, object.union(use, {"enclosed_by": "<mail>"})) == set()

test_a_fence_is_a_weak_one if {
	severities({}, object.union(use, {"enclosed_by": "```"})) == {"low"}
	severities({}, object.union(use, {"enclosed_by": "```", "escaped": true})) == set()
}

test_a_message_of_its_own_is_not if severities({}, object.union(use, {"alone": true})) == set()

test_a_trusted_variable_is_not if severities({"trust": "trusted"}, use) == set()

test_a_fence_of_quotes_may_be_closed if {
	quoted := object.union(use, {"enclosed_by": "```"})
	severities({}, quoted) == {"low"}
	severities({"trust": "trusted"}, quoted) == set()
	severities({"trust": "trusted"}, use) == set()
	severities({}, object.union(quoted, {"escaped": true})) == set()
}

said(use) := result if {
	result := {f.message | some f in untrusted_variable_undelimited.findings} with input as {"prompts": [{"name": "p", "variables": [{"name": "mail", "trust": "untrusted", "uses": [use]}]}]}
}

test_the_message_says_in_whose_words_it_stands if {
	said({"alone": false}) == {"untrusted variable mail of p has no delimiter"}
	said({"alone": false, "role": "user"}) == {"untrusted variable mail of p has no delimiter in the user message"}
}

test_listed_values_are_no_instructions if {
	severities({"listed": true}, use) == set()
	severities({"listed": true}, object.union(use, {"enclosed_by": "```"})) == set()
	severities({"listed": false}, use) == {"medium"}
}
