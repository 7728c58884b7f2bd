package pacheck.rules.mcp.server_secret_literal_test

import data.pacheck.rules.mcp.server_secret_literal

literal := {
	"field": "env.TRACKER_TOKEN",
	"format": false,
	"secret": {"kind": "literal", "fingerprint": "0123456789ab", "length": 18, "entropy": 3.4},
}

severities(secret) := found if {
	found := [f.severity | some f in server_secret_literal.findings] with input as {"servers": [{"name": "t", "secrets": [secret]}]}
}

test_a_secret_is_told_by_its_fingerprint if {
	found := server_secret_literal.findings with input as {"servers": [{"name": "t", "secrets": [literal]}]}
	{f.message | some f in found} == {"server t: literal credential in env.TRACKER_TOKEN (fingerprint 0123456789ab)"}
}

test_the_format_of_a_provider_is_worse if {
	severities(literal) == ["high"]
	severities(object.union(literal, {"format": true})) == ["critical"]
}

test_length_and_entropy_are_parameters if {
	severities(literal) == [] with data.pacheck.params["server-secret-literal"] as {"min_len": 20, "min_entropy": 3.0}
	severities(literal) == [] with data.pacheck.params["server-secret-literal"] as {"min_len": 8, "min_entropy": 3.5}
	severities(object.union(literal, {"format": true})) == ["critical"] with data.pacheck.params["server-secret-literal"] as {"min_len": 20, "min_entropy": 3.5}
}

test_the_limits_are_enough if {
	severities(literal) == ["high"] with data.pacheck.params["server-secret-literal"] as {"min_len": 18, "min_entropy": 3.4}
	severities(literal) == [] with data.pacheck.params["server-secret-literal"] as {"min_len": 19, "min_entropy": 3.4}
	severities(literal) == [] with data.pacheck.params["server-secret-literal"] as {"min_len": 18, "min_entropy": 3.5}
}
