package pacheck.rules.prompt.instruction_override_phrase_test

import data.pacheck.rules.prompt.instruction_override_phrase

phrase := {"id": "override_phrase", "excerpt": "so it says", "mention": false, "negated": false}

severities(surface, phrases) := found if {
	found := {f.severity | some f in instruction_override_phrase.findings} with input as {"texts": [{
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
	severities("prompt.body", [mentioned]) == {"low"} with data.pacheck.params as {"instruction-override-phrase": {"mentions": true}}
}

test_a_negated_mention_is_never_found if {
	mentioned := object.union(phrase, {"mention": true, "negated": true})
	severities("prompt.body", [mentioned]) == set() with data.pacheck.params as {"instruction-override-phrase": {"mentions": true}}
}

test_another_phrase_is_not if severities("prompt.body", [object.union(phrase, {"id": "other"})]) == set()
