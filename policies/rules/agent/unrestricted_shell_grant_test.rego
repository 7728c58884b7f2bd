package pacheck.rules.agent.unrestricted_shell_grant_test

import data.pacheck.rules.agent.unrestricted_shell_grant

shell := {"tool": "shell", "matches_all": true, "raw": "Bash"}

setting := {"file": ".claude/settings.json", "allow": [shell]}

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

test_a_shell_in_a_sandbox_with_network_is_found if {
	open := object.union(setting, {"sandbox": {"enabled": true, "network": "open"}})
	count(unrestricted_shell_grant.findings) == 1 with input as {"settings": [open]}
}

test_a_launch_is_found_unless_it_is_isolated if {
	launch := {"file": "run.sh", "allow": [shell], "isolated": false}
	found := unrestricted_shell_grant.findings with input as {"launches": [launch]}
	{f.at | some f in found} == {["launches", 0, "allow", 0]}
	isolated := object.union(launch, {"isolated": true})
	count(unrestricted_shell_grant.findings) == 0 with input as {"launches": [isolated]}
}

test_a_sandbox_confines_where_it_is_on_and_lists_hosts if {
	every sandbox, n in {{"enabled": true, "network": "none"}: 0, {"enabled": true, "network": "allowlist"}: 0, {"enabled": false, "network": "none"}: 1, {"enabled": true, "network": "all"}: 1} {
		n == count(unrestricted_shell_grant.findings) with input as {"settings": [object.union(setting, {"sandbox": sandbox})]}
	}
}
