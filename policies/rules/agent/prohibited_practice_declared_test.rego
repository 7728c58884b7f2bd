package pacheck.rules.agent.prohibited_practice_declared_test

import data.pacheck.rules.agent.prohibited_practice_declared

places(document) := result if {
	result := {f.at | some f in prohibited_practice_declared.findings} with input as document
}

tagged(tags) := places({"agents": [{"name": "a", "use_case_tags": tags}]})

test_a_tag_is_found_in_its_place if tagged(["ticket-routing", "social-scoring"]) == {["agents", 0, "use_case_tags", 1]}

test_spelling_does_not_matter if {
	every tag in ["Social Scoring", "social_scoring", " SOCIAL-SCORING "] {
		count(tagged([tag])) == 1
	}
}

test_other_tags_are_not if tagged(["scoring", "social", "anti-social-scoring"]) == set()

test_stated_non_uses_are_not if places({"agents": [{"name": "a", "out_of_scope_tags": ["social-scoring"]}]}) == set()

test_models_are_as_well if {
	places({"models": [{"name": "m", "terms": {"use_case_tags": ["social-scoring"]}}]}) == {["models", 0, "terms", "use_case_tags", 0]}
}
