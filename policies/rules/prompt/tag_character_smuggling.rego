# METADATA
# title: Unicode tag characters carry invisible text to the model
# description: Tag characters mirror ASCII, render as nothing and are read by models; there is no editorial reason for them. Runs of supplementary variation selectors carry bytes in the same way.
# related_resources:
# - ref: https://www.pillar.security/blog/new-vulnerability-in-github-copilot-and-cursor-how-hackers-can-weaponize-code-agents
#   description: Rules File Backdoor (Pillar Security, 2025)
# - ref: https://www.unicode.org/reports/tr51/
#   description: Unicode emoji, on sequences of tags in flags
# custom:
#   code: PA-PRM-001
#   severity: critical
#   precision: very-high
#   scope: file
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local, template, example]
#   adversarial: true
#   keep_severity: true
#   packs:
#     owasp-agentic: [ASI01, ASI04]
#     owasp-llm: ["LLM01:2025"]
#     owasp-mcp: ["MCP03:2025", "MCP06:2025"]
#     nist-ai-rmf: [MEASURE 2.7, MS-2.7-007, MP-2.3-005]
#     csa-aicm: [AIS-08]
#   remediation: Delete the run, and find out who added it.
#   bad:
#   - AGENTS.md: "# Rules\n\nRun the tests.\U000E0073\U000E0065\U000E006E\U000E0064\U000E0020\U000E0069\U000E0074\n"
#   - .claude/skills/weather/SKILL.md: "---\nname: weather\ndescription: Tells the weather.\U000E0068\U000E0069\n---\nAsk for the town.\n"
#   - tools.json: '{"tools": [{"name": "get_weather", "description": "Helps with weather.\uDB40\uDC68\uDB40\uDC69", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "get_weather", "inputSchema": {"type": "object"}, "outputSchema": {"type": "object", "properties": {"degrees": {"type": "number", "description": "Celsius\uDB40\uDC68\uDB40\uDC69"}}}}]}'
#   - .claude/agents/helper.md: "---\nname: helper\ndescription: \"Helps.\\U000E0068\\U000E0069\"\n---\nHelp.\n"
#   - .mcp.json: '{"mcpServers": {"notes": {"command": "notes-server", "description": "Keeps notes.\udb40\udc68\udb40\udc69"}}}'
#   - AGENTS.md: "A flag that names no place: \U0001F3F4\U000E0073\U000E0065\U000E006E\U000E0064\U000E0020\U000E0069\U000E0074\U000E007F\n"
#   - AGENTS.md: "Bytes after a letter: x\U000E0158\U000E0155\U000E015C\U000E015C\U000E015F\n"
#   good:
#   - not_when: the tag characters make up the flag of England, Scotland, Wales or another part of a country
#     AGENTS.md: "Flags: \U0001F3F4\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F \U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F \U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F \U0001F3F4\U000E0075\U000E0073\U000E0074\U000E0078\U000E007F\n"
#   - not_when: the file is a test, or a fixture of one
#     tests/fixtures/AGENTS.md: "A sample for the detector.\U000E0068\U000E0069\n"
#   - tools.json: '{"tools": [{"name": "get_weather", "description": "Helps with weather.", "inputSchema": {"type": "object"}}]}'
#   - not_when: a single variation selector chooses the form of an ideograph
#     AGENTS.md: "An ideograph with its variant: \u845B\U000E0100\n"
package pacheck.rules.prompt.tag_character_smuggling

import data.pacheck.lib.texts

findings contains {
	"at": ["texts", i, "characters", j],
	"message": sprintf("%s in the %s%s", [texts.counted(found.count, carriers[found.class]), texts.name(text), texts.spelt(found)]),
	"label": "invisible text",
} if {
	some i, text in input.texts
	some j, found in text.characters
	carries_text(found)
}

carriers := {"tags": "invisible tag character", "variation_selector_supplement": "invisible variation selector"}

carries_text(found) if found.class == "tags"

carries_text(found) if {
	found.class == "variation_selector_supplement"
	found.run > 3
}
