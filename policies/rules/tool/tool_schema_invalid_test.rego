package pacheck.rules.tool.tool_schema_invalid_test

import data.pacheck.rules.tool.tool_schema_invalid

messages(schema) := found if {
	found := {f.message | some f in tool_schema_invalid.findings} with input as {"tools": [{"name": "t", "input_schema": schema}]}
}

test_the_first_error_is_found if {
	problems := [{"pointer": "/type", "message": "first"}, {"pointer": "", "message": "second"}]
	messages({"depth": 1, "subschemas": 0, "errors": problems}) == {"tool t: error in its input schema at /type: first"}
}

test_the_root_has_no_pointer if {
	messages({"depth": 1, "subschemas": 0, "errors": [{"pointer": "", "message": "null"}]}) == {"tool t: error in its input schema: null"}
}

test_a_sound_schema_is_not_found if count(messages({"depth": 3, "subschemas": 9})) == 0

test_limits_are_parameters if {
	found := messages({"depth": 3, "subschemas": 9}) with data.pacheck.params as {"tool-schema-invalid": {"max_depth": 2, "max_subschemas": 2000}}
	found == {"tool t: its input schema is nested 3 deep and has 9 schemas inside"}
}

test_the_limits_themselves_are_fine if {
	limits := {"tool-schema-invalid": {"max_depth": 3, "max_subschemas": 9}}
	messages({"depth": 3, "subschemas": 9}) == set() with data.pacheck.params as limits
	count(messages({"depth": 3, "subschemas": 10})) == 1 with data.pacheck.params as limits
	messages({"depth": 4, "subschemas": 9, "errors": [{"pointer": "", "message": "first"}]}) == {"tool t: error in its input schema: first"} with data.pacheck.params as limits
}
