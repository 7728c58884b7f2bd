# METADATA
# title: Guardrails over prompt, agent and platform do not add up to what the tier requires
# description: Each file can look complete while the sum has a hole.
# related_resources:
# - ref: https://genai.owasp.org/llmrisk/llm01-prompt-injection/
#   description: OWASP LLM01:2025, prompt injection, direct and indirect
# - ref: https://arxiv.org/abs/2506.08837
#   description: Design patterns for securing LLM agents against prompt injections (2025)
# custom:
#   code: PA-XRF-010
#   severity: high
#   precision: high
#   scope: repo
#   principle: safety
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MANAGE 1.3, MEASURE 2.6, MG-3.2-005, MG-3.1-001, MS-2.6-006]
#     eu-ai-act: [Art.9(2)(d), Art.15(5)]
#     iso-42001: [A.6.2.4]
#     owasp-agentic: [ASI01, ASI02]
#     owasp-llm: ["LLM01:2025", "LLM05:2025"]
#     csa-aicm: [TVM-11, AIS-08, AIS-09]
#   remediation: "Add them where they belong, or link the platform's."
#   params:
#     required: {default: "lex:risk_tiers.required_classifiers", description: "The classifiers that an agent and its prompts have to declare together, by tier."}
#     aliases:
#       default: {prompt-shield: prompt-injection, prompt-shields: prompt-injection, prompt-guard: prompt-injection, model-armor: prompt-injection, jailbreak-detection: jailbreak, llama-guard: harmful-content, azure-content-safety: harmful-content, content-safety: harmful-content, moderation: harmful-content, presidio: pii, personal-data: pii, secret-detection: secrets, groundedness-detection: groundedness}
#       description: "Other names of classifiers, in lower case with hyphens, and what they stand for."
#     platform: {default: [], description: "The classifiers that the platform applies to every agent, whatever the files say."}
#     tool_guard_from: {default: high, description: "The lowest tier of agents that read what outsiders write and need a classifier on the results of tools."}
#   bad:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nguardrails: {input: [pii]}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nguardrails: {input: [prompt-injection], mode: log-only}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nguardrails: {external_ref: gateway/guardrails.yaml}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nguardrails: {input: [prompt-injection, jailbreak], output: [harmful-content]}\nprompts: [../prompts/refund.prompt]\n"
#     prompts/refund.prompt: "---\nsafety: {classifiers: [groundedness]}\n---\nIssue refunds.\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers the mail of customers.\nrisk_tier: high\ntools: WebFetch\nguardrails: {input: [prompt-injection, jailbreak], output: [harmful-content, pii]}\n---\nAnswer.\n"
#   good:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nguardrails: {input: [prompt-injection, jailbreak], output: [harmful-content, pii], tool: [prompt-injection]}\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nguardrails: {input: [prompt-injection, jailbreak], output: [harmful-content]}\nprompts: [../prompts/refund.prompt]\n"
#     prompts/refund.prompt: "---\nsafety: {classifiers: [presidio]}\n---\nIssue refunds.\n"
#   - not_when: the agent relies on guardrails in a file of the repository, which external_ref names
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nguardrails: {external_ref: gateway/guardrails.yaml}\n"
#     gateway/guardrails.yaml: "routes: [refund-bot]\n"
#   - not_when: the agent relies on a gateway of the organisation, whose address external_ref gives
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nguardrails: {external_ref: \"https://gateway.corp.example/policies/agents\"}\n"
#   - not_when: nothing says how the agent is governed
#     agents.yaml: "desk:\n  role: Desk\n  goal: Answer customers\n  backstory: Long\n  tools: [read_inbox, query_crm, send_email]\n"
#   - not_when: the tier of the agent requires no classifier
#     agents/reader.governance.yaml: "name: reader\nrisk_tier: minimal\n"
#   - not_when: the platform applies the classifiers to every agent, as the parameter platform says
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nguardrails: {input: [pii]}\n"
#     .pacheck.yaml: "version: 1\nrules: {guardrails-below-tier: {params: {platform: [prompt-injection, jailbreak, harmful-content]}}}\n"
package pacheck.rules.cross.guardrails_below_tier

import data.pacheck.lib.classifiers
import data.pacheck.lib.governance

params := data.pacheck.params["guardrails-below-tier"]

findings contains {
	"at": ["agents", i, "guardrails"],
	"message": sprintf("agent %s (tier %s) lacks %s", [agent.name, governance.tier(agent), concat(", ", sort(lacks))]),
} if {
	some i, agent in input.agents
	governance.governed(agent)
	concerned(agent)
	lacks := missing(agent) | unguarded(agent)
	count(lacks) > 0
}

findings contains {
	"at": ["agents", i, "guardrails", "external_ref"],
	"message": sprintf("agent %s (tier %s) relies on guardrails in %s, which does not exist", [agent.name, governance.tier(agent), agent.guardrails.external_ref]),
} if {
	some i, agent in input.agents
	governance.missing(agent, "guardrails")
	not governance.retired(agent)
}

# an agent that states guardrails itself, or whose prompts are not in the repository; of the others,
# required-safety-classifiers tells what their prompts lack
concerned(agent) if {
	count(agent.guardrails.classifiers) > 0
	not agent.guardrails.external_ref
}

concerned(agent) if {
	not stated(agent)
	not prompts_of[agent.id]
}

stated(agent) if agent.guardrails.external_ref

stated(agent) if count(agent.guardrails.classifiers) > 0

missing(agent) := {name | some name in params.required[governance.tier(agent)]} - have(agent)

have(agent) := (acting(object.get(agent, ["guardrails", "classifiers"], [])) | {name | some name in params.platform}) | {name |
	some prompt in object.get(prompts_of, agent.id, set())
	some name in acting(object.get(declared, prompt, []))
}

# what prompts declare, by their ids
declared[prompt.id] := prompt.classifiers if some prompt in input.prompts

acting(all) := classifiers.acting(all, params.aliases, 0)

# what tools return is as good as what outsiders write
unguarded(agent) := {"prompt-injection on the results of tools"} if {
	governance.at_least(agent, params.tool_guard_from)
	count(agent.guardrails.classifiers) > 0
	reads_outsiders(agent)
	not "prompt-injection" in acting([c | some c in agent.guardrails.classifiers; c.stage == "tool"])
} else := set()

reads_outsiders(agent) if {
	some capability in agent.capabilities
	capability.kind == "untrusted_input"
	capability.strength == "strong"
}

prompts_of[agent] contains edge.to if {
	some edge in input.edges
	edge.rel == "uses_prompt"
	edge.resolved == true
	agent := edge.from
}
