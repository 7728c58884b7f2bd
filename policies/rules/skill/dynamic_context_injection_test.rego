package pacheck.rules.skill.dynamic_context_injection_test

import data.pacheck.rules.skill.dynamic_context_injection

messages(injection) := {f.message | some f in findings} if {
	skill := {"file": "c.md", "injections": [object.union({"command": "git diff"}, injection)]}
	findings := dynamic_context_injection.findings with input as {"skills": [skill]}
}

test_arguments if messages({"arguments": ["$ARGUMENTS", "$1"]}) == {"c.md expands $ARGUMENTS and $1 in a shell before approval (git diff)"}

test_acts if {
	messages({"acts": [{"kind": "sends_out"}]}) == {"c.md sends data out before approval (git diff)"}
	messages({"acts": [{"kind": "executable_download"}]}) == set()
}

test_fixed_commands if messages({}) == set()
