package pacheck.rules.cross.read_only_claim_contradicted_test

import data.pacheck.rules.cross.read_only_claim_contradicted as rule

writer := {"tools": {"mode": "list", "allow": [{"raw": "Write", "tool": "write", "matches_all": true}]}}

found(name, description, more) := {f.at | some f in rule.findings with input as {"agents": [object.union(object.union({"name": name, "description": description}, writer), more)]}}

test_claims if {
	found("readonly-helper", "Looks.", {}) == {["agents", 0, "name"]}
	found("read_only", "Looks.", {}) == {["agents", 0, "name"]}
	found("a", "Read-only agent.", {}) == {["agents", 0, "description"]}
	found("a", "This is a strictly read-only code reviewer.", {}) == {["agents", 0, "description"]}
}

test_what_claims_nothing if {
	found("breadonlyx", "Looks.", {}) == set()
	found("a", "Looks at read-only replicas.", {}) == set()
	found("a", "This is not a read-only agent.", {}) == set()
	found("a", "Uses the read-only query tool, then writes.", {}) == set()
}

none := {"tools": {"mode": "list", "allow": []}}

call(effect) := object.union(none, {"calls": [{"tool": "t", "effects": [effect]}]})

test_what_changes_things if {
	count(found("readonly", "d", call("destructive"))) == 1
	count(found("readonly", "d", call("write"))) == 1
	count(found("readonly", "d", call("money"))) == 1
	count(found("readonly", "d", call("exec"))) == 1
	count(found("readonly", "d", call("external_comm"))) == 0
	count(found("readonly", "d", none)) == 0
	count(found("readonly", "d", object.union(none, {"calls": [{"tool": "draft_mail", "effects": ["write"]}]}))) == 0
	count(found("readonly", "d", {"tools": {"mode": "list", "allow": [{"raw": "Bash(ls *)", "tool": "shell", "matches_all": false}]}})) == 0
	count(found("readonly", "d", {"tools": {"mode": "list", "allow": [{"raw": "Bash", "tool": "shell", "matches_all": true}]}})) == 1
	count(found("readonly", "d", {"tools": {"mode": "list", "allow": [{"raw": "TodoWrite", "tool": "write", "matches_all": true}]}})) == 0
	count(found("readonly", "d", {"tools": {"mode": "all", "allow": writer.tools.allow}})) == 0
}
