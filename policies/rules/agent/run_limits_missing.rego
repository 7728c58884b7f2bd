# METADATA
# title: Autonomous agent declares no run limit at all
# description: Defaults differ by framework and version; an autonomous agent must state its own bound.
# related_resources:
# - ref: https://genai.owasp.org/llmrisk/llm102025-unbounded-consumption/
#   description: OWASP LLM10:2025 Unbounded Consumption
# - ref: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes
#   description: GitHub Actions, a job without timeout-minutes runs for up to six hours
# custom:
#   code: PA-AGT-041
#   severity: medium
#   precision: high
#   scope: repo
#   principle: safety
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI08]
#     owasp-llm: ["LLM10:2025"]
#     nist-ai-rmf: [MEASURE 2.6, MS-2.6-005, MG-2.4-004]
#   remediation: Add at least a turn limit and a wall-clock limit; add cost for tier high.
#   params:
#     need: {default: {limited: 1, high: 2, critical: 3}, description: "How many kinds of limits (turns, time, cost) an agent of a tier has to state; an autonomous one states at least one."}
#   bad:
#   - bot.governance.yaml: "name: bot\nautonomy: autonomous\n"
#   - bot.governance.yaml: "name: bot\nrisk_tier: high\nlimits: {max_turns: 40}\n"
#   - .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p fix\n"
#   good:
#   - bot.governance.yaml: "name: bot\nautonomy: autonomous\nlimits: {max_turns: 40, timeout: 20m, max_cost_usd: 5}\n"
#   - not_when: a file of the platform has the limits
#     bot.governance.yaml: "name: bot\nautonomy: autonomous\nlimits: {external_ref: platform/limits.yaml}\n"
#   - not_when: a person starts the agent and sits before it
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes things.\n---\nFix it.\n"
#   - not_when: the job has a limit of time
#     .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    timeout-minutes: 15\n    steps:\n    - run: claude -p fix\n"
#   - not_when: the command has a limit of turns
#     .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p fix --max-turns 12\n"
package pacheck.rules.agent.run_limits_missing

findings contains {
	"at": ["agents", i, "limits"],
	"message": sprintf("agent %s (tier %s) states %d of %d run limits", [agent.name, tier(agent), count(given), wanted]),
} if {
	some i, agent in input.agents
	wanted := need(agent)
	"limits" in agent.can
	not agent.limits.external_ref
	not retired(agent)
	given := kinds(object.get(agent, "limits", {}))
	count(given) < wanted
}

findings contains {
	"at": ["launches", i, "limits"],
	"message": sprintf("%s in %s runs by itself and states no run limit", [launch.program, launch.file]),
} if {
	some i, launch in input.launches
	launch.job
	count(kinds(object.get(launch, "limits", {}))) == 0
}

# how many kinds of limits an agent has to state
need(agent) := max({1, of_tier(agent)}) if agent.autonomy == "autonomous"

need(agent) := of_tier(agent) if {
	agent.governed
	agent.autonomy != "autonomous"
}

need(agent) := of_tier(agent) if {
	agent.governed
	not agent.autonomy
}

of_tier(agent) := object.get(data.pacheck.params["run-limits-missing"].need, tier(agent), 0)

tier(agent) := agent.risk.tier if agent.risk

tier(agent) := "minimal" if not agent.risk

# the kinds of limits that are stated
kinds(limits) := {kind | some key, kind in kind_of; limits[key]}

kind_of := {"max_turns": "turns", "max_iterations": "turns", "timeout": "time", "max_cost_usd": "cost"}

retired(agent) if agent.status in {"retired", "decommissioned"}
