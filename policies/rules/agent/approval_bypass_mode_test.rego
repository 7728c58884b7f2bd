package pacheck.rules.agent.approval_bypass_mode_test

import data.pacheck.rules.agent.approval_bypass_mode

test_a_bypass_mode_is_found if {
	setting := {"file": "f", "dialect": "claude-code", "values": [{"key": "permissions.defaultMode", "value": "bypassPermissions"}]}
	found := approval_bypass_mode.findings with input as {"settings": [setting]}
	{f.at | some f in found} == {["settings", 0, "values", 0]}
}

test_the_mode_of_another_host_is_not if {
	setting := {"file": "f", "dialect": "cursor", "values": [{"key": "permissions.defaultMode", "value": "bypassPermissions"}]}
	count(approval_bypass_mode.findings) == 0 with input as {"settings": [setting]}
}

test_an_isolated_launch_is_less_severe if {
	launch := {"file": "f", "program": "claude", "bypass_flags": ["--dangerously-skip-permissions"], "isolated": true}
	found := approval_bypass_mode.findings with input as {"launches": [launch]}
	{f.severity | some f in found} == {"medium"}
}
