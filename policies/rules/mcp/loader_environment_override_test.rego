package pacheck.rules.mcp.loader_environment_override_test

import data.pacheck.rules.mcp.loader_environment_override

test_a_preloaded_library_is_found if {
	server := {"name": "s", "loader_overrides": [{"key": "LD_PRELOAD", "value": "/opt/x.so", "why": "a library is loaded first"}]}
	found := loader_environment_override.findings with input as {"servers": [server]}
	{f.message | some f in found} == {"server s: LD_PRELOAD loads code from /opt/x.so"}
}
