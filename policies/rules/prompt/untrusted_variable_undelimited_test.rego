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
