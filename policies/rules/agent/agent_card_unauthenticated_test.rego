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

test_machines_that_nobody_else_reaches_are_not if {
	every extra in [
		{"loopback": true}, {"private": true}, {"variable": true}, {"single_label": true},
		{"host": "example.com"}, {"host": "a.example.com"}, {"host": "a.example.net"}, {"host": "a.example.org"},
	] {
		interfaces := [{"url": "http://a.corp.test", "endpoint": object.union({"scheme": "http", "host": "a.corp.test"}, extra)}]
		places({"interfaces": interfaces, "security": false}, {"risk": {"tier": "critical"}}) == set()
	}
}

test_a_directory_is_public_and_offers_nothing if {
	bare := object.remove(card, ["skills"])
	address := {"interfaces": [{"url": "http://a.corp.test", "endpoint": {"scheme": "http", "host": "a.corp.test"}}], "security": false}
	both := {["agents", 0, "card", "interfaces", 0, "url"], ["agents", 0, "card", "security"]}
	of(object.union(bare, address)) == both
	of(object.union(object.union(card, address), {"public": true})) == both
	of(object.union(object.union(bare, address), {"public": true})) == set()
}

test_a_key_in_a_header_is_a_scheme if {
	places({"security_schemes": [{"name": "k", "type": "apiKey", "in": "header"}]}, {}) == set()
	places({"security_schemes": [{"name": "k", "type": "http", "in": "query"}]}, {}) == set()
	places({"security_schemes": [{"name": "k", "type": "apiKey", "in": "query"}]}, {}) == {["agents", 0, "card", "security_schemes", 0]}
	places({"security_schemes": [{"name": "k", "type": "apiKey", "in": "query"}, {"name": "o", "type": "oauth2"}]}, {}) == set()
}

of(card) := result if {
	result := {f.at | some f in agent_card_unauthenticated.findings} with input as {"agents": [{"name": "pay", "card": card}]}
}
