package pacheck.rules.tool.open_object_schema_test

import data.pacheck.rules.tool.open_object_schema

messages(fields) := {f.message | some f in findings} if {
	tool := object.union({"name": "t", "dialect": "mcp", "kind": "function", "risk": {"tier": "high"}}, fields)
	findings := open_object_schema.findings with input as {"tools": [tool]}
}

test_open_objects_are_named if {
	messages({"input_schema": {"open_objects": [""]}}) == {"tool t: its input accepts undeclared properties"}
	messages({"input_schema": {"open_objects": ["/properties/a", "/properties/b"]}}) == {"tool t: /properties/a accepts undeclared properties, and 1 more"}
}

test_closed_objects_are_not if messages({"input_schema": {"additional_properties": "closed"}}) == set()

test_branches_of_a_closed_root if {
	messages({"input_schema": {"additional_properties": "closed", "open_objects": ["/allOf/0"]}}) == set()
	count(messages({"input_schema": {"open_objects": ["/allOf/0"]}})) == 1
}

test_the_tier_is_a_parameter if {
	messages({"risk": {"tier": "limited"}, "input_schema": {"open_objects": [""]}}) == set()
	count(messages({"risk": {"tier": "limited"}, "input_schema": {"open_objects": [""]}})) == 1 with data.pacheck.params["open-object-schema"].from_tier as "limited"
}

test_strict_is_asked_for if {
	messages({"dialect": "openai", "input_schema": {"additional_properties": "closed"}}) == {"tool t: its schema is closed, but strict is not set"}
	messages({"dialect": "openai", "strict": true, "input_schema": {"additional_properties": "closed"}}) == set()
}

test_strict_is_asked_of_closed_functions_of_one_host if {
	closed := {"dialect": "openai", "input_schema": {"additional_properties": "closed"}}
	messages(closed) == {"tool t: its schema is closed, but strict is not set"}
	messages(object.union(closed, {"strict": true})) == set()
	messages(object.union(closed, {"kind": "server"})) == set()
	messages(object.union(closed, {"input_schema": {"additional_properties": "open", "open_objects": [""]}})) == {"tool t: its input accepts undeclared properties"}
	messages({"input_schema": {"additional_properties": "closed", "open_objects": ["/properties/a"]}}) == {"tool t: /properties/a accepts undeclared properties"}
}
