package pacheck.rules.tool.destructive_tool_unannotated_test

import data.pacheck.rules.tool.destructive_tool_unannotated

purge := {"destructive": true, "evidence": "purge", "verb": "purge", "verb_kinds": ["destructive"], "tokens": ["purge", "queue"]}

pay := {"destructive": false, "verb": "pay", "verb_kinds": ["write", "money"], "tokens": ["pay", "invoice"]}

messages(tool) := found if {
	found := {f.message | some f in destructive_tool_unannotated.findings} with input as {"tools": [object.union({"name": "t", "can": ["annotations"]}, tool)]}
}

test_destruction_and_money_want_a_hint if {
	messages({"effects": purge}) == {"tool t has no destructiveHint, and its name says \"purge\""}
	messages({"effects": pay}) == {"tool t has no destructiveHint, and its name says \"pay\""}
}

test_either_hint_is_enough if {
	messages({"effects": purge, "annotations": {"read_only": false}}) == set()
	messages({"effects": purge, "annotations": {"destructive": false}}) == set()
	count(messages({"effects": purge, "annotations": {"idempotent": true}})) == 1
}

test_dialects_without_hints_are_not_asked if messages({"effects": purge, "can": ["description"]}) == set()

test_nouns_are_no_effects if messages({"effects": object.union(pay, {"tokens": ["charge", "history"]})}) == set()

test_evidence_alone_destroys_nothing if {
	messages({"effects": object.union(purge, {"destructive": false})}) == set()
	messages({"effects": object.union(purge, {"verb": "pay", "verb_kinds": ["destructive", "money"]})}) == {"tool t has no destructiveHint, and its name says \"purge\""}
}

test_locks_list_the_tools_of_others if {
	every file in ["tools.lock.json", "desk/mcp-lock.yaml", "MCP_LOCK.YML", ".pacheck/lock.yaml"] {
		messages({"effects": purge, "file": file}) == set()
	}
	every file in ["tools.json", "lock/tools.json", "clock.json", "lock.json.yaml", "door-locks.json", "x.lock.jsonc"] {
		count(messages({"effects": purge, "file": file})) == 1
	}
}
