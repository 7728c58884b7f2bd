# METADATA
# title: Model is loaded by name without a revision, or the card has no version
# description: A hub branch can be force-pushed; the digest is the identity.
# related_resources:
# - ref: https://atlas.mitre.org/studies/AML.CS0031
#   description: MITRE ATLAS case study AML.CS0031, malicious models on a hub
# - ref: https://huggingface.co/docs/huggingface_hub/guides/download
#   description: Hugging Face Hub, downloads by revision
# custom:
#   code: PA-MDL-010
#   severity: medium
#   severity_when:
#   - {when: "code from the repository of the model is run, or its weights are loaded in a format that can run code", severity: critical}
#   precision: high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-llm: ["LLM03:2025"]
#     owasp-agentic: [ASI04]
#     nist-ai-rmf: [MANAGE 3.2, GV-1.6-003, MG-3.1-002]
#     csa-aicm: [MDS-08]
#   remediation: Pin the commit and record the digest.
#   params:
#     always: {default: false, strict: true, description: "Whether a model without a revision is told that runs no code when it is loaded."}
#   bad:
#   - serve.yaml: "model: org/model-7b\ntrust_remote_code: true\n"
#   - compose.yaml: "services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n    command: --model org/model-7b --revision main --trust-remote-code\n"
#   - load.json: "{\"model_id\": \"org/model-7b\", \"weights_only\": false}"
#   - router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\n"
#   good:
#   - serve.yaml: "model: org/model-7b\nrevision: 0123456789abcdef0123456789abcdef01234567\ntrust_remote_code: true\n"
#   - not_when: loading the model runs no code, outside of the profile strict
#     compose.yaml: "services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n    command: --model org/model-7b\n"
#   - not_when: the model lies in a local path
#     serve.yaml: "model: ./weights\ntrust_remote_code: true\n"
#   - not_when: the deployment fills the name of the model in
#     serve.yaml: "model: ${MODEL}\ntrust_remote_code: true\n"
#   - not_when: the model is called by its name at a vendor's interface, and nothing here loads it
#     compose.yaml: "services:\n  desk:\n    image: ghcr.io/corp/desk:1.2.0\n    command: [--model, vendor-large-2]\n"
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers.\nmodel: vendor-large-2\n---\nAnswer.\n"
#     .pacheck.yaml: "rules:\n  model-revision-unpinned: {params: {always: true}}\n"
#   - Modelfile: "FROM example\n"
#   - not_when: Python code loads the model, at which linters of code look
#     load.py: "AutoModel.from_pretrained(\"org/model-7b\", trust_remote_code=True)\n"
#   - router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nversion: 1.2.0\n"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n"
#     models/router/model.safetensors: "weights"
package pacheck.rules.model.model_revision_unpinned

params := data.pacheck.params["model-revision-unpinned"]

findings contains {
	"at": ["models", i, "model_id"],
	"message": sprintf("model %s is not pinned to a revision", [named(model)]),
	"severity": severity(model),
} if {
	some i, model in input.models
	model.use in {"serving", "loading", "build"}
	loose(model)
	told(model)
}

findings contains {
	"at": ["models", i, "revision"],
	"message": sprintf("model %s: the card states no version", [model.name]),
	"severity": "medium",
} if {
	some i, model in input.models
	model.card == "model"
	model.origin == "own"
	"revision" in model.can
	not model.revision
}

loose(model) if model.pin in {"none", "latest"}

# a tag of Ollama's is a version; a branch or tag of a hub may move
loose(model) if {
	model.pin == "tag"
	model.dialect != "ollama"
}

told(_) if params.always

told(model) if runs_code(model)

runs_code(model) if model.trust_remote_code

runs_code(model) if model.unsafe_options

runs_code(model) if {
	some artifact in model.artifacts
	artifact.runs
}

severity(model) := "critical" if runs_code(model)

else := "medium"

named(model) := model.model_id if model.model_id

named(model) := concat(", ", model.base_models) if not model.model_id
