package pacheck.rules.mcp.container_hardening_off_test

import data.pacheck.rules.mcp.container_hardening_off

severities(document) := result if {
	result := [object.get(f, "severity", "high") | some f in container_hardening_off.findings] with input as document
}

test_each_option_is_found if {
	severities({"servers": [{"name": "t", "launch": {"weakened": ["--privileged", "--pid=host"]}}]}) == ["high", "high"]
}

test_a_disabled_server_is_not if {
	severities({"servers": [{"name": "t", "disabled": true, "launch": {"weakened": ["--privileged"]}}]}) == []
}

test_the_network_of_a_runner_is_low if {
	launch := {"program": "claude", "file": "f", "trigger": "ci", "weakened": ["--network=host"]}
	severities({"launches": [launch]}) == ["low"]
	severities({"launches": [object.union(launch, {"trigger": "script"})]}) == ["high"]
	severities({"launches": [object.union(launch, {"weakened": ["--privileged"]})]}) == ["high"]
}

test_root_beside_a_folder_of_the_host_counts_where_that_is_asked_for if {
	server := {"name": "t", "launch": {"options": ["--user=0"], "mounts": [{"kind": "bind", "source": "."}]}}
	severities({"servers": [server]}) == [] with data.pacheck.params["container-hardening-off"] as {"root_user": false}
	severities({"servers": [server]}) == ["medium"] with data.pacheck.params["container-hardening-off"] as {"root_user": true}
	volume := {"name": "t", "launch": {"options": ["--user=0"], "mounts": [{"kind": "volume", "source": "v"}]}}
	severities({"servers": [volume]}) == [] with data.pacheck.params["container-hardening-off"] as {"root_user": true}
}

test_root_is_one_user_and_disabled_servers_have_none if {
	params := {"root_user": true}
	server := {"name": "t", "launch": {"options": ["--user=0"], "mounts": [{"kind": "bind", "source": "."}]}}
	severities({"servers": [server]}) == ["medium"] with data.pacheck.params["container-hardening-off"] as params
	severities({"servers": [object.union(server, {"disabled": true})]}) == [] with data.pacheck.params["container-hardening-off"] as params
	severities({"servers": [object.union(server, {"launch": {"options": ["--user=1000"]}})]}) == [] with data.pacheck.params["container-hardening-off"] as params
}
