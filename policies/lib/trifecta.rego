# METADATA
# title: Legs of the lethal trifecta
package pacheck.lib.trifecta

# the capabilities that together are enough to steal data
legs := ["untrusted_input", "private_data", "external_communication"]

# the index of an agent's first own evidence for a capability, of one of the strengths, that is not limited
own(agent, kind, strengths) := [j |
	some j, capability in agent.capabilities
	capability.kind == kind
	capability.strength in strengths
	not capability.limited
	not delegated(capability)
][0]

# the index of the first evidence, the agent's own or through delegates
any(agent, kind) := [j |
	some j, capability in agent.capabilities
	capability.kind == kind
	capability.strength == "strong"
][0]

# the agents that have all legs themselves, beyond doubt, by their ids
complete contains agent.id if {
	some agent in input.agents
	every kind in legs {
		own(agent, kind, {"strong"}) >= 0
	}
}

# whether a capability is one of a delegate
delegated(capability) if startswith(capability.via[0], "agents:")

# whether an agent is still in use
active(agent) if not retired(agent)

retired(agent) if agent.status in {"retired", "decommissioned"}
