package pacheck.rules.prompt.self_modification_instruction_test

import data.pacheck.rules.prompt.self_modification_instruction

phrase := {"id": "self_modification", "excerpt": "append", "mention": false, "negated": false, "path": "claude.md", "segment": "prose"}

count_in(phrase, name, description) := n if {
	text := {"surface": "prompt.body", "name": name, "file": "a.md", "phrases": [phrase]}
	found := self_modification_instruction.findings with input as {"texts": [text], "skills": [{
		"file": "a.md",
		"description": description,
	}]}
	n := count(found)
}

test_an_order_is_found if count_in(phrase, "counter", "Counts lines.") == 1

test_what_is_mentioned_or_negated_is_not if {
	count_in(object.union(phrase, {"mention": true}), "counter", "") == 0
	count_in(object.union(phrase, {"negated": true}), "counter", "") == 0
}

test_a_command_is_found_in_code_alone if {
	command := object.union(phrase, {"id": "self_modification_command", "mention": true, "segment": "fenced_code"})
	count_in(command, "counter", "") == 1
	count_in(object.union(command, {"segment": "table_cell"}), "counter", "") == 0
}

test_what_is_there_for_it_is_not if {
	count_in(phrase, "setup-hooks", "") == 0
	count_in(phrase, "x", "Keeps the memory of a project.") == 0
}

test_the_files_are_a_parameter if {
	count_in(phrase, "counter", "") == 0 with data.pacheck.params as {"self-modification-instruction": {"paths": ["crontab"], "purposes": []}}
}

test_a_command_counts_in_code_unless_it_is_forbidden if {
	command := object.union(phrase, {"id": "self_modification_command", "segment": "fenced_code"})
	count_in(command, "counter", "") == 1
	count_in(object.union(command, {"mention": true}), "counter", "") == 1
	count_in(object.union(command, {"negated": true}), "counter", "") == 0
	count_in(object.union(command, {"segment": "prose"}), "counter", "") == 0
	count_in(object.union(command, {"id": "other"}), "counter", "") == 0
	count_in(object.union(phrase, {"id": "other"}), "counter", "") == 0
}
