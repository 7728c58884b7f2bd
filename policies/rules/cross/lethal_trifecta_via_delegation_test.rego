package pacheck.rules.cross.lethal_trifecta_via_delegation_test

import data.pacheck.rules.cross.lethal_trifecta_via_delegation as rule

leg(kind, via) := {"kind": kind, "strength": "strong", "evidence": kind, "via": via}

reader := {"id": "agents:r", "name": "reader", "capabilities": [leg("untrusted_input", [])]}

crm := {"id": "agents:c", "name": "crm", "capabilities": [leg("private_data", ["tools:q"])]}

mailer := {"id": "agents:m", "name": "mailer", "capabilities": [leg("external_communication", [])]}

root := {"id": "agents:0", "name": "root", "capabilities": [leg("untrusted_input", ["agents:r"]), leg("private_data", ["agents:c", "tools:q"]), leg("external_communication", ["agents:c", "agents:m"])]}

edge(from, to) := {"from": from, "rel": "delegates_to", "to": to, "resolved": true}

system := {
	"agents": [root, reader, crm, mailer],
	"edges": [edge("agents:0", "agents:r"), edge("agents:0", "agents:c"), edge("agents:c", "agents:m")],
}

found(document) := {f | some f in rule.findings with input as document}

test_each_leg_and_each_hop_is_told if {
	some f in found(system)
	f.at == ["agents", 0]
	f.message == "agent root joins, through its delegates: reader reads what strangers write (untrusted_input), crm knows what is private (private_data), mailer sends out (external_communication) (path root -> crm -> mailer)"
	[r.at | some r in f.related] == [
		["edges", 0], ["agents", 1, "capabilities", 0],
		["edges", 1], ["agents", 2, "capabilities", 0],
		["edges", 1], ["edges", 2], ["agents", 3, "capabilities", 0],
	]
	f.related[5].message == "crm delegates to mailer"
	count(found(system)) == 1
}

test_a_root_is_called_by_nobody if {
	count(found(object.union(system, {"edges": array.concat(system.edges, [edge("agents:m", "agents:0")])}))) == 0
	count(found(object.union(system, {"edges": array.concat(system.edges, [edge("agents:0", "agents:0")])}))) == 1
}

test_one_agent_alone_is_said_elsewhere if {
	whole := [leg("untrusted_input", []), leg("private_data", []), leg("external_communication", [])]
	count(found({"agents": [object.union(root, {"capabilities": whole})], "edges": []})) == 0
	count(found(object.union(system, {"agents": [root, reader, object.union(crm, {"capabilities": whole}), mailer]}))) == 0
}

test_a_missing_leg if count(found(object.union(system, {"agents": [object.union(root, {"capabilities": array.slice(root.capabilities, 0, 2)}), reader, crm, mailer]}))) == 0

test_what_is_likely_only if {
	likely := object.union(root, {"capabilities": [object.union(c, {"strength": "weak"}) | some c in root.capabilities]})
	count(found(object.union(system, {"agents": [likely, reader, crm, mailer]}))) == 0
}

test_a_quarantined_reader if count(found(system)) == 0 with data.pacheck.params as {"lethal-trifecta-via-delegation": {"quarantined": ["reader"]}}

test_who_is_retired_does_nothing if count(found(object.union(system, {"agents": [object.union(root, {"status": "retired"}), reader, crm, mailer]}))) == 0

test_only_delegations_that_lead_somewhere_are_hops if {
	mention := object.union(edge("agents:0", "agents:r"), {"rel": "documents"})
	open := object.union(edge("agents:0", "agents:r"), {"resolved": false})
	some f in found(object.union(system, {"edges": array.concat([mention, open], system.edges)}))
	f.related[0].at == ["edges", 2]
	loose := object.union(edge("agents:x", "agents:0"), {"resolved": false})
	count(found(object.union(system, {"edges": array.concat(system.edges, [loose])}))) == 1
}

test_an_agent_with_all_legs_of_its_own_is_another_rule_s if {
	legs := [leg("untrusted_input", []), leg("private_data", []), leg("external_communication", [])]
	count(found(object.union(system, {"agents": [object.union(root, {"capabilities": legs}), reader, crm, mailer]}))) == 0
	count(found(object.union(system, {"agents": [root, reader, object.union(crm, {"capabilities": legs}), mailer]}))) == 0
}
