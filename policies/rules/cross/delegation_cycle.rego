# METADATA
# title: Agents can delegate in a circle
# description: Cycles burn budget and let a request regain authority that an earlier hop removed.
# related_resources:
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: OWASP ASI08, cascading failures
# custom:
#   code: PA-XRF-014
#   severity: medium
#   severity_when:
#   - {when: "no agent on the cycle has a limit of depth, turns or iterations", severity: high}
#   - {when: "every agent on the cycle has a limit of delegation depth", severity: low}
#   precision: very-high
#   scope: repo
#   principle: safety
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI08, ASI07]
#     owasp-llm: ["LLM10:2025"]
#     nist-ai-rmf: [MEASURE 2.6, MS-2.6-005]
#   remediation: Remove an edge, or bound it.
#   bad:
#   - .github/agents/a.agent.md: "---\nname: a\ndescription: Plans.\nagents: [b]\n---\nPlan.\n"
#     .github/agents/b.agent.md: "---\nname: b\ndescription: Does.\nagents: [a]\n---\nDo.\n"
#   - .claude/agents/a.md: "---\nname: a\ndescription: Plans.\ntools: Agent(a), Read\nmaxTurns: 20\n---\nPlan.\n"
#   - .github/agents/a.agent.md: "---\nname: a\ndescription: Plans.\nhandoffs:\n- {label: Do it, agent: b, prompt: Go, send: true}\n---\nPlan.\n"
#     .github/agents/b.agent.md: "---\nname: b\ndescription: Does.\nagents: [c]\n---\nDo.\n"
#     .github/agents/c.agent.md: "---\nname: c\ndescription: Checks.\nagents: [a]\n---\nCheck.\n"
#   - .github/agents/a.agent.md: "---\nname: a\ndescription: Plans.\nagents: [b]\n---\nPlan.\n"
#     .github/agents/b.agent.md: "---\nname: b\ndescription: Does.\nagents: [a]\n---\nDo.\n"
#     .pacheck/agents/a.governance.yaml: "name: a\ndelegation: {max_depth: 3}\n"
#     .pacheck/agents/b.governance.yaml: "name: b\ndelegation: {max_depth: 3}\n"
#   good:
#   - .github/agents/a.agent.md: "---\nname: a\ndescription: Plans.\nagents: [b]\n---\nPlan.\n"
#     .github/agents/b.agent.md: "---\nname: b\ndescription: Does.\n---\nDo.\n"
#   - not_when: a person clicks on a hand-over on the way round, such as that back to the first agent
#     .github/agents/a.agent.md: "---\nname: a\ndescription: Plans.\nagents: [b]\n---\nPlan.\n"
#     .github/agents/b.agent.md: "---\nname: b\ndescription: Does.\nhandoffs:\n- {label: Back, agent: a, prompt: Done}\n---\nDo.\n"
#   - not_when: the file is an example
#     examples/.github/agents/a.agent.md: "---\nname: a\ndescription: Plans.\nagents: [a]\n---\nPlan.\n"
#   - not_when: the agents take turns in a group chat, which ends after a number of turns or messages
#     team.json: '{"provider": "autogen_agentchat.teams.Swarm", "component_type": "team", "config": {"participants": [{"provider": "autogen_agentchat.agents.AssistantAgent", "component_type": "agent", "config": {"name": "a", "handoffs": [{"target": "b"}], "system_message": "Do it."}}, {"provider": "autogen_agentchat.agents.AssistantAgent", "component_type": "agent", "config": {"name": "b", "handoffs": [{"target": "a"}], "system_message": "Do it."}}], "max_turns": 12}}'
package pacheck.rules.cross.delegation_cycle

findings contains {
	"at": ["cycles", i],
	"message": sprintf("delegation cycle: %s", [concat(" -> ", array.concat(cycle.names, [cycle.names[0]]))]),
	"severity": severity(cycle),
	"related": [{"at": ["cycles", i, "steps", j], "message": "delegates here"} | some j, _ in cycle.steps; j > 0],
} if {
	some i, cycle in input.cycles
	not in_turns(cycle)
}

# all agents of a cycle take part in one group chat, which ends by itself
in_turns(cycle) if {
	some members in chats
	every id in cycle.agents {
		id in members
	}
}

chats[team.id] := members if {
	some team in input.agents
	team.dialect == "autogen"
	team.evidence == "component_type: team"
	team.limits.max_turns
	members := {edge.to | some edge in input.edges; edge.rel == "delegates_to"; edge.from == team.id}
}

severity(cycle) := "low" if cycle.limited

severity(cycle) := "medium" if {
	cycle.bounded
	not cycle.limited
}

severity(cycle) := "high" if {
	not cycle.bounded
	not cycle.limited
}
