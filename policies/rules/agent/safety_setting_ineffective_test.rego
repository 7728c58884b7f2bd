package pacheck.rules.agent.safety_setting_ineffective_test

import data.pacheck.rules.agent.safety_setting_ineffective

found(setting) := result if {
	result := {f.at | some f in safety_setting_ineffective.findings} with input as {"settings": [setting]}
}

value(dialect, key, v) := {"dialect": dialect, "values": [{"key": key, "value": v}]}

denied(grant) := {"dialect": "claude-code", "deny": [grant]}

test_a_word_that_the_host_does_not_know if {
	found(value("claude-code", "permissions.defaultMode", "allowEdits")) == {["settings", 0, "values", 0]}
	found(value("claude-code", "permissions.defaultMode", "plan")) == set()
	found(value("codex", "permissions.defaultMode", "allowEdits")) == set()
	found(value("claude-code", "newKey", "allowEdits")) == set()
	found(value("codex", "sandbox_mode", "${SANDBOX}")) == set()
}

test_a_truth_value_in_quotes if {
	flag := {"text_flags": [{"key": "sandbox.enabled", "value": "true"}]}
	found(object.union(flag, {"dialect": "claude-code"})) == {["settings", 0, "text_flags", 0]}
	found(object.union(flag, {"dialect": "cursor"})) == set()
}

test_a_denial_that_matches_nothing if {
	count(found(denied({"raw": "Bash(rm", "name": "Bash", "tool": "shell"}))) == 1
	count(found(denied({"raw": "bash(rm)", "name": "bash", "tool": "shell"}))) == 1
	count(found(denied({"raw": "Read(/etc/x)", "name": "Read", "tool": "read", "specifier": "/etc/x"}))) == 1
	found(denied({"raw": "Read(//etc/x)", "name": "Read", "tool": "read", "specifier": "//etc/x"})) == set()
	found(denied({"raw": "Read(/docs/x)", "name": "Read", "tool": "read", "specifier": "/docs/x"})) == set()
	found(denied({"raw": "NewTool(x)", "name": "NewTool", "tool": "newtool"})) == set()
	found(denied({"raw": "mcp__tracker", "name": "mcp__tracker", "tool": "mcp"})) == set()
}

test_an_entry_on_both_sides_is_milder if {
	setting := {"dialect": "cursor", "allow": [{"raw": "Shell(git)"}], "deny": [{"raw": "Shell(git)"}]}
	severities := {f.severity | some f in safety_setting_ineffective.findings} with input as {"settings": [setting]}
	severities == {"low"}
}

test_modes_of_agents_as_well if {
	agent := {"dialect": "claude-code", "mode": "readOnly"}
	count(safety_setting_ineffective.findings) == 1 with input as {"agents": [agent]}
	count(safety_setting_ineffective.findings) == 0 with input as {"agents": [object.union(agent, {"dialect": "cursor"})]}
}

test_denials_of_another_host_are_its_own if {
	found({"dialect": "cursor", "deny": [{"raw": "bash", "name": "bash"}]}) == set()
	found(denied({"raw": "bash", "name": "bash"})) == {["settings", 0, "deny", 0]}
	found(denied({"raw": "Bash(/etc/x)", "name": "Bash", "tool": "shell", "specifier": "/etc/x"})) == set()
	found(denied({"raw": "Read(/etc/x)", "name": "Read", "tool": "read", "specifier": "/etc/x"})) == {["settings", 0, "deny", 0]}
}

test_the_denial_of_the_same_grant_is_shown if {
	both("claude-code") == {{"at": ["settings", 0, "deny", 1], "message": "denied here"}}
	both("cursor") == both("claude-code")
	both("gemini-cli") == set()
}

both(dialect) := result if {
	result := {related | some f in safety_setting_ineffective.findings; some related in f.related} with input as {"settings": [{
		"dialect": dialect,
		"deny": [{"raw": "Read(x)", "name": "Read"}, {"raw": "Bash(ls)", "name": "Bash"}],
		"allow": [{"raw": "Bash(ls)", "name": "Bash"}, {"raw": "Bash(pwd)", "name": "Bash"}],
	}]}
}
