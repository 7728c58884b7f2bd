package pacheck.rules.agent.filesystem_root_grant_test

import data.pacheck.rules.agent.filesystem_root_grant

test_a_home_directory_is_found if {
	setting := {"file": "f", "additional_directories": [{"path": "~", "root": true}, {"path": "../x", "root": false}]}
	found := filesystem_root_grant.findings with input as {"settings": [setting]}
	{f.at | some f in found} == {["settings", 0, "additional_directories", 0]}
}

test_reading_is_left_to_an_agent_of_minimal_risk if {
	agent := {"name": "a", "tier": "minimal", "sandbox": {"read": [{"path": "/", "root": true}]}}
	count(filesystem_root_grant.findings) == 0 with input as {"agents": [agent]}
}
