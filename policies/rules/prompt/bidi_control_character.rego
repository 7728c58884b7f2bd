# METADATA
# title: Bidirectional control reorders what reviewers see
# description: Text that displays in one order and is read in another defeats the review of prompts as it does that of source code.
# related_resources:
# - ref: https://trojansource.codes/
#   description: Trojan Source (CVE-2021-42574)
# - ref: https://www.unicode.org/reports/tr9/
#   description: Unicode bidirectional algorithm
# custom:
#   code: PA-PRM-002
#   severity: high
#   precision: very-high
#   scope: file
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime, local, template, example]
#   adversarial: true
#   keep_severity: true
#   packs:
#     owasp-agentic: [ASI01, ASI09]
#     owasp-llm: ["LLM01:2025"]
#     owasp-mcp: ["MCP03:2025"]
#   remediation: Remove the control, or use balanced isolates in right-to-left text.
#   params:
#     rtl_share: {default: 0.2, description: "The share of right-to-left letters, 0 to 1, from which on a text may hold balanced embeddings and isolates."}
#   bad:
#   - AGENTS.md: "Deny access \u202Enimda rof tpecxe\n"
#   - tools.json: '{"tools": [{"name": "pay", "description": "Pays \u2067the bill", "inputSchema": {"type": "object"}}]}'
#   - .claude/agents/helper.md: "---\nname: helper\ndescription: \"Approves \\u2066requests\\u2069.\"\n---\nHelp.\n"
#   - AGENTS.md: "\u0645\u0631\u062D\u0628\u0627 \u202Ecba\u202C \u0647\u0646\u0627\n"
#   - AGENTS.md: "\u0645\u0631\u062D\u0628\u0627 \u0645\u0631\u062D\u0628\u0627 \u2067abc\n\u0647\u0646\u0627\n"
#   good:
#   - not_when: isolates are closed on the line that opens them, in a text of which at least a fifth is Arabic, Hebrew or the like
#     AGENTS.md: "\u0645\u0631\u062D\u0628\u0627 \u0645\u0631\u062D\u0628\u0627 \u2067npm test\u2069 \u0647\u0646\u0627\n"
#   - SKILL.md: "---\nname: greet\ndescription: \u05E9\u05DC\u05D5\u05DD\n---\n\u05E9\u05DC\u05D5\u05DD \u05E2\u05D5\u05DC\u05DD \u202Bok\u202C\n"
#   - not_when: there are only the marks U+200E and U+200F, which invisible-character looks at
#     AGENTS.md: "\u05E9\u05DC\u05D5\u05DD \u200F(abc)\u200E \u05E2\u05D5\u05DC\u05DD\n"
#   - AGENTS.md: "Deny access except for admin\n"
package pacheck.rules.prompt.bidi_control_character

import data.pacheck.lib.texts

findings contains {
	"at": ["texts", i, "characters", j],
	"message": sprintf("bidirectional control %s in the %s", [concat(", ", found.code_points), texts.name(text)]),
	"label": "changes the order of display",
} if {
	some i, text in input.texts
	some j, found in text.characters
	found.class == "bidi"
	not needed(found)
}

# closed in order, in a text that is written from right to left
needed(found) if {
	found.rtl_share >= data.pacheck.params["bidi-control-character"].rtl_share
	found.balanced
	not overrides(found)
}

# left-to-right and right-to-left override
overrides(found) if {
	some code_point in found.code_points
	code_point in {"U+202D", "U+202E"}
}
