# METADATA
# title: Prompt lacks the safety classifiers its risk tier requires
# description: "The organisation's policy in one line: no deployment without the guardrails the tier asks for."
# related_resources:
# - ref: https://genai.owasp.org/llmrisk/llm01-prompt-injection/
#   description: OWASP LLM01:2025, prompt injection
# - ref: https://airc.nist.gov/airmf-resources/playbook/manage/
#   description: NIST AI RMF playbook, MANAGE 1.3
# custom:
#   code: PA-PRM-040
#   severity: high
#   precision: very-high
#   scope: repo
#   principle: safety
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MANAGE 1.3, MEASURE 2.6, MG-3.2-005, MS-2.6-006, MG-3.1-001]
#     eu-ai-act: [Art.9(2)(d), Art.15(5)]
#     owasp-agentic: [ASI01, ASI09]
#     owasp-llm: ["LLM01:2025", "LLM02:2025"]
#     iso-42001: [A.6.2.4, A.6.2.5]
#     csa-aicm: [TVM-11, AIS-08, AIS-09]
#   remediation: Attach the classifiers in the runtime and declare them, or lower the tier with evidence.
#   params:
#     required: {default: "lex:risk_tiers.required_classifiers", description: "The classifiers that a prompt has to declare, by tier."}
#     aliases:
#       default: {prompt-shield: prompt-injection, prompt-shields: prompt-injection, prompt-guard: prompt-injection, model-armor: prompt-injection, jailbreak-detection: jailbreak, llama-guard: harmful-content, azure-content-safety: harmful-content, content-safety: harmful-content, moderation: harmful-content, presidio: pii, personal-data: pii, secret-detection: secrets, groundedness-detection: groundedness}
#       description: "Other names of classifiers, in lower case with hyphens, and what they stand for."
#     platform: {default: [], description: "The classifiers that the platform applies to every prompt, whatever the files say."}
#     max_threshold: {default: 0, description: "The score above which a classifier acts too late to count; 0 for none."}
#   bad:
#   - prompts/refund.prompt: "---\nrisk_tier: high\nsafety: {classifiers: [pii]}\n---\nIssue refunds.\n"
#   - .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\nrisk_tier: limited\n---\nIssue refunds.\n"
#   - .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\n---\nIssue refunds.\n"
#     .claude/agents/refund-bot.governance.yaml: "risk_tier: critical\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nprompts: [../prompts/refund.prompt]\n"
#     prompts/refund.prompt: "---\nsafety: {classifiers: [prompt-injection, jailbreak, harmful-content]}\n---\nIssue refunds.\n"
#   - prompts/refund.prompt: "---\nrisk_tier: limited\nsafety: {classifiers: [{name: prompt-injection, enabled: false}]}\n---\nIssue refunds.\n"
#   - prompts/refund.prompt: "---\nrisk_tier: limited\nsafety: {classifiers: [{name: prompt-injection, mode: log-only}]}\n---\nIssue refunds.\n"
#   - prompts/refund.prompt: "Issue refunds.\n"
#     prompts/refund.governance.yaml: "risk_tier: limited\n"
#   good:
#   - prompts/refund.prompt: "---\nrisk_tier: high\nsafety: {classifiers: [prompt-injection, jailbreak, harmful-content, pii]}\n---\nIssue refunds.\n"
#   - not_when: the classifiers go by other names, which the parameter aliases knows
#     prompts/refund.prompt: "---\nrisk_tier: high\nguardrails: {input: [Prompt Shield, jailbreak], output: [llama_guard, presidio]}\n---\nIssue refunds.\n"
#   - prompts/refund.prompt: "---\nsafety: {classifiers: []}\n---\nIssue refunds.\n"
#   - not_when: no file and no configuration names a tier, whatever the agent is able to do
#     .claude/agents/reader.md: "---\nname: reader\ndescription: Reads the web.\ntools: WebFetch, Bash(*), mcp__mail__send_email\n---\nRead.\n"
#   - .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\nrisk_tier: limited\nguardrails: {input: [prompt-injection]}\n---\nIssue refunds.\n"
#   - not_when: the agent that uses the prompt has guardrails of its own, which guardrails-below-tier looks at
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nguardrails: {input: [prompt-injection]}\nprompts: [../prompts/refund.prompt]\n"
#     prompts/refund.prompt: "Issue refunds.\n"
#   - not_when: the file is a test, or a fixture of one
#     tests/refund.prompt: "---\nrisk_tier: high\n---\nIssue refunds.\n"
package pacheck.rules.prompt.required_safety_classifiers

import data.pacheck.lib.classifiers
import data.pacheck.lib.governance
import data.pacheck.lib.tiers

params := data.pacheck.params["required-safety-classifiers"]

findings contains {
	"at": ["prompts", i, "classifiers"],
	"message": sprintf("prompt %s (tier %s) lacks: %s", [prompt.name, tier, concat(", ", sort(missing))]),
	"label": "policy asks for more at this tier",
} if {
	some i, prompt in input.prompts
	concerned(prompt)
	tier := tier_of(prompt)
	missing := {name | some name in params.required[tier]} - declared(prompt)
	count(missing) > 0
}

# a prompt that states its tier or its classifiers, or that a governed agent uses; what an agent with
# guardrails of its own lacks is told by guardrails-below-tier
concerned(prompt) if {
	prompt.governed
	not prompt.id in guarded
}

concerned(prompt) if {
	prompt.id in used
	not prompt.id in guarded
}

tier_of(prompt) := prompt.risk.tier

tier_of(prompt) := lower(prompt.tier) if {
	not prompt.risk
	tiers.rank(lower(prompt.tier)) >= 0
}

declared(prompt) := classifiers.acting(object.get(prompt, "classifiers", []), params.aliases, params.max_threshold) | {name | some name in params.platform}

# prompts of governed agents
used contains prompt if {
	some agent in input.agents
	governance.governed(agent)
	some prompt in prompts_of[agent.id]
}

guarded contains prompt if {
	some agent in input.agents
	governance.governed(agent)
	count(agent.guardrails.classifiers) > 0
	some prompt in prompts_of[agent.id]
}

guarded contains prompt if {
	some agent in input.agents
	governance.governed(agent)
	agent.guardrails.external_ref
	some prompt in prompts_of[agent.id]
}

prompts_of[agent] contains edge.to if {
	some edge in input.edges
	edge.rel == "uses_prompt"
	agent := edge.from
}
