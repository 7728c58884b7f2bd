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

test_other_acts_are_not_found if {
	found({"kind": "pipe_to_shell", "host": "x.example"}) == set()
	found({"kind": "pipe_to_shell", "host": "x.example", "placeholder": true}) == set() with data.pacheck.params["reverse-shell-or-obfuscated-code"].placeholders as true
	{s | some [_, s] in found(shell)} == {"critical"} with data.pacheck.params["reverse-shell-or-obfuscated-code"].placeholders as true
}

test_lines_count_beyond_both_bounds if {
	bounds := {"max_line": 2000, "entropy": 5, "placeholders": false}
	count(lines({"length": 2001, "entropy": 5.1})) == 1 with data.pacheck.params["reverse-shell-or-obfuscated-code"] as bounds
	lines({"length": 2000, "entropy": 5.1}) == set() with data.pacheck.params["reverse-shell-or-obfuscated-code"] as bounds
	lines({"length": 2001, "entropy": 5}) == set() with data.pacheck.params["reverse-shell-or-obfuscated-code"] as bounds
}
