package pacheck.rules.cross.delegation_cycle_test

import data.pacheck.rules.cross.delegation_cycle

cycle := {"names": ["a", "b"], "bounded": false, "limited": false, "agents": ["agents:t#a", "agents:t#b"], "steps": [{"from": "1", "to": "2"}, {"from": "2", "to": "1"}]}

findings_of(c) := found if {
	found := delegation_cycle.findings with input as {"cycles": [c]}
}

test_the_circle_is_closed_in_the_message if {
	{f.message | some f in findings_of(cycle)} == {"delegation cycle: a -> b -> a"}
	{count(f.related) | some f in findings_of(cycle)} == {1}
}

test_the_severity_follows_the_limits if {
	{f.severity | some f in findings_of(cycle)} == {"high"}
	{f.severity | some f in findings_of(object.union(cycle, {"bounded": true}))} == {"medium"}
	{f.severity | some f in findings_of(object.union(cycle, {"bounded": true, "limited": true}))} == {"low"}
}

test_no_circle_is_not_found if count(delegation_cycle.findings) == 0 with input as {"cycles": []}

test_the_steps_after_the_first_are_shown if {
	{[r.at | some r in f.related] | some f in findings_of(cycle)} == {[["cycles", 0, "steps", 1]]}
}

test_a_limit_without_a_bound_is_enough if {
	{f.severity | some f in findings_of(object.union(cycle, {"limited": true}))} == {"low"}
}

team := {"id": "agents:t#team", "dialect": "autogen", "evidence": "component_type: team", "limits": {"max_turns": 12}}

# how many findings there are where a team has edges to others
in_a_team(team, edges) := count(found) if {
	found := delegation_cycle.findings with input as {"cycles": [cycle], "agents": [team], "edges": edges}
}

edges_to(members) := [{"from": "agents:t#team", "rel": "delegates_to", "to": to} | some to in members]

test_a_group_chat_that_ends_bounds_its_members if {
	in_a_team(team, edges_to(cycle.agents)) == 0
	in_a_team(team, edges_to(["agents:t#a"])) == 1
	in_a_team(team, []) == 1
	every other in [{"dialect": "claude-code"}, {"evidence": "component_type: agent"}] {
		in_a_team(object.union(team, other), edges_to(cycle.agents)) == 1
	}
	in_a_team(object.remove(team, ["limits"]), edges_to(cycle.agents)) == 1
}

test_only_what_the_team_hands_over_to_takes_part if {
	every other in [{"rel": "uses_tool"}, {"from": "agents:t#c"}] {
		in_a_team(team, [object.union(edge, other) | some edge in edges_to(cycle.agents)]) == 1
	}
}
