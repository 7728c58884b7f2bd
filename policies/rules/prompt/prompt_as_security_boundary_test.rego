package pacheck.rules.prompt.prompt_as_security_boundary_test

import data.pacheck.rules.prompt.prompt_as_security_boundary

secret := {"id": "prompt_secret", "excerpt": "the code is 4711", "mention": false, "negated": false}

severities(phrase, kind, agent) := found if {
	found := {f.severity | some f in prompt_as_security_boundary.findings} with input as {
		"texts": [{"id": "prompts:a#a", "surface": "prompt.body", "name": "a", "file": "a.md", "phrases": [phrase]}],
		"prompts": [{"id": "prompts:a#a", "kind": kind}],
		"agents": [agent],
	}
}

inside := {"file": "a.md"}

facing := {"file": "a.md", "user_facing": true}

test_a_secret_is_found_in_a_system_prompt if {
	severities(secret, "system", inside) == {"medium"}
	severities(secret, "agent", facing) == {"high"}
	severities(secret, "instructions", inside) == set()
}

test_a_quoted_rule_is_not if {
	rule := object.union(secret, {"id": "prompt_access_rule"})
	severities(rule, "agent", inside) == {"medium"}
	severities(object.union(rule, {"mention": true}), "agent", inside) == set()
	severities(object.union(rule, {"negated": true}), "agent", inside) == set()
}

test_hosts_that_are_not_public_are_told_to_users_alone if {
	host := {"id": "internal_host", "excerpt": "https://x", "mention": false, "negated": false, "host": "x.internal"}
	severities(host, "agent", facing) == {"high"}
	severities(host, "agent", inside) == set()
	severities(object.union(host, {"host": "10.1.2.3"}), "agent", facing) == {"high"}
	severities(object.union(host, {"host": "x.lan"}), "agent", facing) == set() with data.pacheck.params as {"prompt-as-security-boundary": {"internal_suffixes": [".corp"]}}
}

test_of_messages_only_those_of_the_system_count if {
	text := {"id": "prompts:a#a", "surface": "prompt.message", "name": "a", "file": "a.md", "phrases": [secret]}
	prompts := [{"id": "prompts:a#a", "kind": "prompt"}]
	count(prompt_as_security_boundary.findings) == 1 with input as {"texts": [object.union(text, {"sender": "system"})], "prompts": prompts}
	count(prompt_as_security_boundary.findings) == 0 with input as {"texts": [object.union(text, {"sender": "user"})], "prompts": prompts}
}

test_a_secret_that_is_quoted_or_denied_is_one if {
	severities(object.union(secret, {"mention": true, "negated": true}), "system", inside) == {"medium"}
	rule := object.union(secret, {"id": "prompt_access_rule"})
	severities(rule, "system", inside) == {"medium"}
	severities(object.union(rule, {"mention": true}), "system", inside) == set()
	severities(object.union(rule, {"negated": true}), "system", inside) == set()
	severities(object.union(secret, {"id": "other"}), "system", inside) == set()
}

test_a_host_is_told_to_users_by_a_system_prompt if {
	host := {"id": "internal_host", "host": "10.0.0.7", "excerpt": "see it"}
	severities(host, "system", facing) == {"high"}
	severities(host, "system", inside) == set()
	severities(host, "instructions", facing) == set()
	severities(object.union(host, {"id": "other"}), "system", facing) == set()
	severities(object.union(host, {"host": "docs.vendor.test"}), "system", facing) == set()
}

systemic(prompt, text) := count(found) == 1 if {
	found := prompt_as_security_boundary.findings with input as {
		"texts": [object.union({"id": "prompts:a#a", "surface": "prompt.body", "name": "a", "file": "a.md", "phrases": [secret]}, text)],
		"prompts": [object.union({"id": "prompts:a#a"}, prompt)],
	}
}

test_whose_text_it_is if {
	systemic({"kind": "prompt", "messages": [{"role": "system"}]}, {})
	not systemic({"kind": "prompt", "messages": [{"role": "user"}]}, {})
	not systemic({"kind": "rule", "messages": [{"role": "system"}]}, {})
	not systemic({"kind": "system", "id": "prompts:b#b"}, {})
	systemic({"kind": "rule"}, {"sender": "developer"})
	not systemic({"kind": "system"}, {"sender": "user"})
}
