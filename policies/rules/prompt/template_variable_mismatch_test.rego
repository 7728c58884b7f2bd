package pacheck.rules.prompt.template_variable_mismatch_test

import data.pacheck.rules.prompt.template_variable_mismatch

states(declares, variable) := found if {
	prompt := {"name": "p", "declares": declares, "variables": [object.union({"name": "a", "declared": false, "used": false}, variable)]}
	found := {f.message | some f in template_variable_mismatch.findings} with input as {"prompts": [prompt]}
}

test_used_and_not_declared_is_found if {
	states(true, {"used": true}) == {"variable a of p is used, and not declared"}
}

test_without_a_list_nothing_is if states(false, {"used": true}) == set()

test_variables_of_the_engine_are_not if states(true, {"used": true, "name": "now"}) == set()

test_shown_in_code_it_is_not if {
	states(true, {"used": true, "uses": [{"code": true}]}) == set()
	count(states(true, {"used": true, "uses": [{"code": true}, {"code": false}]})) == 1
}

test_declared_and_unused_is_found_on_request_as_low if {
	states(true, {"declared": true}) == set()
	prompt := {"name": "p", "declares": true, "variables": [{"name": "a", "declared": true, "used": false}]}
	params := {"template-variable-mismatch": {"builtins": [], "unused": true}}
	found := template_variable_mismatch.findings with input as {"prompts": [prompt]} with data.pacheck.params as params
	{f.severity | some f in found} == {"low"}
}

unused(declares, variable) := n if {
	n := count(template_variable_mismatch.findings) with input as {"prompts": [{"name": "p", "declares": declares, "variables": [object.union({"name": "a", "declared": true, "used": false}, variable)]}]}
		with data.pacheck.params["template-variable-mismatch"] as {"unused": true, "builtins": ["now"]}
}

test_declared_and_never_used_is_found_where_that_is_asked_for if {
	unused(true, {}) == 1
	unused(false, {}) == 0
	unused(true, {"used": true}) == 0
	unused(true, {"name": "now"}) == 0
	unused(true, {"declared": false, "name": "now"}) == 0
	unused(true, {"declared": false, "uses": [{"code": true}]}) == 0
}
