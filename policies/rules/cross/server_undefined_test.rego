package pacheck.rules.cross.server_undefined_test

import data.pacheck.rules.cross.server_undefined

edge := {"file": ".claude/settings.json", "rel": "uses_server", "to": "trackr", "resolved": false}

messages(extra) := found if {
	found := {f.message | some f in server_undefined.findings} with input as {"edges": [object.union(edge, extra)]}
}

test_an_unknown_server_is_told if {
	messages({}) == {".claude/settings.json refers to server trackr, which is not configured here"}
	messages({"suggestion": "tracker"}) == {".claude/settings.json refers to server trackr, which is not configured here; did you mean tracker?"}
}

test_an_open_world_is_not_reported if {
	every resolved in [true, "open", "external"] {
		messages({"resolved": resolved}) == set()
	}
}

test_other_references_are_not if messages({"rel": "uses_tool"}) == set()

test_servers_of_the_platform_are_not if {
	messages({}) == set() with data.pacheck.params["server-undefined"] as {"external_servers": ["trackr"]}
}
