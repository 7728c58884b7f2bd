package pacheck.rules.model.evaluation_stale_test

import data.pacheck.rules.model.evaluation_stale

model := {"name": "m", "origin": "own", "revision": "0123abcd", "revision_date": "2026-09-01"}

found(extra) := result if {
	result := {[f.severity, f.message] | some f in evaluation_stale.findings} with input as {
		"context": {"now": "2026-11-22T12:00:00Z"},
		"models": [object.union(model, extra)],
	}
}

of(results) := found({"evaluations": results})

test_a_fresh_result_on_the_same_revision_is_fine if {
	of([{"date": "2026-10-02", "model_revision": "0123abc"}]) == set()
	of([{"date": "2026-11-22"}]) == set()
	of([{"metric": "f1"}]) == set()
}

test_another_revision_is_high if {
	of([{"date": "2026-10-02", "model_revision": "deadbeef"}]) == {["high", "model m: evaluation of 2026-10-02 is of revision deadbeef, not 0123abcd"]}
}

test_results_older_than_the_model_are_high if {
	of([{"date": "2026-08-31"}]) == {["high", "model m: evaluation of 2026-08-31 is older than the model, which is of 2026-09-01"]}
}

test_age_is_measured_by_the_tier if {
	old := {"evaluations": [{"date": "2026-09-02"}]}
	found(old) == set()
	found(object.union(old, {"risk": {"tier": "critical"}})) == set()
	older := {"revision_date": "2020-01-01", "evaluations": [{"date": "2026-08-01"}]}
	found(object.union(older, {"risk": {"tier": "critical"}})) == {["medium", "model m: evaluation of 2026-08-01 is 113 days old, more than 90"]}
	found(object.union(older, {"risk": {"tier": "high"}})) == set()
	found(older) == set()
}

test_the_future_is_told if {
	of([{"date": "2026-11-24"}]) == {["medium", "model m: evaluation of 2026-11-24 is in the future"]}
}

test_one_finding_a_model_with_the_worst_and_oldest if {
	of([{"date": "2026-11-24"}, {"date": "2026-08-02"}, {"date": "2026-08-01"}]) == {["high", "model m: evaluation of 2026-08-01 is older than the model, which is of 2026-09-01"]}
}

test_models_of_others_are_looked_at_where_a_parameter_says_so if {
	used := {"origin": "used", "evaluations": [{"date": "2026-08-01"}]}
	found(used) == set()
	params := {"third_party": true, "max_age_days": {"minimal": 730}}
	count(found(used)) == 1 with data.pacheck.params["evaluation-stale"] as params
}

test_days_beyond_the_clock_are_judged if {
	count(of([{"date": "9999-12-31"}])) == 1
	count(of([{"date": "0001-01-01"}])) == 1
}

test_the_limits_are_met if {
	of([{"date": "2026-09-01"}]) == set()
	found({"revision_date": "2024-01-01", "evaluations": [{"date": "2026-11-12"}]}) == set() with data.pacheck.params["evaluation-stale"] as {"third_party": false, "max_age_days": {"minimal": 10}}
	found({"revision_date": "2024-01-01", "evaluations": [{"date": "2026-11-11"}]}) == {["medium", "model m: evaluation of 2026-11-11 is 11 days old, more than 10"]} with data.pacheck.params["evaluation-stale"] as {"third_party": false, "max_age_days": {"minimal": 10}}
}

test_a_card_may_shorten_its_revision_as_well if {
	found({"revision": "0123", "evaluations": [{"date": "2026-10-02", "model_revision": "0123abcd"}]}) == set()
}
