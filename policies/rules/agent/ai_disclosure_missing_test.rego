package pacheck.rules.agent.ai_disclosure_missing_test

import data.pacheck.rules.agent.ai_disclosure_missing

base := {"id": "agents:a", "name": "a", "user_facing": true}

found(extra) := n if {
	n := count(ai_disclosure_missing.findings) with input as {"agents": [object.union(base, extra)]}
}

test_who_never_says_it if {
	found({}) == 1
	found({"user_facing": false}) == 0
	found({"status": "retired"}) == 0
}

test_a_record_names_the_words_or_the_place if {
	found({"disclosure": {"ai_disclosed": true}}) == 1
	found({"disclosure": {"ai_disclosed": false, "text": "x"}}) == 1
	found({"disclosure": {"ai_disclosed": true, "text": "x"}}) == 0
	found({"disclosure": {"ai_disclosed": true, "ui_ref": "x"}}) == 0
	found({"disclosure": {"ai_disclosed": true, "ui_ref": "web/x.ts"}, "missing_files": [{"key": "disclosure", "value": "web/x.ts"}]}) == 1
}

test_every_audience_has_to_know if {
	found({"audience": ["internal-developers"]}) == 0
	found({"audience": ["internal-developers", "customers"]}) == 1
	found({"audience": []}) == 1
}

prompted(prompt) := found if {
	edge := {"from": "agents:a", "rel": "uses_prompt", "to": "prompts:p"}
	found := count(ai_disclosure_missing.findings) with input as {"agents": [base], "edges": [edge], "prompts": [object.union({"id": "prompts:p"}, prompt)]}
}

test_the_prompt_may_say_it if {
	prompted({}) == 1
	prompted({"discloses": true}) == 0
	prompted({"sections": [{"name": "ai disclosure", "length": 60}]}) == 0
	prompted({"sections": [{"name": "ai disclosure", "length": 10}]}) == 1
	prompted({"id": "prompts:q", "discloses": true}) == 1
}

test_a_record_says_yes if {
	found({"disclosure": {"ai_disclosed": false, "text": "I am a person.", "ui_ref": "app"}}) == 1
	found({"disclosure": {"ai_disclosed": false, "ui_ref": "app"}}) == 1
}

prompting(rel, length) := n if {
	n := count(ai_disclosure_missing.findings) with input as {
		"agents": [base],
		"prompts": [{"id": "prompts:p", "sections": [{"name": "ai disclosure", "length": length}]}],
		"edges": [{"from": "agents:a", "rel": rel, "to": "prompts:p"}],
	}
		with data.pacheck.params["ai-disclosure-missing"] as {"obvious_to": [], "section": ["AI Disclosure"]}
}

test_the_prompt_that_it_uses_may_say_it if {
	prompting("uses_prompt", 40) == 0
	prompting("uses_prompt", 39) == 1
	prompting("documents", 40) == 1
}
