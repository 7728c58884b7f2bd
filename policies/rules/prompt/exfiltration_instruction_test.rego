package pacheck.rules.prompt.exfiltration_instruction_test

import data.pacheck.rules.prompt.exfiltration_instruction

egress := {
	"id": "egress_verb_url", "excerpt": "send it", "mention": false, "negated": false,
	"ordered": true, "sensitive": true, "host": "collect.vendor.test",
}

beacon := {"id": "markdown_beacon", "excerpt": "![x]", "mention": true, "negated": false, "host": "stats.vendor.test", "variable": "asset"}

found_in(phrase) := found if {
	found := exfiltration_instruction.findings with input as {"texts": [{
		"id": "prompts:a#a",
		"surface": "prompt.body",
		"name": "x",
		"phrases": [phrase],
	}]}
}

test_an_order_to_send_something_private_is_found if {
	{f.severity | some f in found_in(egress)} == {"critical"}
}

test_without_one_of_these_it_is_not if {
	every phrase in [
		object.union(egress, {"ordered": false}),
		object.union(egress, {"sensitive": false}),
		object.union(egress, {"negated": true}),
		object.union(egress, {"host": "localhost"}),
		object.union(egress, {"host": "192.168.1.4"}),
		object.remove(egress, ["host"]),
	] {
		count(found_in(phrase)) == 0
	}
}

test_an_image_is_found_in_code_as_well if count(found_in(beacon)) == 1

test_an_image_that_is_reported_is_not if count(found_in(object.union(beacon, {"negated": true}))) == 0

test_hosts_may_be_allowed if {
	allowed := {"exfiltration-instruction": {"allowed_hosts": ["Vendor.test"], "mentions": false}}
	count(found_in(beacon)) == 0 with data.pacheck.params as allowed
	count(found_in(egress)) == 0 with data.pacheck.params as allowed
	count(found_in(object.union(egress, {"host": "othervendor.test"}))) == 1 with data.pacheck.params as allowed
}

test_private_data_in_a_link_is_found if {
	channel := {"id": "egress_channel", "excerpt": "append", "mention": false, "negated": false}
	count(found_in(channel)) == 1
	count(found_in(object.union(channel, {"negated": true}))) == 0
}

carried(variable) := n if {
	n := count(exfiltration_instruction.findings) with input as {
		"texts": [{"id": "prompts:a#a", "surface": "prompt.body", "name": "x", "phrases": [beacon]}],
		"prompts": [{"id": "prompts:a#a", "variables": [object.union({"name": "asset"}, variable)]}],
	}
}

test_a_variable_with_listed_values_is_a_constant if {
	text := {"id": "prompts:a#a", "surface": "prompt.body", "name": "x", "phrases": [beacon]}
	prompt := {"id": "prompts:a#a", "variables": [{"name": "asset", "listed": true}]}
	count(exfiltration_instruction.findings) == 0 with input as {"texts": [text], "prompts": [prompt]}
}

test_mentions_are_found_on_request_as_low if {
	params := {"exfiltration-instruction": {"allowed_hosts": [], "mentions": true}}
	found := found_in(object.union(egress, {"mention": true})) with data.pacheck.params as params
	{f.severity | some f in found} == {"low"}
}

test_only_the_order_to_send_is_one if {
	count(found_in(egress)) == 1
	found_in(object.union(egress, {"id": "other"})) == set()
	found_in(object.union(egress, {"ordered": false})) == set()
	found_in(object.union(egress, {"sensitive": false})) == set()
}

test_an_example_is_both_quoted_and_denied if {
	count(found_in(beacon)) == 1
	count(found_in(object.union(beacon, {"mention": false, "negated": true}))) == 1
	found_in(object.union(beacon, {"negated": true})) == set()
}

carried(variable) := n if {
	n := count(exfiltration_instruction.findings) with input as {
		"texts": [{"id": "prompts:a#a", "surface": "prompt.body", "name": "x", "phrases": [beacon]}],
		"prompts": [{"id": "prompts:a#a", "variables": [object.union({"name": "asset"}, variable)]}],
	}
}

test_a_variable_with_listed_values_carries_nothing if {
	carried({"listed": true}) == 0
	carried({}) == 1
	carried({"listed": true, "name": "other"}) == 1
}
