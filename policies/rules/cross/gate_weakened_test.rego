package pacheck.rules.cross.gate_weakened_test

import data.pacheck.rules.cross.gate_weakened

test_each_change_is_told if {
	found := gate_weakened.findings with input as {"weakened": [
		{"kind": "exclude", "what": "leaves out docs/**"},
		{"kind": "waiver", "what": "waiver W-1 accepts orphan-artefact for a.md"},
	]}
	{f.message | some f in found} == {
		"the change would weaken the gate (exclude): leaves out docs/**",
		"the change would weaken the gate (waiver): waiver W-1 accepts orphan-artefact for a.md",
	}
	{f.at[1] | some f in found} == {0, 1}
}

test_nothing_to_tell if {
	count(gate_weakened.findings) == 0 with input as {"files": []}
}
