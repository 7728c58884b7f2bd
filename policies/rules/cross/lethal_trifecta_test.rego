package pacheck.rules.cross.lethal_trifecta_test

import data.pacheck.rules.cross.lethal_trifecta

leg(kind, strength) := {"kind": kind, "strength": strength, "evidence": kind}

strong := [leg("untrusted_input", "strong"), leg("private_data", "strong"), leg("external_communication", "strong")]

found(more) := {f | some f in lethal_trifecta.findings with input as {"agents": [object.union({"id": "agents:a#a", "name": "a", "capabilities": strong}, more)]}}

test_three_strong_legs if {
	{f.severity | some f in found({})} == {"high"}
	{count(f.related) | some f in found({})} == {3}
	{f.message | some f in found({})} == {"agent a: reads untrusted_input, holds private_data, can send through external_communication"}
}

test_two_legs_are_not_enough if {
	count(found({"capabilities": array.slice(strong, 0, 2)})) == 0
	count(found({"capabilities": array.slice(strong, 1, 3)})) == 0
	count(found({"capabilities": [strong[0], strong[2]]})) == 0
}

test_a_leg_of_a_delegate_is_not_the_agents_own if {
	count(found({"capabilities": [strong[0], strong[1], object.union(strong[2], {"via": ["agents:b#b", "tools:t#t"]})]})) == 0
	count(found({"capabilities": [strong[0], strong[1], object.union(strong[2], {"via": ["tools:t#t"]})]})) == 1
}

test_the_severity_rises_where_nobody_watches if {
	{f.severity | some f in found({"autonomy": "autonomous"})} == {"critical"}
	{f.severity | some f in found({"autonomy": "supervised"})} == {"high"}
	{f.severity | some f in found({"calls": [{"approval": "never", "effects": ["external_comm"]}]})} == {"critical"}
	{f.severity | some f in found({"calls": [{"approval": "never", "effects": ["write"]}]})} == {"high"}
	{f.severity | some f in found({"calls": [{"approval": "always", "effects": ["external_comm"]}]})} == {"high"}
}

test_a_likely_leg_counts_where_it_is_asked_for if {
	out := {"capabilities": [strong[0], strong[1], leg("external_communication", "weak")]}
	two := {"capabilities": [leg("untrusted_input", "weak"), strong[1], leg("external_communication", "weak")]}
	repository := {"capabilities": [strong[0], leg("private_data", "weak"), strong[2]]}
	strict := {"lethal-trifecta": {"evidence": "weak"}}
	count(found(out)) == 0
	{f.severity | some f in found(out)} == {"medium"} with data.pacheck.params as strict
	count(found(two)) == 0 with data.pacheck.params as strict
	count(found(repository)) == 0 with data.pacheck.params as strict
	{f.severity | some f in found({})} == {"high"} with data.pacheck.params as strict
}

test_a_limited_leg_is_none if {
	limited := object.union(leg("external_communication", "weak"), {"limited": true})
	strict := {"lethal-trifecta": {"evidence": "weak"}}
	count(found({"capabilities": [strong[0], strong[1], limited]})) == 0 with data.pacheck.params as strict
	out := [strong[0], strong[1], limited, leg("external_communication", "weak")]
	{f.severity | some f in found({"capabilities": out})} == {"medium"} with data.pacheck.params as strict
}

test_who_is_retired_does_nothing if {
	count(found({"status": "retired"})) == 0
	count(found({"status": "active"})) == 1
}
