# METADATA
# title: "Declared risk tier is absent, unknown or below what the agent's own capabilities imply"
# description: Proportionate control starts from a tier that nobody can talk down; the floor is computed from facts in the repository.
# related_resources:
# - ref: https://artificialintelligenceact.eu/annex/3/
#   description: Regulation (EU) 2024/1689, Annex III
# - ref: https://artificialintelligenceact.eu/article/6/
#   description: Regulation (EU) 2024/1689, Art. 6
# custom:
#   code: PA-AGT-003
#   severity: high
#   severity_when:
#   - {when: "a governed agent declares no tier", severity: medium}
#   precision: high
#   scope: repo
#   principle: accountability
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [GOVERN 1.3, MAP 1.5, MANAGE 1.2, GV-1.3-001, GV-1.3-002]
#     eu-ai-act: [Art.6(2), Art.9(2)(a), Annex III]
#     iso-42001: [A.5.2, A.5.3]
#   remediation: Raise the tier, or remove the capability that sets the floor.
#   params:
#     missing_is: {default: medium, description: "The severity of a governed agent that declares no tier."}
#   bad:
#   - .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\nrisk_tier: minimal\ntools: mcp__shop__issue_refund\n---\nIssue refunds.\n"
#   - .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\nrisk_tier: spicy\n---\nIssue refunds.\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\npurpose: Issues refunds for orders of the shop.\nowner: {team: payments-ai}\nuser_facing: true\n"
#   - agents/screen.governance.yaml: "name: screen\nrisk_tier: limited\nuse_case_tags: [employment]\n"
#   good:
#   - .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\nrisk_tier: high\ntools: mcp__shop__issue_refund\n---\nIssue refunds.\n"
#   - not_when: the declared tier is above what its capabilities imply
#     .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\nrisk_tier: critical\ntools: mcp__shop__issue_refund\n---\nIssue refunds.\n"
#   - not_when: it is a sub-agent of whose governance nothing is said
#     .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\ntools: mcp__shop__issue_refund\n---\nIssue refunds.\n"
#   - agents/screen.governance.yaml: "name: screen\nrisk_tier: high\nuse_case_tags: [employment]\n"
#   - not_when: what would raise the tier is shown weakly, as by the tools that the host gives to every agent
#     .claude/agents/reader.md: "---\nname: reader\ndescription: Reads the code of the repository.\nrisk_tier: minimal\n---\nRead.\n"
#   - not_when: what would raise the tier stands in the settings of one person alone
#     .claude/agents/reader.md: "---\nname: reader\ndescription: Reads the code of the repository.\nrisk_tier: minimal\n---\nRead.\n"
#     .claude/settings.local.json: '{"permissions": {"allow": ["WebFetch"]}}'
package pacheck.rules.agent.risk_tier_missing_or_understated

import data.pacheck.lib.governance
import data.pacheck.lib.tiers

findings contains {
	"at": ["agents", i, "tier"],
	"message": sprintf("agent %s declares the tier %s, which is none of minimal, limited, high and critical", [agent.name, agent.tier]),
} if {
	some i, agent in input.agents
	agent.tier
	not agent.risk.declared
}

findings contains {
	"at": ["agents", i, "tier"],
	"message": sprintf("agent %s declares tier %s but implies at least %s: %s", [agent.name, agent.risk.declared, agent.risk.floor, concat(", ", agent.risk.reasons)]),
} if {
	some i, agent in input.agents
	tiers.rank(agent.risk.declared) < tiers.rank(agent.risk.floor)
}

findings contains {
	"at": ["agents", i],
	"message": sprintf("agent %s is governed and declares no risk tier", [agent.name]),
	"severity": data.pacheck.params["risk-tier-missing-or-understated"].missing_is,
} if {
	some i, agent in input.agents
	governance.governed(agent)
	not agent.tier
}
