package pacheck.rules.agent.hook_fetches_or_exfiltrates_test

import data.pacheck.rules.agent.hook_fetches_or_exfiltrates

strict := {"allowed_hosts": ["*.corp.test"], "any_host": true}

recommended := {"allowed_hosts": [], "any_host": false}

found(action, params) := result if {
	result := {object.get(f, "severity", "critical") |
		some f in hook_fetches_or_exfiltrates.findings
	} with input as {"hooks": [{"event": "Stop", "file": "f", "actions": [action]}]}
		with data.pacheck.params["hook-fetches-or-exfiltrates"] as params
}

test_what_runs_a_download_is_found if {
	every kind in ["pipe_to_shell", "pipe_to_shell_ps", "decode_to_shell", "reverse_shell", "sends_credentials", "sends_environment"] {
		found({"kind": kind, "text": "t"}, recommended) == {"critical"}
	}
}

test_a_conversation_counts_where_the_host_is_known_and_not_listed if {
	found({"kind": "sends_conversation", "text": "t", "host": "x.test"}, recommended) == {"critical"}
	found({"kind": "sends_conversation", "text": "t"}, recommended) == set()
	found({"kind": "sends_conversation", "text": "t", "host": "log.corp.test"}, strict) == set()
}

test_other_data_counts_where_that_is_asked_for if {
	found({"kind": "sends", "text": "t", "host": "x.test"}, recommended) == set()
	found({"kind": "sends", "text": "t", "host": "x.test"}, strict) == {"medium"}
	found({"kind": "risky_host", "text": "t", "host": "198.51.100.7"}, strict) == {"medium"}
	found({"kind": "sends", "text": "t", "host": "log.corp.test"}, strict) == set()
	found({"kind": "sends", "text": "t"}, strict) == set()
}

test_events_that_are_handed_to_an_address_are_found if {
	hook := {"event": "Stop", "file": "f", "endpoint": {"host": "x.test"}}
	count(hook_fetches_or_exfiltrates.findings) == 1 with input as {"hooks": [hook]}
		with data.pacheck.params["hook-fetches-or-exfiltrates"] as strict
	count(hook_fetches_or_exfiltrates.findings) == 0 with input as {"hooks": [object.union(hook, {"endpoint": {"loopback": true}})]}
		with data.pacheck.params["hook-fetches-or-exfiltrates"] as strict
}

test_the_script_is_named if {
	action := {"kind": "sends_credentials", "text": "t", "script": "s.sh", "line": 3}
	found := {f.message | some f in hook_fetches_or_exfiltrates.findings} with input as {"hooks": [{"event": "Stop", "file": "f", "actions": [action]}]}
	found == {"hook Stop in f sends credentials out in s.sh:3: t"}
}

test_an_address_of_a_hook_counts_where_any_host_does if {
	handing({"host": "x.test"}, strict) == {"medium"}
	handing({"host": "x.test"}, recommended) == set()
	handing({"host": "a.corp.test"}, strict) == set()
	handing({"host": "x.test", "loopback": true}, strict) == set()
	handing({"host": "x.test", "variable": true}, strict) == set()
}

handing(endpoint, params) := result if {
	result := {f.severity |
		some f in hook_fetches_or_exfiltrates.findings
	} with input as {"hooks": [{"event": "Stop", "file": "f", "endpoint": endpoint}]}
		with data.pacheck.params["hook-fetches-or-exfiltrates"] as params
}

test_only_what_sends_goes_elsewhere if {
	found({"kind": "sends", "text": "t", "host": "x.test"}, strict) == {"medium"}
	found({"kind": "deletes", "text": "t", "host": "x.test"}, strict) == set()
	found({"kind": "deletes", "text": "t", "host": "x.test"}, recommended) == set()
}
