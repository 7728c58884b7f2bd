package pacheck.rules.agent.hook_unquoted_model_input_test

import data.pacheck.rules.agent.hook_unquoted_model_input

found(expansion) := result if {
	result := {[f.severity, f.message] |
		some f in hook_unquoted_model_input.findings
	} with input as {"hooks": [{"name": "PostToolUse(Edit)", "unquoted": [expansion]}]}
}

test_a_value_that_is_split_is_medium_and_one_that_is_run_high if {
	found({"variable": "FILE_PATH", "effect": "words"}) == {["medium", "hook PostToolUse(Edit) expands ${FILE_PATH} unquoted"]}
	found({"variable": "FILE_PATH", "effect": "code"}) == {["high", "hook PostToolUse(Edit) runs the value of ${FILE_PATH}"]}
}

test_other_variables_count_where_they_are_filled_from_the_input if {
	found({"variable": "f", "effect": "words"}) == set()
	count(found({"variable": "f", "effect": "words", "input": true})) == 1
}

test_the_variables_are_a_parameter if {
	found({"variable": "FILE_PATH", "effect": "words"}) == set() with data.pacheck.params["hook-unquoted-model-input"] as {"vars": []}
}
