package pacheck.rules.cross.unreadable_file_test

import data.pacheck.rules.cross.unreadable_file

test_a_broken_file_is_found if {
	found := unreadable_file.findings with input as {"files": [{"path": "f", "parse": "failed", "problem": "unexpected end"}]}
	{f.message | some f in found} == {"f could not be read: unexpected end"}
}

test_a_template_and_a_format_that_is_only_named_are_not if {
	files := [{"path": "t", "parse": "templated", "problem": "has placeholders"}, {"path": "n", "parse": "skipped"}]
	count(unreadable_file.findings) == 0 with input as {"files": files}
}
