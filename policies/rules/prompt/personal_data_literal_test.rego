package pacheck.rules.prompt.personal_data_literal_test

import data.pacheck.rules.prompt.personal_data_literal

severities(personal) := found if {
	found := {f.severity | some f in personal_data_literal.findings} with input as {"texts": [{
		"surface": "prompt.body",
		"name": "x",
		"personal": [personal],
	}]}
}

test_an_identifier_is_found if severities({"kind": "iban", "masked": "*3249", "near": false}) == {"medium"}

test_beside_another_kind_it_is_high if severities({"kind": "iban", "masked": "*3249", "near": true}) == {"high"}

test_the_kinds_are_a_parameter if {
	params := {"personal-data-literal": {"kinds": ["card"], "extra_patterns": {}}}
	severities({"kind": "iban", "masked": "*3249", "near": false}) == set() with data.pacheck.params as params
}

test_patterns_may_be_added if {
	params := {"personal-data-literal": {"kinds": [], "extra_patterns": {"staff number": `\bST-[0-9]{6}\b`}}}
	prompts := [{"name": "a", "text": "Ask ST-123456."}, {"name": "b", "text": "Ask."}]
	found := personal_data_literal.findings with input as {"prompts": prompts} with data.pacheck.params as params
	{f.message | some f in found} == {"staff number in a"}
}
