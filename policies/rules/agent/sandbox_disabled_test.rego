package pacheck.rules.agent.sandbox_disabled_test

import data.pacheck.rules.agent.sandbox_disabled

test_full_access_is_found if {
	found := sandbox_disabled.findings with input as {"settings": [{"file": "f", "sandbox": {"mode": "danger-full-access"}}]}
	{f.at | some f in found} == {["settings", 0, "sandbox", "mode"]}
}

test_a_disabled_sandbox_without_execution_is_not if {
	setting := {"file": "f", "sandbox": {"enabled": false}, "allow": [{"tool": "shell", "matches_all": false, "raw": "Bash(ls)"}]}
	count(sandbox_disabled.findings) == 0 with input as {"settings": [setting]}
}
