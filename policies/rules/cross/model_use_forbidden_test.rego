package pacheck.rules.cross.model_use_forbidden_test

import data.pacheck.rules.cross.model_use_forbidden

base := {"name": "a", "model": "kestrel", "model_pin": "none", "model_card": "models:m", "risk": {"tier": "limited"}}

document(agent, card) := {
	"agents": [object.union(base, agent)],
	"models": [object.union({"id": "models:m"}, card)],
	"context": {"now": "2026-11-22T00:00:00Z"},
}

found(agent, card) := result if {
	result := count(model_use_forbidden.findings) with input as document(agent, card)
}

test_silence_forbids_nothing if {
	found({}, {}) == 0
	found({"use_case_tags": ["employment"], "data_classes": ["personal"], "region": ["EU"], "commercial": true}, {"license": "mit", "terms": {}}) == 0
}

test_licences if {
	found({"commercial": true}, {"license": "CC-BY-NC-4.0"}) == 1
	found({"environment": "customer"}, {"license": "cc-by-nc-sa-4.0"}) == 1
	found({"commercial": false}, {"license": "cc-by-nc-4.0"}) == 0
	found({"commercial": true}, {"license": "cc-by-4.0"}) == 0
}

test_tags_match_as_wholes if {
	found({"use_case_tags": ["Employment"]}, {"terms": {"out_of_scope_tags": ["employment"]}}) == 1
	found({"use_case_tags": ["employment-law"]}, {"terms": {"out_of_scope_tags": ["employment"]}}) == 0
}

test_limits_of_data_regions_and_tiers if {
	found({"data_classes": ["public", "personal"]}, {"terms": {"approved_data_classes": ["public"]}}) == 1
	found({"data_classes": ["public"]}, {"terms": {"approved_data_classes": ["public"]}}) == 0
	found({"region": ["eu"]}, {"terms": {"regions": ["EU"]}}) == 0
	found({"region": ["CH"]}, {"terms": {"regions": ["EU"]}}) == 1
	found({"risk": {"tier": "high"}}, {"terms": {"max_tier": "limited"}}) == 1
	found({"risk": {"tier": "high"}}, {"terms": {"max_tier": "high"}}) == 0
}

test_status_and_end if {
	found({}, {"terms": {"status": "deprecated"}}) == 1
	found({}, {"terms": {"status": "active"}}) == 0
	found({}, {"terms": {"end_of_life": "2026-11-21", "ends": "2026-11-22T00:00:00Z"}}) == 1
	found({}, {"terms": {"end_of_life": "2026-11-22", "ends": "2026-11-23T00:00:00Z"}}) == 0
}

test_exceptions_and_retired_agents if {
	found({}, {"terms": {"status": "retired", "exceptions": ["a"]}}) == 0
	found({"status": "retired"}, {"terms": {"status": "retired"}}) == 0
}

test_approved_models if {
	params := {"approved_models": ["kestrel-*"], "non_commercial": []}
	found({}, {}) == 1 with data.pacheck.params["model-use-forbidden"] as params
	found({"model": "Kestrel-2"}, {}) == 0 with data.pacheck.params["model-use-forbidden"] as params
}

test_only_the_card_that_the_agent_uses_speaks if {
	found({}, {"id": "models:other", "terms": {"status": "blocked"}}) == 0
	found({}, {"terms": {"status": "blocked"}}) == 1
	found({"status": "retired"}, {"terms": {"status": "blocked"}}) == 0
}

test_a_list_of_models_is_held_to if {
	approved := {"approved_models": ["wren*"], "non_commercial": []}
	found({}, {}) == 1 with data.pacheck.params["model-use-forbidden"] as approved
	found({"model": "Wren-2"}, {}) == 0 with data.pacheck.params["model-use-forbidden"] as approved
	found({"model_pin": "variable"}, {}) == 0 with data.pacheck.params["model-use-forbidden"] as approved
	found({"status": "retired"}, {}) == 0 with data.pacheck.params["model-use-forbidden"] as approved
}
