package pacheck.rules.mcp.auto_approve_all_test

import data.pacheck.rules.mcp.auto_approve_all

test_a_star_is_found_and_an_empty_list_is_not if {
	found := auto_approve_all.findings with input as {"servers": [{"name": "a", "file": "f", "auto_approve": ["*"]}, {"name": "b", "file": "f", "auto_approve": []}]}
	{f.at | some f in found} == {["servers", 0, "auto_approve", 0]}
}

test_a_list_of_tools_makes_trust_narrow if {
	count(auto_approve_all.findings) == 0 with input as {"servers": [{"name": "a", "file": "f", "approve_all": "never", "tools": ["search"]}]}
}

test_every_server_of_a_committed_file_is_critical if {
	found := auto_approve_all.findings with input as {"settings": [{"file": "f", "role": "runtime", "enable_all_servers": true}]}
	{f.severity | some f in found} == {"critical"}
}
