package pacheck.rules.agent.agent_owner_missing_test

import data.pacheck.rules.agent.agent_owner_missing

agent := {"name": "refund-bot", "governed": true, "risk": {"tier": "limited"}}

team := {"owner": {"team": "payments-ai", "named": true}}

severities(extra) := found if {
	found := [f.severity | some f in agent_owner_missing.findings] with input as {"agents": [object.union(agent, extra)]}
}

test_the_tier_decides_the_severity if {
	severities({}) == ["medium"]
	severities({"risk": {"tier": "high"}}) == ["high"]
	severities({"risk": {"tier": "critical"}}) == ["high"]
}

test_a_team_is_enough if severities(team) == []

test_template_text_is_not if severities({"owner": {"team": "TBD"}}) == ["medium"]

test_a_code_owner_is_enough_unless_a_parameter_says_no if {
	owned := {"code_owners": ["@corp/payments"]}
	severities(owned) == []
	severities(owned) == ["medium"] with data.pacheck.params["agent-owner-missing"] as {"accept_codeowners": false, "directory": []}
}

test_the_owner_has_to_be_in_the_directory_where_there_is_one if {
	severities(team) == [] with data.pacheck.params["agent-owner-missing"] as {"accept_codeowners": true, "directory": ["payments-ai"]}
	severities(team) == ["medium"] with data.pacheck.params["agent-owner-missing"] as {"accept_codeowners": true, "directory": ["platform"]}
}

test_what_nobody_governs_is_not if severities({"governed": false}) == []
