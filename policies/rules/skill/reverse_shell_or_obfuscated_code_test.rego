package pacheck.rules.skill.reverse_shell_or_obfuscated_code_test

import data.pacheck.rules.skill.reverse_shell_or_obfuscated_code

act(fields) := object.union({"text": "x", "negated": false, "placeholder": false}, fields)

found(fields) := {[f.message, f.severity] | some f in findings} if {
	findings := reverse_shell_or_obfuscated_code.findings with input as {"prompts": [{"file": "SKILL.md", "acts": [act(fields)]}]}
}

shell := {"kind": "reverse_shell", "host": "x.example"}

lines(line) := {[f.message, f.severity] | some f in findings} if {
	skill := {"file": "skills/x/SKILL.md", "files": [{"path": "a.js", "long_line": line}]}
	findings := reverse_shell_or_obfuscated_code.findings with input as {"skills": [skill]}
}

test_a_shell_to_a_stranger_is_critical if {
	found(shell) == {["SKILL.md opens a shell to x.example (x)", "critical"]}
	found(object.union(shell, {"negated": true})) == set()
}

test_placeholders_are_for_strict if {
	found(object.union(shell, {"placeholder": true})) == set()
	found(object.union(shell, {"placeholder": true})) == {["SKILL.md shows a shell to x.example (x)", "low"]} with data.pacheck.params["reverse-shell-or-obfuscated-code"].placeholders as true
}

test_hidden_code_is_worse_with_the_network if {
	found({"kind": "obfuscated", "what": "runs a decoded text"}) == {["SKILL.md runs a decoded text (x)", "high"]}
	{s | some [_, s] in found({"kind": "obfuscated", "what": "w", "network": true})} == {"critical"}
}

test_long_lines if {
	lines({"length": 6000, "entropy": 5.8}) == {["skills/x/a.js has a line of 6000 characters that nobody can read (5.8 bits a byte)", "high"]}
	lines({"length": 6000, "entropy": 4.8}) == set()
	lines({"length": 4000, "entropy": 5.8}) == set()
}

test_an_example_of_a_shell_is_low_where_that_is_asked_for if {
	params := {"placeholders": true, "max_line": 100, "entropy": 4}
	found(object.union(shell, {"placeholder": true})) == {["SKILL.md shows a shell to x.example (x)", "low"]} with data.pacheck.params["reverse-shell-or-obfuscated-code"] as params
	found(shell) == {["SKILL.md opens a shell to x.example (x)", "critical"]} with data.pacheck.params["reverse-shell-or-obfuscated-code"] as params
	found(object.union(shell, {"placeholder": true, "kind": "pipe_to_shell"})) == set() with data.pacheck.params["reverse-shell-or-obfuscated-code"] as params
	lines({"length": 100, "entropy": 5}) == set() with data.pacheck.params["reverse-shell-or-obfuscated-code"] as params
	lines({"length": 101, "entropy": 4}) == set() with data.pacheck.params["reverse-shell-or-obfuscated-code"] as params
	count(lines({"length": 101, "entropy": 5})) == 1 with data.pacheck.params["reverse-shell-or-obfuscated-code"] as params
}
