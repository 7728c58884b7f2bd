package pacheck.rules.tool.tool_schema_remote_reference_test

import data.pacheck.rules.tool.tool_schema_remote_reference

messages(ref) := found if {
	found := {f.message | some f in tool_schema_remote_reference.findings} with input as {"tools": [{"name": "t", "input_schema": {"remote_refs": [ref]}}]}
}

test_the_address_is_named if {
	messages({"keyword": "$ref", "uri": "https://a.example/s.json", "host": "a.example"}) == {"tool t: $ref to https://a.example/s.json"}
}

test_a_file_has_no_host if count(messages({"keyword": "$ref", "uri": "file:///s.json"})) == 1

test_hosts_are_allowed_with_those_below_them if {
	count(messages({"keyword": "$ref", "uri": "https://json-schema.org/x", "host": "json-schema.org"})) == 0
	count(messages({"keyword": "$ref", "uri": "https://www.schema.org/x", "host": "www.schema.org"})) == 0
	count(messages({"keyword": "$ref", "uri": "https://notschema.org/x", "host": "notschema.org"})) == 1
}
