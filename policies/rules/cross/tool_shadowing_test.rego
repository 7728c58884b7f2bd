package pacheck.rules.cross.tool_shadowing_test

import data.pacheck.rules.cross.tool_shadowing

params := {"min_name": 5, "generic": ["search"], "catalogues": [], "mentions": false}

found(mention, with_params) := {[f.message, f.severity] | some f in findings} if {
	findings := tool_shadowing.findings with input as {"tools": [{"name": "forecast", "mentions": [mention]}]}
		with data.pacheck.params["tool-shadowing"] as object.union(params, with_params)
}

mention := {"server": "mail", "own_server": "weather", "name": "send_email", "directive": "also"}

test_an_order_is_critical if {
	found(mention, {}) == {["weather.forecast gives orders about mail.send_email", "critical"]}
}

test_instructions_of_a_server_count if {
	findings := tool_shadowing.findings with input as {"servers": [{"mentions": [mention]}]}
		with data.pacheck.params["tool-shadowing"] as params
	{f.message | some f in findings} == {"weather gives orders about mail.send_email"}
}

test_a_mention_is_low_where_it_is_asked_for if {
	bare := object.remove(mention, ["directive"])
	found(bare, {}) == set()
	found(bare, {"mentions": true}) == {["weather.forecast talks about mail.send_email", "low"]}
}

test_ordinary_words_and_short_names_do_not_count if {
	found(object.union(mention, {"name": "search"}), {}) == set()
	found(object.union(mention, {"name": "mail"}), {}) == set()
}

test_catalogues_list_the_tools_of_others if found(mention, {"catalogues": ["weather"]}) == set()

test_names_that_are_short_or_usual_are_no_mention if {
	count(found(object.union(mention, {"name": "abcde"}), {})) == 1
	found(object.union(mention, {"name": "abcd"}), {}) == set()
	found(object.union(mention, {"name": "search"}), {}) == set()
	tool_shadowing.findings == set() with input as {"servers": [{"mentions": [object.union(mention, {"name": "abcd"})]}]}
		with data.pacheck.params["tool-shadowing"] as params
}
