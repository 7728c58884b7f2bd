# METADATA
# title: Card lacks limitations, risks and bias
# description: Known failure modes that are not written down are repeated.
# related_resources:
# - ref: https://arxiv.org/abs/1810.03993
#   description: Mitchell et al., Model Cards for Model Reporting (2019)
# - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#   description: Regulation (EU) 2024/1689, Annexes IV and XI
# custom:
#   code: PA-MDL-008
#   severity: medium
#   precision: high
#   scope: repo
#   principle: transparency
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MAP 2.2, MEASURE 2.11, MS-2.9-002, MS-2.11-001]
#     eu-ai-act: [Art.13(3)(b)(ii), Art.13(3)(b)(v), Art.10(2)(f), Annex IV(3)]
#     iso-42001: [A.5.4, A.8.2]
#     csa-aicm: [GRC-11, MDS-03]
#   remediation: Write what it gets wrong, for whom, and what to do about it.
#   params:
#     third_party: {default: false, strict: true, description: "Whether the cards of models that others made are looked at too."}
#     groups_from_tier: {default: high, description: "The tier of agents from which on results by group are needed."}
#   bad:
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Limitations\n\nTBD\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Model\n\nWeights and code.\n"
#     models/router/model.safetensors: "weights"
#   - bom.json: "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"metadata\": {\"component\": {\"type\": \"machine-learning-model\", \"name\": \"router\", \"modelCard\": {\"considerations\": {}}}}}"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#     router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nlimitations: Recall drops below 0.7 for short messages.\n"
#   good:
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Limitations\n\nRecall drops below 0.7 for messages under ten words.\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n## Intended uses & limitations\n\nRouting of tickets. Recall drops below 0.7 for short ones.\n"
#     models/router/model.safetensors: "weights"
#   - bom.json: "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"metadata\": {\"component\": {\"type\": \"machine-learning-model\", \"name\": \"router\", \"modelCard\": {\"considerations\": {\"technicalLimitations\": [\"Short messages.\"]}}}}}"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#     router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nlimitations: Recall drops below 0.7 for short messages.\nevaluations: [{metric: recall, suite: corp-test, group: German, value: 0.81}]\n"
#   - not_when: somebody else made the model, outside of the profile strict
#     README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Model\n\nWeights and code.\n"
package pacheck.rules.model.limitations_missing

import data.pacheck.lib.cards
import data.pacheck.lib.tiers

params := data.pacheck.params["limitations-missing"]

findings contains {
	"at": ["models", i, "sections"],
	"message": sprintf("model %s: no limitations or bias statement", [model.name]),
} if {
	some i, model in input.models
	cards.described(model, params.third_party)
	not limited(model)
}

findings contains {
	"at": ["models", i, "evaluations"],
	"message": sprintf("model %s (used at tier %s): no results by group", [model.name, model.risk.tier]),
} if {
	some i, model in input.models
	tiers.at_least(model.risk.tier, params.groups_from_tier)
	cards.described(model, params.third_party)
	limited(model)
	"evaluations" in model.can
	not grouped(model)
}

limited(model) if {
	some subject in ["limitations", "bias_risks"]
	cards.stated(model, subject)
}

grouped(model) if {
	some result in model.evaluations
	result.group
}

grouped(model) if {
	some section in model.sections
	section.stated
	regex.match(`(?i)fairness|by group|subgroup|disaggregated|demographic`, section.title)
}
