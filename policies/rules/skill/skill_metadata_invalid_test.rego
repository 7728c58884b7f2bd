package pacheck.rules.skill.skill_metadata_invalid_test

import data.pacheck.rules.skill.skill_metadata_invalid

base := {"kind": "skill", "name": "notes", "file": "skills/notes/SKILL.md", "folder": "notes", "description": "Writes notes."}

messages(fields) := {f.message | some f in findings} if {
	findings := skill_metadata_invalid.findings with input as {"skills": [object.union(base, fields)]}
}

strict(fields) := {f.message | some f in findings} if {
	findings := skill_metadata_invalid.findings with input as {"skills": [object.union(base, fields)]}
		with data.pacheck.params["skill-metadata-invalid"].match_folder as true
}

test_what_is_sound_is_not_found if strict({}) == set()

test_names if {
	messages({"name": "skills/notes/SKILL.md"}) == {"skill skills/notes/SKILL.md: it has no name"}
	count(messages({"name": "Notes"})) == 1
	count(messages({"name": "a--b"})) == 1
	messages({"name": "p:notes"}) == set()
}

test_descriptions if {
	messages({"description_fault": "placeholder"}) == {"skill skills/notes/SKILL.md: its description is a placeholder"}
	count(messages({"description": concat("", [x | some _ in numbers.range(1, 1025); x := "a"])})) == 1
	messages({"description": concat("", [x | some _ in numbers.range(1, 1024); x := "a"])}) == set()
}

test_commands_need_no_name if messages({"kind": "command", "name": "A b"}) == set()

test_strict_compares_the_folder if {
	strict({"folder": "other"}) == {"skill skills/notes/SKILL.md: the name \"notes\" is not that of the folder \"other\""}
	strict({"name": "p:notes"}) == set()
	messages({"folder": "other"}) == set()
}
