# METADATA
# title: No human escalation route for an agent that can affect people or systems
# description: Oversight on paper fails when the person at the keyboard cannot reach anyone who may intervene.
# related_resources:
# - ref: https://artificialintelligenceact.eu/article/14/
#   description: Regulation (EU) 2024/1689, Art. 14, human oversight
# - ref: https://airc.nist.gov/airmf-resources/playbook/manage/
#   description: NIST AI RMF playbook, MANAGE 2.4
# custom:
#   code: PA-AGT-005
#   severity: medium
#   severity_when:
#   - {when: "the agent is of tier high or critical", severity: high}
#   precision: high
#   scope: repo
#   principle: human-oversight
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MANAGE 2.4, GOVERN 2.1, MG-2.4-002, MG-2.3-001]
#     eu-ai-act: [Art.14(4)(d), Art.26(5)]
#     iso-42001: [A.3.3, A.8.4]
#   remediation: Add a staffed channel and the conditions under which the agent hands over.
#   params:
#     from_tier: {default: limited, description: "The lowest tier of agents that need somebody to escalate to."}
#     triggers_from: {default: high, description: "The lowest tier of agents that must also say when they escalate."}
#   bad:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nescalation: {}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nescalation: {contact: the team, on: [policy-hit]}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nescalation: {contact: \"#ai-incidents\"}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: critical\n"
#   good:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nescalation: {contact: \"#ai-incidents\", on: [policy-hit, user-request]}\n"
#   - not_when: the contact is that of the owner, on purpose
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nowner: {contact: payments-ai@corp.example}\nescalation: {contact: payments-ai@corp.example}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nescalation: {url: \"https://runbooks.corp.example/refund-bot\"}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: minimal\n"
package pacheck.rules.agent.escalation_contact_missing

import data.pacheck.lib.governance

params := data.pacheck.params["escalation-contact-missing"]

findings contains {
	"at": ["agents", i, "escalation", "contact"],
	"message": sprintf("agent %s (tier %s) names nobody to escalate to", [agent.name, governance.tier(agent)]),
	"severity": governance.severity(agent, "medium"),
} if {
	some i, agent in input.agents
	governance.governed(agent)
	governance.at_least(agent, params.from_tier)
	not agent.escalation.reachable
}

findings contains {
	"at": ["agents", i, "escalation", "on"],
	"message": sprintf("agent %s (tier %s) does not say when it escalates", [agent.name, governance.tier(agent)]),
	"severity": governance.severity(agent, "medium"),
} if {
	some i, agent in input.agents
	governance.governed(agent)
	governance.at_least(agent, params.triggers_from)
	agent.escalation.reachable
	count(object.get(agent.escalation, "on", [])) == 0
}
