# METADATA
# title: Model card has no licence
# description: Without a licence there is no right to use, ship or fine-tune.
# related_resources:
# - ref: https://huggingface.co/docs/hub/model-cards
#   description: Hugging Face Hub, model cards and their metadata
# - ref: https://cwe.mitre.org/data/definitions/1059.html
#   description: CWE-1059, insufficient technical documentation
# custom:
#   code: PA-MDL-001
#   severity: high
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [GOVERN 6.1, MAP 4.1, GV-6.1-001, MP-4.1-006]
#     eu-ai-act: [Annex XI(1)(1)(f), Art.53(1)(c)]
#     iso-42001: [A.10.3]
#     owasp-llm: ["LLM03:2025"]
#     csa-aicm: [MDS-03]
#   remediation: Record the SPDX id, or name and link.
#   bad:
#   - README.md: "---\nlicense: unknown\nlibrary_name: transformers\n---\n"
#   - README.md: "---\nlibrary_name: transformers\n---\n# Router\n\nRoutes tickets.\n"
#   - README.md: "---\nlicense: other\nlicense_name: corp-terms\nlibrary_name: transformers\n---\n"
#   - README.md: "---\nlicense: \"[More Information Needed]\"\nlibrary_name: transformers\n---\n"
#   - MODEL_CARD.md: "# Router\n\n## License\n\n[More Information Needed]\n"
#   - bom.json: "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{\"type\": \"machine-learning-model\", \"name\": \"router\"}]}"
#   good:
#   - README.md: "---\nlicense: apache-2.0\nlibrary_name: transformers\n---\n"
#   - README.md: "---\nlicense: other\nlicense_name: corp-terms\nlicense_link: LICENSE.md\nlibrary_name: transformers\n---\n"
#   - README.md: "---\nlibrary_name: transformers\n---\n"
#     LICENSE: "Apache License\nVersion 2.0, January 2004\n"
#   - README.md: "---\nlibrary_name: transformers\n---\n## License\n\nSee the terms of the vendor.\n"
#   - not_when: the card states no licence, and the repository has one
#     cards/MODEL_CARD.md: "# Router\n\nRoutes tickets.\n"
#     LICENSE: "MIT License\n"
#   - not_when: the card of a vendor's model names the terms of the service
#     vendor-api.modelcard.yaml: "name: vendor-large-2\nlicense: other\nterms_url: https://vendor.test/terms\n"
#   - not_when: the card is an example or a template
#     examples/README.md: "---\nlicense: unknown\nlibrary_name: transformers\n---\n"
#     modelcard_template.md: "---\nlibrary_name: transformers\n---\n"
package pacheck.rules.model.licence_missing

findings contains {"at": ["models", i, "license"], "message": sprintf("model %s: no licence", [model.name])} if {
	some i, model in input.models
	model.card == "model"
	"license" in model.can
	not licensed(model)
}

licensed(model) if model.license_is.kind in {"id", "text"}

licensed(model) if {
	model.license_is.kind == "other"
	model.license_name
	model.license_link
}

licensed(model) if {
	some section in model.sections
	section.id == "licence"
	section.length > 0
}

licensed(model) if model.license_file.beside

# the licence of the repository, where the card does not speak of another one
licensed(model) if {
	model.license_file
	not model.license
}

licensed(model) if model.terms_url
