# METADATA
# title: Card names nobody to report problems to
# description: A defect or abuse report needs an address.
# related_resources:
# - ref: https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/templates/modelcard_template.md
#   description: Hugging Face Hub, annotated model card template
# - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#   description: Regulation (EU) 2024/1689, Annexes IV and XI
# custom:
#   code: PA-MDL-009
#   severity: low
#   precision: high
#   scope: file
#   principle: accountability
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     eu-ai-act: [Art.13(3)(a), Art.16(b)]
#     nist-ai-rmf: [GOVERN 5.1, MEASURE 3.3, GV-2.1-001]
#     iso-42001: [A.3.3, A.8.4]
#   remediation: Add a monitored address.
#   bad:
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Contact\n\n[More Information Needed]\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Contact\n\nAsk the team.\n"
#     models/router/model.safetensors: "weights"
#   - router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nowner: the team\n"
#   - bom.json: "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"metadata\": {\"component\": {\"type\": \"machine-learning-model\", \"name\": \"router\", \"supplier\": {\"name\": \"Corp\"}}}}"
#   good:
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Contact\n\nml-platform@corp.example\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\ncontact: \"#ml-platform\"\n---\n"
#     models/router/model.safetensors: "weights"
#   - not_when: the card links to SECURITY.md, and the file is there
#     models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\nSee [how to report](SECURITY.md).\n"
#     models/router/model.safetensors: "weights"
#     SECURITY.md: "# Reports\n"
#   - not_when: somebody else made the model
#     README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Router\n"
#   - bom.json: "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"metadata\": {\"component\": {\"type\": \"machine-learning-model\", \"name\": \"router\", \"supplier\": {\"name\": \"Corp\", \"url\": [\"https://corp.example/ml\"]}}}}"
package pacheck.rules.model.model_contact_missing

import data.pacheck.lib.cards

findings contains {"at": ["models", i, "contact"], "message": sprintf("model %s: no contact", [model.name])} if {
	some i, model in input.models
	cards.described(model, false)
	"contact" in model.can
	not model.contact
}
