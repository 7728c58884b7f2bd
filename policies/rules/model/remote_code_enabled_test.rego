package pacheck.rules.model.remote_code_enabled_test

import data.pacheck.rules.model.remote_code_enabled

model := {"name": "llm", "model_id": "org/m", "file": "compose.yaml", "trust_remote_code": true}

found(extra) := result if {
	result := {[f.severity, f.message] | some f in remote_code_enabled.findings} with input as {"models": [object.union(model, extra)]}
}

test_code_that_may_change_is_critical if {
	every pin in ["none", "tag", "latest"] {
		found({"pin": pin}) == {["critical", "compose.yaml sets trust_remote_code for org/m"]}
	}
}

test_a_fixed_one_is_high if {
	found({"pin": "revision"}) == {["high", "compose.yaml sets trust_remote_code for org/m"]}
	found({"pin": "variable"}) == {["high", "compose.yaml sets trust_remote_code for org/m"]}
	found({}) == {["high", "compose.yaml sets trust_remote_code for org/m"]}
}

test_ones_own_and_none_are_not if {
	found({"pin": "local"}) == set()
	found({"pin": "none", "trust_remote_code": false}) == set()
}

test_without_an_identifier_it_has_its_name if {
	messages := {f.message | some f in remote_code_enabled.findings} with input as {"models": [object.remove(model, ["model_id"])]}
	messages == {"compose.yaml sets trust_remote_code for llm"}
}
