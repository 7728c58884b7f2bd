package pacheck.rules.agent.memory_unsafe_persistence_test

import data.pacheck.rules.agent.memory_unsafe_persistence

reasons(memory, more) := result if {
	result := {trim_prefix(f.message, "agent a: persistent memory ") |
		some f in memory_unsafe_persistence.findings
	} with input as {"agents": [object.union({"name": "a", "memory_use": object.union({"kind": "persistent"}, memory)}, more)]}
		with data.pacheck.params["memory-unsafe-persistence"] as {"max_ttl_days": {"high": 90}, "private_data_classes": ["personal"]}
}

outside := {"capabilities": [{"kind": "untrusted_input", "strength": "strong", "evidence": "grant WebFetch"}]}

test_shared_memory_of_an_agent_for_people_is_found if {
	reasons({"scope": "global"}, {"user_facing": true}) == {"is shared between users (global)"}
	reasons({"scope": "user"}, {"user_facing": true}) == set()
	reasons({"scope": "global"}, {}) == set()
}

test_unchecked_entries_from_outside_are_found if {
	taken := {"takes in what anybody may have written (grant WebFetch) without check"}
	reasons({"write_from": ["web"]}, outside) == taken
	reasons({}, outside) == taken
	reasons({"write_from": ["curated"]}, outside) == set()
	reasons({"write_from": ["web"]}, {}) == set()
	every control in [{"validation": "v"}, {"provenance": true}, {"write_approval": "w"}] {
		reasons(object.union({"write_from": ["web"]}, control), outside) == set()
	}
}

test_high_tiers_forget if {
	high := {"risk": {"tier": "high"}}
	reasons({}, high) == {"has no end, where tier high allows 90 days"}
	reasons({"ttl_days": 120}, high) == {"is kept for 120 days, where tier high allows 90"}
	reasons({"ttl_days": 90}, high) == set()
	reasons({}, {"risk": {"tier": "limited"}}) == set()
}

test_private_data_is_encrypted if {
	reasons({"encryption": "none"}, {"data_classes": ["personal"]}) == {"holds personal data and is not encrypted"}
	reasons({"encryption": "aes-256"}, {"data_classes": ["personal"]}) == set()
	reasons({"encryption": "none"}, {"data_classes": ["public"]}) == set()
}

test_the_memory_of_a_session_is_not if {
	reasons({"kind": "session", "scope": "global"}, object.union({"user_facing": true}, outside)) == set()
}

test_memory_of_a_session_is_no_matter if {
	session := {"kind": "session", "scope": "global", "encryption": "none", "ttl_days": 900}
	reasons(session, object.union(outside, {"user_facing": true, "risk": {"tier": "high"}, "data_classes": ["personal"]})) == set()
	reasons(object.remove(session, ["ttl_days"]), {"risk": {"tier": "high"}}) == set()
}

test_only_what_surely_comes_from_outside_counts if {
	count(reasons({}, outside)) == 1
	reasons({}, {"capabilities": [{"kind": "untrusted_input", "strength": "weak", "evidence": "e"}]}) == set()
	reasons({}, {"capabilities": [{"kind": "money", "strength": "strong", "evidence": "e"}]}) == set()
}
