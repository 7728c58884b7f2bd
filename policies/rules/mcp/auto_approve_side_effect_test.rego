package pacheck.rules.mcp.auto_approve_side_effect_test

import data.pacheck.rules.mcp.auto_approve_side_effect

call(effects) := {"tool": "t", "effects": effects, "approval": "never"}

found(effects, levels) := result if {
	result := {[f.severity, f.message] | some f in auto_approve_side_effect.findings} with input as {"settings": [{"file": "f", "calls": [call(effects)]}]}
		with data.pacheck.params["auto-approve-side-effect"] as {"levels": levels}
}

usual := ["destructive", "money", "exec"]

test_harm_and_money_are_high if {
	found(["destructive"], usual) == {["high", "t (destructive) is always allowed in f"]}
	found(["money", "write"], usual) == {["high", "t (money) is always allowed in f"]}
}

test_commands_are_medium if found(["exec"], usual) == {["medium", "t (exec) is always allowed in f"]}

test_other_effects_count_where_that_is_asked_for if {
	found(["write"], usual) == set()
	found(["write"], array.concat(usual, ["write"])) == {["medium", "t (write) is always allowed in f"]}
}

test_lists_of_servers_count_unless_they_are_disabled if {
	server := {"name": "s", "file": "f", "calls": [call(["destructive"])]}
	count(auto_approve_side_effect.findings) == 1 with input as {"servers": [server]}
	count(auto_approve_side_effect.findings) == 0 with input as {"servers": [object.union(server, {"disabled": true})]}
}

test_a_harmless_call_of_a_server_is_not if {
	auto_approve_side_effect.findings == set() with input as {"servers": [{"file": "f", "calls": [call(["read"])]}]}
		with data.pacheck.params["auto-approve-side-effect"] as {"levels": usual}
}
