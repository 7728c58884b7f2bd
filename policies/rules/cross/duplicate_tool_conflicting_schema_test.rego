package pacheck.rules.cross.duplicate_tool_conflicting_schema_test

import data.pacheck.rules.cross.duplicate_tool_conflicting_schema

params(near) := {"prefixing_hosts": ["claude-code"], "likeness": 60, "near": near}

found(rival, near) := {[f.message, f.severity] | some f in findings} if {
	findings := duplicate_tool_conflicting_schema.findings with input as {"tools": [{"name": "send_email", "rivals": [rival]}]}
		with data.pacheck.params["duplicate-tool-conflicting-schema"] as params(near)
}

rival(name, host, likeness) := {
	"name": name, "server": "helper", "own_server": "mail", "host": host,
	"exact": name == "send_email", "likeness": likeness, "index": 0,
}

test_one_name_is_high if {
	found(rival("send_email", "generic", 0), false) == {["send_email is offered by helper and mail with different schemas", "high"]}
}

test_an_imitation_behind_a_prefix_is_medium if {
	found(rival("send_email", "claude-code", 60), false) == {["send_email is offered by helper and mail with different schemas", "medium"]}
	found(rival("send_email", "claude-code", 59), false) == set()
}

test_a_letter_is_low_where_it_is_asked_for if {
	found(rival("send_emai1", "generic", 0), false) == set()
	found(rival("send_emai1", "generic", 0), true) == {["send_email, or send_emai1, is offered by helper and mail with different schemas", "low"]}
}

test_what_only_looks_alike_is_low_behind_a_prefix_too if {
	found(rival("send_emai1", "claude-code", 90), true) == {["send_email, or send_emai1, is offered by helper and mail with different schemas", "low"]}
	found(rival("send_emai1", "claude-code", 90), false) == set()
	found(rival("send_email", "generic", 90), false) == {["send_email is offered by helper and mail with different schemas", "high"]}
}
