package pacheck.rules.tool.tool_schema_inconsistent_test

import data.pacheck.rules.tool.tool_schema_inconsistent

problem := {"pointer": "/required/0", "message": "\"ID\" is required and is no property"}

test_each_contradiction_is_found if {
	tool := {"name": "t", "input_schema": {"inconsistencies": [problem, object.union(problem, {"pointer": "/required/1"})]}}
	found := tool_schema_inconsistent.findings with input as {"tools": [tool]}
	{f.at | some f in found} == {["tools", 0, "input_schema", "inconsistencies", j] | some j in [0, 1]}
}

test_the_output_counts_too if {
	found := tool_schema_inconsistent.findings with input as {"tools": [{"name": "t", "output_schema": {"inconsistencies": [problem]}}]}
	{f.message | some f in found} == {"tool t: in its output schema, \"ID\" is required and is no property (at /required/0)"}
}

test_a_consistent_schema_is_not_found if {
	count(tool_schema_inconsistent.findings) == 0 with input as {"tools": [{"name": "t", "input_schema": {"depth": 1}}]}
}
