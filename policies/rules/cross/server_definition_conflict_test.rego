package pacheck.rules.cross.server_definition_conflict_test

import data.pacheck.rules.cross.server_definition_conflict

conflict := {"kind": "identity", "is": "npm:@c0rp/t", "other": "npm:@corp/t", "file": ".mcp.json", "weak": false}

found(extra) := result if {
	result := {[f.severity, f.message] | some f in server_definition_conflict.findings} with input as {"servers": [
		{"name": "other", "file": "f"},
		{"name": "t", "file": ".cursor/mcp.json", "conflict": object.union(conflict, extra)},
	]}
}

message := "server t is npm:@c0rp/t in .cursor/mcp.json and npm:@corp/t in .mcp.json"

test_the_severity_depends_on_the_difference if {
	found({}) == {["medium", message]}
	found({"weak": true}) == {["high", message]}
	found({"kind": "pin"}) == {["low", message]}
}
