package pacheck.rules.mcp.auto_approve_all_test

import data.pacheck.rules.mcp.auto_approve_all

server(dialect, setting) := {"file": "f", "name": "t", "dialect": dialect, "approve_all": setting}

severities(role) := found if {
	found := [f.severity | some f in auto_approve_all.findings] with input as {"settings": [{
		"file": "f",
		"role": role,
		"enable_all_servers": true,
	}]}
}

places(document) := found if {
	found := {f.at | some f in auto_approve_all.findings} with input as document
}

test_a_star_is_found_where_it_stands if {
	listed := {"file": "f", "name": "t", "auto_approve": ["read", "*"]}
	places({"servers": [listed]}) == {["servers", 0, "auto_approve", 1]}
	places({"servers": [object.union(listed, {"disabled": true})]}) == set()
}

test_trust_is_geminis_word if {
	count(places({"servers": [server("gemini-cli", "trust: true")]})) == 1
	count(places({"servers": [server("claude-code", "trust: true")]})) == 0
}

test_a_list_of_tools_narrows_what_needs_no_approval if {
	never := server("openai", "require_approval: never")
	count(places({"servers": [never]})) == 1
	count(places({"servers": [object.union(never, {"tools": ["search"]})]})) == 0
}

test_all_servers_are_worse_in_a_file_that_everybody_has if {
	severities("runtime") == ["critical"]
	severities("local") == ["high"]
}

test_a_grant_of_one_tool_is_not if {
	grant := {"tool": "mcp", "server": "tracker", "mcp_tool": "get_issue", "raw": "mcp__tracker__get_issue"}
	places({"settings": [{"file": "f", "allow": [grant]}]}) == set()
}

test_a_disabled_server_approves_nothing if {
	places({"servers": [object.union(server("gemini-cli", "trust: true"), {"disabled": true})]}) == set()
	places({"servers": [server("gemini-cli", "trust: false")]}) == set()
	places({"servers": [server("gemini-cli", "other")]}) == set()
}

test_only_grants_of_servers_approve_their_tools if {
	places({"settings": [{"file": "f", "allow": [{"tool": "mcp", "server": "t", "raw": "mcp__t", "matches_all": true}, {"tool": "shell", "server": "t", "raw": "Bash", "matches_all": true}, {"tool": "mcp", "server": "t", "raw": "mcp__t__x"}]}]}) == {["settings", 0, "allow", 0]}
}
