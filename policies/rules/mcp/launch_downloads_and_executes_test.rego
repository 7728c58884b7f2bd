package pacheck.rules.mcp.launch_downloads_and_executes_test

import data.pacheck.rules.mcp.launch_downloads_and_executes

ssh := {"kind": "remote_program", "text": "ssh ops@mcp.vendor.test", "host": "mcp.vendor.test"}

places(download) := found if {
	found := {f.at | some f in launch_downloads_and_executes.findings} with input as {"servers": [{"name": "v", "launch": {"downloads": [download]}}]}
}

test_every_kind_has_words if {
	every kind in ["pipe_to_shell", "pipe_to_shell_ps", "decode_to_shell", "reverse_shell", "remote_program", "tarball", "remote_script"] {
		places({"kind": kind, "text": "x"}) == {["servers", 0, "launch", "downloads", 0]}
	}
}

test_hosts_may_be_allowed_for_ssh if {
	count(places(ssh)) == 1
	count(places(ssh)) == 0 with data.pacheck.params["launch-downloads-and-executes"] as {"allowed_hosts": ["mcp.vendor.test"]}
}

test_an_allowed_host_may_not_be_piped_to_a_shell if {
	pipe := object.union(ssh, {"kind": "pipe_to_shell"})
	count(places(pipe)) == 1 with data.pacheck.params["launch-downloads-and-executes"] as {"allowed_hosts": ["mcp.vendor.test"]}
}
