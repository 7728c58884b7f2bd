package pacheck.rules.prompt.control_or_escape_sequence_test

import data.pacheck.rules.prompt.control_or_escape_sequence

messages(surface, class, sequence) := found if {
	found := {f.message | some f in control_or_escape_sequence.findings} with input as {"texts": [{
		"surface": surface,
		"name": "list",
		"characters": [{"class": class, "sequence": sequence}],
	}]}
}

test_an_escape_sequence_is_found if {
	messages("prompt.body", "escape_sequence", "OSC 8") == {"control sequence OSC 8 in the prompt body of list"}
}

test_a_control_is_found if count(messages("prompt.body", "control", "U+0007")) == 1

test_a_carriage_return_in_a_tool_is_found if count(messages("tool.description", "carriage_return", "CR")) == 1

test_a_carriage_return_elsewhere_is_not if count(messages("prompt.body", "carriage_return", "CR")) == 0
