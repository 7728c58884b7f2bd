package pacheck.rules.skill.runtime_self_update_test

import data.pacheck.rules.skill.runtime_self_update

messages(act) := {f.message | some f in findings} if {
	prompt := {"file": "AGENTS.md", "acts": [object.union({"kind": "self_update", "text": "git pull", "negated": false}, act)]}
	findings := runtime_self_update.findings with input as {"prompts": [prompt]}
}

test_the_source_is_named if {
	messages({"host": "x.example"}) == {"AGENTS.md updates itself from x.example (git pull)"}
	messages({}) == {"AGENTS.md updates itself (git pull)"}
}

test_installing_is_for_people if messages({"install": true}) == set()

test_warnings_are_not_found if messages({"negated": true}) == set()

test_front_matter if {
	found := runtime_self_update.findings with input as {"skills": [{"file": "SKILL.md", "auto_update": true, "origin": "https://x.example"}]}
	{f.message | some f in found} == {"SKILL.md updates itself from https://x.example"}
	count(runtime_self_update.findings) == 0 with input as {"skills": [{"file": "SKILL.md", "auto_update": false, "origin": "https://x.example"}]}
}
