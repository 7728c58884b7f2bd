package pacheck.rules.mcp.launch_downloads_and_executes_test

import data.pacheck.rules.mcp.launch_downloads_and_executes

test_each_kind_is_found if {
	kinds := ["pipe_to_shell", "pipe_to_shell_ps", "decode_to_shell", "reverse_shell", "remote_program", "tarball", "remote_script"]
	server := {"name": "s", "launch": {"downloads": [{"kind": kind} | some kind in kinds]}}
	found := launch_downloads_and_executes.findings with input as {"servers": [server]}
	count(found) == count(kinds)
}

test_nothing_is_found_without_downloads if {
	count(launch_downloads_and_executes.findings) == 0 with input as {"servers": [{"name": "s", "launch": {"program": "node"}}]}
}
