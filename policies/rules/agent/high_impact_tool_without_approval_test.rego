package pacheck.rules.agent.high_impact_tool_without_approval_test

import data.pacheck.rules.agent.high_impact_tool_without_approval

recommended := {"effects": ["destructive", "money", "external_comm", "production-write"], "unstated": false, "reversible": ["delete_draft"]}

strict := object.union(recommended, {"unstated": true})

severities(agent, call, params) := result if {
	result := [f.severity | some f in high_impact_tool_without_approval.findings] with input as {"agents": [object.union({"name": "a", "calls": [call]}, agent)]}
		with data.pacheck.params["high-impact-tool-without-approval"] as params
}

test_harm_and_money_without_approval_are_critical if {
	severities({}, {"tool": "t", "effects": ["destructive"], "approval": "never", "by": "b"}, recommended) == ["critical"]
	severities({}, {"tool": "t", "effects": ["money", "write"], "approval": "never"}, recommended) == ["critical"]
	severities({}, {"tool": "t", "effects": ["external_comm"], "approval": "never"}, recommended) == ["high"]
	severities({}, {"tool": "t", "effects": ["write", "production-write"], "approval": "never"}, recommended) == ["high"]
}

test_other_effects_and_approved_calls_are_not if {
	severities({}, {"tool": "t", "effects": ["write"], "approval": "never"}, recommended) == []
	severities({}, {"tool": "t", "effects": ["destructive"], "approval": "always"}, recommended) == []
	severities({}, {"tool": "t", "effects": ["destructive"], "approval": "amount > 10"}, recommended) == []
	severities({}, {"tool": "delete_draft", "effects": ["destructive"], "approval": "never"}, recommended) == []
	severities({"status": "retired"}, {"tool": "t", "effects": ["destructive"], "approval": "never"}, recommended) == []
}

test_silence_counts_for_autonomous_agents_where_that_is_asked_for if {
	call := {"tool": "t", "effects": ["destructive"]}
	autonomous := {"autonomy": "autonomous", "can": ["approval"]}
	severities(autonomous, call, strict) == ["high"]
	severities(autonomous, call, recommended) == []
	severities({"autonomy": "autonomous", "can": ["tools"]}, call, strict) == []
	severities({"autonomy": "supervised", "can": ["approval"]}, call, strict) == []
}
