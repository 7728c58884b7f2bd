# METADATA
# title: One agent combines private data, untrusted content and a way out
# description: |-
#   With all three, one poisoned document is enough to steal the data: it gives the order, the agent has the data, and the way out
#   carries it off. No filter of prompts stops this for certain; removing any one of the three does.
# related_resources:
# - ref: https://simonwillison.net/2025/Jun/16/the-lethal-trifecta/
#   description: "The lethal trifecta (S. Willison, 2025-06-16)"
# - ref: https://ai.meta.com/blog/practical-ai-agent-security/
#   description: "Agents Rule of Two (Meta, 2025-10-31)"
# custom:
#   code: PA-XRF-011
#   severity: high
#   severity_when:
#   - {when: "the agent is autonomous, or its file says that nobody approves what it sends", severity: critical}
#   - {when: "one leg is likely only", severity: medium}
#   precision: high
#   scope: repo
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI01, ASI02]
#     owasp-llm: ["LLM01:2025", "LLM02:2025", "LLM06:2025"]
#     owasp-mcp: ["MCP10:2025", "MCP06:2025"]
#     nist-ai-rmf: [MAP 4.2, MEASURE 2.10, MS-2.10-001, MS-2.7-001, MP-5.1-006]
#     csa-aicm: [AIS-11, IAM-19]
#     eu-ai-act: [Art.15(5), Art.9(2)(b)]
#   remediation: Cut the cheapest leg, usually the outbound one, or put approval on it.
#   params:
#     evidence: {default: strong, strict: weak, description: "strong where each leg must be beyond doubt; weak where one leg other than the private data may be likely only. A leg that a person confirms, a sandbox or fixed recipients limit is none."}
#   bad:
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: mcp__mail__read_inbox, mcp__crm__query_crm, mcp__mail__send_email\n---\nAnswer.\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: mcp__mail__read_email, mcp__mail__send_email\n---\nAnswer.\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: WebFetch, mcp__crm__query_crm\n---\nAnswer.\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: WebFetch, mcp__crm__query_crm\n---\nAnswer.\n"
#     .pacheck/agents/desk.governance.yaml: "name: desk\nautonomy: autonomous\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: mcp__mail__read_inbox, mcp__crm__query_crm, mcp__mail__send_email\n---\nAnswer.\n"
#     .pacheck/agents/desk.governance.yaml: "name: desk\napproval: {tools: {send_email: never}}\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: mcp__mail__send_email\n---\nAnswer.\n"
#     .pacheck/agents/desk.governance.yaml: "name: desk\ndata: {classes: [personal]}\nio: {input_trust: untrusted}\n"
#   good:
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: mcp__mail__read_inbox, mcp__crm__query_crm, mcp__mail__draft_email\n---\nAnswer.\n"
#   - not_when: a person approves each call of every tool that sends something out
#     .pacheck.yaml: "version: 1\nrules:\n  lethal-trifecta:\n    params: {evidence: weak}\n"
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: mcp__mail__read_inbox, mcp__crm__query_crm, mcp__mail__send_email\n---\nAnswer.\n"
#     .pacheck/agents/desk.governance.yaml: "name: desk\napproval: {tools: {send_email: always}}\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: mcp__mail__read_inbox, mcp__crm__query_crm, mcp__mail__send_email\n---\nAnswer.\n"
#     .pacheck/agents/desk.governance.yaml: "name: desk\napproval: {default: ask}\n"
#   - not_when: the only private data of a coding agent is the repository
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: Read, Grep, WebFetch, WebSearch, Bash, Write\n---\nAnswer.\n"
#   - not_when: the agent runs in a sandbox without network, or with a list of the hosts that it may reach
#     .pacheck.yaml: "version: 1\nrules:\n  lethal-trifecta:\n    params: {evidence: weak}\n"
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: WebFetch, mcp__crm__query_crm\n---\nAnswer.\n"
#     .pacheck/agents/desk.governance.yaml: "name: desk\nsandbox: {enabled: true, network: {mode: allowlist, allow_hosts: [docs.vendor.test]}}\n"
#   - not_when: the agent is retired
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: mcp__mail__read_inbox, mcp__crm__query_crm, mcp__mail__send_email\nstatus: retired\n---\nAnswer.\n"
#   - examples/.claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: mcp__mail__read_inbox, mcp__crm__query_crm, mcp__mail__send_email\n---\nAnswer.\n"
#   - not_when: the schema of the tool that sends fixes the recipients
#     .pacheck.yaml: "version: 1\nrules:\n  lethal-trifecta:\n    params: {evidence: weak}\n"
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\ntools: mcp__mail__read_inbox, mcp__crm__query_crm, mcp__mail__send_email\n---\nAnswer.\n"
#     .mcp.json: '{"mcpServers": {"mail": {"command": "node", "args": ["mail/server.js"]}}}'
#     mail/tools.json: '{"tools": [{"name": "read_inbox", "description": "Reads the inbox.", "inputSchema": {"type": "object"}}, {"name": "send_email", "description": "Sends an email.", "inputSchema": {"type": "object", "properties": {"to": {"type": "string", "enum": ["desk@corp.example"]}, "body": {"type": "string"}}}}]}'
package pacheck.rules.cross.lethal_trifecta

import data.pacheck.lib.trifecta

findings contains {
	"at": ["agents", i],
	"message": sprintf("agent %s: reads %s, holds %s, can send through %s", [agent.name, evidence(agent, legs[0]), evidence(agent, legs[1]), evidence(agent, legs[2])]),
	"label": "any one of the three legs cut ends it",
	"severity": severity(agent, legs),
	"related": [{"at": ["agents", i, "capabilities", j], "message": sprintf("%s: %s", [says[agent.capabilities[j].kind], evidence(agent, j)])} | some j in legs],
} if {
	some i, agent in input.agents
	agent.capabilities
	legs := three(agent)
	trifecta.active(agent)
}

# where the legs of an agent are
three(agent) := legs if {
	legs := strong(agent)
} else := legs if {
	data.pacheck.params["lethal-trifecta"].evidence == "weak"
	legs := likely(agent)
}

strong(agent) := legs if {
	legs := [trifecta.own(agent, kind, {"strong"}) | some kind in trifecta.legs]
	count(legs) == 3
}

# one of the legs may be likely only, but not that of private data: a repository is none
likely(agent) := legs if {
	legs := [trifecta.own(agent, kind, {"strong", "weak"}) | some kind in trifecta.legs]
	count(legs) == 3
	agent.capabilities[legs[1]].strength == "strong"
	weak := [j | some j in legs; agent.capabilities[j].strength == "weak"]
	count(weak) == 1
}

evidence(agent, j) := agent.capabilities[j].evidence

says := {
	"untrusted_input": "reads what anybody may have written",
	"private_data": "reads what is not for everybody",
	"external_communication": "can send it out",
}

severity(agent, legs) := "medium" if {
	some j in legs
	agent.capabilities[j].strength == "weak"
} else := "critical" if {
	agent.autonomy == "autonomous"
} else := "critical" if {
	some call in agent.calls
	call.approval == "never"
	"external_comm" in call.effects
} else := "high"
