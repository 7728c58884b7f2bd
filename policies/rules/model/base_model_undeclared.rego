# METADATA
# title: Fine-tune, adapter, merge or quantisation does not name its base model
# description: Risks, licence and advisories are inherited; the chain must be traceable.
# related_resources:
# - ref: https://huggingface.co/docs/hub/model-cards
#   description: Hugging Face Hub, model cards and their metadata
# - ref: https://atlas.mitre.org/techniques/AML.T0010.003
#   description: "MITRE ATLAS, AI supply chain compromise: model"
# custom:
#   code: PA-MDL-003
#   severity: medium
#   precision: high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MANAGE 3.2, MG-3.2-002, MP-4.1-007]
#     eu-ai-act: [Annex IV(2)(a), Art.25(1)]
#     owasp-llm: ["LLM03:2025"]
#     csa-aicm: [STA-16, MDS-12]
#     iso-42001: [A.10.3]
#   remediation: Name the base with its revision.
#   params:
#     revision: {default: false, strict: true, description: "Whether the revision of the base must be stated too."}
#   bad:
#   - README.md: "---\nlicense: mit\ntags: [lora]\n---\n"
#   - README.md: "---\nlicense: mit\nlibrary_name: peft\nbase_model: \"[More Information Needed]\"\nbase_model_relation: adapter\n---\n"
#   - README.md: "---\nlicense: mit\nlibrary_name: peft\n---\n# Router\n"
#     adapter_config.json: "{}"
#   - README.md: "---\nlicense: mit\nlibrary_name: transformers\nmodel_name: router-7b-gptq\n---\n"
#   - router.modelcard.yaml: "name: router-sft\nlicense: mit\n"
#   - bom.json: "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{\"type\": \"machine-learning-model\", \"name\": \"router-lora\"}]}"
#   good:
#   - README.md: "---\nlicense: mit\nbase_model: org/base-7b\nbase_model_relation: adapter\n---\n"
#   - README.md: "---\nlicense: mit\nlibrary_name: transformers\n---\n# Adaptive router\n"
#   - not_when: "the card says that the model was trained from scratch (`base_model: none`)"
#     README.md: "---\nlicense: mit\nbase_model: none\ntags: [gguf]\n---\n"
#   - not_when: a section of the card says which model it comes from
#     README.md: "---\nlicense: mit\ntags: [gguf]\n---\n## Base model\n\nRouter 2, trained here.\n"
#     router.gguf: "weights"
#   - bom.json: "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{\"type\": \"machine-learning-model\", \"name\": \"router-lora\", \"pedigree\": {\"ancestors\": [{\"type\": \"machine-learning-model\", \"name\": \"base-7b\"}]}}]}"
package pacheck.rules.model.base_model_undeclared

params := data.pacheck.params["base-model-undeclared"]

findings contains {
	"at": ["models", i, "base_models"],
	"message": sprintf("model %s is derived (%s) but names no base model", [model.name, model.derived]),
} if {
	some i, model in input.models
	model.derived
	model.dialect in {"hub", "mlbom", "yaml"}
	not model.base_named
}

findings contains {
	"at": ["models", i, "base_models"],
	"message": sprintf("model %s names its base model %s without a revision", [model.name, concat(", ", model.base_models)]),
} if {
	params.revision
	some i, model in input.models
	model.derived
	"base_model_revision" in model.can
	not model.base_model_revision
	some base in model.base_models
	contains(base, "/")
}
