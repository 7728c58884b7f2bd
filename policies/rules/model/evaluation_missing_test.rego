package pacheck.rules.model.evaluation_missing_test

import data.pacheck.rules.model.evaluation_missing

model := {"name": "m", "card": "model", "origin": "own", "can": ["sections", "evaluations"]}

found(extra) := result if {
	result := [f.severity | some f in evaluation_missing.findings] with input as {"models": [object.union(model, extra)]}
}

test_no_results_are_told if {
	found({}) == ["medium"]
	found({"risk": {"tier": "critical"}}) == ["high"]
}

test_results_count_with_name_and_number if {
	found({"evaluations": [{"metric": "f1", "number": 0.9}]}) == []
	found({"evaluations": [{"suite": "fair-v1", "number": 0}]}) == []
	found({"evaluations": [{"metric": "f1", "value": "good"}]}) == ["medium"]
	found({"evaluations": [{"number": 0.9}]}) == ["medium"]
	found({"sections": [{"id": "evaluation", "results": 1}]}) == []
}

test_as_many_as_a_parameter_says if {
	params := {"min_results": 2, "third_party": false, "utility_tasks": []}
	found({"evaluations": [{"metric": "f1", "number": 0.9}]}) == ["medium"] with data.pacheck.params["evaluation-missing"] as params
}

test_utility_models_of_the_lowest_tier_go_without if {
	found({"task": "feature-extraction"}) == []
	found({"task": "feature-extraction", "risk": {"tier": "minimal"}}) == []
	found({"task": "feature-extraction", "risk": {"tier": "limited"}}) == ["medium"]
}

test_models_of_others_are_looked_at_where_a_parameter_says_so if {
	found({"origin": "used"}) == []
	params := {"min_results": 1, "third_party": true, "utility_tasks": []}
	found({"origin": "used"}) == ["medium"] with data.pacheck.params["evaluation-missing"] as params
}

test_formats_that_cannot_say_results_are_not_asked if found({"can": ["sections"]}) == []
