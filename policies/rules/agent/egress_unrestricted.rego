# METADATA
# title: Autonomous or high-tier agent has no egress allow-list
# description: Exfiltration needs a way out; a host allow-list outside the model breaks most injection chains.
# related_resources:
# - ref: https://research.google/pubs/an-introduction-to-googles-approach-for-secure-ai-agents/
#   description: Google, An Introduction to Google's Approach for Secure AI Agents (2025), limited powers
# - ref: https://code.claude.com/docs/en/sandboxing
#   description: Claude Code, isolation of the network
# custom:
#   code: PA-AGT-026
#   severity: medium
#   severity_when:
#   - {when: "strong evidence shows that the agent reads private data", severity: high}
#   precision: medium
#   scope: repo
#   principle: least-privilege
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI02, ASI10]
#     csa-aicm: [AIS-11, AIS-13]
#     nist-ai-rmf: [MEASURE 2.7, MP-2.2-002, MS-2.7-001]
#   remediation: List the hosts, or link the policy that does.
#   params:
#     from_tier: {default: high, description: "The lowest tier of agents that need a list of hosts, besides those that are autonomous."}
#   bad:
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes what the nightly tests find.\nrisk_tier: high\ntools: Bash(*)\n---\nFix it.\n"
#     .claude/agents/fixer.governance.yaml: "sandbox: {network: {mode: open}}\n"
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes what the nightly tests find.\nautonomy: autonomous\ntools: Bash(*)\n---\nFix it.\n"
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes what the nightly tests find.\nrisk_tier: high\ntools: Bash(*)\n---\nFix it.\n"
#     .claude/agents/fixer.governance.yaml: "sandbox: {network: {mode: allowlist, allow_hosts: [api.corp.example, '*']}}\n"
#   - .claude/agents/mailer.md: "---\nname: mailer\ndescription: Answers the mail of customers.\nrisk_tier: high\ntools: mcp__mail__send_email, mcp__mail__read_email\n---\nAnswer.\n"
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes what the nightly tests find.\nrisk_tier: high\ntools: Bash(*)\n---\nFix it.\n"
#     .claude/agents/fixer.governance.yaml: "sandbox: {network: {external_ref: platform/egress.yaml}}\n"
#   good:
#   - not_when: the network has a list of hosts
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes what the nightly tests find.\nrisk_tier: high\ntools: Bash(*)\n---\nFix it.\n"
#     .claude/agents/fixer.governance.yaml: "sandbox: {network: {mode: allowlist, allow_hosts: [api.tracker.corp.example, '*.corp.example']}}\n"
#   - not_when: the network is off
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes what the nightly tests find.\nrisk_tier: high\ntools: Bash(*)\n---\nFix it.\n"
#     .claude/agents/fixer.governance.yaml: "sandbox: {network: none}\n"
#   - not_when: the file with the policy of the network is in the repository
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes what the nightly tests find.\nrisk_tier: high\ntools: Bash(*)\n---\nFix it.\n"
#     .claude/agents/fixer.governance.yaml: "sandbox: {network: {external_ref: platform/egress.yaml}}\n"
#     platform/egress.yaml: "kind: NetworkPolicy\n"
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes what the nightly tests find.\ntools: Bash(*)\n---\nFix it.\n"
#   - not_when: the agent can neither run code nor send anything out
#     .claude/agents/reader.md: "---\nname: reader\ndescription: Reads the code of the repository.\nrisk_tier: high\ntools: Read\n---\nRead.\n"
package pacheck.rules.agent.egress_unrestricted

import data.pacheck.lib.governance

findings contains {
	"at": ["agents", i, "sandbox", "network"],
	"message": sprintf("agent %s (tier %s) can reach any host: %s", [agent.name, governance.tier(agent), way]),
	"severity": severity(agent),
} if {
	some i, agent in input.agents
	sends(agent)
	concerned(agent)
	not governance.retired(agent)
	way := open(agent)
}

concerned(agent) if agent.autonomy == "autonomous"

concerned(agent) if governance.at_least(agent, data.pacheck.params["egress-unrestricted"].from_tier)

sends(agent) if {
	some capability in agent.capabilities
	capability.kind in {"code_execution", "external_communication"}
	capability.strength == "strong"
}

open(agent) := "its network is open" if {
	agent.sandbox.network == "open"
} else := sprintf("%s is every host", [host]) if {
	some host in agent.sandbox.allow_hosts
	everywhere(host)
} else := sprintf("%s does not exist", [agent.sandbox.network_ref]) if {
	governance.missing(agent, "network")
} else := "no list of hosts is on record" if {
	agent.governed
	not agent.sandbox.network
	not agent.sandbox.network_ref
	count(object.get(agent, ["sandbox", "allow_hosts"], [])) == 0
}

everywhere(host) if host in {"*", "**", "0.0.0.0/0", "::/0", "*:*"}

# a whole top-level domain
everywhere(host) if regex.match(`^(\*\.)?(com|net|org|io|dev|app|cloud|co\.uk)$`, host)

severity(agent) := "high" if private(agent)

severity(agent) := "medium" if not private(agent)

private(agent) if {
	some capability in agent.capabilities
	capability.kind == "private_data"
	capability.strength == "strong"
}
