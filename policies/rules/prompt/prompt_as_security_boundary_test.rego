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

in_document(text, prompt, agent) := result if {
	result := count(prompt_as_security_boundary.findings) with input as {
		"texts": [object.union({"id": "prompts:a#a", "surface": "prompt.body", "name": "a", "file": "a.md", "phrases": [secret]}, text)],
		"prompts": [object.union({"id": "prompts:a#a", "kind": "system"}, prompt)],
		"agents": [agent],
	}
}

test_the_text_is_of_its_own_prompt if {
	in_document({}, {}, inside) == 1
	in_document({}, {"id": "prompts:b#b"}, inside) == 0
	in_document({"sender": "user"}, {}, inside) == 0
	in_document({"sender": "developer"}, {"kind": "prompt"}, inside) == 1
	in_document({"phrases": [object.union(secret, {"id": "override"})]}, {}, inside) == 0
}

test_a_prompt_with_a_message_of_the_system_is_one if {
	in_document({}, {"kind": "prompt", "messages": [{"role": "system"}]}, inside) == 1
	in_document({}, {"kind": "prompt", "messages": [{"role": "user"}]}, inside) == 0
	in_document({}, {"kind": "template", "messages": [{"role": "system"}]}, inside) == 0
	in_document({"surface": "prompt.description"}, {"kind": "prompt", "messages": [{"role": "system"}]}, inside) == 0
}

test_a_mentioned_or_negated_secret_is_one if {
	in_document({"phrases": [object.union(secret, {"mention": true})]}, {}, inside) == 1
	in_document({"phrases": [object.union(secret, {"negated": true})]}, {}, inside) == 1
}

test_hosts_are_told_by_prompts_of_the_system if {
	host := {"id": "internal_host", "excerpt": "https://x", "host": "x.internal"}
	in_document({"phrases": [host]}, {}, facing) == 1
	in_document({"phrases": [host]}, {"kind": "instructions"}, facing) == 0
	in_document({"phrases": [object.union(host, {"id": "public_host"})]}, {}, facing) == 0
}
