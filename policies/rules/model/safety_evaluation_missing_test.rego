package pacheck.rules.model.safety_evaluation_missing_test

import data.pacheck.rules.model.safety_evaluation_missing

result(kind) := {"kind": kind, "date": "2026-10-02", "number": 0.1}

found(tier, evaluations) := result if {
	result := count(safety_evaluation_missing.findings) with input as {"models": [{
		"name": "m", "card": "model", "can": ["evaluations"], "risk": {"tier": tier}, "evaluations": evaluations,
	}]}
}

test_as_many_kinds_as_the_tier_needs if {
	two := [result("bias"), result("jailbreak")]
	found("high", two) == 0
	found("critical", two) == 1
	found("critical", array.concat(two, [result("red-team")])) == 0
	found("high", [result("bias"), result("bias")]) == 1
	found("high", [result("bias"), result("accuracy")]) == 1
}

test_below_high_none_are_needed if {
	found("limited", []) == 0
	found("minimal", []) == 0
}

test_a_link_alone_does_not_count if {
	found("high", [result("bias"), {"kind": "red-team", "report": "r.md"}]) == 1
	found("high", [result("bias"), {"kind": "red-team", "report": "r.md", "date": "2026-10-02", "model_revision": "1"}]) == 0
	found("high", [result("bias"), {"kind": "red-team", "number": 0.1}]) == 1
}

test_a_result_has_a_day_and_a_number_or_a_report_on_a_revision if {
	every extra in [{"date": "2026-10-02", "number": null}, {"report": "r.pdf", "date": "2026-10-02"}, {"report": "r.pdf", "model_revision": "1"}, {"date": "2026-10-02", "model_revision": "1"}] {
		found("high", [result("bias"), object.union({"kind": "jailbreak"}, extra)]) == 1
	}
	found("high", [result("bias"), {"kind": "jailbreak", "report": "r.pdf", "date": "2026-10-02", "model_revision": "1"}]) == 0
}

test_only_cards_of_models_that_can_say_it_are_asked if {
	every extra in [{"card": "dataset"}, {"can": ["license"]}] {
		safety_evaluation_missing.findings == set() with input as {"models": [object.union(
			{"name": "m", "card": "model", "can": ["evaluations"], "risk": {"tier": "critical"}},
			extra,
		)]}
	}
}
