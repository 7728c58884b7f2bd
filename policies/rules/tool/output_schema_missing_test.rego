package pacheck.rules.tool.output_schema_missing_test

import data.pacheck.rules.tool.output_schema_missing

tool(fields) := object.union({"id": "t", "name": "t", "can": ["output_schema"], "risk": {"tier": "high"}, "effects": {"destructive": true, "tokens": ["t"]}}, fields)

messages(fields, agents) := {f.message | some f in findings} if {
	findings := output_schema_missing.findings with input as {"tools": [tool(fields)], "agents": agents}
}

test_destructive_tools if messages({}, []) == {"tool t has no output schema"}

test_tools_that_read_strangers if {
	agent := {"capabilities": [{"kind": "untrusted_input", "strength": "strong", "via": ["t"]}]}
	count(messages({"effects": {"destructive": false}}, [agent])) == 1
	messages({"effects": {"destructive": false}}, []) == set()
}

test_low_tiers_and_schemas if {
	messages({"risk": {"tier": "limited"}}, []) == set()
	messages({"output_schema": {"depth": 1}}, []) == set()
	messages({"can": []}, []) == set()
}

test_files_have_no_schema if {
	agent := {"capabilities": [{"kind": "untrusted_input", "strength": "strong", "via": ["t"]}]}
	every what in ["file", "images", "stream", "streams"] {
		messages({"effects": {"destructive": false, "tokens": ["read", what]}}, [agent]) == set()
		count(messages({"effects": {"destructive": false, "tokens": ["edit", what]}}, [agent])) == 1
	}
}

test_a_name_of_one_word_may_be_both if messages({"effects": {"destructive": false, "tokens": ["screenshot"]}}, [{"capabilities": [{"kind": "untrusted_input", "strength": "strong", "via": ["t"]}]}]) == set()

test_what_deletes_returns_no_file if {
	count(messages({"effects": {"destructive": true, "tokens": ["export", "and", "delete", "file"]}}, [])) == 1
}

test_only_what_surely_comes_from_strangers_matters if {
	every more in [{"strength": "weak"}, {"kind": "money"}] {
		agent := {"capabilities": [object.union({"kind": "untrusted_input", "strength": "strong", "via": ["t"]}, more)]}
		messages({"effects": {"destructive": false}}, [agent]) == set()
	}
}
