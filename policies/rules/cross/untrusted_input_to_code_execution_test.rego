package pacheck.rules.cross.untrusted_input_to_code_execution_test

import data.pacheck.rules.cross.untrusted_input_to_code_execution as rule

leg(kind, strength) := {"kind": kind, "strength": strength, "evidence": kind}

agent := {"id": "agents:a", "name": "a", "dialect": "claude-code", "capabilities": [leg("untrusted_input", "strong"), leg("code_execution", "strong")]}

found(more) := {f.severity | some f in rule.findings with input as {"agents": [object.union(agent, more)]}}

test_each_way_to_ask_nobody if {
	found({"mode": "bypassPermissions"}) == {"critical"}
	found({"effective": {"mode": "bypassPermissions", "grants": []}}) == {"critical"}
	found({"effective": {"grants": [{"effect": "allow", "tool": "shell", "raw": "Bash(*)"}]}}) == {"critical"}
	found({"calls": [{"approval": "never", "effects": ["exec"]}]}) == {"critical"}
	found({"code_execution": {"mode": "unsafe"}}) == {"critical"}
}

test_what_asks_somebody if {
	found({}) == set()
	found({"mode": "default"}) == set()
	found({"effective": {"grants": [{"effect": "ask", "tool": "shell", "raw": "Bash(*)"}]}}) == set()
	found({"effective": {"grants": [{"effect": "allow", "tool": "shell", "raw": "Bash(git log *)"}]}}) == set()
	found({"effective": {"grants": [{"effect": "allow", "tool": "read", "raw": "Bash"}]}}) == set()
	found({"calls": [{"approval": "always", "effects": ["exec"]}]}) == set()
	found({"calls": [{"approval": "never", "effects": ["write"]}]}) == set()
	found({"code_execution": {"mode": "safe"}}) == set()
}

test_both_legs_are_needed if {
	found({"mode": "bypassPermissions", "capabilities": [leg("untrusted_input", "strong")]}) == set()
	found({"mode": "bypassPermissions", "capabilities": [leg("code_execution", "strong")]}) == set()
	found({"mode": "bypassPermissions", "capabilities": [leg("untrusted_input", "weak"), leg("code_execution", "strong")]}) == set()
	found({"mode": "bypassPermissions", "capabilities": [leg("untrusted_input", "strong"), leg("code_execution", "weak")]}) == set()
}

test_an_autonomous_agent_of_which_nothing_is_said if {
	strict := {"untrusted-input-to-code-execution": {"unstated": true}}
	found({"autonomy": "autonomous"}) == {"high"} with data.pacheck.params as strict
	found({"autonomy": "autonomous"}) == set()
	found({"autonomy": "supervised"}) == set() with data.pacheck.params as strict
	found({"autonomy": "autonomous", "approval": {"default": "ask"}}) == set() with data.pacheck.params as strict
}

test_who_is_retired_does_nothing if found({"mode": "bypassPermissions", "status": "retired"}) == set()
