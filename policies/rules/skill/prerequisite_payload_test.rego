package pacheck.rules.skill.prerequisite_payload_test

import data.pacheck.rules.skill.prerequisite_payload

found(act) := {[f.message, f.severity] | some f in findings} if {
	prompt := {"file": "AGENTS.md", "acts": [object.union({"text": "x", "negated": false, "placeholder": false}, act)]}
	findings := prerequisite_payload.findings with input as {"prompts": [prompt]}
}

program := {"kind": "executable_download", "host": "a.example"}

test_archives_with_a_password if {
	found({"kind": "protected_archive", "what": "a.zip"}) == {["AGENTS.md wants the archive a.zip with its password in the text (x)", "critical"]}
	found({"kind": "protected_archive", "what": "a.zip", "negated": true}) == set()
}

test_protections if {
	found({"kind": "protection_off", "what": "SELinux to be switched off"}) == {["AGENTS.md wants SELinux to be switched off (x)", "critical"]}
	{s | some [_, s] in found({"kind": "protection_off", "what": "the quarantine mark of one program to be removed"})} == {"medium"}
	found({"kind": "protection_off", "what": "SELinux to be switched off", "negated": true}) == set()
}

test_programs_are_for_strict if {
	found(program) == set()
	found(program) == {["AGENTS.md wants a program from a.example, without a checksum (x)", "medium"]} with data.pacheck.params["prerequisite-payload"].executables as true
}

test_programs_with_a_checksum_or_from_allowed_hosts if {
	found(object.union(program, {"checked": true})) == set() with data.pacheck.params["prerequisite-payload"].executables as true
	found(program) == set() with data.pacheck.params["prerequisite-payload"] as {"executables": true, "allowed_hosts": ["a.example"]}
}

test_programs_that_are_forbidden_checked_or_made_up_are_fine if {
	params := {"executables": true, "allowed_hosts": ["b.example"]}
	{s | some [_, s] in found(program)} == {"medium"} with data.pacheck.params["prerequisite-payload"] as params
	every more in [{"negated": true}, {"placeholder": true}, {"checked": true}, {"host": "b.example"}, {"kind": "other"}] {
		found(object.union(program, more)) == set() with data.pacheck.params["prerequisite-payload"] as params
	}
}
