package pacheck.rules.agent.ci_agent_on_untrusted_trigger_test

import data.pacheck.rules.agent.ci_agent_on_untrusted_trigger

usual := {"triggers": ["issues"], "unstated": false}

job := {"workflow": "W", "triggers": [{"event": "issues", "insiders": false}], "permissions": [{"key": "contents", "value": "write"}]}

launch(more) := {"file": "f", "program": "claude", "job": object.union(job, more)}

severities(launches, params) := result if {
	result := [f.severity | some f in ci_agent_on_untrusted_trigger.findings] with input as {"launches": launches}
		with data.pacheck.params["ci-agent-on-untrusted-trigger"] as params
}

test_a_token_that_may_write_is_critical if {
	found := {f.message | some f in ci_agent_on_untrusted_trigger.findings} with input as {"launches": [launch({})]}
		with data.pacheck.params["ci-agent-on-untrusted-trigger"] as usual
	found == {"W runs claude on issues with write access to contents and no author gate"}
}

test_a_token_for_answers_alone_is_high if {
	severities([launch({"permissions": [{"key": "issues", "value": "write"}]})], usual) == ["high"]
	severities([launch({"permissions": [{"key": "issues", "value": "write"}], "secrets": ["NPM_TOKEN"]})], usual) == ["critical"]
	severities([launch({"permissions": [{"key": "*", "value": "write"}]})], usual) == ["critical"]
}

test_reading_alone_is_not if {
	severities([launch({"permissions": [{"key": "contents", "value": "read"}, {"key": "id-token", "value": "write"}]})], usual) == []
	severities([object.union(launch({}), {"allow": [{"tool": "read"}]})], usual) == []
	severities([object.union(launch({}), {"program": "codex", "argv": ["codex", "--sandbox", "read-only"]})], usual) == []
}

test_no_permissions_count_where_that_is_asked_for if {
	unstated := {"file": "f", "program": "claude", "job": object.remove(job, ["permissions"])}
	severities([unstated], usual) == []
	severities([unstated], object.union(usual, {"unstated": true})) == ["high"]
}

test_a_gate_closes_it_unless_an_input_opens_it if {
	severities([launch({"gate": "github.actor"})], usual) == []
	severities([launch({"gate": "github.actor", "open_gate": "allowed_non_write_users: *"})], usual) == ["critical"]
}

test_other_events_are_not if {
	severities([launch({"triggers": [{"event": "push", "insiders": false}]})], usual) == []
	severities([launch({"triggers": [{"event": "issues", "insiders": true, "types": ["labeled"]}]})], usual) == []
}

test_text_that_is_put_straight_into_the_prompt_is_told if {
	found := [f | some f in ci_agent_on_untrusted_trigger.findings][0] with input as {"launches": [launch({"untrusted": ["${{ x }}"]})]}
		with data.pacheck.params["ci-agent-on-untrusted-trigger"] as usual
	endswith(found.message, "; ${{ x }} is put straight into what it is told")
	count(found.related) == 1
}

test_reading_alone_is_harmless if {
	grants := [{"tool": "read"}, {"tool": "search"}]
	severities([object.union(launch({}), {"allow": grants})], usual) == []
	severities([object.union(launch({}), {"allow": array.concat(grants, [{"tool": "shell"}])})], usual) == ["critical"]
	severities([object.union(launch({}), {"allow": []})], usual) == ["critical"]
	severities([object.union(launch({}), {"allow": grants, "bypass_flags": ["--yolo"]})], usual) == ["critical"]
}

test_only_codex_is_confined_by_its_sandbox if {
	words := {"argv": ["exec", "--sandbox=read-only"]}
	severities([object.union(launch({}), object.union(words, {"program": "codex"}))], usual) == []
	severities([object.union(launch({}), words)], usual) == ["critical"]
}

test_a_secret_alone_is_authority if {
	nothing := {"file": "f", "program": "claude", "job": {"workflow": "W", "triggers": job.triggers}}
	severities([nothing], usual) == []
	severities([object.union(nothing, {"job": {"secrets": ["NPM_TOKEN"]}})], usual) == ["critical"]
}
