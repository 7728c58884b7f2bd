package pacheck.rules.mcp.opaque_launch_command_test

import data.pacheck.rules.mcp.opaque_launch_command

test_a_script_and_inline_code_are_found if {
	script := {"name": "s", "launch": {"shell": {"reasons": ["pipeline"]}}}
	code := {"name": "c", "launch": {"inline": {"program": "node", "flag": "-e"}}}
	found := opaque_launch_command.findings with input as {"servers": [script, code]}
	{f.at | some f in found} == {["servers", 0, "launch", "shell"], ["servers", 1, "launch", "inline"]}
}

test_a_program_and_a_disabled_server_are_not if {
	off := {"name": "s", "disabled": true, "launch": {"shell": {"reasons": ["pipeline"]}}}
	count(opaque_launch_command.findings) == 0 with input as {"servers": [{"name": "p", "launch": {"program": "node"}}, off]}
}
