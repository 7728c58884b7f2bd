# METADATA
# title: Agent description or purpose is absent or filler
# description: Without a stated purpose nobody can judge excess capability, and routers cannot select the agent safely.
# related_resources:
# - ref: https://code.claude.com/docs/en/sub-agents
#   description: Claude Code, the description of a sub-agent says when it is to be used
# - ref: https://a2a-protocol.org/latest/specification/
#   description: A2A, agent cards describe the agent for people and for other agents
# custom:
#   code: PA-AGT-002
#   severity: medium
#   precision: very-high
#   scope: repo
#   principle: transparency
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MAP 1.1, MAP 3.3, MP-1.1-001, MS-2.9-002]
#     eu-ai-act: [Art.13(3)(b)(i), Annex IV(1)(a)]
#     iso-42001: [A.6.2.2, A.9.4]
#     owasp-agentic: [ASI01, ASI02]
#   remediation: State task, users and limits in one sentence.
#   params:
#     min_chars: {default: 8, strict: 20, description: "How many letters and digits a purpose has at least, up to 50; a Chinese, Japanese or Korean character counts for three."}
#     required_by: {default: [claude-code, gemini-cli, a2a, m365], description: "The dialects in which an agent without any description is a fault, because their hosts choose by it."}
#   bad:
#   - .claude/agents/helper.md: "---\nname: helper\ndescription: TODO\n---\nHelp.\n"
#   - .claude/agents/helper.md: "---\nname: order-helper\ndescription: Order Helper\n---\nHelp.\n"
#   - .claude/agents/helper.md: "---\nname: helper\ndescription: helps\n---\nHelp.\n"
#   - .claude/agents/helper.md: "---\nname: helper\ntools: Read\n---\nHelp.\n"
#   - agents/helper.governance.yaml: "name: helper\nrisk_tier: limited\n"
#   good:
#   - .claude/agents/helper.md: "---\nname: helper\ndescription: Summarises open support tickets for the on-call lead; read-only.\n---\nSummarise.\n"
#   - .claude/agents/helper.md: "---\nname: helper\ndescription: TODO\n---\nSummarise.\n"
#     .claude/agents/helper.governance.yaml: "name: helper\npurpose: Summarises open support tickets for the on-call lead.\n"
#   - not_when: the file is an instruction file such as AGENTS.md or .cursorrules, whose text is its purpose
#     AGENTS.md: "---\nname: helper\n---\nHelp.\n"
#     CLAUDE.md: "---\nname: helper\n---\nHelp.\n"
#     .cursorrules: "Help.\n"
#   - not_when: the description is short but says what it does, in any script; letters count, and not bytes
#     .claude/agents/helper.md: "---\nname: helper\ndescription: 未対応の問い合わせを要約する\n---\nSummarise.\n"
#   - not_when: the agent is retired
#     .claude/agents/helper.md: "---\nname: helper\ndescription: TODO\nstatus: retired\n---\nHelp.\n"
package pacheck.rules.agent.agent_purpose_missing

params := data.pacheck.params["agent-purpose-missing"]

findings contains {
	"at": ["agents", i, field(agent)],
	"message": sprintf("agent %s does not say what it is for: its %s is %s", [agent.name, field(agent), kind(agent)]),
} if {
	some i, agent in input.agents
	agent.purpose_letters < params.min_chars
	not retired(agent)
}

findings contains {
	"at": ["agents", i, "description"],
	"message": sprintf("agent %s does not say what it is for: it has no description", [agent.name]),
} if {
	some i, agent in input.agents
	expected(agent)
	not stated(agent)
	not retired(agent)
}

stated(agent) if {
	some field in ["description", "purpose", "goal", "backstory"]
	agent[field]
}

expected(agent) if agent.governed

expected(agent) if agent.dialect in params.required_by

retired(agent) if agent.status in {"retired", "decommissioned"}

kind(agent) := "filler, or repeats the name" if agent.purpose_letters == 0

kind(agent) := sprintf("only %d letters", [agent.purpose_letters]) if agent.purpose_letters > 0

field(agent) := "purpose" if agent.purpose

field(agent) := "description" if {
	not agent.purpose
	agent.description
} else := "goal" if {
	not agent.purpose
	agent.goal
} else := "backstory" if {
	not agent.purpose
}
