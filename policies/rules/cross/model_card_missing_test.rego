package pacheck.rules.cross.model_card_missing_test

import data.pacheck.rules.cross.model_card_missing

base := {"name": "a", "governed": true, "model": "vendor/x-2026-05-01", "model_pin": "dated", "risk": {"tier": "limited"}}

severities(extra) := result if {
	result := [f.severity | some f in model_card_missing.findings] with input as {"agents": [object.union(base, extra)]}
}

test_the_tier_decides_the_severity if {
	severities({}) == ["medium"]
	severities({"risk": {"tier": "critical"}}) == ["high"]
}

test_a_card_is_enough if severities({"model_card": "models:m#x"}) == []

test_what_names_no_model_is_not if {
	severities({"model": "inherit", "model_pin": "none"}) == []
	severities({"model": "${MODEL}", "model_pin": "variable"}) == []
	severities({"governed": false}) == []
}

test_cards_may_be_elsewhere if {
	severities({}) == [] with data.pacheck.params["model-card-missing"] as {"inventory": ["Vendor/x-*"]}
	severities({}) == ["medium"] with data.pacheck.params["model-card-missing"] as {"inventory": ["vendor/y-*"]}
}

test_embeddings_need_no_card_at_the_lowest_tier if {
	every model in ["openai/text-embedding-3-small", "nomic-embed-text", "Embed-4", "BAAI/bge-m3", "e5-large", "thenlper/gte-base"] {
		severities({"model": model, "risk": {"tier": "minimal"}}) == []
		severities({"model": model}) == ["medium"]
	}
	every model in ["vendor/x", "vendor/abge-1"] {
		severities({"model": model, "risk": {"tier": "minimal"}}) == ["medium"]
	}
	severities({"model": "bge-m3", "risk": {"tier": "high"}}) == ["high"]
}
