# METADATA
# title: What commands of texts and scripts do
# description: The acts of all prompts, and of the scripts in the folders of skills, each with its path into the document and its file.
package pacheck.lib.acts

all contains {"at": ["prompts", i, "acts", j], "file": prompt.file, "fact": act} if {
	some i, prompt in input.prompts
	some j, act in prompt.acts
}

all contains {"at": ["skills", i, "files", k, "acts", j], "file": script(skill, file), "fact": act} if {
	some i, skill in input.skills
	some k, file in skill.files
	some j, act in file.acts
}

# the path of a file of a skill
script(skill, file) := concat("/", array.concat(array.slice(parts, 0, count(parts) - 1), [file.path])) if {
	parts := split(skill.file, "/")
}
