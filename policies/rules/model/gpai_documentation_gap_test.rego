package pacheck.rules.model.gpai_documentation_gap_test

import data.pacheck.rules.model.gpai_documentation_gap

all := [
	"tasks", "acceptable_use", "release", "architecture", "modalities", "licence", "integration", "training_process", "data", "compute",
	"energy", "copyright_policy", "training_summary", "downstream_documentation",
]

found(model) := result if {
	result := {f.message | some f in gpai_documentation_gap.findings} with input as {"models": [object.union({"name": "m"}, model)]}
}

stating(items) := {"gpai": {"provider": true, "stated": items}}

test_only_providers_are_asked if {
	found({}) == set()
	found({"gpai": {"provider": false}}) == set()
	found({"gpai": {"stated": []}}) == set()
}

test_the_missing_items_are_listed if {
	found(stating(all)) == set()
	found(stating([item | some item in all; item != "energy"])) == {"model m: 1 general-purpose model items missing: energy consumption"}
	some message in found({"gpai": {"provider": true}})
	startswith(message, "model m: 14 general-purpose model items missing")
}

test_fields_of_the_card_count if {
	rest := [item | some item in all; not item in {"licence", "compute", "energy"}]
	found(object.union(stating(rest), {"license_is": {"kind": "text"}, "compute_flops": 1, "sections": [{"id": "environmental", "stated": true}]})) == set()
}

test_open_licences_leave_two_items if {
	open := {"license_is": {"kind": "id", "choices": [["apache-2.0"]]}}
	found(object.union(open, stating(["copyright_policy", "training_summary"]))) == set()
	found(object.union(open, stating(["copyright_policy"]))) == {"model m: 1 general-purpose model items missing: public summary of training content"}
	count(found(object.union({"license_is": {"kind": "id", "choices": [["gemma"]]}}, stating(["copyright_policy", "training_summary"])))) == 1
}

test_systemic_risk_asks_for_more if {
	grave := object.union(stating(all), {"gpai": {"systemic_risk": true}})
	found(grave) == {"model m: 3 general-purpose model items missing: adversarial testing, statement on cybersecurity, contact for incidents"}
	found(object.union(stating(array.concat(all, ["adversarial_testing", "incident_contact", "cybersecurity"])), {"gpai": {"systemic_risk": true}})) == set()
}

test_much_compute_is_declared if {
	messages := found(object.union(stating(array.concat(all, ["adversarial_testing", "incident_contact", "cybersecurity"])), {"compute_flops": 2e25}))
	count(messages) == 1
	some message in messages
	contains(message, "not declared as one with systemic risk")
}

test_at_the_threshold_the_risk_is_systemic if {
	params := {"systemic_flops": 10, "open_licences": ["mit"]}
	messages := found({"gpai": {"provider": true, "stated": all}, "compute_flops": 10}) with data.pacheck.params["gpai-documentation-gap"] as params
	messages == {
		"model m: 3 general-purpose model items missing: adversarial testing, statement on cybersecurity, contact for incidents",
		"model m: trained with 10 floating-point operations, but not declared as one with systemic risk",
	}
}

test_fields_stand_for_single_items if {
	every item, field in {
		"licence": {"license_link": "https://corp.test/terms"},
		"training_summary": {"training_summary": "https://corp.test/summary"},
		"release": {"revision_date": "2026-09-01"},
		"energy": {"sections": [{"id": "environmental", "stated": true}]},
	} {
		rest := [i | some i in all; i != item]
		count(found(stating(rest))) == 1
		found(object.union(stating(rest), field)) == set()
	}
	count(found(object.union(stating([i | some i in all; i != "energy"]), {"sections": [{"id": "environmental", "stated": false}]}))) == 1
	systemic := object.union(all_systemic([]), {"contact": "security@corp.test"})
	found(systemic) == {"model m: 2 general-purpose model items missing: adversarial testing, statement on cybersecurity"}
}

all_systemic(more) := {"gpai": {"provider": true, "systemic_risk": true, "stated": array.concat(all, more)}}
