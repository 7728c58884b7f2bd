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

without(item) := stating([other | some other in all; other != item])

test_each_field_counts_for_its_item if {
	every item, field in {
		"licence": {"license_link": "https://x"},
		"training_summary": {"training_summary": "https://x"},
		"compute": {"compute_flops": 1},
		"release": {"revision_date": "2026-01-01"},
		"data": {"sections": [{"id": "training_data", "stated": true}]},
		"tasks": {"sections": [{"id": "intended_use", "stated": true}]},
	} {
		count(found(without(item))) == 1
		found(object.union(without(item), field)) == set()
	}
	count(found(object.union(without("data"), {"sections": [{"id": "training_data", "stated": false}]}))) == 1
	count(found(object.union(without("licence"), {"license_is": {"kind": "placeholder"}}))) == 1
}

test_a_contact_is_one_for_incidents if {
	rest := array.concat(all, ["adversarial_testing", "cybersecurity"])
	found(object.union(stating(rest), {"gpai": {"systemic_risk": true}, "contact": "x@y.test"})) == set()
}

test_the_bound_of_compute_itself_is_much if {
	whole := array.concat(all, ["adversarial_testing", "incident_contact", "cybersecurity"])
	found(object.union(stating(whole), {"compute_flops": 1e25})) == {"model m: trained with 1e+25 floating-point operations, but not declared as one with systemic risk"}
		with data.pacheck.params["gpai-documentation-gap"] as {"systemic_flops": 1e25, "open_licences": []}
	count(found(object.union(stating(all), {"compute_flops": 1e25}))) == 2
		with data.pacheck.params["gpai-documentation-gap"] as {"systemic_flops": 1e25, "open_licences": []}
	found({"compute_flops": 2e25}) == set()
}
