package pacheck.rules.agent.approval_bypass_mode_test

import data.pacheck.rules.agent.approval_bypass_mode

codex := {
	"file": ".codex/config.toml",
	"dialect": "codex",
	"mode": "never",
	"sandbox": {"mode": "danger-full-access"},
	"values": [{"key": "approval_policy", "value": "never"}],
}

places(document) := found if {
	found := {f.at | some f in approval_bypass_mode.findings} with input as document
}

setting(dialect, key, value) := {"settings": [{"file": "f", "dialect": dialect, "values": [{"key": key, "value": value}]}]}

test_an_exact_value_is_found_at_its_key if {
	places(setting("aider", "yes-always", "true")) == {["settings", 0, "values", 0]}
}

test_the_key_of_another_host_is_not if {
	places(setting("codex", "yes-always", "true")) == set()
}

test_another_value_is_not if {
	places(setting("claude-code", "permissions.defaultMode", "acceptEdits")) == set()
}

test_codex_needs_both if {
	places({"settings": [codex]}) == {["settings", 0, "mode"]}
	places({"settings": [object.union(codex, {"sandbox": {"mode": "workspace-write"}})]}) == set()
}

test_a_profile_that_only_inherits_is_not_reported_again if {
	places({"settings": [object.union(codex, {"values": [{"key": "model", "value": "x"}]})]}) == set()
}

test_a_grant_of_every_tool_is_found if {
	every_tool := {"raw": "*", "tool": "*", "matches_all": true}
	places({"settings": [{"file": "f", "dialect": "opencode", "allow": [every_tool]}]}) == {["settings", 0, "allow", 0]}
}

test_a_grant_of_one_tool_is_told_by_another_rule if {
	shell := {"raw": "Shell(*)", "tool": "shell", "matches_all": true}
	places({"settings": [{"file": "f", "dialect": "cursor", "allow": [shell]}]}) == set()
}

test_a_mode_that_the_host_refuses_is_not if {
	values := [
		{"key": "permissions.defaultMode", "value": "bypassPermissions"},
		{"key": "permissions.disableBypassPermissionsMode", "value": "disable"},
	]
	places({"settings": [{"file": "f", "dialect": "claude-code", "values": values}]}) == set()
}

test_autogen_without_code_needs_no_approval if {
	never := {"key": "human_input_mode", "value": "NEVER"}
	off := {"key": "code_execution_config", "value": "false"}
	count(places({"settings": [{"file": "f", "dialect": "autogen", "values": [never]}]})) == 1
	count(places({"settings": [{"file": "f", "dialect": "autogen", "values": [never, off]}]})) == 0
}

test_isolation_lowers_the_severity if {
	launch := {"file": "run.sh", "program": "claude", "bypass_flags": ["--dangerously-skip-permissions"], "isolated": true}
	severities := {f.severity | some f in approval_bypass_mode.findings} with input as {"launches": [launch]}
	severities == {"medium"}
}

test_codex_keeps_a_protection_that_is_stated if {
	never := {"file": "run.sh", "program": "codex", "bypass_flags": ["-a never"], "isolated": false, "argv": ["codex", "-a", "never"]}
	count(places({"launches": [never]})) == 1
	confined := object.union(never, {"argv": ["codex", "-a", "never", "-s", "read-only"]})
	count(places({"launches": [confined]})) == 0
}

test_a_grant_of_everything_is_one_of_every_tool if {
	places({"settings": [{"file": "f", "dialect": "claude-code", "allow": [{"tool": "*", "matches_all": true, "raw": "*"}, {"tool": "*", "raw": "*(x)"}, {"tool": "shell", "matches_all": true, "raw": "Bash"}]}]}) == {["settings", 0, "allow", 0]}
}

test_modes_of_agents_are_those_of_their_host if {
	places({"agents": [{"file": "f", "name": "a", "dialect": "claude-code", "mode": "bypassPermissions"}]}) == {["agents", 0, "mode"]}
	places({"agents": [{"file": "f", "name": "a", "dialect": "claude-code", "mode": "plan"}]}) == set()
	places({"agents": [object.union(codex, {"name": "a"})]}) == {["agents", 0, "mode"]}
}

leaving(words) := {"launches": [{"file": "f", "program": "codex", "bypass_flags": ["--sandbox danger-full-access"], "argv": words}]}

test_leaving_the_sandbox_is_no_bypass_where_codex_asks if {
	places(leaving(["exec"])) == {["launches", 0, "bypass_flags", 0]}
	places(leaving(["-a", "on-request"])) == set()
	places(leaving(["--ask-for-approval=untrusted"])) == set()
}
