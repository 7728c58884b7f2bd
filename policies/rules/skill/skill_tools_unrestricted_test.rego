package pacheck.rules.skill.skill_tools_unrestricted_test

import data.pacheck.rules.skill.skill_tools_unrestricted

found(skill, grant) := {[f.message, f.severity] | some f in findings} if {
	entity := object.union({"kind": "skill", "name": "x", "allowed_tools": [grant]}, skill)
	findings := skill_tools_unrestricted.findings with input as {"skills": [entity]}
}

shell := {"raw": "Bash", "tool": "shell", "matches_all": true}

python := {"raw": "Bash(python:*)", "tool": "shell", "interpreter": "python"}

test_the_whole_shell_is_medium if found({}, shell) == {["skill x pre-approves Bash", "medium"]}

test_everything_is_medium if found({}, {"raw": "*", "tool": "*", "matches_all": true}) == {["skill x pre-approves *", "medium"]}

test_skills_from_elsewhere_are_high if found({"origin": "https://a.example"}, shell) == {["skill x pre-approves Bash", "high"]}

test_interpreters_are_low if {
	found({}, python) == {["skill x pre-approves Bash(python:*)", "low"]}
	found({"origin": "https://a.example"}, python) == {["skill x pre-approves Bash(python:*)", "low"]}
}

test_commands_are_limited if found({}, {"raw": "Bash(git log:*)", "tool": "shell", "command": "git log"}) == set()
