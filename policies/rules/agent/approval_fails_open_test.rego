package pacheck.rules.agent.approval_fails_open_test

import data.pacheck.rules.agent.approval_fails_open

reasons(approval) := result if {
	result := {trim_prefix(f.message, "approval for agent pay fails open: ") |
		some f in approval_fails_open.findings
	} with input as {"agents": [{"id": "agents:f#pay", "name": "pay", "model": "m-2", "approval": approval}, {"name": "reviewer"}]}
}

test_consent_by_silence_is_found if {
	every word in ["allow", "approve", "continue", "yes"] {
		reasons({"on_timeout": word}) == {sprintf("no answer means %s", [word])}
	}
	reasons({"on_timeout": "deny"}) == set()
	reasons({"default": "approve"}) == {"the default is approve"}
}

test_machines_that_approve_are_found if {
	reasons({"approvers": ["pay"]}) == {"pay, who approves, is the agent itself"}
	reasons({"approvers": ["reviewer"]}) == {"reviewer, who approves, is an agent"}
	reasons({"approvers": ["m-2"]}) == {"m-2, who approves, is a model"}
	reasons({"approvers": ["model:judge"]}) == {"model:judge, who approves, is a model"}
	reasons({"approvers": ["agent:other"]}) == {"agent:other, who approves, is an agent"}
}

test_a_person_after_the_machine_decides if {
	reasons({"approvers": ["reviewer", "@corp/leads"]}) == set()
	count(reasons({"approvers": ["@corp/leads", "reviewer"]})) == 1
}

test_policy_engines_and_people_are_not if reasons({"approvers": ["opa:payments/allow", "@corp/leads"]}) == set()

test_one_answer_for_everything_and_hidden_arguments_are_found if {
	reasons({"batch": true, "scope": "always"}) == {"one answer approves every later call"}
	reasons({"batch": true, "scope": "session"}) == set()
	reasons({"show_inputs": false}) == {"who approves does not see the arguments"}
}

test_one_answer_for_all_is_a_batch if {
	reasons({"batch": true, "scope": "all"}) == {"one answer approves every later call"}
	reasons({"batch": false, "scope": "all"}) == set()
	reasons({"batch": true, "scope": "call"}) == set()
}

test_a_person_decides_after_the_machines if {
	reasons({"approvers": ["reviewer", "ops@corp.test"]}) == set()
	reasons({"approvers": ["ops@corp.test", "reviewer"]}) == {"reviewer, who approves, is an agent"}
	count(reasons({"approvers": ["reviewer", "pay"]})) == 2
}

test_models_of_the_repository_are_no_persons if {
	found := approval_fails_open.findings with input as {"agents": [{"id": "a", "name": "a", "approval": {"approvers": ["judge-1"]}}], "models": [{"model_id": "judge-1"}]}
	count(found) == 1
}
