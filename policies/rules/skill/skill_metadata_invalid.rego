# METADATA
# title: Skill has no valid name or description
# description: The description decides when the skill loads; without it the skill is dead or triggers at random.
# related_resources:
# - ref: https://agentskills.io/specification
#   description: Agent Skills specification
# custom:
#   code: PA-SKL-001
#   severity: low
#   precision: very-high
#   scope: file
#   principle: transparency
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MEASURE 2.8]
#     iso-42001: [A.4.4]
#   remediation: Correct the front matter.
#   params:
#     max_name: {default: 64, description: "How many characters a name has at most."}
#     max_description: {default: 1024, description: "How many characters a description has at most."}
#     match_folder: {default: false, strict: true, description: "Whether the name has to be that of the folder."}
#   bad:
#   - skills/x/SKILL.md: "---\nname: My Skill!\ndescription: Writes triage notes from a ticket id.\n---\nText.\n"
#   - skills/x/SKILL.md: "---\nname: x\n---\nText.\n"
#   - skills/x/SKILL.md: "Text without front matter.\n"
#   - skills/x/SKILL.md: "---\nname: x\ndescription: TODO\n---\nText.\n"
#   - skills/x/SKILL.md: "---\nname: x\ndescription: ''\n---\nText.\n"
#   - skills/x/SKILL.md: "---\nname: a-name-that-is-longer-than-sixty-four-characters-is-refused-by-the-hosts\ndescription: Writes triage notes.\n---\nText.\n"
#   good:
#   - skills/triage-notes/SKILL.md: "---\nname: triage-notes\ndescription: Writes triage notes from a ticket id. Use when asked to triage.\n---\nText.\n"
#   - not_when: the file is a slash command, which needs no name
#     .claude/commands/triage.md: "Triage the ticket.\n"
#   - not_when: the name of the plugin and a colon stand before that of the skill
#     plugins/p/skills/triage/SKILL.md: "---\nname: p:triage\ndescription: Writes triage notes from a ticket id.\n---\nText.\n"
#   - not_when: the name is not that of the folder, unless match_folder is on, as in strict
#     skills/notes/SKILL.md: "---\nname: triage-notes\ndescription: Writes triage notes from a ticket id.\n---\nText.\n"
#   - not_when: the file is there for tests
#     tests/x/SKILL.md: "---\nname: My Skill!\n---\nText.\n"
package pacheck.rules.skill.skill_metadata_invalid

params := data.pacheck.params["skill-metadata-invalid"]

findings contains finding(i, skill, "name", "it has no name") if {
	some i, skill in input.skills
	skill.kind == "skill"
	unnamed(skill)
}

findings contains finding(i, skill, "name", sprintf("the name %q is not made of small letters, digits and single hyphens", [skill.name])) if {
	some i, skill in input.skills
	skill.kind == "skill"
	not unnamed(skill)
	not well_formed(skill.name)
}

findings contains finding(i, skill, "name", sprintf("the name has %d characters, more than %d", [count(skill.name), params.max_name])) if {
	some i, skill in input.skills
	skill.kind == "skill"
	not unnamed(skill)
	count(skill.name) > params.max_name
}

findings contains finding(i, skill, "name", sprintf("the name %q is not that of the folder %q", [skill.name, skill.folder])) if {
	params.match_folder
	some i, skill in input.skills
	skill.kind == "skill"
	skill.folder
	well_formed(skill.name)
	not skill.name == skill.folder
	not endswith(skill.name, concat("", [":", skill.folder]))
}

findings contains finding(i, skill, "description", problem) if {
	some i, skill in input.skills
	skill.kind == "skill"
	problem := undescribed(skill)
}

# a plugin may put its name before that of the skill
well_formed(name) if regex.match(`^(?:[a-z0-9]+(?:-[a-z0-9]+)*:)?[a-z0-9]+(?:-[a-z0-9]+)*$`, name)

unnamed(skill) if skill.name == skill.file

unnamed(skill) if trim_space(skill.name) == ""

undescribed(skill) := "it has no description" if not skill.description

undescribed(skill) := words[skill.description_fault]

undescribed(skill) := sprintf("the description has %d characters, more than %d", [count(skill.description), params.max_description]) if {
	not skill.description_fault
	count(skill.description) > params.max_description
}

words := {"empty": "its description is empty", "placeholder": "its description is a placeholder", "name": "its description only repeats the name"}

finding(i, skill, field, problem) := {"at": ["skills", i, field], "message": sprintf("skill %s: %s", [skill.file, problem])}
