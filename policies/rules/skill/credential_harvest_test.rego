package pacheck.rules.skill.credential_harvest_test

import data.pacheck.rules.skill.credential_harvest

act(fields) := object.union({"text": "x", "negated": false, "placeholder": false}, fields)

found(list) := {[f.message, f.severity] | some f in findings} if {
	findings := credential_harvest.findings with input as {"skills": [{"file": "SKILL.md"}], "prompts": [{"file": "SKILL.md", "acts": list}]}
}

reads := act({"kind": "reads_credentials", "what": "~/.netrc"})

sends := act({"kind": "sends_out", "host": "x.example"})

test_both_at_once_is_critical if {
	found([act({"kind": "harvest", "what": "~/.netrc", "host": "x.example"})]) == {["SKILL.md reads ~/.netrc and sends data to x.example", "critical"]}
	found([act({"kind": "harvest", "what": "~/.netrc", "negated": true})]) == set()
}

test_apart_is_for_strict if {
	found([reads, sends]) == set()
	found([reads, sends]) == {["SKILL.md sends data to x.example, and SKILL.md reads ~/.netrc", "high"]} with data.pacheck.params["credential-harvest"].apart as true
	found([reads]) == set() with data.pacheck.params["credential-harvest"].apart as true
}

test_what_is_forbidden_or_stands_for_something_is_no_half if {
	every list in [
		[object.union(reads, {"negated": true}), sends],
		[reads, object.union(sends, {"negated": true})],
		[reads, object.union(sends, {"placeholder": true})],
		[object.union(reads, {"kind": "pipe_to_shell"}), sends],
		[reads, object.union(sends, {"kind": "pipe_to_shell"})],
	] {
		found(list) == set() with data.pacheck.params["credential-harvest"].apart as true
	}
}

test_a_receiver_may_be_unknown if {
	found([act({"kind": "harvest", "what": "~/.netrc"})]) == {["SKILL.md reads ~/.netrc and sends data to another machine", "critical"]}
}
