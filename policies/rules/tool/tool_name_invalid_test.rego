package pacheck.rules.tool.tool_name_invalid_test

import data.pacheck.rules.tool.tool_name_invalid

messages(tool) := found if {
	found := {f.message | some f in tool_name_invalid.findings} with input as {"tools": [object.union({"kind": "function", "dialect": "mcp", "file": "tools.json"}, tool)]}
}

test_characters_and_length if {
	messages({"name": "a b", "name_fault": "characters"}) == {"tool name \"a b\" has characters that hosts refuse or replace"}
	messages({"name": "aa", "name_fault": "length"}) == {"tool name \"aa\" is longer than hosts allow"}
}

test_reserved_names if {
	messages({"name": "webfetch"}) == {"tool name \"webfetch\" is that of a tool of the host"}
	messages({"name": "functions.get"}) == {"tool name \"functions.get\" begins with functions., which hosts reserve"}
	messages({"name": "webfetch", "dialect": "openai"}) == set()
}

test_other_vocabularies_have_other_rules if {
	messages({"name": "a b", "name_fault": "characters", "dialect": "openapi"}) == set()
	messages({"name": "tools.json", "name_fault": "characters"}) == set()
	messages({"name": "a b", "name_fault": "characters", "kind": "web_search"}) == set()
}

test_names_of_other_vocabularies_and_of_files_are_free if {
	every more in [{"dialect": "openapi"}, {"kind": "server"}] {
		messages(object.union({"name": "functions.get"}, more)) == set()
		messages(object.union({"name": "webfetch"}, more)) == set()
	}
	messages({"name": "functions.json", "file": "functions.json"}) == set()
	messages({"name": "webfetch", "file": "webfetch"}) == set()
}
