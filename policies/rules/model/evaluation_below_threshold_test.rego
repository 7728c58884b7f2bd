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

of(model, thresholds) := result if {
	result := {f.message | some f in evaluation_below_threshold.findings} with input as {"models": [object.union({"name": "m", "card": "model", "can": ["evaluations"]}, model)]}
		with data.pacheck.params["evaluation-below-threshold"] as {"thresholds": thresholds}
}

test_cards_of_models_that_can_state_results_are_judged if {
	count(of({"evaluations": [result]}, [wanted])) == 1
	of({"card": "dataset", "evaluations": [result]}, [wanted]) == set()
	of({"can": [], "evaluations": [result]}, [wanted]) == set()
	of({"card": "dataset"}, [wanted]) == set()
}

test_results_are_found_by_metric_and_suite if {
	none := {"model m: success on ipi has no result, needs max 0.05"}
	of({"evaluations": [object.union(result, {"metric": "failure"})]}, [wanted]) == none
	of({"evaluations": [object.union(result, {"number": null})]}, [wanted]) == none
	of({"evaluations": [object.union(result, {"metric": "SUCCESS", "number": 0.01})]}, [wanted]) == set()
	by_dataset := {"dataset": "ipi", "metric": "success", "number": 0.01}
	of({"evaluations": [by_dataset]}, [wanted]) == set()
	of({"evaluations": [object.union(by_dataset, {"suite": "own"})]}, [wanted]) == none
	of({"evaluations": [object.union(by_dataset, {"dataset": "other"})]}, [wanted]) == none
}

test_a_result_without_a_day_is_older_than_one_with if {
	undated := object.union(object.remove(result, ["date"]), {"number": 0.01})
	count(of({"evaluations": [result, undated]}, [wanted])) == 1
	of({"evaluations": [object.remove(result, ["date"]), undated]}, [wanted]) == set()
}

test_the_bound_itself_is_kept_and_an_interval_may_end_there if {
	of({"evaluations": [object.union(result, {"number": 0.05})]}, [object.union(wanted, {"direction": "min"})]) == set()
	found([object.union(result, {"number": 0.06, "lower": 0.05, "upper": 0.08})], [wanted]) == {["medium", "model m: success on ipi is 0.06, needs max 0.05"]}
	low := object.union(wanted, {"direction": "min", "value": 0.5})
	found([object.union(result, {"number": 0.4, "lower": 0.3, "upper": 0.5})], [low]) == {["medium", "model m: success on ipi is 0.4, needs min 0.5"]}
	found([object.union(result, {"number": 0.4, "lower": 0.3, "upper": 0.45})], [low]) == {["high", "model m: success on ipi is 0.4, needs min 0.5"]}
}

test_a_result_without_suite_is_called_by_its_metric if {
	of({"evaluations": [{"metric": "f1", "number": 0.4, "min": 0.5}]}, []) == {"model m: f1 is 0.4, needs min 0.5"}
}
