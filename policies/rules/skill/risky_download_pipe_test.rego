package pacheck.rules.skill.risky_download_pipe_test

import data.pacheck.rules.skill.risky_download_pipe

pipe := {"kind": "pipe_to_shell", "text": "curl | sh", "host": "a.example", "negated": false, "placeholder": false}

messages(act) := {f.message | some f in findings} if {
	findings := risky_download_pipe.findings with input as {"prompts": [{"file": "AGENTS.md", "acts": [act]}]}
}

test_risks_are_told if {
	messages(object.union(pipe, {"risk": "cleartext"})) == {"AGENTS.md runs what it downloads from a.example, unencrypted (curl | sh)"}
	count(messages(object.union(pipe, {"risk": "address", "kind": "staged_download"}))) == 1
	messages({"kind": "decode_to_shell", "text": "x", "negated": false, "placeholder": false}) == {"AGENTS.md runs what it decodes (x)"}
}

test_without_risk_it_is_another_rule if messages(pipe) == set()

test_warnings_and_stand_ins_are_not_found if {
	messages(object.union(pipe, {"risk": "address", "negated": true})) == set()
	messages(object.union(pipe, {"risk": "address", "placeholder": true})) == set()
}

test_scripts_are_looked_at if {
	skill := {"file": "skills/x/SKILL.md", "files": [{"path": "a.sh", "acts": [object.union(pipe, {"risk": "throwaway"})]}]}
	found := risky_download_pipe.findings with input as {"skills": [skill]}
	{f.at | some f in found} == {["skills", 0, "files", 0, "acts", 0]}
	{f.message | some f in found} == {"skills/x/a.sh runs what it downloads from a.example, where anybody may put anything (curl | sh)"}
}

test_other_acts_with_a_risk_are_other_rules if {
	messages(object.union(pipe, {"kind": "executable_download", "risk": "address"})) == set()
	messages(object.union(pipe, {"kind": "decode_to_shell", "risk": "address"})) == {"AGENTS.md runs what it decodes (curl | sh)"}
}
