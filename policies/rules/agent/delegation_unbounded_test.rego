package pacheck.rules.agent.delegation_unbounded_test

import data.pacheck.rules.agent.delegation_unbounded

usual := {"ceilings": {}, "allowed_alone": false}

strict := {"ceilings": {"high": {"max_delegation_depth": 3}}, "allowed_alone": true}

found(delegation, more, params) := result if {
	result := {[f.severity, f.at[3]] | some f in delegation_unbounded.findings} with input as {"agents": [object.union({"name": "a", "dialect": "praisonai", "delegation": delegation}, more)]}
		with data.pacheck.params["delegation-unbounded"] as params
}

high := {"risk": {"tier": "high"}}

test_anybody_any_depth_and_all_credentials_are_found if {
	found({"to": ["a", "*"]}, {}, usual) == {["medium", "to"]}
	found({"max_depth": -1}, {}, usual) == {["medium", "max_depth"]}
	found({"credentials": "inherit-all"}, {}, usual) == {["medium", "credentials"]}
	found({"discovery": "open"}, {}, usual) == {["medium", "discovery"]}
	found({"discovery": "open", "to": ["a"]}, {}, usual) == set()
	found({"credentials": "scoped", "max_depth": 2, "to": ["a"]}, {}, usual) == set()
}

test_the_tier_raises_the_severity if {
	found({"to": ["*"]}, high, usual) == {["high", "to"]}
	found({"to": ["*"]}, {"risk": {"tier": "limited"}}, usual) == {["medium", "to"]}
}

test_ceilings_count_where_there_are_any if {
	found({"max_depth": 4}, high, usual) == set()
	found({"max_depth": 4}, high, strict) == {["high", "max_depth"]}
	found({"max_depth": 3}, high, strict) == set()
	found({"max_depth": 9}, {}, strict) == set()
}

test_permission_alone_counts_where_the_format_could_say_more if {
	found({"allowed": true}, {}, strict) == {["medium", "allowed"]}
	found({"allowed": true}, {}, usual) == set()
	found({"allowed": true}, {"dialect": "crewai"}, strict) == set()
	found({"allowed": true, "to": ["a"]}, {}, strict) == set()
	found({"allowed": false}, {}, strict) == set()
}

test_depths_are_held_to_the_ceiling if {
	found({"max_depth": 3}, high, strict) == set()
	found({"max_depth": 4}, high, strict) == {["high", "max_depth"]}
	count(found({"max_depth": 999999}, high, strict)) == 1
	count(messages({"max_depth": 999999})) == 1
	found({"max_depth": 0}, {}, usual) == set()
	found({"max_depth": 999999}, {}, usual) == {["medium", "max_depth"]}
	found({"max_depth": 999998}, {}, usual) == set()
}

test_a_depth_is_a_bound if {
	found({"allowed": true}, {}, strict) == {["medium", "allowed"]}
	found({"allowed": true, "max_depth": 2}, {}, strict) == set()
	found({"allowed": true, "to": ["a"]}, {}, strict) == set()
}

messages(delegation) := result if {
	result := {f.message | some f in delegation_unbounded.findings} with input as {"agents": [{"name": "a", "dialect": "praisonai", "delegation": delegation, "risk": {"tier": "high"}}]}
		with data.pacheck.params["delegation-unbounded"] as strict
}
