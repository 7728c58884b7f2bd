package pacheck.rules.cross.prompt_missing_test

import data.pacheck.rules.cross.prompt_missing

edge := {"from": "prompts:CLAUDE.md#CLAUDE.md", "file": "CLAUDE.md", "rel": "imports", "to": "files:docs/none.md", "resolved": false}

messages(extra) := found if {
	found := {f.message | some f in prompt_missing.findings} with input as {"edges": [object.union(edge, extra)]}
}

test_a_missing_file_is_told if {
	messages({}) == {"CLAUDE.md refers to missing docs/none.md"}
	messages({"rel": "uses_prompt"}) == {"CLAUDE.md refers to missing docs/none.md"}
}

test_another_case_is_told_apart if {
	messages({"suggestion": "docs/None.md"}) == {"CLAUDE.md refers to missing docs/none.md; there is docs/None.md, which only some systems take for the same"}
}

test_what_is_no_path_is_not if {
	every to in ["files:docs/*.md", "files:${DIR}/a.md", "files:{{name}}.md"] {
		messages({"to": to}) == set()
	}
}

test_descriptions_of_tools_are_not_prompts if messages({"from": "tools:plugin.json#x"}) == set()

test_generated_files_are_not if {
	messages({}) == set() with data.pacheck.params["prompt-missing"] as {"generated": ["docs/*.md"]}
}
