package pacheck.rules.tool.tool_name_duplicate_test

import data.pacheck.rules.tool.tool_name_duplicate

found(twins) := {[f.message, f.severity] | some f in findings} if {
	findings := tool_name_duplicate.findings with input as {"tools": [{"name": "get_user", "file": "b.json", "twins": twins}]}
}

twin(name, file, exact) := {"id": "x", "name": name, "file": file, "exact": exact, "index": 0}

test_the_same_name_is_high if {
	found([twin("get_user", "a.json", true)]) == {["tool get_user is defined twice (b.json, a.json)", "high"]}
	found([twin("get_user", "b.json", true)]) == {["tool get_user is defined twice (b.json)", "high"]}
}

test_a_similar_name_is_low if found([twin("getUser", "b.json", false)]) == {["tool get_user is defined twice (as getUser in b.json)", "low"]}

test_the_same_name_comes_first if {
	found([twin("getUser", "b.json", false), twin("get_user", "b.json", true)]) == {["tool get_user is defined twice (b.json)", "high"]}
}
