package pacheck.rules.prompt.secret_literal_test

import data.pacheck.rules.prompt.secret_literal

token := {"kind": "github", "prefix": "ghp_", "fingerprint": "0123456789ab", "entropy": 4.5, "server": false}

messages(role, secret) := found if {
	found := {f.message | some f in secret_literal.findings} with input as {"files": [{
		"path": "AGENTS.md",
		"role": role,
		"secrets": [secret],
	}]}
}

test_a_token_is_found_by_prefix_and_fingerprint if {
	messages("runtime", token) == {"GitHub token in AGENTS.md (ghp_…, fingerprint 0123456789ab)"}
}

test_a_secret_of_a_server_is_told_by_its_own_rule if {
	count(messages("runtime", object.union(token, {"server": true}))) == 0
}

test_a_secret_of_a_server_in_a_test_is_not if {
	count(messages("test", object.union(token, {"server": true}))) == 1
}

test_every_kind_has_a_name if {
	some kind in ["aws", "github", "openai", "anthropic", "slack", "google", "hf", "stripe", "pem", "url_userinfo"]
	count(messages("runtime", object.union(token, {"kind": kind}))) == 1
}

test_the_entropy_is_a_parameter if {
	count(messages("runtime", token)) == 0 with data.pacheck.params as {"secret-literal": {"min_entropy": 4.6}}
}
