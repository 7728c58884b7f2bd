package pacheck.rules.agent.tool_grant_unbounded_test

import data.pacheck.rules.agent.tool_grant_unbounded

listed(grant) := {"name": "a", "dialect": "claude-code", "tools": {"mode": "list", "allow": [grant]}}

found(agent) := result if {
	result := {[f.at, f.severity] | some f in tool_grant_unbounded.findings} with input as {"agents": [agent]}
}

tracker := {"raw": "mcp__tracker", "tool": "mcp", "server": "tracker", "matches_all": true}

test_whatever_the_host_has if {
	found({"name": "a", "tools": {"mode": "all"}}) == {[["agents", 0, "tools"], "low"]}
	found({"name": "a", "tools": {"mode": "none", "allow": []}}) == set()
	found({"name": "a", "tools": {"mode": "unknown"}}) == set()
}

test_a_star_is_worse if {
	found(listed({"raw": "*", "tool": "*", "matches_all": true})) == {[["agents", 0, "tools", "allow", 0], "medium"]}
	found(listed({"raw": "mcp__*", "tool": "mcp", "server": "*", "matches_all": true})) == {[["agents", 0, "tools", "allow", 0], "medium"]}
}

test_the_upper_tiers_are_worst if {
	found(object.union(listed(tracker), {"risk": {"tier": "high"}})) == {[["agents", 0, "tools", "allow", 0], "high"]}
}

of(n, reads) := object.union(listed(tracker), {"whole_servers": [{"name": "tracker", "tools": n, "read_only": reads}]})

test_a_server_of_few_known_tools_is_not if {
	found(listed(tracker)) == {[["agents", 0, "tools", "allow", 0], "low"]}
	count(found(of(0, false))) == 1
	found(of(10, false)) == set()
	count(found(of(11, false))) == 1
	found(of(11, true)) == set()
}

test_one_tool_is_not if {
	found(listed({"raw": "mcp__tracker__get", "tool": "mcp", "server": "tracker", "mcp_tool": "get"})) == set()
	found(listed({"raw": "Bash", "tool": "shell", "matches_all": true})) == set()
}

test_all_tools_with_a_list_are_told_at_the_list if {
	found({"name": "a", "tools": {"mode": "all", "allow": [{"raw": "*", "tool": "*", "matches_all": true}]}}) == {[["agents", 0, "tools", "allow", 0], "medium"]}
}

test_a_server_is_one_of_the_protocol if {
	found(listed({"raw": "x", "tool": "read", "server": "*", "matches_all": true})) == set()
	found(listed({"raw": "x", "tool": "read", "server": "tracker", "matches_all": true})) == set()
}
