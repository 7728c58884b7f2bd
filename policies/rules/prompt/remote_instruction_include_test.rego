package pacheck.rules.prompt.remote_instruction_include_test

import data.pacheck.rules.prompt.remote_instruction_include

phrase := {"id": "remote_instruction", "excerpt": "fetch", "mention": false, "negated": false, "host": "vendor.test"}

include := {"key": "instructions", "address": "https://vendor.test/r.md", "host": "vendor.test", "pinned": false}

found_in(phrase, include) := found if {
	text := {"surface": "prompt.body", "name": "x", "phrases": [phrase]}
	found := {f.severity | some f in remote_instruction_include.findings} with input as {"texts": [text], "files": [{
		"path": "opencode.json",
		"includes": [include],
	}]}
}

places(phrase, include) := found if {
	text := {"surface": "prompt.body", "name": "x", "phrases": [phrase]}
	found := {f.at | some f in remote_instruction_include.findings} with input as {"texts": [text], "files": [{
		"path": "opencode.json",
		"includes": [include],
	}]}
}

test_sentences_and_keys_are_found if {
	places(phrase, include) == {["texts", 0, "phrases", 0], ["files", 0, "includes", 0]}
}

test_what_is_pinned_is_not if {
	places(object.union(phrase, {"pinned": true}), object.union(include, {"pinned": true})) == set()
}

test_hosts_may_be_allowed if {
	places(phrase, include) == set() with data.pacheck.params as {"remote-instruction-include": {"allowed_hosts": ["vendor.test"], "mentions": false}}
}

test_what_is_negated_is_not if {
	places(object.union(phrase, {"negated": true}), include) == {["files", 0, "includes", 0]}
}

test_mentions_are_found_on_request_as_low if {
	params := {"remote-instruction-include": {"allowed_hosts": [], "mentions": true}}
	pinned := object.union(include, {"pinned": true})
	found_in(object.union(phrase, {"mention": true}), pinned) == {"low"} with data.pacheck.params as params
}
