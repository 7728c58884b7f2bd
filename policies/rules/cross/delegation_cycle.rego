# METADATA
# title: Agents can delegate in a circle
# description: Cycles burn budget and let a request regain authority that an earlier hop removed.
# related_resources:
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: "OWASP ASI08: Cascading failures"
# custom:
#   code: PA-XRF-014
#   severity: medium
#   severity_when:
#   - when: "no agent on the cycle has a limit of turns, iterations or depth"
#     severity: high
#   - when: every agent on it has a limit of delegation depth
#     severity: low
#   precision: very-high
#   scope: repo
#   principle: safety
#   profiles: [recommended, strict]
#   roles: [runtime]
#   packs:
#     owasp-agentic: [ASI08, ASI07]
#     owasp-llm: ["LLM10:2025"]
#     nist-ai-rmf: [MEASURE 2.6, MS-2.6-005]
#   remediation: "Remove an edge, or bound it."
#   bad:
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nText.\n"
#     .claude/agents/a.governance.yaml: "name: a\ndelegation: {to: [b]}\n"
#     .claude/agents/b.md: "---\nname: b\ndescription: Helps.\n---\nText.\n"
#     .claude/agents/b.governance.yaml: "name: b\ndelegation: {to: [a]}\n"
#   - .github/agents/a.agent.md: "---\nname: a\ndescription: Helps.\nhandoffs:\n  - label: Next\n    agent: a\n    prompt: Go on\n    send: true\n---\nText.\n"
#   good:
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\n---\nText.\n"
#     .claude/agents/a.governance.yaml: "name: a\ndelegation: {to: [b]}\n"
#     .claude/agents/b.md: "---\nname: b\ndescription: Helps.\n---\nText.\n"
#   - .github/agents/a.agent.md: "---\nname: a\ndescription: Helps.\nhandoffs:\n  - label: Next\n    agent: b\n    prompt: Go on\n---\nText.\n"
#     .github/agents/b.agent.md: "---\nname: b\ndescription: Helps.\nhandoffs:\n  - label: Back\n    agent: a\n    prompt: Go on\n---\nText.\n"
package pacheck.rules.cross.delegation_cycle

findings contains {
	"at": ["cycles", i],
	"message": sprintf("delegation cycle: %s", [concat(" -> ", array.concat(cycle.names, [cycle.names[0]]))]),
	"severity": severity(cycle),
	"related": [{"at": ["cycles", i, "steps", j], "message": sprintf("%s delegates to the next", [cycle.names[j]])} |
		some j, _ in cycle.steps
		j > 0
	],
} if {
	some i, cycle in input.cycles
}

severity(cycle) := "low" if cycle.limited

severity(cycle) := "medium" if {
	not cycle.limited
	cycle.bounded
}

severity(cycle) := "high" if {
	not cycle.limited
	not cycle.bounded
}
