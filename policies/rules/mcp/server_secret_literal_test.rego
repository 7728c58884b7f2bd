package pacheck.rules.mcp.server_secret_literal_test

import data.pacheck.rules.mcp.server_secret_literal

secret := {"field": "env.TOKEN", "format": false, "secret": {"prefix": "kZ7", "fingerprint": "0123456789ab"}}

test_a_literal_is_found if {
	found := server_secret_literal.findings with input as {"servers": [{"name": "s", "secrets": [secret, object.union(secret, {"format": true})]}]}
	{f.severity | some f in found} == {"high", "critical"}
}

test_no_value_is_told if {
	found := server_secret_literal.findings with input as {"servers": [{"name": "s", "secrets": [secret]}]}
	some f in found
	f.message == "server s: literal credential in env.TOKEN (kZ7..., fingerprint 0123456789ab)"
}
