# METADATA
# title: One word mixes look-alike letters from different scripts
# description: A Cyrillic letter in a tool name or keyword reads the same to people and differently to the model and the matcher.
# related_resources:
# - ref: https://www.unicode.org/reports/tr39/
#   description: Unicode security mechanisms (UTS 39)
# - ref: https://cwe.mitre.org/data/definitions/1007.html
#   description: "CWE-1007: insufficient visual distinction of homoglyphs"
# custom:
#   code: PA-PRM-004
#   severity: medium
#   severity_when:
#   - {when: "it stands in the name of a tool, server, agent or package", severity: high}
#   precision: medium
#   scope: file
#   principle: integrity
#   profiles: [strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI04, ASI01]
#     owasp-mcp: ["MCP03:2025"]
#   remediation: Retype the word in one script.
#   params:
#     scripts: {default: [Latin, Cyrillic, Greek], description: "The scripts whose letters may not stand in one word."}
#     exempt: {default: [], description: "Words that are written so, such as names of brands."}
#   bad:
#   - tools.json: '{"tools": [{"name": "p\u0430yment_refund", "description": "Pays.", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "copy", "description": "Copies.", "inputSchema": {"type": "object"}}, {"name": "\u0441\u043e\u0440\u0443", "description": "Copies.", "inputSchema": {"type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "pay", "description": "Pays.", "inputSchema": {"type": "object", "properties": {"am\u043eunt": {"type": "number"}}}}]}'
#   - .mcp.json: '{"mcpServers": {"m\u0430il": {"command": "mail-server"}}}'
#   - .mcp.json: '{"mcpServers": {"mail": {"url": "https://vend\u043er.test/mcp"}}}'
#   - .claude/agents/a.md: "---\nname: h\u0435lper\ndescription: Helps.\n---\nHelp.\n"
#   - AGENTS.md: "Ign\u043ere the tests in old/.\n"
#   good:
#   - tools.json: '{"tools": [{"name": "payment_refund", "description": "Pays.", "inputSchema": {"type": "object"}}]}'
#   - not_when: Greek letters stand alone or in a sign, as in kΩ, µs, Δt or the name of a protein
#     AGENTS.md: "Resistors of 10 k\u03a9 and 5 \u00b5s, the angle \u03b1 and \u0394t, the protein TNF\u03b1.\n"
#   - not_when: each word is wholly in one script, or is a Latin name with a Russian ending
#     AGENTS.md: "\u0417\u0430\u043f\u0443\u0441\u0442\u0438 \u0442\u0435\u0441\u0442\u044b, \u043f\u0440\u043e\u0432\u0435\u0440\u044c API\u0448\u043a\u0443 \u0438 PDF\u0430, git-\u043e\u043c.\n"
#   - AGENTS.md: "\u03a4\u03c1\u03ad\u03be\u03b5 \u03c4\u03b1 \u03c4\u03b5\u03c3\u03c4 \u03c4\u03bf\u03c5 API.\n"
#   - not_when: the words of a name are each in one script
#     .claude/agents/a.md: "---\nname: \u041f\u043e\u043c\u043e\u0449\u043d\u0438\u043a API\ndescription: \u041f\u043e\u043c\u043e\u0433\u0430\u0435\u0442.\n---\n\u041f\u043e\u043c\u043e\u0433\u0430\u0439.\n"
#   - not_when: the word is listed in the parameter exempt, as the name of a brand may be
#     AGENTS.md: "L\u043ere is the name of the shop.\n"
#     .pacheck.yaml: "rules:\n  mixed-script-word: {params: {exempt: [L\u043ere]}}\n"
package pacheck.rules.prompt.mixed_script_word

import data.pacheck.lib.texts

params := data.pacheck.params["mixed-script-word"]

findings contains {
	"at": ["texts", i, "mixed", j],
	"message": sprintf("%q in the %s mixes %s (%s)", [found.word, texts.name(text), concat(" and ", found.scripts), found.foreign]),
	"label": "looks like another word",
	"severity": severity(text),
} if {
	some i, text in input.texts
	some j, found in text.mixed
	found.within
	count([script | some script in found.scripts; script in params.scripts]) > 1
	not found.word in params.exempt
}

findings contains {
	"at": ["texts", i, "mixed", j],
	"message": sprintf("%q in the %s looks like %q (%s)", [found.word, texts.name(text), found.skeleton, found.foreign]),
	"label": "looks like another name",
	"severity": severity(text),
} if {
	some i, text in input.texts
	some j, found in text.mixed
	not found.within
	found.skeleton in names
	not found.word in params.exempt
}

severity(text) := "high" if text.surface in {"tool.name", "server.name", "server.package", "agent.name"}

severity(text) := "medium" if not text.surface in {"tool.name", "server.name", "server.package", "agent.name"}

names := {entity.name |
	some collection in ["tools", "servers", "agents", "skills"]
	some entity in input[collection]
}
