package pacheck.rules.mcp.cleartext_transport_test

import data.pacheck.rules.mcp.cleartext_transport

severities(endpoint) := found if {
	found := [f.severity | some f in cleartext_transport.findings] with input as {"servers": [{"name": "v", "endpoint": endpoint}]}
}

test_http_is_found_at_the_address if {
	document := {"servers": [{"name": "v", "endpoint": {"scheme": "ws", "host": "mcp.vendor.test"}}]}
	found := cleartext_transport.findings with input as document
	{f.at | some f in found} == {["servers", 0, "url"]}
	{f.message | some f in found} == {"server v uses ws://mcp.vendor.test"}
}

test_encrypted_and_unknown_schemes_are_not if {
	severities({"scheme": "https", "host": "mcp.vendor.test"}) == []
	severities({"host": "mcp.vendor.test", "variable": true}) == []
	severities({"scheme": "http", "host": "${HOST}", "variable": true}) == []
}

test_near_hosts_are_not if {
	severities({"scheme": "http", "host": "localhost", "loopback": true}) == []
	severities({"scheme": "http", "host": "tracker", "single_label": true, "compose": true}) == []
}

test_private_hosts_are_less_severe if {
	severities({"scheme": "http", "host": "mcp.vendor.test"}) == ["high"]
	severities({"scheme": "http", "host": "10.0.0.7", "private": true}) == ["medium"]
	severities({"scheme": "http", "host": "tracker", "single_label": true}) == ["medium"]
}

test_how_severe_is_a_parameter if {
	params := {"private_is": "high"}
	severities({"scheme": "http", "host": "10.0.0.7", "private": true}) == ["high"] with data.pacheck.params["cleartext-transport"] as params
}

test_an_address_without_a_host_is_not if severities({"scheme": "http"}) == []
