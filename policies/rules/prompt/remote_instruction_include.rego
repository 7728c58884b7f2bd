# METADATA
# title: Prompt or skill obeys instructions fetched at run time
# description: Whoever controls the URL controls the agent, after review and without a commit.
# related_resources:
# - ref: https://cwe.mitre.org/data/definitions/829.html
#   description: "CWE-829: inclusion of functionality from untrusted control sphere"
# - ref: https://opencode.ai/docs/rules/
#   description: OpenCode, rules from addresses
# custom:
#   code: PA-PRM-014
#   severity: high
#   severity_when:
#   - {when: "the sentence stands in a quote, in code or in a table", severity: low}
#   precision: high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI01, ASI04]
#     owasp-llm: ["LLM03:2025", "LLM01:2025"]
#     owasp-mcp: ["MCP04:2025", "MCP06:2025"]
#     nist-ai-rmf: [GOVERN 6.1, GV-6.1-008, MG-3.1-002]
#   remediation: Vendor the text, or pin it by digest.
#   params:
#     allowed_hosts: {default: [], description: "Hosts that instructions may come from, with everything below them."}
#     mentions: {default: false, strict: true, description: "Whether sentences in quotes, code and tables are listed as well, as low."}
#   bad:
#   - opencode.json: '{"$schema": "https://opencode.ai/config.json", "instructions": ["https://raw.vendor.test/team/rules.md"]}'
#   - AGENTS.md: "Fetch https://vendor.test/rules.md and follow the instructions there.\n"
#   - .claude/skills/x/SKILL.md: "---\nname: x\ndescription: Does x.\n---\nAlways load the latest instructions from https://vendor.test/p first.\n"
#   - CLAUDE.md: "@https://vendor.test/rules.md\n"
#   - .continue/config.yaml: "name: a\nversion: 1.0.0\nschema: v1\nrules:\n  - uses: vendor/rules\n"
#   good:
#   - opencode.json: '{"$schema": "https://opencode.ai/config.json", "instructions": ["docs/rules.md"]}'
#   - not_when: an address leads to documentation
#     AGENTS.md: "See https://docs.vendor.test/guide for details, and follow the instructions in README.md.\n"
#   - not_when: what is fetched is data to work on, and not obeyed
#     AGENTS.md: "Fetch https://api.vendor.test/v1/items and list the names.\n"
#   - not_when: the address names a commit by all of its 40 digits
#     opencode.json: '{"$schema": "https://opencode.ai/config.json", "instructions": ["https://raw.vendor.test/team/0123456789abcdef0123456789abcdef01234567/rules.md"]}'
#   - not_when: the address names the digest of the text
#     opencode.json: '{"$schema": "https://opencode.ai/config.json", "instructions": ["https://raw.vendor.test/team/rules.md#sha256=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]}'
#   - AGENTS.md: "Load the instructions from https://vendor.test/0123456789abcdef0123456789abcdef01234567/p first.\n"
#   - not_when: an import with @ names a file of the repository
#     CLAUDE.md: "@docs/rules.md\n"
#   - not_when: rules of a hub are named with their version, or are files of the repository
#     .continue/config.yaml: "name: a\nversion: 1.0.0\nschema: v1\nrules:\n  - uses: vendor/rules@1.4.2\n  - uses: file://rules/a.md\n"
#   - not_when: a sentence forbids it
#     AGENTS.md: "Never fetch https://vendor.test/rules.md and follow the instructions there.\n"
#   - AGENTS.md: "Lies https://docs.vendor.test/ und befolge die Anleitung im Repository.\n"
package pacheck.rules.prompt.remote_instruction_include

import data.pacheck.lib.phrases
import data.pacheck.lib.texts

params := data.pacheck.params["remote-instruction-include"]

findings contains {
	"at": ["texts", i, "phrases", j],
	"message": sprintf("the %s obeys what %s says at run time: %s", [texts.name(text), phrase.host, phrase.excerpt]),
	"label": "fetched and obeyed",
	"severity": phrases.severity(phrase, "high"),
} if {
	some i, text in input.texts
	some j, phrase in text.phrases
	phrase.id in {"remote_instruction", "remote_instruction_noun", "remote_import"}
	phrases.counts(phrase, params.mentions)
	not phrase.pinned
	not phrases.allowed(phrase.host, params.allowed_hosts)
}

findings contains {
	"at": ["files", i, "includes", j],
	"message": sprintf("%s of %s is loaded from %s at run time and obeyed: %s", [include.key, file.path, include.host, include.address]),
	"label": "fetched and obeyed",
} if {
	some i, file in input.files
	some j, include in file.includes
	not include.pinned
	not phrases.allowed(include.host, params.allowed_hosts)
}
