# METADATA
# title: A governed agent has no accountable, reachable owner
# description: Nobody can approve, stop or answer for an agent whose owner is unknown; every framework starts here.
# related_resources:
# - ref: https://research.google/pubs/an-introduction-to-googles-approach-for-secure-ai-agents/
#   description: Google, An Introduction to Google's Approach for Secure AI Agents (2025), human controllers
# - ref: https://airc.nist.gov/airmf-resources/playbook/govern/
#   description: NIST AI RMF playbook, GOVERN 2.1
# custom:
#   code: PA-AGT-001
#   severity: medium
#   severity_when:
#   - {when: "the agent is of tier high or critical", severity: high}
#   precision: high
#   scope: repo
#   principle: accountability
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [GOVERN 2.1, GOVERN 1.6, GV-1.6-003, GV-2.1-001]
#     eu-ai-act: [Art.16(b), Art.26(2)]
#     iso-42001: [A.3.2]
#     csa-aicm: [GRC-15]
#     owasp-agentic: [ASI03, ASI10]
#   remediation: Name the team that answers for the agent and a contact that is answered out of hours for tier high and above.
#   params:
#     accept_codeowners: {default: true, description: "Whether an owner of the agent's file in CODEOWNERS is enough."}
#     directory: {default: [], description: "The teams, names, contacts and code owners that exist; empty where any will do."}
#   bad:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nowner: TBD\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\n"
#   - .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\nrisk_tier: high\n---\nIssue refunds.\n"
#     .github/CODEOWNERS: "docs/ @corp/writers\n"
#   good:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nowner: {team: payments-ai, contact: payments-ai@corp.example}\n"
#   - not_when: the owner is a channel of the team rather than a person
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nowner: \"#payments-oncall\"\n"
#   - not_when: CODEOWNERS names an owner of its file
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\n"
#     .github/CODEOWNERS: "* @corp/all\nagents/ @corp/payments # for refunds\n"
#   - not_when: it is a sub-agent of whose governance nothing is said, neither in its own file nor beside it
#     .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\n---\nIssue refunds.\n"
#   - not_when: the file is an example, a template, a test or documentation
#     docs/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\n"
#     examples/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\n"
#     templates/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\n"
#     tests/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\n"
#   - not_when: the agent is retired
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nstatus: retired\n"
#   - not_when: the owner is a link to a rota
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nowner: {contact: \"https://rota.corp.example/payments\"}\n"
package pacheck.rules.agent.agent_owner_missing

import data.pacheck.lib.governance

params := data.pacheck.params["agent-owner-missing"]

findings contains {
	"at": ["agents", i, "owner"],
	"message": sprintf("agent %s (tier %s) has no owner who can be found%s", [agent.name, governance.tier(agent), why(agent)]),
	"severity": governance.severity(agent, "medium"),
} if {
	some i, agent in input.agents
	governance.governed(agent)
	not owned(agent)
}

owned(agent) if {
	agent.owner.named
	some key in ["team", "name", "contact"]
	listed(agent.owner[key])
}

owned(agent) if {
	params.accept_codeowners
	some owner in agent.code_owners
	listed(owner)
}

listed(_) if count(params.directory) == 0

listed(owner) if owner in params.directory

why(agent) := ": the one it names is not in the directory" if agent.owner.named

why(agent) := "" if not agent.owner.named
