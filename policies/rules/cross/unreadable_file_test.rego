package pacheck.rules.cross.unreadable_file_test

import data.pacheck.rules.cross.unreadable_file

places(file) := found if {
	found := {f.at | some f in unreadable_file.findings} with input as {"files": [file]}
}

test_a_file_that_failed_is_found if {
	places({"path": ".mcp.json", "parse": "failed", "problem": "unexpected end"}) == {["files", 0]}
	places({"path": ".mcp.json", "parse": "failed"}) == {["files", 0]}
}

test_a_file_that_was_skipped_for_a_reason_is_found if {
	places({"path": ".mcp.json", "parse": "skipped", "problem": "larger than 5 MiB"}) == {["files", 0]}
	places({"path": "AGENTS.md", "parse": "skipped"}) == set()
}

test_a_file_that_was_read_in_part_is_found if {
	places({"path": "AGENTS.md", "parse": "partial", "problem": "only as far as this: it has more than 3 words"}) == {["files", 0]}
}

test_other_files_are_not if {
	every parse in ["ok", "recovered", "templated"] {
		places({"path": "AGENTS.md", "parse": parse}) == set()
	}
}

test_a_problem_alone_leaves_nothing_out if {
	every parse in ["ok", "recovered", "templated"] {
		places({"path": "AGENTS.md", "parse": parse, "problem": "x"}) == set()
	}
}
