package pacheck.rules.model.evaluation_below_threshold_test

import data.pacheck.rules.model.evaluation_below_threshold

result := {"suite": "ipi", "metric": "success", "number": 0.21, "date": "2026-10-02"}

wanted := {"suite": "ipi", "metric": "success", "direction": "max", "value": 0.05}

found(results, thresholds) := result if {
	result := {[f.severity, f.message] | some f in evaluation_below_threshold.findings} with input as {"models": [{
		"name": "m", "card": "model", "can": ["evaluations"], "risk": {"tier": "high"}, "terms": {"use_case_tags": ["support"]}, "evaluations": results,
	}]}
		with data.pacheck.params["evaluation-below-threshold"] as {"thresholds": thresholds}
}

test_the_wrong_side_is_told if {
	found([result], [wanted]) == {["high", "model m: success on ipi is 0.21, needs max 0.05"]}
	found([object.union(result, {"number": 0.05})], [wanted]) == set()
	found([object.union(result, {"number": 0.01})], [object.union(wanted, {"direction": "min"})]) == {["high", "model m: success on ipi is 0.01, needs min 0.05"]}
	found([result], []) == set()
}

test_the_newest_result_counts if {
	found([result, object.union(result, {"number": 0.03, "date": "2026-11-01"})], [wanted]) == set()
	count(found([result, object.union(result, {"number": 0.03, "date": "2026-09-01"})], [wanted])) == 1
}

test_no_result_is_told if {
	found([], [wanted]) == {["high", "model m: success on ipi has no result, needs max 0.05"]}
	found([object.union(result, {"suite": "other"})], [wanted]) == {["high", "model m: success on ipi has no result, needs max 0.05"]}
}

test_tiers_and_tags_choose_the_models if {
	found([result], [object.union(wanted, {"tiers": ["critical"]})]) == set()
	count(found([result], [object.union(wanted, {"tiers": ["high"]})])) == 1
	found([result], [object.union(wanted, {"use_case_tags": ["credit"]})]) == set()
	count(found([result], [object.union(wanted, {"use_case_tags": ["support"]})])) == 1
}

test_an_interval_with_the_threshold_in_it_is_medium if {
	found([object.union(result, {"number": 0.06, "lower": 0.04, "upper": 0.08})], [wanted]) == {["medium", "model m: success on ipi is 0.06, needs max 0.05"]}
	found([object.union(result, {"number": 0.08, "lower": 0.06, "upper": 0.1})], [wanted]) == {["high", "model m: success on ipi is 0.08, needs max 0.05"]}
}

test_the_card_may_state_its_own if {
	found([object.union(result, {"max": 0.1})], []) == {["high", "model m: success on ipi is 0.21, needs max 0.1"]}
	found([object.union(result, {"max": 0.3})], []) == set()
}

test_only_results_about_the_same_count if {
	none := {["high", "model m: success on ipi has no result, needs max 0.05"]}
	found([object.union(result, {"metric": "refusal"})], [wanted]) == none
	found([object.union(result, {"number": null})], [wanted]) == none
	found([object.union(result, {"metric": "SUCCESS"})], [wanted]) == found([result], [wanted])
}

test_a_dataset_stands_for_the_suite_where_none_is_named if {
	apart := object.remove(result, ["suite"])
	count(found([object.union(apart, {"dataset": "ipi"})], [wanted])) == 1
	found([object.union(apart, {"dataset": "ipi", "number": 0.01})], [wanted]) == set()
	found([object.union(apart, {"dataset": "other"})], [wanted]) == {["high", "model m: success on ipi has no result, needs max 0.05"]}
	found([object.union(result, {"suite": "other", "dataset": "ipi"})], [wanted]) == {["high", "model m: success on ipi has no result, needs max 0.05"]}
}

test_without_dates_the_last_result_counts if {
	apart := object.remove(result, ["date"])
	found([apart, object.union(apart, {"number": 0.03})], [wanted]) == set()
	count(found([object.union(apart, {"number": 0.03}), apart], [wanted])) == 1
}

test_the_bounds_are_met if {
	found([object.union(result, {"number": 0.05})], [object.union(wanted, {"direction": "min"})]) == set()
	found([object.union(result, {"number": 0.06, "lower": 0.05, "upper": 0.08})], [wanted]) == {["medium", "model m: success on ipi is 0.06, needs max 0.05"]}
	below := object.union(result, {"number": 0.04, "lower": 0.03})
	found([object.union(below, {"upper": 0.05})], [object.union(wanted, {"direction": "min"})]) == {["medium", "model m: success on ipi is 0.04, needs min 0.05"]}
	found([object.union(below, {"upper": 0.045})], [object.union(wanted, {"direction": "min"})]) == {["high", "model m: success on ipi is 0.04, needs min 0.05"]}
}

asked(extra) := result if {
	result := count(evaluation_below_threshold.findings) with input as {"models": [object.union({"name": "m", "card": "model", "can": ["evaluations"]}, extra)]}
		with data.pacheck.params["evaluation-below-threshold"] as {"thresholds": [wanted]}
}

test_only_cards_of_models_that_can_say_it_are_asked if {
	asked({}) == 1
	asked({"card": "dataset"}) == 0
	asked({"can": ["license"]}) == 0
}

test_a_subject_without_a_suite_is_named_by_the_metric if {
	found([{"metric": "success", "number": 0.21, "max": 0.1}], []) == {["high", "model m: success is 0.21, needs max 0.1"]}
}
