package pacheck.rules.mcp.cleartext_transport_test

import data.pacheck.rules.mcp.cleartext_transport

findings(endpoint) := f if {
	f := cleartext_transport.findings with input as {"servers": [{"name": "s", "endpoint": endpoint}]}
		with data.pacheck.params as {"cleartext-transport": {"private_is": "medium"}}
}

test_http_is_found if {
	{f.severity | some f in findings({"scheme": "http", "host": "mcp.vendor.example"})} == {"high"}
	{f.severity | some f in findings({"scheme": "ws", "host": "10.0.0.1", "private": true})} == {"medium"}
}

test_tls_and_this_machine_are_not if {
	count(findings({"scheme": "https", "host": "mcp.vendor.example"})) == 0
	count(findings({"scheme": "http", "host": "localhost", "loopback": true})) == 0
}
