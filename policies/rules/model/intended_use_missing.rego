# METADATA
# title: Card lacks intended use or out-of-scope use
# description: Both sentences are what a deployer is held to, and what cross-file rules check against.
# related_resources:
# - ref: https://arxiv.org/abs/1810.03993
#   description: Mitchell et al., Model Cards for Model Reporting (2019)
# - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#   description: Regulation (EU) 2024/1689, Annexes IV and XI
# custom:
#   code: PA-MDL-007
#   severity: medium
#   precision: high
#   scope: file
#   principle: transparency
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MAP 1.1, MAP 3.3, MS-2.9-002, MP-1.1-002]
#     eu-ai-act: [Art.13(3)(b)(i), Annex IV(1)(a), Annex XI(1)(1)(a)]
#     iso-42001: [A.9.4, A.8.2]
#     csa-aicm: [MDS-03, GRC-09]
#   remediation: Write both sections and the tags.
#   params:
#     third_party: {default: false, strict: true, description: "Whether the cards of models that others made are looked at too."}
#   bad:
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Model\n\nWeights and code.\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Intended use\n\nRouting of support tickets in English and German, before a person sees them.\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Intended use\n\nRouting of support tickets in English and German.\n\n# Out-of-Scope Use\n\n[More Information Needed]\n"
#     models/router/model.safetensors: "weights"
#   - router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nout_of_scope: Decisions on people.\n"
#   good:
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Intended use\n\nRouting of support tickets in English and German, before a person sees them.\n\n# Out-of-scope use\n\nDecisions on employment or credit, and anything without a person.\n"
#     models/router/model.safetensors: "weights"
#   - not_when: one section states both under headings of their own
#     models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Uses\n\n## Direct use\n\nRouting of support tickets in English and German.\n\n## Misuse\n\nDecisions on employment or credit, and anything without a person.\n"
#     models/router/model.safetensors: "weights"
#   - router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nuse_case_tags: [support]\nout_of_scope_tags: [employment, credit]\n"
#   - not_when: somebody else made the model, outside of the profile strict
#     README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Model\n\nWeights and code.\n"
package pacheck.rules.model.intended_use_missing

import data.pacheck.lib.cards

params := data.pacheck.params["intended-use-missing"]

findings contains {
	"at": ["models", i, "sections"],
	"message": sprintf("model %s: %s not stated", [model.name, concat(" and ", missing)]),
} if {
	some i, model in input.models
	cards.described(model, params.third_party)
	missing := array.concat(
		["intended use" | not intended(model)],
		["out-of-scope use" | says(model); not excluded(model)],
	)
	count(missing) > 0
}

# whether the format has a place for what a model is not for
says(model) if not model.dialect in {"mlbom", "spdx-ai"}

intended(model) if cards.stated(model, "intended_use")

intended(model) if model.terms.use_case_tags

excluded(model) if cards.stated(model, "out_of_scope")

excluded(model) if model.terms.out_of_scope_tags
