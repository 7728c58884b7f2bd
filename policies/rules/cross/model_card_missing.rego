# METADATA
# title: Agent uses a model that has no card in the inventory
# description: An unlisted model was not assessed by anybody.
# related_resources:
# - ref: https://arxiv.org/abs/1810.03993
#   description: Model Cards for Model Reporting (2019)
# - ref: https://nvlpubs.nist.gov/nistpubs/ai/NIST.AI.600-1.pdf
#   description: NIST AI 600-1, MG-3.1-005
# custom:
#   code: PA-XRF-008
#   severity: medium
#   severity_when:
#   - {when: "the agent is of tier high or critical", severity: high}
#   precision: high
#   scope: repo
#   principle: traceability
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [GOVERN 1.6, MANAGE 3.2, GV-1.6-003, MG-3.1-005]
#     eu-ai-act: [Art.11(1), Annex IV(2)(a)]
#     iso-42001: [A.4.2, A.10.3]
#     csa-aicm: [MDS-03, STA-16]
#     owasp-llm: ["LLM03:2025"]
#   remediation: "Add a card (an own one, or a reference to the provider's with your assessment)."
#   params:
#     inventory: {default: [], description: "The models whose cards are kept elsewhere, with * for anything."}
#   bad:
#   - agents/desk.governance.yaml: "name: desk\nrisk_tier: limited\nmodel: vendor-x-2026-05-01\n"
#   - agents/desk.governance.yaml: "name: desk\nrisk_tier: high\nmodel: vendor-x-2026-05-01\n"
#     models/vendor-y/MODEL_CARD.md: "---\nmodel_id: vendor-y\n---\n# Model card for vendor-y\n"
#   good:
#   - agents/desk.governance.yaml: "name: desk\nrisk_tier: limited\nmodel: vendor-x-2026-05-01\n"
#     models/vendor-x/README.md: "---\nlicense: other\ntags: [text]\nmodel_id: vendor-x\ncovers: [\"vendor-x-2026-*\"]\n---\n# Vendor X\n"
#   - agents/desk.governance.yaml: "name: desk\nrisk_tier: limited\nmodel: vendor/vendor-x-2026-05-01\n"
#     models/vendor-x/README.md: "---\nlicense: other\ntags: [text]\nmodel_id: vendor-x-2026-01-01\n---\n# Vendor X\n"
#   - not_when: nothing says how the agent is governed
#     .claude/agents/reader.md: "---\nname: reader\ndescription: Reads the code of the repository.\nmodel: sonnet\n---\nRead.\n"
#   - not_when: the agent names no model, so that its host chooses one
#     agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#   - not_when: the deployment fills the name of the model in
#     agents/desk.governance.yaml: "name: desk\nrisk_tier: high\nmodel: \"${MODEL}\"\n"
#   - not_when: the card is kept elsewhere, as the parameter inventory says
#     agents/desk.governance.yaml: "name: desk\nrisk_tier: limited\nmodel: vendor-x-2026-05-01\n"
#     .pacheck.yaml: "version: 1\nrules: {model-card-missing: {params: {inventory: [\"vendor-x-*\"]}}}\n"
#   - not_when: the model makes embeddings alone, and the agent is of tier minimal
#     agents/desk.governance.yaml: "name: desk\nrisk_tier: minimal\nmodel: text-embedding-3-small\n"
package pacheck.rules.cross.model_card_missing

import data.pacheck.lib.governance

findings contains {
	"at": ["agents", i, "model"],
	"message": sprintf("agent %s uses %s, which has no card", [agent.name, agent.model]),
	"severity": governance.severity(agent, "medium"),
} if {
	some i, agent in input.agents
	governance.governed(agent)
	agent.model
	not agent.model_pin == "variable"
	not agent.model in {"", "inherit", "default", "auto"}
	not agent.model_card
	not elsewhere(lower(agent.model))
	not embeds(agent)
}

# a model that makes embeddings alone, of an agent of the lowest tier
embeds(agent) if {
	governance.tier(agent) == "minimal"
	regex.match(`(?i)embed|(^|/)(bge|e5|gte)-`, agent.model)
}

elsewhere(model) if {
	some pattern in data.pacheck.params["model-card-missing"].inventory
	glob.match(lower(pattern), null, model)
}
