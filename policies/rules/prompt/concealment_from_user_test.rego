package pacheck.rules.prompt.concealment_from_user_test

import data.pacheck.rules.prompt.concealment_from_user

phrase := {"id": "conceal_phrase", "excerpt": "so it says", "mention": false, "negated": false}

severities(surface, phrases) := found if {
	found := {f.severity | some f in concealment_from_user.findings} with input as {"texts": [{
		"surface": surface,
		"name": "x",
		"phrases": phrases,
	}]}
}

test_what_is_said_is_found if severities("prompt.body", [phrase]) == {"high"}

test_what_is_negated_or_reported_is_not if {
	severities("prompt.body", [object.union(phrase, {"negated": true})]) == set()
}

test_mentions_are_found_on_request_as_low if {
	mentioned := object.union(phrase, {"mention": true})
	severities("prompt.body", [mentioned]) == set()
	severities("prompt.body", [mentioned]) == {"low"} with data.pacheck.params as {"concealment-from-user": {"mentions": true}}
}

test_a_negated_mention_is_never_found if {
	mentioned := object.union(phrase, {"mention": true, "negated": true})
	severities("prompt.body", [mentioned]) == set() with data.pacheck.params as {"concealment-from-user": {"mentions": true}}
}

test_another_phrase_is_not if severities("prompt.body", [object.union(phrase, {"id": "other"})]) == set()

test_in_the_description_of_a_tool_it_is_critical if severities("tool.description", [phrase]) == {"critical"}

test_covertly_with_something_private_it_is_critical if {
	covert := object.union(phrase, {"id": "covert_action_phrase", "sensitive": true})
	severities("prompt.body", [covert]) == {"critical"}
	severities("prompt.body", [object.remove(covert, ["sensitive"])]) == {"high"}
}

test_under_a_condition_it_is_not if severities("prompt.body", [object.union(phrase, {"conditional": true})]) == set()
