package pacheck.rules.prompt.ai_identity_denial_test

import data.pacheck.rules.prompt.ai_identity_denial

phrase := {"id": "ai_denial", "excerpt": "so it says", "mention": false, "negated": false}

severities(surface, phrases) := found if {
	found := {f.severity | some f in ai_identity_denial.findings} with input as {"texts": [{
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
	severities("prompt.body", [mentioned]) == {"low"} with data.pacheck.params as {"ai-identity-denial": {"mentions": true}}
}

test_a_negated_mention_is_never_found if {
	mentioned := object.union(phrase, {"mention": true, "negated": true})
	severities("prompt.body", [mentioned]) == set() with data.pacheck.params as {"ai-identity-denial": {"mentions": true}}
}

test_another_phrase_is_not if severities("prompt.body", [object.union(phrase, {"id": "other"})]) == set()

test_fiction_is_not_unless_people_talk_to_the_agent if {
	text := {"surface": "prompt.body", "name": "x", "file": "a.md", "phrases": [object.union(phrase, {"fiction": true})]}
	count(ai_identity_denial.findings) == 0 with input as {"texts": [text]}
	agents := [{"file": "a.md", "user_facing": true}]
	count(ai_identity_denial.findings) == 1 with input as {"texts": [text], "agents": agents}
}

of(agent) := n if {
	n := count(ai_identity_denial.findings) with input as {
		"texts": [{"surface": "prompt.body", "name": "x", "file": "a.md", "phrases": [object.union(phrase, {"fiction": true})]}],
		"agents": [agent],
	}
}

test_a_figure_of_fiction_is_one_that_nobody_talks_to if {
	of({"file": "a.md", "user_facing": true}) == 1
	of({"file": "a.md", "user_facing": false}) == 0
	of({"file": "b.md", "user_facing": true}) == 0
}
