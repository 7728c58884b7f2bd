# METADATA
# title: Own or fine-tuned model says nothing about its training data
# description: Provenance, rights and bias cannot be assessed without at least a statement.
# related_resources:
# - ref: https://huggingface.co/docs/hub/model-cards
#   description: Hugging Face Hub, model cards and their metadata
# - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#   description: Regulation (EU) 2024/1689, Annexes IV and XI
# custom:
#   code: PA-MDL-004
#   severity: medium
#   severity_when:
#   - {when: "an agent of tier high or critical uses the model", severity: high}
#   precision: high
#   scope: repo
#   principle: transparency
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MEASURE 2.9, MAP 2.3, GV-1.2-001, MG-3.2-003, MP-4.1-004]
#     eu-ai-act: [Art.10(2)(b), Annex IV(2)(d), Art.53(1)(d)]
#     iso-42001: [A.7.3, A.7.5]
#     csa-aicm: [MDS-03, DSP-23]
#   remediation: List sources, collection, preparation and rights.
#   params:
#     third_party: {default: false, strict: true, description: "Whether the cards of models that others made are looked at too."}
#   bad:
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Training data\n\n[More Information Needed]\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\ndatasets: [TBD]\n---\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nmodel_name: router\nlibrary_name: transformers\nlicense: mit\n---\n"
#     models/router/model.safetensors: "weights"
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#   - router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\ndatasets: [corp/tickets]\ndata: {classes: [personal]}\n"
#   good:
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\ndatasets: [corp/tickets-2025-deid]\n---\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Training data\n\nDe-identified tickets of the years 2023 to 2025, with the rights of the support desk.\n"
#     models/router/model.safetensors: "weights"
#   - not_when: the model is a quantisation of one that it names
#     models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\nbase_model: org/base-7b\nbase_model_relation: quantized\n---\n"
#     models/router/model.safetensors: "weights"
#   - not_when: the card of a vendor's model links to the vendor's summary of the training data
#     vendor-api.modelcard.yaml: "name: vendor-large-2\nlicense: proprietary\ntraining_summary: https://vendor.test/summary\n"
#     .pacheck.yaml: "rules:\n  training-data-undeclared: {params: {third_party: true}}\n"
#   - not_when: somebody else made the model, outside of the profile strict
#     README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Router\n"
#   - router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\ndatasets: [corp/tickets]\ndata: {classes: [personal], origin: support desk, legal_basis: contract}\n"
package pacheck.rules.model.training_data_undeclared

import data.pacheck.lib.cards
import data.pacheck.lib.tiers

params := data.pacheck.params["training-data-undeclared"]

findings contains {
	"at": ["models", i, "datasets"],
	"message": sprintf("model %s: training data not declared", [model.name]),
	"severity": severity(model),
} if {
	some i, model in input.models
	cards.described(model, params.third_party)
	not declared(model)
	not quantised(model)
}

findings contains {
	"at": ["models", i, "data_classes"],
	"message": sprintf("model %s was trained on %s data, without %s", [model.name, class, concat(" and ", missing)]),
	"severity": severity(model),
} if {
	some i, model in input.models
	some class in model.data_classes
	class in {"personal", "special-category"}
	cards.described(model, params.third_party)
	missing := [word | some field, word in {"data_origin": "their origin", "legal_basis": "a legal basis"}; not model[field]]
	count(missing) > 0
}

declared(model) if cards.lists(model, "datasets")

declared(model) if cards.stated(model, "training_data")

declared(model) if model.training_summary

declared(model) if "training_summary" in model.gpai.stated

# what is only quantised was not trained
quantised(model) if {
	model.base_named
	model.base_model_relation in {"quantized", "quantised"}
}

quantised(model) if {
	model.base_named
	lower(model.derived) in {"quantized", "quantised", "gguf", "awq", "gptq"}
}

severity(model) := "high" if tiers.at_least(model.risk.tier, "high")

else := "medium"
