package pacheck.rules.agent.safety_setting_ineffective_test

import data.pacheck.rules.agent.safety_setting_ineffective

found(setting) := result if {
	result := {f.at | some f in safety_setting_ineffective.findings} with input as {"settings": [setting]}
}

value(dialect, key, v) := {"dialect": dialect, "values": [{"key": key, "value": v}]}

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
	setting := {"deny": [{"raw": "Bash(ls)"}, {"raw": "Bash(rm", "void": "unclosed"}, {"raw": "bash(rm)", "void": "name", "meant": "Bash"}, {"raw": "Read(/etc)", "void": "root", "meant": "//etc"}]}
	messages := {f.at[3]: f.message | some f in safety_setting_ineffective.findings} with input as {"settings": [setting]}
	messages == {
		1: "Bash(rm denies nothing: the parenthesis is not closed",
		2: "bash(rm) denies nothing: the tool is called Bash",
		3: "Read(/etc) denies nothing: / is the folder of the settings; //etc is the path from the root",
	}
}

test_an_entry_on_both_sides_is_milder if {
	setting := {"allow": [{"raw": "a"}, {"raw": "b", "overruled": true}], "deny": [{"raw": "c"}, {"raw": "b"}]}
	found_there := {[f.at, f.severity, f.related[0].at] | some f in safety_setting_ineffective.findings} with input as {"settings": [setting]}
	found_there == {[["settings", 0, "allow", 1], "low", ["settings", 0, "deny", 1]]}
}

test_modes_of_agents_as_well if {
	agent := {"dialect": "claude-code", "mode": "readOnly"}
	count(safety_setting_ineffective.findings) == 1 with input as {"agents": [agent]}
	count(safety_setting_ineffective.findings) == 0 with input as {"agents": [object.union(agent, {"dialect": "cursor"})]}
}
