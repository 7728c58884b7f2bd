# METADATA
# title: Loader is allowed to run code from the model repository
# description: It executes whatever the repository holds at load time.
# related_resources:
# - ref: https://huggingface.co/docs/transformers/main/en/models#custom-models
#   description: Hugging Face Transformers, custom models and trust_remote_code
# - ref: https://cwe.mitre.org/data/definitions/829.html
#   description: CWE-829, inclusion of functionality from untrusted control sphere
# custom:
#   code: PA-MDL-014
#   severity: high
#   severity_when:
#   - {when: "the revision is not a commit", severity: critical}
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     owasp-llm: ["LLM03:2025"]
#     owasp-agentic: [ASI04, ASI05]
#     csa-aicm: [MDS-12]
#   remediation: Use a model that needs none, or vendor and review the code and pin it.
#   bad:
#   - compose.yaml: "services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n    command: [--model, org/m, --trust-remote-code]\n"
#   - compose.yaml: "services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n    command: [--model, org/m, --revision, 0123456789abcdef0123456789abcdef01234567, --trust-remote-code]\n"
#   - values.yaml: "server:\n  args: [--model, org/m, --trust-remote-code]\n"
#   - compose.yaml: "services:\n  llm:\n    image: ghcr.io/huggingface/text-generation-inference:3.3\n    environment: {MODEL_ID: org/m, TRUST_REMOTE_CODE: \"true\"}\n"
#   - serve.toml: "[engine]\nmodel = \"org/m\"\ntrust_remote_code = true\n"
#   good:
#   - not_when: the option is absent
#     compose.yaml: "services:\n  llm:\n    image: vllm/vllm-openai:v0.11.0\n    command: [--model, org/m, --revision, 0123456789abcdef0123456789abcdef01234567]\n"
#   - not_when: the option is false
#     serve.yaml: "model: org/m\ntrust_remote_code: false\n"
#   - not_when: the model lies in the repository with its code
#     serve.yaml: "model: ./vendored/m\ntrust_remote_code: true\n"
#   - not_when: a schema describes the option
#     schema.json: "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"properties\": {\"trust_remote_code\": {\"default\": true}}}"
package pacheck.rules.model.remote_code_enabled

findings contains {
	"at": ["models", i, "trust_remote_code"],
	"message": sprintf("%s sets trust_remote_code for %s", [model.file, named(model)]),
	"severity": severity(model),
} if {
	some i, model in input.models
	model.trust_remote_code
	not local(model)
}

# code beside the weights in this repository was reviewed with it
local(model) if model.pin == "local"

severity(model) := "critical" if {
	model.pin in {"none", "tag", "latest"}
} else := "high"

named(model) := model.model_id if model.model_id

named(model) := model.name if not model.model_id
