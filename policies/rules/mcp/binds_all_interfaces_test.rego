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

test_an_address_of_every_interface_is_low if {
	addressed := {"name": "t", "dialect": "claude-code", "endpoint": {"unspecified": true, "host": "0.0.0.0"}}
	severities({"servers": [addressed]}) == ["low"]
	severities({"servers": [object.union(addressed, {"disabled": true})]}) == []
	severities({"servers": [object.union(addressed, {"headers": [{"key": "Authorization", "value": "x"}]})]}) == []
	severities({"servers": [object.union(addressed, {"headers": [{"key": "Accept", "value": "x"}]})]}) == ["low"]
}

launch(bind) := {"program": "langgraph", "file": "Makefile", "trigger": "script", "binds": [bind]}

test_a_launch_in_a_container_or_behind_a_port_is_not if {
	severities({"launches": [launch(bound)]}) == ["high"]
	severities({"launches": [launch(object.union(bound, {"in_container": true}))]}) == []
	severities({"launches": [launch(object.union(bound, {"published": true}))]}) == []
}
