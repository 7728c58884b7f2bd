# METADATA
# title: Provider of a general-purpose model lacks the fields EU law asks for
# description: The duties have applied since August 2025; the file in the repository is where the evidence lives.
# related_resources:
# - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#   description: Regulation (EU) 2024/1689, Articles 51 to 55, Annexes XI and XII
# custom:
#   code: PA-MDL-016
#   severity: high
#   precision: medium
#   scope: file
#   principle: transparency
#   profiles: []
#   roles: [runtime]
#   adversarial: false
#   packs:
#     eu-ai-act: [Art.53(1)(a), Art.53(1)(b), Art.53(1)(c), Art.53(1)(d), Art.51(2), Art.55(1)(a), Annex XI(1), Annex XI(2), Annex XII]
#   remediation: Complete the items; keep links with digests.
#   params:
#     systemic_flops: {default: 1.0e+25, description: "The compute of training, in floating-point operations, from which on a model counts as one with systemic risk."}
#     open_licences: {default: "lex:licences.default_allow", description: "Free and open licences, which leave only the copyright policy and the summary of training content to be stated."}
#   bad:
#   - corp.modelcard.yaml: "name: corp-large\nlicense: proprietary\ngpai: {provider: true}\n"
#   - corp.modelcard.yaml: "name: corp-large\nlicense: proprietary\ncard_role: own\ngpai:\n  provider: true\n  tasks: docs/tasks.md\n  acceptable_use: docs/acceptable_use.md\n  release: docs/release.md\n  architecture: docs/architecture.md\n  modalities: docs/modalities.md\n  integration: docs/integration.md\n  training_process: docs/training_process.md\n  data: docs/data.md\n  compute: docs/compute.md\n  energy: docs/energy.md\n  copyright_policy: docs/copyright_policy.md\n  training_summary: TBD\n  downstream_documentation: docs/downstream_documentation.md\n"
#   - corp.modelcard.yaml: "name: corp-large\nlicense: proprietary\ncard_role: own\ngpai:\n  provider: true\n  tasks: docs/tasks.md\n  acceptable_use: docs/acceptable_use.md\n  release: docs/release.md\n  architecture: docs/architecture.md\n  modalities: docs/modalities.md\n  integration: docs/integration.md\n  training_process: docs/training_process.md\n  data: docs/data.md\n  compute: docs/compute.md\n  energy: docs/energy.md\n  copyright_policy: docs/copyright_policy.md\n  training_summary: docs/training_summary.md\n  downstream_documentation: docs/downstream_documentation.md\ncompute: {flops: 3.0e+25}\n"
#   - corp.modelcard.yaml: "name: corp-large\nlicense: proprietary\ncard_role: own\ngpai:\n  provider: true\n  systemic_risk: true\n  tasks: docs/tasks.md\n  acceptable_use: docs/acceptable_use.md\n  release: docs/release.md\n  architecture: docs/architecture.md\n  modalities: docs/modalities.md\n  integration: docs/integration.md\n  training_process: docs/training_process.md\n  data: docs/data.md\n  compute: docs/compute.md\n  energy: docs/energy.md\n  copyright_policy: docs/copyright_policy.md\n  training_summary: docs/training_summary.md\n  downstream_documentation: docs/downstream_documentation.md\n"
#   - corp.modelcard.yaml: "name: corp-open\nlicense: apache-2.0\ngpai: {provider: true, copyright_policy: docs/copyright.md}\n"
#   good:
#   - corp.modelcard.yaml: "name: corp-large\nlicense: proprietary\ncard_role: own\ngpai:\n  provider: true\n  tasks: docs/tasks.md\n  acceptable_use: docs/acceptable_use.md\n  release: docs/release.md\n  architecture: docs/architecture.md\n  modalities: docs/modalities.md\n  integration: docs/integration.md\n  training_process: docs/training_process.md\n  data: docs/data.md\n  compute: docs/compute.md\n  energy: docs/energy.md\n  copyright_policy: docs/copyright_policy.md\n  training_summary: docs/training_summary.md\n  downstream_documentation: docs/downstream_documentation.md\n"
#   - not_when: a free and open licence leaves only the copyright policy and the summary of the training content to be stated, and they are
#     corp.modelcard.yaml: "name: corp-open\nlicense: apache-2.0\ngpai: {provider: true, copyright_policy: docs/copyright.md, training_summary: https://corp.example/summary}\n"
#   - not_when: the card says nothing of a provider
#     corp.modelcard.yaml: "name: router\nlicense: mit\n"
#   - not_when: the organisation uses the model or builds on it, and is not its provider
#     corp.modelcard.yaml: "name: router\nlicense: proprietary\ngpai: {provider: false}\n"
#   - corp.modelcard.yaml: "name: corp-large\nlicense: proprietary\ncard_role: own\ngpai:\n  provider: true\n  systemic_risk: true\n  adversarial_testing: docs/red-team.md\n  incident_contact: ml@corp.example\n  cybersecurity: docs/security.md\n  tasks: docs/tasks.md\n  acceptable_use: docs/acceptable_use.md\n  release: docs/release.md\n  architecture: docs/architecture.md\n  modalities: docs/modalities.md\n  integration: docs/integration.md\n  training_process: docs/training_process.md\n  data: docs/data.md\n  compute: docs/compute.md\n  energy: docs/energy.md\n  copyright_policy: docs/copyright_policy.md\n  training_summary: docs/training_summary.md\n  downstream_documentation: docs/downstream_documentation.md\ncompute: {flops: 3.0e+25}\n"
package pacheck.rules.model.gpai_documentation_gap

params := data.pacheck.params["gpai-documentation-gap"]

findings contains {
	"at": ["models", i, "gpai"],
	"message": sprintf("model %s: %d general-purpose model items missing: %s", [model.name, count(missing), concat(", ", missing)]),
} if {
	some i, model in input.models
	model.gpai.provider
	missing := [words | some item, words in needed(model); not has(model, item)]
	count(missing) > 0
}

findings contains {
	"at": ["models", i, "gpai"],
	"message": sprintf("model %s: trained with %v floating-point operations, but not declared as one with systemic risk", [model.name, model.compute_flops]),
} if {
	some i, model in input.models
	model.gpai.provider
	model.compute_flops >= params.systemic_flops
	not model.gpai.systemic_risk
}

needed(model) := object.union(copyright, object.union(documentation, systemic)) if {
	grave(model)
} else := copyright if {
	open(model)
} else := object.union(copyright, documentation)

grave(model) if model.gpai.systemic_risk

grave(model) if model.compute_flops >= params.systemic_flops

open(model) if {
	some choice in model.license_is.choices
	every id in choice {
		id in licences
	}
}

licences := {lower(id) | some id in params.open_licences}

# what every provider states
copyright := {
	"copyright_policy": "copyright policy",
	"training_summary": "public summary of training content",
}

# what providers of models under free and open licences need not
documentation := {
	"tasks": "tasks and integration types",
	"acceptable_use": "acceptable use policy",
	"release": "release date and distribution",
	"architecture": "architecture and parameter count",
	"modalities": "modalities and formats",
	"licence": "licence",
	"integration": "integration requirements",
	"training_process": "training process and design choices",
	"data": "data type, provenance and curation",
	"compute": "compute of training",
	"energy": "energy consumption",
	"downstream_documentation": "documentation for downstream providers",
}

# what providers of models with systemic risk state as well
systemic := {
	"adversarial_testing": "adversarial testing",
	"incident_contact": "contact for incidents",
	"cybersecurity": "statement on cybersecurity",
}

has(model, item) if item in model.gpai.stated

has(model, "licence") if model.license_is.kind in {"id", "text"}

has(model, "licence") if model.license_link

has(model, "training_summary") if model.training_summary

has(model, "compute") if model.compute_flops

has(model, "release") if model.revision_date

has(model, "incident_contact") if model.contact

has(model, item) if {
	some section in model.sections
	section.stated
	section.id == {"energy": "environmental", "data": "training_data", "tasks": "intended_use"}[item]
}
