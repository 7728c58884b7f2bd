package pacheck.rules.agent.agent_card_unauthenticated_test

import data.pacheck.rules.agent.agent_card_unauthenticated

card := {
	"interfaces": [{"url": "https://a.corp.test", "endpoint": {"scheme": "https", "host": "a.corp.test"}}],
	"security_schemes": [{"name": "o", "type": "oauth2"}],
	"security": true,
	"signed": false,
	"skills": [{"id": "pay"}],
}

places(more, risk) := result if {
	result := {f.at | some f in agent_card_unauthenticated.findings} with input as {"agents": [object.union({"name": "pay", "card": object.union(card, more)}, risk)]}
}

test_a_card_that_requires_a_scheme_is_not if places({}, {}) == set()

test_no_demand_is_found if {
	places({"security": false}, {}) == {["agents", 0, "card", "security"]}
	found := {f.at | some f in agent_card_unauthenticated.findings} with input as {"agents": [{"name": "pay", "card": object.remove(card, ["security"])}]}
	found == {["agents", 0, "card", "security_schemes", 0]}
}

test_no_scheme_is_found_at_the_card if {
	found := {f.at | some f in agent_card_unauthenticated.findings} with input as {"agents": [{"name": "pay", "card": object.remove(card, ["security_schemes"])}]}
	found == {["agents", 0, "card"]}
}

test_a_key_in_the_address_alone_is_found if {
	key := {"name": "k", "type": "apiKey", "in": "query"}
	places({"security_schemes": [key]}, {}) == {["agents", 0, "card", "security_schemes", 0]}
	places({"security_schemes": [object.union(key, {"in": "header"})]}, {}) == set()
}

test_open_connections_are_found_at_the_address if {
	open := [{"url": "http://a.corp.test", "endpoint": {"scheme": "http", "host": "a.corp.test"}}]
	places({"interfaces": open}, {}) == {["agents", 0, "card", "interfaces", 0, "url"]}
}

test_a_critical_agent_signs_its_card if {
	places({}, {"risk": {"tier": "critical"}}) == {["agents", 0, "card", "signed"]}
	places({}, {"risk": {"tier": "high"}}) == set()
	places({"signed": true}, {"risk": {"tier": "critical"}}) == set()
}

test_machines_that_others_do_not_reach_are_not if {
	every endpoint in [
		{"loopback": true}, {"private": true}, {"variable": true}, {"single_label": true},
		{"host": "example.com"}, {"host": "a.example.com"}, {"host": "a.example.net"}, {"host": "a.example.org"},
	] {
		local := [{"url": "http://x", "endpoint": object.union({"scheme": "http", "host": "a.corp.test"}, endpoint)}]
		places({"interfaces": local, "security": false}, {}) == set()
	}
	places({"interfaces": [{"url": "http://", "endpoint": {"scheme": "http"}}], "security": false}, {}) == set()
}

test_a_directory_without_skills_may_be_open if {
	open := [{"url": "http://a.corp.test", "endpoint": {"scheme": "http", "host": "a.corp.test"}}]
	directory := {"agents": [{"name": "d", "card": object.remove(object.union(card, {"public": true, "interfaces": open, "security": false}), ["skills"])}]}
	agent_card_unauthenticated.findings == set() with input as directory
	closed := json.patch(directory, [{"op": "replace", "path": "/agents/0/card/public", "value": false}])
	count(agent_card_unauthenticated.findings) == 2 with input as closed
	offers := json.patch(directory, [{"op": "add", "path": "/agents/0/card/skills", "value": [{"id": "pay"}]}])
	count(agent_card_unauthenticated.findings) == 2 with input as offers
}

test_a_demand_for_nothing_in_particular_is_a_demand if {
	{f.at | some f in agent_card_unauthenticated.findings} == set() with input as {"agents": [{"name": "pay", "card": object.union(card, {"security": true, "security_schemes": [{"name": "k", "type": "http", "in": "query"}]})}]}
}

test_only_cards_that_others_reach_are_signed if {
	places({"interfaces": [{"url": "https://x", "endpoint": {"scheme": "https", "host": "x", "loopback": true}}]}, {"risk": {"tier": "critical"}}) == set()
}
