# METADATA
# title: Agent may delegate to anyone, to any depth, or with its full authority
# description: Each hop loses context and accountability; unbounded delegation is how one poisoned message reaches every tool.
# related_resources:
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: OWASP Top 10 for Agentic Applications, ASI07 and ASI08
# - ref: https://a2a-protocol.org/latest/topics/enterprise-ready/
#   description: A2A, authorisation between agents
# custom:
#   code: PA-AGT-050
#   severity: medium
#   severity_when:
#   - {when: "the risk tier of the agent is high or critical", severity: high}
#   precision: high
#   scope: repo
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI03, ASI07, ASI08]
#     nist-ai-rmf: [MAP 4.2, GV-4.2-003]
#     csa-aicm: [AIS-11, IAM-19]
#   remediation: List the delegates, cap the depth, hand over scoped credentials.
#   params:
#     ceilings: {default: {}, strict: "lex:risk_tiers.bounds", packs: "lex:risk_tiers.bounds", description: "By tier, the most that max_delegation_depth may be."}
#     allowed_alone: {default: false, strict: true, description: "Whether an agent counts that may delegate to any other, with neither list nor depth, where its format can state one."}
#   bad:
#   - lead.governance.yaml: "name: lead\ndelegation: {to: [\"*\"]}\n"
#   - lead.governance.yaml: "name: lead\ndelegation: {to: [searcher], credentials: inherit-all}\n"
#   - lead.governance.yaml: "name: lead\ndelegation: {discovery: open}\n"
#   - lead.governance.yaml: "name: lead\ndelegation: {to: [searcher], max_depth: 9999999}\n"
#   - .github/agents/lead.agent.md: "---\nname: lead\ndescription: Leads.\nagents: ['*']\n---\nLead.\n"
#   good:
#   - lead.governance.yaml: "name: lead\ndelegation: {to: [searcher, writer], max_depth: 2, credentials: scoped}\n"
#   - not_when: the agents that it may call are listed
#     team.yaml: "agents:\n  root:\n    model: some/model\n    description: Leads.\n    instruction: Lead.\n    sub_agents: [a, b]\n  a:\n    model: some/model\n    instruction: Search.\n  b:\n    model: some/model\n    instruction: Write.\n"
#   - not_when: a crew has its members in one file, and its format can state no bound
#     config/agents.yaml: "lead:\n  role: Lead\n  goal: Lead\n  backstory: You lead.\n  allow_delegation: true\nwriter:\n  role: Writer\n  goal: Write\n  backstory: You write.\n"
#   - not_when: discovery is open, but the list holds
#     lead.governance.yaml: "name: lead\ndelegation: {discovery: open, to: [searcher]}\n"
package pacheck.rules.agent.delegation_unbounded

import data.pacheck.lib.tiers

params := data.pacheck.params["delegation-unbounded"]

findings contains finding(["agents", i, "delegation", "to", j], agent, "to anybody (*)") if {
	some i, agent in input.agents
	some j, to in agent.delegation.to
	to in {"*", "all", "any"}
}

findings contains finding(["agents", i, "delegation", "max_depth"], agent, sprintf("to any depth (%v)", [agent.delegation.max_depth])) if {
	some i, agent in input.agents
	endless(agent.delegation.max_depth)
}

findings contains finding(["agents", i, "delegation", "max_depth"], agent, sprintf("to depth %v, above the ceiling %v for tier %s", [agent.delegation.max_depth, ceiling, agent.risk.tier])) if {
	count(params.ceilings) > 0
	some i, agent in input.agents
	ceiling := params.ceilings[agent.risk.tier].max_delegation_depth
	agent.delegation.max_depth > ceiling
	not endless(agent.delegation.max_depth)
}

findings contains finding(["agents", i, "delegation", "credentials"], agent, "with all of its own credentials") if {
	some i, agent in input.agents
	agent.delegation.credentials == "inherit-all"
}

findings contains finding(["agents", i, "delegation", "discovery"], agent, "to whoever is found at run time") if {
	some i, agent in input.agents
	agent.delegation.discovery == "open"
	not agent.delegation.to
}

findings contains finding(["agents", i, "delegation", "allowed"], agent, "to any other agent, with neither list nor depth") if {
	params.allowed_alone
	some i, agent in input.agents
	agent.delegation.allowed
	not agent.dialect in without_bounds
	not agent.delegation.to
	not agent.delegation.max_depth
}

# formats that can only say whether an agent delegates
without_bounds := {"crewai"}

finding(at, agent, reason) := {
	"at": at,
	"message": sprintf("agent %s delegates without a bound: %s", [agent.name, reason]),
	"severity": severity(agent),
}

endless(depth) if depth < 0

endless(depth) if depth >= 999999

severity(agent) := "high" if {
	tiers.at_least(agent.risk.tier, "high")
} else := "medium"
