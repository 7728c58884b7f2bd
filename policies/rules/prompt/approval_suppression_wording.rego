# METADATA
# title: Prompt tells the agent not to ask before acting
# description: Where approval depends on the model asking, this sentence removes it.
# related_resources:
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: OWASP Top 10 for Agentic Applications, ASI09
# - ref: https://cwe.mitre.org/data/definitions/862.html
#   description: "CWE-862: missing authorization"
# custom:
#   code: PA-PRM-015
#   severity: medium
#   severity_when:
#   - {when: "an agent that uses the prompt is able to destroy, pay or send", severity: high}
#   - {when: "no agent with side effects is known to use the prompt", severity: low}
#   precision: medium
#   scope: repo
#   principle: human-oversight
#   profiles: [strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI09, ASI02]
#     eu-ai-act: ["Art.14(4)(d)"]
#   remediation: Say when to ask; enforce it in the manifest.
#   params:
#     purposes: {default: [lint, format, spell, proofread, translat], description: "Beginnings of words in the description of an agent that is there to change the wording or layout of files, and may do so unasked where it is given no other tools."}
#   bad:
#   - AGENTS.md: "Never wait for confirmation; deploy at once.\n"
#   - .claude/skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\n- Approve all tool calls.\n"
#   - .claude/agents/a.md: "---\nname: a\ndescription: Writes.\ntools: Write, Edit\n---\nDo not ask the user for approval.\n"
#   - .claude/agents/a.md: "---\nname: a\ndescription: Mails.\ntools: mcp__mail__send_email\n---\nDo not ask the user for approval.\n"
#   good:
#   - AGENTS.md: "Ask before every deployment, and ask for confirmation.\n"
#   - not_when: the words explain an option of a command, in a table, in a list or in code
#     AGENTS.md: "| option | meaning |\n|---|---|\n| -y | do not ask for confirmation |\n\n- `--yes`: never prompt for confirmation\n\nUse `-y`: skip confirmation prompt.\n"
#   - not_when: nobody is to be asked for information, while actions may still need approval
#     AGENTS.md: "Work without asking follow-up questions. Don't ask for confirmation of information that you have.\n"
#   - not_when: an agent lints, formats or translates files, and is given tools for nothing else
#     .claude/agents/lint.md: "---\nname: lint\ndescription: Lints and formats files.\ntools: Read, Edit\n---\nDo not ask the user for approval.\n"
#   - AGENTS.md: "Frage nicht nach. Ne demandez pas de confirmation. No pidas confirmacion.\n"
package pacheck.rules.prompt.approval_suppression_wording

import data.pacheck.lib.texts

findings contains {
	"at": ["texts", i, "phrases", j],
	"message": sprintf("the %s tells the agent to act without asking: %s", [texts.name(text), phrase.excerpt]),
	"label": "nobody is asked",
	"severity": severity(text),
} if {
	some i, text in input.texts
	some j, phrase in text.phrases
	phrase.id == "approval_suppress"
	not phrase.mention
	spoken(text)
	not edits_alone(text)
}

# tools have a rule of their own
spoken(text) if not startswith(text.surface, "tool.")

# all agents that the text is for are there to lint or format, and are given nothing for it but files
edits_alone(text) if {
	makers := [agent | some agent in input.agents; agent.id in users(text)]
	count(makers) > 0
	every agent in makers {
		harmless(agent)
	}
}

harmless(agent) if {
	some purpose in data.pacheck.params["approval-suppression-wording"].purposes
	some word in split(lower(agent.description), " ")
	startswith(word, lower(purpose))
	agent.tools.mode == "list"
	every tool in agent.tools.allow {
		tool.tool in {"read", "search", "edit", "write"}
	}
}

severity(text) := "high" if grave(text)

severity(text) := "medium" if {
	not grave(text)
	able(text, {"side_effects", "code_execution"})
}

severity(text) := "low" if {
	not grave(text)
	not able(text, {"side_effects", "code_execution"})
}

grave(text) if able(text, {"money", "external_communication"})

grave(text) if {
	some capability in capabilities(text)
	some tool in input.tools
	tool.effects.destructive
	tool.id in capability.via
}

able(text, kinds) if {
	some capability in capabilities(text)
	capability.kind in kinds
}

# what the agents that the text is for are able to do, beyond doubt
capabilities(text) := {capability |
	some agent in input.agents
	agent.id in users(text)
	some capability in agent.capabilities
	capability.strength == "strong"
}

users(text) := {text.id} | {edge.from |
	some edge in input.edges
	edge.rel == "uses_prompt"
	edge.to == text.id
}
