package pacheck.rules.tool.tool_annotations_contradictory_test

import data.pacheck.rules.tool.tool_annotations_contradictory

delete := {"destructive": true, "evidence": "delete", "verb": "delete", "verb_kinds": ["destructive"], "objects": ["user"]}

create := {"destructive": false, "verb": "create", "verb_kinds": ["write"], "objects": ["user"]}

send := {"destructive": false, "verb": "send", "verb_kinds": ["write", "communication"], "objects": ["user"]}

scan := {"destructive": false, "verb": "scan", "verb_kinds": ["other"], "objects": ["site"]}

tool(effects, annotations) := {"name": "t", "effects": effects, "annotations": annotations, "params": [{"name": "host", "role": "url"}]}

messages(effects, annotations) := found if {
	found := {f.message | some f in tool_annotations_contradictory.findings} with input as {"tools": [tool(effects, annotations)]}
}

test_a_destructive_tool_is_not_read_only if {
	messages(delete, {"read_only": true, "destructive": false}) == {"tool t is annotated readOnlyHint: true but its name says \"delete\""}
}

test_a_writing_tool_is_not_read_only if {
	messages(create, {"read_only": true}) == {"tool t is annotated readOnlyHint: true but its name begins with \"create\""}
}

test_a_destructive_name_is_destructive if {
	messages(delete, {"destructive": false}) == {"tool t is annotated destructiveHint: false but its name says \"delete\""}
}

test_nothing_is_both if {
	messages(scan, {"read_only": true, "destructive": true}) == {"tool t is annotated destructiveHint: true but readOnlyHint: true as well"}
}

test_what_sends_deals_with_the_world if {
	messages(send, {"open_world": false}) == {"tool t is annotated openWorldHint: false but its name begins with \"send\""}
}

test_what_takes_an_address_deals_with_the_world if {
	messages(scan, {"open_world": false}) == {"tool t is annotated openWorldHint: false but it takes \"host\""}
}

test_hints_that_fit_are_not_found if {
	count(messages(delete, {"read_only": false, "destructive": true, "open_world": true})) == 0
}

test_absent_hints_are_not_found if count(messages(delete, {"title": "Delete"})) == 0

test_views_are_exempt if {
	count(messages(object.union(delete, {"objects": ["map", "filter"]}), {"read_only": true})) == 0
}

test_what_lies_below_a_view_is_not_exempt if {
	count(messages(object.union(delete, {"objects": ["view", "record"]}), {"read_only": true})) == 1
}

test_a_noun_at_the_start_is_no_effect if {
	order := {"destructive": false, "verb": "order", "verb_kinds": ["write"], "tokens": ["order", "status"], "objects": ["statu"]}
	count(messages(order, {"read_only": true})) == 0
	count(messages(object.union(order, {"tokens": ["order", "book"]}), {"read_only": true})) == 1
}

test_a_question_may_be_posted if {
	post := {"destructive": false, "verb": "post", "verb_kinds": ["write"], "tokens": ["post", "query"], "objects": ["query"]}
	messages(post, {"read_only": true}) == set()
	count(messages(object.union(post, {"tokens": ["post", "query", "comment"]}), {"read_only": true})) == 1
	count(messages(object.union(post, {"verb": "update", "tokens": ["update", "query"]}), {"read_only": true})) == 1
}

test_the_name_is_quoted_once if {
	messages(object.union(delete, {"verb_kinds": ["destructive", "write"]}), {"read_only": true}) == {"tool t is annotated readOnlyHint: true but its name says \"delete\""}
	messages(object.union(create, {"evidence": "create"}), {"destructive": false}) == set()
}

test_only_verbs_that_are_nouns_begin_a_thing if {
	count(messages(object.union(create, {"tokens": ["create", "status"]}), {"read_only": true})) == 1
	messages(object.union(create, {"verb": "order", "tokens": ["order", "status"]}), {"read_only": true}) == set()
}
