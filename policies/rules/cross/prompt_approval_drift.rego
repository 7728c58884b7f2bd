# METADATA
# title: Approved prompt changed without a new approval
# description: A prompt is code that policy approved; the approval covers one text. It stands in .pacheck/lock.yaml, or as approval in the front matter.
# related_resources:
# - ref: https://airc.nist.gov/airmf-resources/playbook/govern/
#   description: NIST AI RMF playbook, GOVERN 1.4
# custom:
#   code: PA-XRF-007
#   severity: medium
#   severity_when:
#   - {when: "an agent of tier high or critical uses it", severity: high}
#   precision: very-high
#   scope: repo
#   principle: traceability
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     nist-ai-rmf: [GOVERN 1.4, MANAGE 4.1, MS-2.5-006, MS-2.8-003]
#     eu-ai-act: [Annex IV(6), Art.17(1)]
#     iso-42001: [A.6.2.3, A.6.2.5]
#   remediation: Have it reviewed, and record the approval with pacheck lock.
#   params:
#     require_from_tier: {default: none, packs: high, description: "The risk tier from which on each prompt that agents use must be approved; none asks for no approval."}
#   bad:
#   - prompts/desk.prompty: "---\nname: desk\n---\nYou answer questions about accounts.\n"
#     .pacheck/lock.yaml: "version: 1\nprompts:\n  prompts/desk.prompty#desk:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: 14305b337b37f18f0411a77f326f00216f3fc14b18c39ab75e5ac57f02c90b71\n    content: {text: \"sha256:794637254ced7ffb7d3ab6709717af2b728626f4cfde0b1673fdfbafb0055182 (36 characters)\"}\n"
#   - prompts/desk.prompty: "---\nname: desk\napproval: {sha256: 794637254ced7ffb7d3ab6709717af2b728626f4cfde0b1673fdfbafb0055182, approved_by: ai-review, approved_at: 2026-11-01}\n---\nYou answer questions about accounts.\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers.\ntools: Read\nrisk_tier: high\napproval: {sha256: 794637254ced7ffb7d3ab6709717af2b728626f4cfde0b1673fdfbafb0055182}\n---\nYou answer questions about accounts.\n"
#   good:
#   - prompts/desk.prompty: "---\nname: desk\n---\nYou answer questions about balances.\n"
#     .pacheck/lock.yaml: "version: 1\nprompts:\n  prompts/desk.prompty#desk:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: 14305b337b37f18f0411a77f326f00216f3fc14b18c39ab75e5ac57f02c90b71\n    content: {text: \"sha256:794637254ced7ffb7d3ab6709717af2b728626f4cfde0b1673fdfbafb0055182 (36 characters)\"}\n"
#   - not_when: only the front matter changed, or blanks at the ends of lines
#     prompts/desk.prompty: "---\r\nname: desk\r\ndescription: Another word for it.\r\n---\r\nYou answer questions about balances.  \r\n"
#     .pacheck/lock.yaml: "version: 1\nprompts:\n  prompts/desk.prompty#desk:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: 14305b337b37f18f0411a77f326f00216f3fc14b18c39ab75e5ac57f02c90b71\n    content: {text: \"sha256:794637254ced7ffb7d3ab6709717af2b728626f4cfde0b1673fdfbafb0055182 (36 characters)\"}\n"
#   - prompts/desk.prompty: "---\nname: desk\napproval: {sha256: 794637254ced7ffb7d3ab6709717af2b728626f4cfde0b1673fdfbafb0055182, approved_by: ai-review}\n---\nYou answer questions about balances.\n"
#   - not_when: the lock has no entry for the prompt, and no framework is selected that asks for one
#     prompts/desk.prompty: "---\nname: desk\n---\nYou answer questions about accounts.\n"
package pacheck.rules.cross.prompt_approval_drift

findings contains {
	"at": ["prompts", i, "text"],
	"message": sprintf("prompt %s changed since its approval%s", [prompt.name, approved(prompt.lock)]),
	"severity": severity(prompt),
	"related": [{"at": ["locks", j], "message": "what was approved"} | some j, entry in input.locks; entry.of == prompt.id],
} if {
	some i, prompt in input.prompts
	prompt.lock.state == "changed"
}

findings contains {
	"at": ["prompts", i, "approved", "sha256"],
	"message": sprintf("prompt %s is not the text that its own approval names", [prompt.name]),
	"severity": severity(prompt),
} if {
	some i, prompt in input.prompts
	prompt.approved.matches == false
	not prompt.lock.state == "changed"
}

findings contains {
	"at": ["prompts", i],
	"message": sprintf("prompt %s is used at tier %s, and was never approved", [prompt.name, prompt.risk.tier]),
	"severity": severity(prompt),
} if {
	some i, prompt in input.prompts
	data.pacheck.lib.tiers.at_least(prompt.risk.tier, data.pacheck.params["prompt-approval-drift"].require_from_tier)
	not prompt.lock
	not prompt.approved
}

approved(lock) := sprintf(" by %s on %s", [lock.approved_by, lock.approved_on]) if {
	lock.approved_by
	lock.approved_on
} else := ""

severity(prompt) := "high" if {
	prompt.risk.tier in {"high", "critical"}
} else := "medium"
