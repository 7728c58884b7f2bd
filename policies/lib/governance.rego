# METADATA
# title: Words for agents that somebody governs
package pacheck.lib.governance

import data.pacheck.lib.tiers

# an agent of which somebody says how it is governed, and which is not retired: what it does not say is missing
governed(agent) if {
	agent.governed
	not retired(agent)
}

retired(agent) if agent.status in {"retired", "decommissioned"}

# the risk tier of an agent or of what agents use; what shows no risk is of the lowest
tier(entity) := entity.risk.tier

tier(entity) := "minimal" if not entity.risk

# whether an agent is of a tier or above it
at_least(agent, from) if tiers.at_least(tier(agent), from)

# a severity of rules that take agents of the upper tiers more seriously
severity(agent, _) := "high" if tier(agent) in {"high", "critical"}

severity(agent, lower) := lower if not tier(agent) in {"high", "critical"}

# whether a field names a file that the repository does not have
missing(agent, field) if {
	some file in agent.missing_files
	file.key == field
}
