package pacheck.rules.mcp.tls_verification_disabled_test

import data.pacheck.rules.mcp.tls_verification_disabled

test_a_variable_and_a_flag_are_found if {
	server := {"name": "s", "tls_off": [{"key": "NODE_TLS_REJECT_UNAUTHORIZED", "value": "0"}, {"key": "--insecure"}]}
	found := tls_verification_disabled.findings with input as {"servers": [server]}
	{f.message | some f in found} == {
		"server s disables TLS verification (NODE_TLS_REJECT_UNAUTHORIZED=0)",
		"server s disables TLS verification (--insecure)",
	}
}
