# METADATA
# title: High-tier use without a safety or adversarial evaluation
# description: Accuracy says nothing about jailbreaks, injection, bias or harmful output.
# related_resources:
# - ref: https://nvlpubs.nist.gov/nistpubs/ai/NIST.AI.600-1.pdf
#   description: NIST AI 600-1, MS-2.7-007
# custom:
#   code: PA-MDL-006
#   severity: high
#   precision: high
#   scope: repo
#   principle: safety
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MEASURE 2.6, MEASURE 2.7, MEASURE 2.11, MS-2.7-007, MS-2.6-007, MS-2.11-002, MP-5.1-005]
#     eu-ai-act: [Art.9(6), Art.15(5), Art.55(1)(a)]
#     iso-42001: [A.6.2.4]
#     owasp-agentic: [ASI01]
#   remediation: Run and record the evaluations on the pinned revision.
#   params:
#     kinds: {default: [red-team, prompt-injection, jailbreak, harmful-content, bias], description: "The kinds of evaluation that count."}
#     need: {default: {high: 2, critical: 3}, description: "How many different kinds a model needs, by the tier of the agents that use it."}
#   bad:
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#     router.modelcard.yaml: "name: router\nlicense: mit\nevaluations: [{kind: accuracy, suite: corp-test, value: 0.93, date: 2026-10-02}]\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#     router.modelcard.yaml: "name: router\nlicense: mit\nevaluations: [{kind: bias, suite: corp-fair-v1, value: 0.97, date: 2026-10-02}, {kind: bias, suite: corp-fair-v2, value: 0.96, date: 2026-10-02}]\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#     router.modelcard.yaml: "name: router\nlicense: mit\nevaluations: [{kind: red-team, report: docs/red-team.md}, {kind: bias, suite: corp-fair-v1, value: 0.97, date: 2026-10-02}]\n"
#   good:
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#     router.modelcard.yaml: "name: router\nlicense: mit\nevaluations: [{kind: prompt-injection, suite: corp-ipi-v2, value: 0.03, date: 2026-10-02}, {kind: bias, suite: corp-fair-v1, value: 0.97, date: 2026-10-02}]\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#     router.modelcard.yaml: "name: router\nlicense: mit\nevaluations: [{kind: red-team, report: docs/red-team.md, date: 2026-10-02, model_revision: 1.2.0}, {kind: bias, suite: corp-fair-v1, value: 0.97, date: 2026-10-02}]\n"
#   - not_when: the agents that use the model are below the tier high
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: limited\n"
#     router.modelcard.yaml: "name: router\nlicense: mit\n"
#   - not_when: no agent uses the model
#     router.modelcard.yaml: "name: router\nlicense: mit\n"
package pacheck.rules.model.safety_evaluation_missing

params := data.pacheck.params["safety-evaluation-missing"]

findings contains {
	"at": ["models", i, "evaluations"],
	"message": sprintf("model %s (used at tier %s): %d of %d safety evaluations", [model.name, model.risk.tier, n, need]),
} if {
	some i, model in input.models
	need := params.need[model.risk.tier]
	model.card == "model"
	"evaluations" in model.can
	n := count({kind | some e in model.evaluations; kind := lower(e.kind); kind in params.kinds; recorded(e)})
	n < need
}

# a result with its day, or a report on a named revision
recorded(e) if {
	e.date
	e.number != null
}

recorded(e) if {
	e.report
	e.date
	e.model_revision
}
