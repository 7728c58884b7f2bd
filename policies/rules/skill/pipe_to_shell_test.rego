package pacheck.rules.skill.pipe_to_shell_test

import data.pacheck.rules.skill.pipe_to_shell

pipe := {"kind": "pipe_to_shell", "text": "curl | sh", "host": "a.example", "negated": false, "placeholder": false}

messages(act) := {f.message | some f in findings} if {
	findings := pipe_to_shell.findings with input as {"prompts": [{"file": "AGENTS.md", "acts": [act]}]}
}

test_the_host_is_named if {
	messages(pipe) == {"AGENTS.md pipes a.example into a shell"}
	messages(object.remove(pipe, ["host"])) == {"AGENTS.md pipes a download into a shell"}
}

test_hosts_may_be_allowed if {
	messages(pipe) == set() with data.pacheck.params["pipe-to-shell"].allowed_hosts as ["a.example"]
}

test_risky_hosts_are_another_rule if messages(object.union(pipe, {"risk": "address"})) == set()

test_warnings_are_not_found if messages(object.union(pipe, {"negated": true})) == set()
