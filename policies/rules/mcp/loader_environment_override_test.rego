package pacheck.rules.mcp.loader_environment_override_test

import data.pacheck.rules.mcp.loader_environment_override

override := {"key": "LD_PRELOAD", "value": "/opt/x.so", "why": "preloads a library"}

test_servers_settings_and_launches_are_looked_at if {
	document := {
		"servers": [{"name": "v", "loader_overrides": [override]}],
		"settings": [{"name": "s", "loader_overrides": [override]}],
		"launches": [{"name": "claude", "file": "run.sh", "loader_overrides": [override]}],
	}
	found := {f.message | some f in loader_environment_override.findings} with input as document
	found == {
		"server v: LD_PRELOAD loads code from /opt/x.so",
		"s: LD_PRELOAD loads code from /opt/x.so",
		"claude in run.sh: LD_PRELOAD loads code from /opt/x.so",
	}
}

test_nothing_is_found_without_overrides if {
	count(loader_environment_override.findings) == 0 with input as {"servers": [{"name": "v"}]}
}
