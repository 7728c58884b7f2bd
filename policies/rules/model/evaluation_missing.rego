# METADATA
# title: Model has no evaluation results for the task it is used for
# description: A model without measured results is an assumption.
# related_resources:
# - ref: https://huggingface.co/docs/hub/model-cards
#   description: Hugging Face Hub, model cards and their metadata
# - ref: https://airc.nist.gov/airmf-resources/airmf/5-sec-core/
#   description: NIST AI RMF core, MEASURE
# custom:
#   code: PA-MDL-005
#   severity: medium
#   severity_when:
#   - {when: "an agent of tier high or critical uses the model", severity: high}
#   precision: high
#   scope: repo
#   principle: safety
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MEASURE 2.1, MEASURE 2.3, MEASURE 2.5, MS-2.3-002, GV-1.3-002]
#     eu-ai-act: [Art.15(3), Annex IV(2)(g), Annex IV(4)]
#     iso-42001: [A.6.2.4]
#     csa-aicm: [MDS-03]
#   remediation: Evaluate on data like production and record dataset, metric, value and date.
#   params:
#     min_results: {default: 1, description: "How many results a card has at least."}
#     third_party: {default: false, strict: true, description: "Whether the cards of models that others made are looked at too."}
#     utility_tasks: {default: [feature-extraction, sentence-similarity, text-embedding, token-classification, mask-generation, voice-activity-detection], description: "Tasks whose models may go without, unless an agent of a tier above minimal uses them."}
#   bad:
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Evaluation\n\nWorks great in our tests.\n"
#     models/router/model.safetensors: "weights"
#   - router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nevaluations: [{metric: f1, dataset: corp-test, value: good}]\n"
#   - models/router/README.md: "---\nmodel_name: router\nlibrary_name: transformers\nlicense: mit\n---\n"
#     models/router/model.safetensors: "weights"
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#   good:
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\nmodel-index:\n- name: m\n  results: [{task: {type: text-classification}, dataset: {name: corp-test-v3, type: private}, metrics: [{type: f1, value: 0.91}]}]\n---\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Evaluation\n\n| Metric | Value |\n|---|---|\n| F1 | 0.91 |\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n## Evaluation results\n\n- Accuracy: 0.93\n- Loss: 0.21\n"
#     models/router/model.safetensors: "weights"
#   - not_when: somebody else made the model, outside of the profile strict
#     README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n# Router\n"
#   - not_when: the model is for embeddings or a similar task, and no agent above the tier minimal uses it
#     models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\npipeline_tag: feature-extraction\n---\n"
#     models/router/model.safetensors: "weights"
#   - models/router/README.md: "---\nlibrary_name: transformers\nlicense: mit\n---\n"
#     models/router/model.safetensors: "weights"
#     models/router/.eval_results/tickets.yaml: "- dataset: {id: corp/tickets, task_id: routing}\n  value: 0.91\n"
#   - bom.json: "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"metadata\": {\"component\": {\"type\": \"machine-learning-model\", \"name\": \"router\", \"modelCard\": {\"quantitativeAnalysis\": {\"performanceMetrics\": [{\"type\": \"f1\", \"value\": \"0.91\"}]}}}}}"
package pacheck.rules.model.evaluation_missing

import data.pacheck.lib.cards
import data.pacheck.lib.tiers

params := data.pacheck.params["evaluation-missing"]

findings contains {
	"at": ["models", i, "evaluations"],
	"message": sprintf("model %s: %d usable evaluation results", [model.name, n]),
	"severity": severity(model),
} if {
	some i, model in input.models
	cards.described(model, params.third_party)
	"evaluations" in model.can
	n := max([count(usable(model)), tabled(model)])
	n < params.min_results
	not utility(model)
}

usable(model) := [1 | some result in model.evaluations; named(result); result.number != null]

named(result) if result.metric

named(result) if result.suite

# results in the text: rows and items with a name and a number
tabled(model) := max({0} | {section.results | some section in model.sections})

utility(model) if {
	model.task in params.utility_tasks
	not risky(model)
}

risky(model) if tiers.at_least(model.risk.tier, "limited")

severity(model) := "high" if tiers.at_least(model.risk.tier, "high")

else := "medium"
