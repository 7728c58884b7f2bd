package pacheck.rules.agent.unrestricted_shell_grant_test

import data.pacheck.rules.agent.unrestricted_shell_grant

setting := {"file": ".claude/settings.json", "allow": [{"tool": "shell", "matches_all": true, "raw": "Bash"}]}

test_a_bare_shell_is_found if {
	found := unrestricted_shell_grant.findings with input as {"settings": [setting]}
	{f.at | some f in found} == {["settings", 0, "allow", 0]}
}

test_a_limited_shell_is_not if {
	limited := {"file": "f", "allow": [{"tool": "shell", "matches_all": false, "raw": "Bash(ls)"}]}
	count(unrestricted_shell_grant.findings) == 0 with input as {"settings": [limited]}
}

test_a_shell_in_a_sandbox_without_network_is_not if {
	confined := object.union(setting, {"sandbox": {"enabled": true, "network": "allowlist"}})
	count(unrestricted_shell_grant.findings) == 0 with input as {"settings": [confined]}
}
