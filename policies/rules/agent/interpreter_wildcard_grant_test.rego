package pacheck.rules.agent.interpreter_wildcard_grant_test

import data.pacheck.rules.agent.interpreter_wildcard_grant

python := {"raw": "Bash(python3:*)", "tool": "shell", "matches": "prefix", "command": "python3", "interpreter": "python3"}

make := {"raw": "Bash(make:*)", "tool": "shell", "matches": "prefix", "command": "make"}

found(grant, extra) := result if {
	result := count(interpreter_wildcard_grant.findings) with input as {"settings": [object.union({"allow": [grant]}, extra)]}
}

test_an_interpreter_is_and_another_program_is_not if {
	found(python, {}) == 1
	found(make, {}) == 0
}

test_a_sandbox_confines_it_unless_its_network_is_open if {
	found(python, {"sandbox": {"enabled": true, "network": "allowlist"}}) == 0
	found(python, {"sandbox": {"enabled": true, "network": "open"}}) == 1
	found(python, {"sandbox": {"enabled": false, "network": "none"}}) == 1
}

test_isolated_launches_are_not if {
	count(interpreter_wildcard_grant.findings) == 0 with input as {"launches": [{"allow": [python], "isolated": true}]}
	count(interpreter_wildcard_grant.findings) == 1 with input as {"launches": [{"allow": [python], "isolated": false}]}
}

test_programs_can_be_added_and_exempted if {
	found(make, {}) == 1 with data.pacheck.params["interpreter-wildcard-grant"] as {"extra": ["make"], "exempt": []}
	found(python, {}) == 0 with data.pacheck.params["interpreter-wildcard-grant"] as {"extra": [], "exempt": ["python3"]}
	found(python, {}) == 0 with data.pacheck.params["interpreter-wildcard-grant"] as {"extra": [], "exempt": ["Bash(python3:*)"]}
}

test_more_programs_count_for_shells_that_take_any_arguments if {
	params := {"extra": ["make"], "exempt": []}
	found(make, {}) == 1 with data.pacheck.params["interpreter-wildcard-grant"] as params
	found(object.union(make, {"tool": "read"}), {}) == 0 with data.pacheck.params["interpreter-wildcard-grant"] as params
	found(object.union(make, {"matches": "exact"}), {}) == 0 with data.pacheck.params["interpreter-wildcard-grant"] as params
	found(object.union(python, {"command": "make"}), {}) == 0 with data.pacheck.params["interpreter-wildcard-grant"] as {"extra": ["make"], "exempt": ["python3"]}
}
