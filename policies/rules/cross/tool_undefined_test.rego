package pacheck.rules.cross.tool_undefined_test

import data.pacheck.rules.cross.tool_undefined

edge(resolved) := {"from": "agents:f#a", "rel": "uses_tool", "to": "get_isue", "resolved": resolved, "suggestion": "get_issue", "file": "f"}

test_only_what_is_known_to_be_undefined_is_found if {
	found := tool_undefined.findings with input as {
		"agents": [{"id": "agents:f#a", "name": "a"}],
		"edges": [edge(false), edge("open"), edge(true), edge("external")],
	}
	{f.message | some f in found} == {"agent a refers to unknown tool get_isue: did you mean get_issue?"}
}
