# METADATA
# title: Governed agent uses a floating model alias
# description: An alias changes behaviour under an approved agent without a commit; evaluation evidence then belongs to another model.
# related_resources:
# - ref: https://platform.openai.com/docs/models
#   description: OpenAI, aliases and snapshots of models
# - ref: https://docs.claude.com/en/docs/about-claude/models/overview
#   description: Anthropic, model ids with dates and aliases
# custom:
#   code: PA-AGT-010
#   severity: medium
#   severity_when:
#   - {when: "the agent is of tier high or critical", severity: high}
#   precision: high
#   scope: repo
#   principle: supply-chain
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MANAGE 3.2, MEASURE 2.5, GV-1.6-003, MS-2.5-006]
#     eu-ai-act: [Annex IV(1)(c), Art.15(1)]
#     iso-42001: [A.6.2.5, A.10.3]
#     owasp-llm: ["LLM03:2025"]
#   remediation: Pin the dated snapshot or digest and bump it in a reviewed change with a fresh evaluation.
#   params:
#     from_tier: {default: limited, description: "The lowest tier of agents whose model must be fixed."}
#     allow_aliases: {default: [], description: "Names of models that count as fixed, such as those that a deployment of one's own resolves."}
#   bad:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nmodel: gpt-4o\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nmodel: vendor-large-latest\n"
#   - .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\nmodel: sonnet\nrisk_tier: critical\n---\nIssue refunds.\n"
#   good:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nmodel: gpt-4o-2024-08-06\n"
#   - not_when: it is a sub-agent of whose governance nothing is said
#     .claude/agents/reader.md: "---\nname: reader\ndescription: Reads the code of the repository.\nmodel: sonnet\n---\nRead.\n"
#   - not_when: the model is a file of one's own
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nmodel: weights/kestrel.gguf\n"
#   - not_when: the deployment fills in the model
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nmodel: \"${MODEL_DEPLOYMENT}\"\n"
#   - not_when: the agent is of tier minimal
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: minimal\nmodel: gpt-4o\n"
#   - not_when: weights of one's own are named with their sha256
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nmodel: weights/kestrel@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
#   - not_when: the parameter allow_aliases lists the name, as that of a router which is itself fixed
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\nmodel: desk-router\n"
#     .pacheck.yaml: "version: 1\nrules:\n  agent-model-unpinned:\n    params: {allow_aliases: [desk-router]}\n"
package pacheck.rules.agent.agent_model_unpinned

import data.pacheck.lib.governance

params := data.pacheck.params["agent-model-unpinned"]

findings contains {
	"at": ["agents", i, "model"],
	"message": sprintf("agent %s (tier %s) follows the moving alias %s", [agent.name, governance.tier(agent), agent.model]),
	"severity": governance.severity(agent, "medium"),
} if {
	some i, agent in input.agents
	agent.model_pin == "none"
	governance.governed(agent)
	governance.at_least(agent, params.from_tier)
	not agent.model in params.allow_aliases
}
