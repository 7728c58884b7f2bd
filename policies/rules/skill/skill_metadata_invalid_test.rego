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

long(n) := concat("", ["a" | some _ in numbers.range(1, n)])

test_long_names if {
	messages({"name": long(65)}) == {sprintf("skill skills/notes/SKILL.md: the name has 65 characters, more than 64", [])}
	messages({"name": long(64)}) == set()
}

test_a_name_that_is_a_path_is_only_missing if {
	messages({"name": " "}) == {"skill skills/notes/SKILL.md: it has no name"}
	path := concat("", [long(80), "/SKILL.md"])
	count(messages({"name": path, "file": path})) == 1
}

test_a_bad_name_is_not_compared_with_the_folder if {
	count(strict({"name": "Notes", "folder": "other"})) == 1
	strict({"kind": "command", "folder": "other"}) == set()
}

test_commands_are_not_skills if {
	skill_metadata_invalid.findings == set() with input as {"skills": [{"kind": "command", "name": "x.md", "file": "x.md"}]}
	messages({"kind": "command", "name": long(65)}) == set()
}

test_a_faulty_description_is_told_once if {
	count(messages({"description_fault": "name", "description": long(1025)})) == 1
	skill_metadata_invalid.findings == {{"at": ["skills", 0, "description"], "message": "skill f: it has no description"}} with input as {"skills": [{"kind": "skill", "name": "f1", "file": "f"}]}
}
