# METADATA
# title: Personal identifiers in a prompt or its few-shot examples
# description: Example records copied from production leak into answers, logs and vendor storage.
# related_resources:
# - ref: https://doi.org/10.6028/NIST.AI.600-1
#   description: NIST AI 600-1, data privacy
# - ref: https://cwe.mitre.org/data/definitions/359.html
#   description: "CWE-359: exposure of private personal information"
# custom:
#   code: PA-PRM-031
#   severity: medium
#   severity_when:
#   - {when: "one of another kind stands within 200 characters", severity: high}
#   precision: high
#   scope: file
#   principle: privacy
#   profiles: [strict]
#   roles: [runtime, template]
#   adversarial: false
#   packs:
#     owasp-llm: ["LLM02:2025"]
#     nist-ai-rmf: [MEASURE 2.10, MP-4.1-001, MP-4.1-009]
#     eu-ai-act: ["Art.10(2)(b)"]
#     iso-42001: [A.7.4, A.7.5]
#   remediation: Use synthetic values that fail the check digit.
#   params:
#     kinds: {default: [us_ssn, card, iban], description: "The kinds of identifiers."}
#     extra_patterns: {default: {}, description: "More kinds by name, each a pattern in RE2 syntax that is looked for in prompts."}
#   bad:
#   - AGENTS.md: "Example: Anna Muster, DE44 5001 0517 5407 3249 31\n"
#   - .claude/skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\n| name | number |\n|---|---|\n| Ann | 536-22-8726 |\n"
#   - tools.json: '{"tools": [{"name": "pay", "description": "Pays with a card such as 4539 1488 0343 6467.", "inputSchema": {"type": "object"}}]}'
#   - AGENTS.md: "Ann, 536-22-8726, card 4539 1488 0343 6467\n"
#   good:
#   - AGENTS.md: "Example: {name}, {iban}\n"
#   - not_when: the number is published for tests, as those of cards, or as a sample
#     AGENTS.md: "4242 4242 4242 4242, 4111 1111 1111 1111, 5555 5555 5555 4444, 3782 822463 10005, 123-45-6789, 078-05-1120, 219-09-9999, 987-65-4321\n"
#   - not_when: the IBAN is a published sample
#     AGENTS.md: "DE89 3704 0044 0532 0130 00 and GB82 WEST 1234 5698 7654 32\n"
#   - not_when: the check digit is wrong, or the number is never given out
#     AGENTS.md: "4539 1488 0343 6468, DE52 5001 0517 5407 3249 31, 666-12-3456, id 123e4567-536-22-8726, order 000000000000\n"
#   - not_when: the file is a test, or a fixture of one
#     tests/fixtures/AGENTS.md: "Ann, 536-22-8726\n"
#   - not_when: the file is an example
#     examples/AGENTS.md: "Ann, 536-22-8726\n"
package pacheck.rules.prompt.personal_data_literal

import data.pacheck.lib.texts

params := data.pacheck.params["personal-data-literal"]

findings contains {
	"at": ["texts", i, "personal", j],
	"message": sprintf("%s in the %s (%s)", [object.get(kinds, found.kind, found.kind), texts.name(text), found.masked]),
	"label": "belongs to a person",
	"severity": severity(found),
} if {
	some i, text in input.texts
	some j, found in text.personal
	found.kind in params.kinds
}

findings contains {
	"at": ["prompts", i, "text"],
	"message": sprintf("%s in %s", [kind, prompt.name]),
	"label": "belongs to a person",
} if {
	some kind, pattern in params.extra_patterns
	some i, prompt in input.prompts
	regex.match(pattern, prompt.text)
}

kinds := {"us_ssn": "social security number", "card": "card number", "iban": "IBAN"}

severity(found) := "high" if found.near

severity(found) := "medium" if not found.near
