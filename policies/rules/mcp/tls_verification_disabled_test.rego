package pacheck.rules.mcp.tls_verification_disabled_test

import data.pacheck.rules.mcp.tls_verification_disabled

document := {
	"servers": [{"name": "v", "tls_off": [{"key": "--insecure"}]}],
	"settings": [{"name": "s", "tls_off": [{"key": "NODE_TLS_REJECT_UNAUTHORIZED", "value": "0"}]}],
	"launches": [{"name": "claude", "file": "run.sh", "tls_off": [{"key": "CURL_INSECURE", "value": "1"}]}],
}

test_servers_settings_and_launches_are_looked_at if {
	found := {f.message | some f in tls_verification_disabled.findings} with input as document
	found == {
		"server v disables TLS verification (--insecure)",
		"s disables TLS verification (NODE_TLS_REJECT_UNAUTHORIZED=0)",
		"claude in run.sh disables TLS verification (CURL_INSECURE=1)",
	}
}

test_nothing_is_found_where_nothing_is_off if {
	count(tls_verification_disabled.findings) == 0 with input as {"servers": [{"name": "v"}], "settings": [{"name": "s"}]}
}
