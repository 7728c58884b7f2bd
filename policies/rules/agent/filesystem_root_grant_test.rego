package pacheck.rules.agent.filesystem_root_grant_test

import data.pacheck.rules.agent.filesystem_root_grant

root := {"path": "/", "root": true}

below := {"path": "/srv/app", "root": false}

places(document) := found if {
	found := {f.at | some f in filesystem_root_grant.findings} with input as document
}

test_each_list_of_directories_is_looked_at if {
	setting := {"file": "f", "additional_directories": [below, root], "sandbox": {"read": [root], "write": [below, root]}}
	places({"settings": [setting]}) == {
		["settings", 0, "additional_directories", 1],
		["settings", 0, "sandbox", "read", 0],
		["settings", 0, "sandbox", "write", 1],
	}
}

test_only_tools_for_files_open_a_path if {
	grants := [
		{"tool": "read", "path": "/**", "path_root": true},
		{"tool": "write", "path": "./**", "path_root": false},
		{"tool": "shell"},
	]
	places({"settings": [{"file": "f", "allow": grants}]}) == {["settings", 0, "allow", 0]}
}

test_the_root_of_a_closed_container_is_nobodys if {
	launch := {"file": "run.sh", "additional_directories": [root]}
	count(places({"launches": [launch]})) == 1
	count(places({"launches": [object.union(launch, {"container": "mounted"})]})) == 1
	count(places({"launches": [object.union(launch, {"container": "closed"})]})) == 0
}

test_an_agent_in_an_image_is_not if {
	agent := {"file": "f", "sandbox": {"write": [root], "image": "agents.test/a:1"}}
	places({"agents": [agent]}) == set()
}

test_what_is_below_the_root_is_fine if {
	places({"settings": [{"file": "f", "sandbox": {"read": [below]}}], "agents": [{"file": "f", "sandbox": {"read": [below]}}]}) == set()
	places({"agents": [{"file": "f", "sandbox": {"write": [below, root]}}]}) == {["agents", 0, "sandbox", "write", 1]}
}

test_grants_of_launches_are_looked_at if {
	grants := [{"tool": "read", "path": "/**", "path_root": true}, {"tool": "read", "path": "/srv"}, {"tool": "shell", "path": "/", "path_root": true}]
	places({"launches": [{"file": "f", "allow": grants}]}) == {["launches", 0, "allow", 0]}
	places({"launches": [{"file": "f", "allow": grants, "container": "closed"}]}) == set()
	places({"launches": [{"file": "f", "allow": grants, "container": "open"}]}) == {["launches", 0, "allow", 0]}
}

test_grants_of_settings_are_about_files if {
	grants := [{"tool": "search", "path": "/**", "path_root": true}, {"tool": "edit", "path": "/**", "path_root": true}]
	places({"settings": [{"file": "f", "allow": grants}]}) == {["settings", 0, "allow", 1]}
}
