# METADATA
# title: Manifest or prompt says read-only, the tool behind it can change things
# description: Approval, tier and trust were granted on a claim that the schema disproves.
# related_resources:
# - ref: https://cwe.mitre.org/data/definitions/451.html
#   description: "CWE-451, misrepresentation of critical information"
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: "OWASP ASI09, human-agent trust exploitation"
# custom:
#   code: PA-XRF-018
#   severity: high
#   precision: high
#   scope: repo
#   principle: human-oversight
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI09]
#     owasp-mcp: ["MCP02:2025"]
#     eu-ai-act: [Art.13(3)(b), Art.14(4)(a)]
#     nist-ai-rmf: [MAP 2.2, MS-2.5-006]
#   remediation: Remove the tool or the claim.
#   bad:
#   - .claude/agents/reporter.md: "---\nname: reporter\ndescription: Read-only reporter on the database.\ntools: mcp__db__query_db, mcp__db__drop_table\n---\nReport.\n"
#   - .claude/agents/readonly-helper.md: "---\nname: readonly-helper\ndescription: Looks things up.\ntools: Read, Write\n---\nLook.\n"
#   - .github/agents/look.agent.md: "---\nname: look\ndescription: A read only agent for looking around.\ntools: [read, edit]\n---\nLook.\n"
#   good:
#   - .claude/agents/reporter.md: "---\nname: reporter\ndescription: Read-only reporter on the database.\ntools: mcp__db__query_db\n---\nReport.\n"
#   - not_when: its tools only draft or plan, as draft_ or plan_ at the beginning of their names says
#     .claude/agents/reporter.md: "---\nname: reporter\ndescription: Read-only reporter on the database.\ntools: mcp__mail__draft_email, mcp__db__plan_delete_row, Read\n---\nReport.\n"
#   - not_when: the sentence says that the agent is not read-only
#     .claude/agents/reporter.md: "---\nname: reporter\ndescription: Not read-only, it also repairs what it finds.\ntools: Read, Write\n---\nReport.\n"
#   - not_when: what is read-only is one tool, and not the agent
#     .claude/agents/reporter.md: "---\nname: reporter\ndescription: Uses the read-only query tool first, then writes.\ntools: Read, Write\n---\nReport.\n"
#   - not_when: the commands of the shell are limited
#     .claude/agents/reporter.md: "---\nname: reporter\ndescription: Read-only reporter.\ntools: Read, Bash(git log *)\n---\nReport.\n"
#   - not_when: the agent writes its own list of things to do
#     .claude/agents/reporter.md: "---\nname: reporter\ndescription: Read-only reporter on the database.\ntools: TodoWrite, Read\n---\nReport.\n"
package pacheck.rules.cross.read_only_claim_contradicted

findings contains {
	"at": ["agents", i, claim],
	"message": sprintf("agent %s claims read-only but may call %s", [agent.name, what]),
	"label": "the claim",
	"related": [{"at": array.concat(["agents", i], where), "message": "what can change things"}],
} if {
	some i, agent in input.agents
	claim := claims(agent)
	agent.tools.mode == "list"
	[what, where] := first(agent)
}

# the member that claims it of the agent as a whole: of one tool or of something that it looks at says nothing
claims(agent) := "name" if {
	regex.match(`(?i)(^|[-_ ])read[-_ ]?only([-_ ]|$)`, agent.name)
} else := "description" if {
	contains(lower(agent.description), "read")
	regex.match(`(?i)(^|[.!:] ?|\b(a|an|this|the|strictly|purely) )read[- ]only,? ([a-z]+ ){0,2}(agent|assistant|reporter|reviewer|helper|bot|analyst|explorer|researcher|investigator|auditor|specialist|mode)\b`, agent.description)
	not regex.match(`(?i)\b(not|no longer|never|isn.t|than) (a |an )?(strictly |purely )?read[- ]only`, agent.description)
}

first(agent) := changing[0] if {
	changing := array.concat(
		[[call.tool, ["calls", j]] |
			some j, call in agent.calls
			some effect in call.effects
			effect in {"destructive", "write", "money", "exec"}
			not regex.match(`^(draft|plan)_`, call.tool)
		],
		[[grant.raw, ["tools", "allow", j]] |
			some j, grant in agent.tools.allow
			grant.tool in {"edit", "write", "shell"}
			grant.matches_all
			not grant.raw in {"TodoWrite", "todo", "todos"}
		],
	)
	count(changing) > 0
}
