# METADATA
# title: High-tier agent has no declared way to be stopped
# description: The law and every agent guideline ask for an interrupt that brings the system to a safe halt; it must exist before the incident.
# related_resources:
# - ref: https://artificialintelligenceact.eu/article/14/
#   description: Regulation (EU) 2024/1689, Art. 14(4)(e)
# - ref: https://airc.nist.gov/airmf-resources/playbook/manage/
#   description: NIST AI RMF playbook, MANAGE 2.4
# custom:
#   code: PA-AGT-006
#   severity: high
#   precision: high
#   scope: repo
#   principle: human-oversight
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MANAGE 2.4, GOVERN 1.7, GV-1.7-001, MG-2.4-004, GV-1.3-007]
#     eu-ai-act: [Art.14(4)(e)]
#     iso-42001: [A.6.2.6]
#     owasp-agentic: [ASI10, ASI08]
#   remediation: "Wire a stop control outside the agent's own permissions, record it, and test it."
#   params:
#     from_tier: {default: high, description: "The lowest tier of agents that need a stop control."}
#     kinds: {default: [feature-flag, scale-to-zero, credential-revocation, queue-pause, process-kill, api], description: "The kinds of stop controls that count."}
#   bad:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nkill_switch: {kind: feature-flag}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nkill_switch: {kind: feature-flag, ref: TBD}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nkill_switch: {kind: hope, ref: flags/refund-bot-enabled}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nkill_switch: {kind: process-kill, ref: runbooks/does-not-exist.md}\n"
#   good:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nkill_switch: {kind: feature-flag, ref: flags/refund-bot-enabled, tested: 2026-10-01}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nkill_switch: {kind: process-kill, ref: runbooks/stop.md}\n"
#     runbooks/stop.md: "Scale the deployment to zero.\n"
#   - not_when: the agent only assists whoever sits before it, who can interrupt it at any time
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nautonomy: assistive\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\n"
package pacheck.rules.agent.stop_control_missing

import data.pacheck.lib.governance

params := data.pacheck.params["stop-control-missing"]

findings contains {
	"at": ["agents", i, "kill_switch", "ref"],
	"message": sprintf("agent %s (tier %s) has no stop control on record: %s", [agent.name, governance.tier(agent), fault(agent)]),
} if {
	some i, agent in input.agents
	governance.governed(agent)
	governance.at_least(agent, params.from_tier)
	not agent.autonomy == "assistive"
	fault(agent)
}

fault(agent) := "it names no kill switch" if {
	not agent.kill_switch.named
} else := sprintf("%s is no kind of stop control", [agent.kill_switch.kind]) if {
	agent.kill_switch.kind
	not agent.kill_switch.kind in params.kinds
} else := sprintf("%s does not exist", [agent.kill_switch.ref]) if {
	governance.missing(agent, "kill_switch")
}
