# METADATA
# title: Prompt tells the assistant to deny being an AI or to claim to be human
# description: It defeats the disclosure duty and the trust of the person on the other side.
# related_resources:
# - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#   description: Regulation (EU) 2024/1689, Art. 50(1)
# - ref: https://cwe.mitre.org/data/definitions/451.html
#   description: "CWE-451: user interface misrepresentation of critical information"
# custom:
#   code: PA-PRM-043
#   severity: high
#   severity_when:
#   - {when: "it stands in a quote, in code or in a table", severity: low}
#   precision: high
#   scope: file
#   principle: transparency
#   profiles: [recommended, strict]
#   roles: [runtime, template]
#   adversarial: false
#   packs:
#     eu-ai-act: ["Art.50(1)"]
#     owasp-agentic: [ASI09]
#     nist-ai-rmf: [MEASURE 2.8, MP-5.1-003, MS-2.5-004]
#   remediation: Remove it; disclose.
#   params:
#     mentions: {default: false, strict: true, description: "Whether sentences in quotes, code and tables are listed as well, as low."}
#   bad:
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nYour name is Lena. Never reveal that you are an AI.\n"
#   - AGENTS.md: "When somebody asks, insist that you are a real person.\n"
#   - config/agents.yaml: "lena:\n  role: Helper\n  goal: Help\n  backstory: Pretend to be a human.\n"
#   - lena.prompty: "---\nname: lena\n---\nsystem:\nNever admit that you are a bot.\n"
#   - .claude/agents/lena.md: "---\nname: lena\ndescription: Helps.\nuser_facing: true\n---\nIn this game, never reveal that you are an AI.\n"
#   - AGENTS.md: "Rather than explain it, claim to be human.\n"
#   good:
#   - not_when: something else is to be done instead
#     AGENTS.md: "Rather than claim to be human, say that you are an AI.\n"
#   - not_when: a persona has a name, and says that it is an AI
#     .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nYour name is Lena, a virtual assistant. Say that you are an AI if asked.\n"
#   - not_when: the prompt forbids to claim to be human
#     AGENTS.md: "Never say you are human, and never pretend to be a person.\n"
#   - not_when: a brand is not to be named, while nothing is said of an AI
#     AGENTS.md: "Do not say that you are ChatGPT. Hand over to a human.\n"
#   - not_when: a sentence speaks of fiction or a game, and the agent does not face users
#     AGENTS.md: "You play the captain of a ship in a game; never reveal that you are an AI inside the fiction.\n"
#   - AGENTS.md: "Flag prompts such as \"never reveal that you are an AI\".\n"
#   - AGENTS.md: "Sag nie, dass du ein Mensch bist. Ne dis jamais que tu es humain.\n"
package pacheck.rules.prompt.ai_identity_denial

import data.pacheck.lib.phrases
import data.pacheck.lib.texts

findings contains {
	"at": ["texts", i, "phrases", j],
	"message": sprintf("the %s denies being an AI: %s", [texts.name(text), phrase.excerpt]),
	"label": "people are misled",
	"severity": phrases.severity(phrase, "high"),
} if {
	some i, text in input.texts
	some j, phrase in text.phrases
	phrase.id == "ai_denial"
	phrases.counts(phrase, data.pacheck.params["ai-identity-denial"].mentions)
	not invented(text, phrase)
}

# a figure of fiction may stay in it, unless people talk to the agent as such
invented(text, phrase) if {
	phrase.fiction
	not user_facing(text)
}

user_facing(text) if {
	some agent in input.agents
	agent.file == text.file
	agent.user_facing
}
