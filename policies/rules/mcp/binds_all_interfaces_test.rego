package pacheck.rules.mcp.binds_all_interfaces_test

import data.pacheck.rules.mcp.binds_all_interfaces

server(bind, more) := object.union({"name": "t", "dialect": "claude-code", "transport": "stdio", "launch": {"binds": [bind]}}, more)

bound := {"address": "0.0.0.0", "flag": "--host"}

severities(document) := result if {
	result := [object.get(f, "severity", "high") | some f in binds_all_interfaces.findings] with input as document
}

test_an_address_for_everybody_is_found if severities({"servers": [server(bound, {})]}) == ["high"]

test_inside_a_container_it_is_low_unless_a_port_is_published if {
	inside := object.union(bound, {"in_container": true})
	severities({"servers": [server(inside, {})]}) == ["low"]
	severities({"servers": [server(inside, {"args": ["run", "-p", "127.0.0.1:3000:3000", "img"]})]}) == []
}

test_a_published_port_counts_for_a_server_over_the_network if {
	published := {"address": "3000:3000", "flag": "-p", "published": true}
	severities({"servers": [server(published, {})]}) == []
	severities({"servers": [server(published, {"transport": "http"})]}) == ["high"]
	severities({"servers": [server(published, {"launch": {"binds": [published], "args": ["--transport", "sse"]}})]}) == ["high"]
}

test_a_server_that_asks_who_it_is_is_not if {
	severities({"servers": [server(bound, {"headers": [{"key": "authorization"}]})]}) == []
	severities({"servers": [server(bound, {"args": ["--auth"]})]}) == []
}

test_clusters_decide_themselves if severities({"servers": [server(bound, {"dialect": "kagent"})]}) == []

test_launches_count_outside_containers if {
	launch := {"program": "opencode", "file": "run.sh", "trigger": "script", "binds": [bound]}
	severities({"launches": [launch]}) == ["high"]
	severities({"launches": [object.union(launch, {"container": "closed"})]}) == []
	severities({"launches": [object.union(launch, {"trigger": "compose"})]}) == []
}

test_addresses_of_every_interface_are_told_mildly if {
	open := {"name": "t", "endpoint": {"host": "0.0.0.0", "unspecified": true}}
	severities({"servers": [open]}) == ["low"]
	severities({"servers": [object.union(open, {"disabled": true})]}) == []
	severities({"servers": [object.union(open, {"headers": [{"key": "Authorization"}]})]}) == []
	severities({"servers": [object.union(open, {"headers": [{"key": "accept"}]})]}) == ["low"]
	severities({"servers": [object.union(open, {"endpoint": {"unspecified": false}})]}) == []
}

test_disabled_servers_are_not if severities({"servers": [server(bound, {"disabled": true})]}) == []

test_launches_that_bind_inside_or_publish_are_not if {
	every more in [{"in_container": true}, {"published": true}] {
		severities({"launches": [{"program": "opencode", "file": "run.sh", "trigger": "ci", "binds": [object.union(bound, more)]}]}) == []
	}
}
