# METADATA
# title: User-facing agent does not disclose that it is an AI system
# description: People must be told that they are dealing with an AI unless it is obvious; in the EU this duty has applied since 2 August 2026.
# related_resources:
# - ref: https://artificialintelligenceact.eu/article/50/
#   description: Regulation (EU) 2024/1689, Art. 50, transparency obligations
# custom:
#   code: PA-AGT-007
#   severity: high
#   precision: medium
#   scope: repo
#   principle: transparency
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     eu-ai-act: [Art.50(1), Art.50(2), Art.50(5)]
#     nist-ai-rmf: [GOVERN 5.1, MEASURE 2.8, MP-5.1-003, GV-5.1-002]
#     iso-42001: [A.8.2, A.8.5]
#   remediation: Disclose at the first turn, in the interface or the prompt, and record where.
#   params:
#     obvious_to: {default: [internal-developers, developers], description: "The audiences to whom it is obvious that they use a machine; an agent for nobody else needs no disclosure."}
#     section: {default: "lex:risk_tiers.section_synonyms.disclosure", description: "The headings of a prompt that say how the agent introduces itself."}
#   bad:
#   - agents/desk.governance.yaml: "name: desk\nuser_facing: true\n"
#   - agents/desk.governance.yaml: "name: desk\nuser_facing: true\naudience: [customers, developers]\ndisclosure: {ai_disclosed: true}\n"
#   - agents/desk.governance.yaml: "name: desk\nuser_facing: true\ndisclosure: {ai_disclosed: true, ui_ref: web/chat-banner.tsx}\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers questions of customers about orders.\nuser_facing: true\n---\nAnswer questions about orders.\n"
#   good:
#   - agents/desk.governance.yaml: "name: desk\nuser_facing: true\ndisclosure: {ai_disclosed: true, ui_ref: web/chat-banner.tsx}\n"
#     web/chat-banner.tsx: "export const banner = 'You are chatting with a machine';\n"
#   - agents/desk.governance.yaml: "name: desk\nuser_facing: true\ndisclosure: {ai_disclosed: true, text: You are chatting with an automated assistant.}\n"
#   - not_when: user_facing is false
#     agents/desk.governance.yaml: "name: desk\nuser_facing: false\n"
#   - not_when: nothing says that the agent is user-facing
#     agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#   - not_when: developers of one's own organisation are its only users, who know what they use
#     agents/desk.governance.yaml: "name: desk\nuser_facing: true\naudience: [internal-developers]\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers questions of customers about orders.\nuser_facing: true\n---\nAnswer questions about orders.\nAt the start of each chat, tell people that you are an AI assistant.\n"
#   - not_when: a section of its prompt says how it introduces itself
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers questions of customers about orders.\nuser_facing: true\n---\nAnswer questions about orders.\n\n# Identify yourself\n\nBegin with the sentence that the legal team has approved for this channel.\n"
package pacheck.rules.agent.ai_disclosure_missing

import data.pacheck.lib.governance

params := data.pacheck.params["ai-disclosure-missing"]

findings contains {
	"at": ["agents", i, "disclosure"],
	"message": sprintf("user-facing agent %s never says that it is an AI%s", [agent.name, missing(agent)]),
	"related": [{"at": ["agents", i, "user_facing"], "message": "people outside the team talk to it"}],
} if {
	some i, agent in input.agents
	agent.user_facing
	not governance.retired(agent)
	not obvious(agent)
	not recorded(agent)
	not prompted(agent)
}

obvious(agent) if {
	count(agent.audience) > 0
	every audience in agent.audience {
		audience in params.obvious_to
	}
}

recorded(agent) if {
	agent.disclosure.ai_disclosed
	agent.disclosure.text != ""
}

recorded(agent) if {
	agent.disclosure.ai_disclosed
	agent.disclosure.ui_ref != ""
	not governance.missing(agent, "disclosure")
}

prompted(agent) if {
	some prompt in prompts_of[agent.id]
	prompt in introducing
}

prompts_of[agent] contains edge.to if {
	some edge in input.edges
	edge.rel == "uses_prompt"
	agent := edge.from
}

introducing contains prompt.id if {
	some prompt in input.prompts
	introduces(prompt)
}

introduces(prompt) if prompt.discloses

introduces(prompt) if {
	some section in prompt.sections
	section.length >= 40
	some name in params.section
	section.name == lower(name)
}

missing(agent) := sprintf(": %s does not exist", [agent.disclosure.ui_ref]) if governance.missing(agent, "disclosure")

missing(agent) := "" if not governance.missing(agent, "disclosure")
