# METADATA
# title: Agent delegates to an agent that does not exist
# description: The hand-over fails or lands on a stranger.
# related_resources:
# - ref: https://cwe.mitre.org/data/definitions/706.html
#   description: CWE-706, use of incorrectly-resolved name or reference
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: OWASP Top 10 for Agentic Applications, ASI07
# custom:
#   code: PA-XRF-003
#   severity: high
#   precision: high
#   scope: repo
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI07, ASI08]
#     nist-ai-rmf: [MAP 4.1, GV-4.2-003]
#   remediation: Correct the name or add the agent.
#   params:
#     external_agents: {default: [], description: "Names of agents that users or the platform define."}
#   bad:
#   - agent.yaml: "agents:\n  root:\n    model: openai/gpt-5\n    description: Leads.\n    instruction: Lead.\n    sub_agents: [resercher]\n  researcher:\n    model: openai/gpt-5\n    description: Finds.\n    instruction: Find.\n"
#   - agent.yaml: "agents:\n  root:\n    model: openai/gpt-5\n    description: Leads.\n    instruction: Lead.\n    sub_agents: [nobody]\n  researcher:\n    model: openai/gpt-5\n    description: Finds.\n    instruction: Find.\n"
#   - .claude/agents/lead.md: "---\nname: lead\ndescription: Sorts issues.\ntools: Task(resercher)\n---\nSort them.\n"
#     .claude/agents/researcher.md: "---\nname: researcher\ndescription: Sorts issues.\n---\nSort them.\n"
#   good:
#   - agent.yaml: "agents:\n  root:\n    model: openai/gpt-5\n    description: Leads.\n    instruction: Lead.\n    sub_agents: [researcher]\n  researcher:\n    model: openai/gpt-5\n    description: Finds.\n    instruction: Find.\n"
#   - not_when: the name leads to a registry
#     agent.yaml: "agents:\n  root:\n    model: openai/gpt-5\n    description: Leads.\n    instruction: Lead.\n    sub_agents: [agentcatalog/pirate]\n  researcher:\n    model: openai/gpt-5\n    description: Finds.\n    instruction: Find.\n"
#   - .claude/agents/lead.md: "---\nname: lead\ndescription: Sorts issues.\ntools: Task(general-purpose), Task(Explore), Task(mine), Task(researcher)\n---\nSort them.\n"
#     .claude/agents/researcher.md: "---\nname: researcher\ndescription: Sorts issues.\n---\nSort them.\n"
#   - not_when: the file is an example
#     examples/agent.yaml: "agents:\n  root:\n    model: openai/gpt-5\n    description: Leads.\n    instruction: Lead.\n    sub_agents: [resercher]\n  researcher:\n    model: openai/gpt-5\n    description: Finds.\n    instruction: Find.\n"
#   - not_when: the host brings the agent itself, as Claude Code does with general-purpose, Explore and Plan
#     .claude/agents/lead.md: "---\nname: lead\ndescription: Sorts issues.\ntools: Task(Explore)\n---\nSort them.\n"
#     .claude/agents/explorer.md: "---\nname: explorer\ndescription: Sorts issues.\n---\nSort them.\n"
#   - not_when: the name is a variable, filled in when the agent runs
#     agent.yaml: "agents:\n  root:\n    model: openai/gpt-5\n    description: Leads.\n    instruction: Lead.\n    sub_agents: ['${SPECIALIST}']\n  researcher:\n    model: openai/gpt-5\n    description: Finds.\n    instruction: Find.\n"
#   - not_when: the parameter external_agents names the delegate
#     agent.yaml: "agents:\n  root:\n    model: openai/gpt-5\n    description: Leads.\n    instruction: Lead.\n    sub_agents: [resercher]\n  researcher:\n    model: openai/gpt-5\n    description: Finds.\n    instruction: Find.\n"
#     .pacheck.yaml: "version: 1\nrules: {delegate-undefined: {params: {external_agents: [resercher]}}}\n"
package pacheck.rules.cross.delegate_undefined

params := data.pacheck.params["delegate-undefined"]

findings contains {
	"at": ["edges", i],
	"message": sprintf("%s delegates to unknown agent %s%s", [delegator(edge), edge.to, suggestion(edge)]),
} if {
	some i, edge in input.edges
	edge.rel == "delegates_to"
	edge.resolved == false
	not edge.to in params.external_agents
}

delegator(edge) := sprintf("agent %s", [agent.name]) if {
	some agent in input.agents
	agent.id == edge.from
} else := edge.file

suggestion(edge) := sprintf("; did you mean %s?", [edge.suggestion]) if edge.suggestion

suggestion(edge) := "" if not edge.suggestion
