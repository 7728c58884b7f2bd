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

test_plugins_and_commands_have_other_rules if {
	every fields in [{"name": ""}, {"name": "Notes"}, {"name": "other"}, {"name": sprintf("%080d", [1])}] {
		strict(object.union({"kind": "command"}, fields)) == set()
	}
}

test_one_fault_of_a_name_is_told if {
	messages({"name": " "}) == {"skill skills/notes/SKILL.md: it has no name"}
	strict({"name": "Notes"}) == {"skill skills/notes/SKILL.md: the name \"Notes\" is not made of small letters, digits and single hyphens"}
	strict({"name": "other"}) == {"skill skills/notes/SKILL.md: the name \"other\" is not that of the folder \"notes\""}
}

test_lengths_have_limits if {
	params := {"max_name": 5, "max_description": 13, "match_folder": false}
	messages({}) == set() with data.pacheck.params["skill-metadata-invalid"] as params
	count(messages({"name": "notess"})) == 1 with data.pacheck.params["skill-metadata-invalid"] as params
	count(messages({"description": "Writes notes.."})) == 1 with data.pacheck.params["skill-metadata-invalid"] as params
	messages({"description": "TODO: describe.", "description_fault": "placeholder"}) == {"skill skills/notes/SKILL.md: its description is a placeholder"} with data.pacheck.params["skill-metadata-invalid"] as params
	messages({"file": "skills/notess/SKILL.md", "name": "skills/notess/SKILL.md"}) == {"skill skills/notess/SKILL.md: it has no name"} with data.pacheck.params["skill-metadata-invalid"] as params
}
