# METADATA
# title: Zero-width or other invisible characters inside text
# description: Invisible characters split words to dodge filters, or encode data in their pattern.
# related_resources:
# - ref: https://www.pillar.security/blog/new-vulnerability-in-github-copilot-and-cursor-how-hackers-can-weaponize-code-agents
#   description: Rules File Backdoor (Pillar Security, 2025)
# custom:
#   code: PA-PRM-003
#   severity: medium
#   severity_when:
#   - {when: "three or more follow each other, more than two are different, or they stand in the description of a tool or a skill", severity: high}
#   precision: high
#   scope: file
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local, template, example]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI01]
#     owasp-llm: ["LLM01:2025"]
#   remediation: Remove them.
#   bad:
#   - AGENTS.md: "Please ig\u200Bnore this.\n"
#   - tools.json: '{"tools": [{"name": "add", "description": "Adds num\u2060bers", "inputSchema": {"type": "object"}}]}'
#   - .claude/skills/x/SKILL.md: "---\nname: x\ndescription: Do\uFEFFes x.\n---\nText.\n"
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nTake c\u200Dare.\n"
#   - AGENTS.md: "Two selectors: \u2764\uFE0F\uFE0F, and one on a letter: e\uFE0F\n"
#   - AGENTS.md: "Private use: \uE0A0\n"
#   - AGENTS.md: "A mark in English text\u200E.\n"
#   - AGENTS.md: "One supplementary selector on a letter: a\U000E0101\n"
#   good:
#   - not_when: U+FE0F follows an emoji, or another sign that has two forms
#     AGENTS.md: "Careful \u26A0\uFE0F done \u2714\uFE0F keycap 1\uFE0F\u20E3 \u00A9\uFE0F\n"
#   - not_when: U+200D joins emoji into one
#     AGENTS.md: "\U0001F468\u200D\U0001F469\u200D\U0001F467 \U0001F3F3\uFE0F\u200D\U0001F308 \U0001F469\U0001F3FD\u200D\U0001F4BB\n"
#   - not_when: U+200C or U+200D stands in a word in Arabic, Persian or an Indic script
#     AGENTS.md: "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645 \u0915\u094D\u200D\u0937\n"
#   - not_when: U+200D follows a tatweel, to show the form that an Arabic letter has within a word
#     AGENTS.md: "Within a word it is written \u0640\u0647\u0640\u200D .\n"
#   - not_when: ["U+200C stands before the Persian ending of an abbreviation", "U+200B stands between words of a script without blanks, such as Thai"]
#     AGENTS.md: "API\u200C\u0647\u0627 \u0E20\u0E32\u0E29\u0E32\u200B\u0E44\u0E17\u0E22\n"
#   - not_when: U+200E or U+200F stands beside a letter that is written from right to left
#     AGENTS.md: "Answer in English or in \u05E2\u05D1\u05E8\u05D9\u05EA\u200E, as the people do who ask.\n"
#   - not_when: a byte order mark begins the file
#     AGENTS.md: "\uFEFF# Rules\n\nRun the tests.\n"
#   - not_when: a soft hyphen divides a word
#     AGENTS.md: "Donau\u00ADdampf\u00ADschiff\n"
#   - not_when: U+200B stands directly before backticks
#     AGENTS.md: "\u200B```\ncode\n\u200B```\n"
#   - tools.json: "\uFEFF{\"tools\": [{\"name\": \"add\", \"description\": \"Adds \u2714\uFE0F\", \"inputSchema\": {\"type\": \"object\"}}]}"
package pacheck.rules.prompt.invisible_character

import data.pacheck.lib.texts

findings contains {
	"at": ["texts", i, "characters", j],
	"message": sprintf("%s (%s) in the %s%s", [texts.counted(found.count, "invisible character"), concat(", ", found.code_points), texts.name(text), texts.spelt(found)]),
	"label": "invisible",
	"severity": severity(text, found),
} if {
	some i, text in input.texts
	some j, found in text.characters
	out_of_place(found)
}

out_of_place(found) if found.class == "invisible"

# longer runs are those of tag-character-smuggling
out_of_place(found) if {
	found.class == "variation_selector_supplement"
	found.run <= 3
}

severity(text, found) := "high" if {
	telling(text, found)
} else := "medium"

telling(_, found) if found.run >= 3

telling(_, found) if count(found.code_points) > 2

telling(text, _) if text.surface in {"tool.description", "skill.description"}
