# METADATA
# title: "Turn, time, retry or cost limit set to unlimited or above the tier's ceiling"
# description: A loop with no ceiling spends money and repeats mistakes until somebody notices.
# related_resources:
# - ref: https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/
#   description: OWASP LLM10:2025 Unbounded Consumption
# - ref: https://atlas.mitre.org/techniques/AML.T0034
#   description: MITRE ATLAS AML.T0034, cost harvesting
# custom:
#   code: PA-AGT-040
#   severity: medium
#   severity_when:
#   - {when: "the risk tier of the agent is high or critical", severity: high}
#   precision: very-high
#   scope: repo
#   principle: safety
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI08, ASI10]
#     owasp-llm: ["LLM10:2025"]
#     nist-ai-rmf: [MEASURE 2.6, MANAGE 2.1, MS-2.6-005]
#   remediation: Set a ceiling and a stop condition.
#   params:
#     ceilings: {default: {}, strict: "lex:risk_tiers.bounds", packs: "lex:risk_tiers.bounds", description: "By tier, the most that max_turns (which counts for iterations, too), timeout and max_cost_usd may be; where a tier has none, nothing is compared."}
#   bad:
#   - config/agents.yaml: "coder:\n  role: Coder\n  goal: Write code\n  backstory: You write code.\n  max_iter: -1\n"
#   - team.yaml: "agents:\n  root:\n    model: some/model\n    description: Does things.\n    instruction: Do things.\n    max_iterations: 0\n"
#   - config/agents.yaml: "coder:\n  role: Coder\n  goal: Write code\n  backstory: You write code.\n  max_execution_time: unlimited\n"
#   - scripts/fix.sh: "claude -p fix --max-turns 9999999\n"
#   good:
#   - config/agents.yaml: "coder:\n  role: Coder\n  goal: Write code\n  backstory: You write code.\n  max_iter: 25\n"
#   - not_when: the number is for one answer, and not for the run
#     config/agents.yaml: "coder:\n  role: Coder\n  goal: Write code\n  backstory: You write code.\n  max_tokens: -1\n"
#   - not_when: the host takes 0 for none at all
#     config/agents.yaml: "coder:\n  role: Coder\n  goal: Write code\n  backstory: You write code.\n  max_iter: 0\n  max_retry_limit: 0\n"
#   - not_when: no limit is stated
#     config/agents.yaml: "coder:\n  role: Coder\n  goal: Write code\n  backstory: You write code.\n"
package pacheck.rules.agent.run_limits_disabled

import data.pacheck.lib.tiers

ceilings := data.pacheck.params["run-limits-disabled"].ceilings

findings contains {
	"at": ["agents", i, "unlimited", j],
	"message": sprintf("agent %s: %s = %s means that there is no limit", [agent.name, limit.key, limit.value]),
	"severity": severity(agent),
} if {
	some i, agent in input.agents
	some j, limit in agent.unlimited
}

findings contains {
	"at": ["agents", i, "limits", key],
	"message": sprintf("agent %s: %s = %v is above the ceiling %v for tier %s", [agent.name, key, agent.limits[key], ceiling, tier(agent)]),
	"severity": severity(agent),
} if {
	count(ceilings) > 0
	some i, agent in input.agents
	agent.limits
	some key, kind in kinds
	ceiling := ceilings[tier(agent)][kind]
	given := stated(agent.limits, key)
	given > most(ceiling)
	given < 999999
}

findings contains {
	"at": ["launches", i, "limits", "max_turns"],
	"message": sprintf("%s in %s: --max-turns %v means that there is no limit", [launch.program, launch.file, launch.limits.max_turns]),
} if {
	some i, launch in input.launches
	endless(launch.limits.max_turns)
}

# the ceiling that each limit is held to
kinds := {"max_turns": "max_turns", "max_iterations": "max_turns", "timeout": "timeout", "max_cost_usd": "max_cost_usd"}

stated(limits, "timeout") := limits.timeout_seconds

stated(limits, key) := limits[key] if key != "timeout"

# a number, or a duration in seconds
most(ceiling) := ceiling if is_number(ceiling)

most(ceiling) := to_number(parts[1]) * seconds[parts[2]] if {
	is_string(ceiling)
	parts := regex.find_all_string_submatch_n(`^(\d+)([smhd])$`, ceiling, 1)[0]
}

seconds := {"s": 1, "m": 60, "h": 3600, "d": 86400}

endless(turns) if turns < 0

endless(turns) if turns >= 999999

tier(agent) := agent.risk.tier if agent.risk

tier(agent) := "minimal" if not agent.risk

severity(agent) := "high" if {
	tiers.at_least(tier(agent), "high")
} else := "medium"
