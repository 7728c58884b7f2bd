package pacheck.rules.agent.agent_purpose_missing_test

import data.pacheck.rules.agent.agent_purpose_missing

messages(agent) := found if {
	found := [f.message | some f in agent_purpose_missing.findings] with input as {"agents": [agent]}
}

test_filler_is_told_from_what_is_short if {
	messages({"name": "helper", "description": "TODO", "purpose_letters": 0}) == ["agent helper does not say what it is for: its description is filler, or repeats the name"]
	messages({"name": "helper", "goal": "helps", "purpose_letters": 5}) == ["agent helper does not say what it is for: its goal is only 5 letters"]
	messages({"name": "helper", "purpose": "-", "purpose_letters": 0}) == ["agent helper does not say what it is for: its purpose is filler, or repeats the name"]
	messages({"name": "helper", "backstory": "x", "purpose_letters": 1}) == ["agent helper does not say what it is for: its backstory is only 1 letters"]
}

test_a_sentence_is_enough if {
	messages({"name": "helper", "description": "x", "purpose_letters": 40}) == []
	messages({"name": "helper", "description": "x"}) == []
}

test_nothing_at_all_counts_where_a_host_chooses_by_it if {
	count(messages({"name": "helper", "dialect": "claude-code"})) == 1
	messages({"name": "helper", "dialect": "langgraph"}) == []
	count(messages({"name": "helper", "dialect": "langgraph", "governed": true})) == 1
}

test_a_retired_agent_is_not if {
	messages({"name": "helper", "status": "retired", "description": "TODO", "purpose_letters": 0}) == []
	messages({"name": "helper", "status": "decommissioned", "dialect": "claude-code"}) == []
}

test_the_least_length_is_enough if {
	messages({"name": "helper", "description": "x", "purpose_letters": 9}) == [] with data.pacheck.params["agent-purpose-missing"] as {"min_chars": 9, "required_by": []}
	count(messages({"name": "helper", "description": "x", "purpose_letters": 8})) == 1 with data.pacheck.params["agent-purpose-missing"] as {"min_chars": 9, "required_by": []}
}

test_the_purpose_is_named_first if {
	messages({"name": "helper", "purpose": "x", "description": "y", "goal": "z", "purpose_letters": 1}) == ["agent helper does not say what it is for: its purpose is only 1 letters"]
	messages({"name": "helper", "purpose": "x", "goal": "z", "purpose_letters": 1}) == ["agent helper does not say what it is for: its purpose is only 1 letters"]
}
