# METADATA
# title: Weights are in a format that can run code on load
# description: Loading a pickle is running a program from the author, or from whoever replaced the file.
# related_resources:
# - ref: https://atlas.mitre.org/studies/AML.CS0031
#   description: MITRE ATLAS case study AML.CS0031, malicious models on a hub
# - ref: https://docs.python.org/3/library/pickle.html
#   description: Python, pickle is not secure
# - ref: https://cwe.mitre.org/data/definitions/502.html
#   description: CWE-502, deserialisation of untrusted data
# custom:
#   code: PA-MDL-013
#   severity: high
#   severity_when:
#   - {when: "the same weights lie beside it as safetensors, which loaders prefer", severity: low}
#   precision: high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     owasp-llm: ["LLM03:2025"]
#     owasp-agentic: [ASI04, ASI05]
#     nist-ai-rmf: [MEASURE 2.7, MG-3.1-002]
#     csa-aicm: [MDS-13, MDS-02]
#   remediation: Convert to safetensors (or ONNX) and record the digest.
#   bad:
#   - models/router.pkl: "cposix\n"
#   - models/net.pt: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
#   - models/pytorch_model.bin: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
#     models/model.safetensors: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
#   - model/MLmodel: "flavors:\n  python_function:\n    loader_module: mlflow.sklearn\n    python_model: python_model.pkl\n"
#   - load.yaml: "model: ./weights\nweights_only: false\n"
#   - bom.json: "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [{\"type\": \"machine-learning-model\", \"name\": \"router\", \"externalReferences\": [{\"type\": \"distribution\", \"url\": \"https://models.corp.test/router.pkl\"}]}]}"
#   good:
#   - not_when: the weights are safetensors, GGUF or ONNX
#     models/router.safetensors: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
#     models/router.gguf: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
#     models/router.onnx: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
#   - not_when: an array is loaded without pickles
#     load.yaml: "arrays: ./data/table.npy\nallow_pickle: false\n"
#     data/table.npy: "NUMPY {'descr': '<f8'}"
#   - not_when: the checkpoint belongs to tests
#     tests/checkpoints/optimizer.pt: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
#   - not_when: neither the name of a file that ends in .bin nor a config.json beside it speaks of a model
#     firmware/chip.bin: "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
#   - not_when: a file that ends in .pt or .pth is text
#     templates-site/page.pt: "<html/>"
#     env/own.pth: "./src\n"
#   - load.yaml: "model: ./weights\nweights_only: true\nuse_safetensors: true\n"
package pacheck.rules.model.unsafe_weight_format

findings contains {
	"at": ["models", i, "artifacts", j],
	"message": sprintf("%s can execute code on load (%s)", [artifact.path, artifact.runs]),
	"severity": severity(artifact),
} if {
	some i, model in input.models
	some j, artifact in model.artifacts
	artifact.runs
	artifact.path
}

# a format alone, where no file is named
findings contains {
	"at": ["models", i, "artifacts", j],
	"message": sprintf("%s can execute code on load (%s)", [model.name, artifact.format]),
	"severity": "high",
} if {
	some i, model in input.models
	some j, artifact in model.artifacts
	artifact.runs
	not artifact.path
	not named(model)
}

findings contains {
	"at": ["models", i, "unsafe_options", j],
	"message": sprintf("%s lets weights execute code on load (%s: %s)", [model.file, option.key, option.value]),
	"severity": "high",
} if {
	some i, model in input.models
	some j, option in model.unsafe_options
}

named(model) if {
	some artifact in model.artifacts
	artifact.runs
	artifact.path
}

severity(artifact) := "low" if artifact.twin

severity(artifact) := "high" if not artifact.twin
