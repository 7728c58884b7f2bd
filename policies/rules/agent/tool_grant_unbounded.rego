# METADATA
# title: Agent inherits every tool, or is granted a whole server or the star
# description: Least agency needs a list; an inherited or starred grant grows each time someone installs a server.
# related_resources:
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: OWASP Top 10 for Agentic Applications 2026, least agency
# - ref: https://code.claude.com/docs/en/sub-agents
#   description: Claude Code, a sub-agent without tools inherits all of them
# custom:
#   code: PA-AGT-023
#   severity: low
#   severity_when:
#   - {when: "the agent is of tier high or critical", severity: high}
#   - {when: "the grant is a literal star over all servers", severity: medium}
#   precision: very-high
#   scope: repo
#   principle: least-privilege
#   profiles: [strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI02, ASI03]
#     owasp-llm: ["LLM06:2025"]
#     owasp-mcp: ["MCP02:2025"]
#     csa-aicm: [IAM-19, IAM-05]
#     nist-ai-rmf: [MANAGE 1.3, GOVERN 6.1, MS-2.7-001, GV-6.1-009]
#   remediation: List the tools the purpose needs.
#   params:
#     few: {default: 10, description: "How many tools a server may have, all of them known, to be granted as a whole."}
#     bounded:
#       default: {gh-aw: [github]}
#       description: "The servers, by dialect, of which the host gives a bounded part that only reads, whatever the name says."
#   bad:
#   - .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts the issues of the tracker by urgency.\n---\nSort them.\n"
#   - .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts the issues of the tracker by urgency.\ntools: Read, mcp__*\n---\nSort them.\n"
#   - .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts the issues of the tracker by urgency.\ntools: Read, mcp__tracker\n---\nSort them.\n"
#   - .github/agents/triage.agent.md: "---\nname: triage\ndescription: Sorts the issues of the tracker by urgency.\ntools: ['*']\n---\nSort them.\n"
#   - .github/agents/triage.agent.md: "---\nname: triage\ndescription: Sorts the issues of the tracker by urgency.\ntools: ['tracker/*']\n---\nSort them.\n"
#   - .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts the issues of the tracker by urgency.\nrisk_tier: high\n---\nSort them.\n"
#   good:
#   - .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts the issues of the tracker by urgency.\ntools: Read, Grep, mcp__tracker__get_issue\n---\nSort them.\n"
#   - not_when: the agent has no tools at all
#     .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts the issues of the tracker by urgency.\ntools: []\n---\nSort them.\n"
#   - not_when: the tools of the granted server are known, and few
#     .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts the issues of the tracker by urgency.\ntools: Read, mcp__tracker\n---\nSort them.\n"
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     tracker/tools.json: '{"tools": [{"name": "get_issue", "description": "Reads an issue.", "inputSchema": {"type": "object"}}]}'
#   - not_when: the file is an instruction file, which cannot grant tools
#     CLAUDE.md: "Use tabs.\n"
#   - not_when: the host gives a part of the server that only reads
#     .github/workflows/triage.md: "---\non: issues\npermissions: read-all\ntools:\n  github:\n    toolsets: [issues]\n---\nSort them.\n"
#   - not_when: the format has no key for tools, as in agent cards
#     .well-known/agent-card.json: '{"name": "Desk", "description": "Answers questions about orders.", "url": "https://desk.corp.example", "version": "1", "skills": [], "capabilities": {}, "defaultInputModes": ["text"], "defaultOutputModes": ["text"]}'
#   - not_when: all tools of the granted server are known, and their annotations say that they only read
#     .claude/agents/triage.md: "---\nname: triage\ndescription: Sorts the issues of the tracker by urgency.\ntools: Read, mcp__tracker\n---\nSort them.\n"
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "node", "args": ["tracker/server.js"]}}}'
#     tracker/tools.json: '{"tools": [{"name": "get_issue", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}, {"name": "list_issues", "annotations": {"readOnlyHint": true}, "inputSchema": {"type": "object"}}]}'
#     .pacheck.yaml: "version: 1\nrules:\n  tool-grant-unbounded:\n    params: {few: 1}\n"
package pacheck.rules.agent.tool_grant_unbounded

import data.pacheck.lib.governance

params := data.pacheck.params["tool-grant-unbounded"]

findings contains {
	"at": ["agents", i, "tools"],
	"message": sprintf("agent %s can use every tool of its host, since it names none", [agent.name]),
	"severity": severity(agent, "low"),
} if {
	some i, agent in input.agents
	agent.tools.mode == "all"
	not agent.tools.allow
}

findings contains {
	"at": ["agents", i, "tools", "allow", j],
	"message": sprintf("agent %s can use %s (%s)", [agent.name, reach, grant.raw]),
	"severity": severity(agent, base),
} if {
	some i, agent in input.agents
	some j, grant in agent.tools.allow
	grant.matches_all
	[reach, base] := unbounded(agent, grant)
}

unbounded(_, grant) := ["every tool", "medium"] if grant.tool == "*"

unbounded(_, grant) := ["every tool of every server", "medium"] if {
	grant.tool == "mcp"
	grant.server == "*"
}

unbounded(agent, grant) := [sprintf("every tool of the server %s", [grant.server]), "low"] if {
	grant.tool == "mcp"
	grant.server != "*"
	not grant.server in object.get(params.bounded, agent.dialect, [])
	not known(agent, grant.server)
}

# a server whose tools are all known, and few, or only read
known(agent, server) if {
	some whole in agent.whole_servers
	whole.name == server
	whole.tools > 0
	modest(whole)
}

modest(whole) if whole.tools <= params.few

modest(whole) if whole.read_only

severity(agent, _) := "high" if governance.tier(agent) in {"high", "critical"}

severity(agent, base) := base if not governance.tier(agent) in {"high", "critical"}
