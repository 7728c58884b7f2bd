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
	reasons({"batch": true, "scope": "All"}) == {"one answer approves every later call"}
	reasons({"batch": false, "scope": "all"}) == set()
	reasons({"batch": true, "scope": "call"}) == set()
}

test_a_person_after_the_machines_decides if {
	reasons({"approvers": ["reviewer", "maria"]}) == set()
	reasons({"approvers": ["maria", "reviewer"]}) == {"reviewer, who approves, is an agent"}
	reasons({"approvers": ["reviewer", "model:x"]}) == {"reviewer, who approves, is an agent", "model:x, who approves, is a model"}
	reasons({"approvers": ["m-2"]}) == {"m-2, who approves, is a model"}
}

test_a_model_of_the_repository_is_no_person if {
	found := approval_fails_open.findings with input as {"agents": [{"name": "pay", "approval": {"approvers": ["org/judge"]}}], "models": [{"model_id": "org/judge"}]}
	count(found) == 1
}
