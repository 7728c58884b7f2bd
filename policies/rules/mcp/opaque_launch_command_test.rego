package pacheck.rules.mcp.opaque_launch_command_test

import data.pacheck.rules.mcp.opaque_launch_command

messages(launch) := found if {
	found := {f.message | some f in opaque_launch_command.findings} with input as {"servers": [{"name": "v", "launch": launch}]}
}

test_a_script_is_told_by_its_reasons if {
	messages({"shell": {"opaque": true, "reasons": ["several_commands", "background"]}}) == {"server v is started by a shell script with several commands, a background job"}
}

test_inline_code_is_told_by_its_option if {
	messages({"inline": {"program": "node", "flag": "-e"}}) == {"server v is started by inline code (node -e)"}
}

test_a_plain_program_is_not_found if messages({"program": "node"}) == set()

test_a_script_that_hides_nothing_is_not if messages({"shell": {"opaque": false, "reasons": []}}) == set()

test_a_disabled_server_starts_nothing if {
	every launch in [{"shell": {"opaque": true, "reasons": ["pipeline"]}}, {"inline": {"program": "node", "flag": "-e"}}] {
		opaque_launch_command.findings == set() with input as {"servers": [{"name": "v", "launch": launch, "disabled": true}]}
	}
}
