# METADATA
# title: "A recorded metric misses the organisation's threshold"
# description: Go or no-go criteria belong in the pipeline, next to the number they judge.
# related_resources:
# - ref: https://nvlpubs.nist.gov/nistpubs/ai/NIST.AI.600-1.pdf
#   description: NIST AI 600-1, GV-1.3-002
# custom:
#   code: PA-MDL-012
#   severity: high
#   severity_when:
#   - {when: "the confidence interval of the result contains the threshold", severity: medium}
#   precision: very-high
#   scope: repo
#   principle: safety
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MANAGE 1.1, MEASURE 2.5, GV-1.3-002, MG-3.2-009]
#     eu-ai-act: [Art.9(8), Art.15(1)]
#     iso-42001: [A.6.2.4, A.6.2.5]
#   remediation: Improve, restrict the use, or change the threshold by governance decision.
#   params:
#     thresholds: {default: [], description: "What results must reach: a list of {suite, metric, direction, value, tiers, use_case_tags}, where direction is min or max; tiers and use_case_tags choose the models, all of them where they are absent."}
#   bad:
#   - router.modelcard.yaml: "name: router\nlicense: mit\nevaluations: [{suite: corp-ipi-v2, metric: success, value: 0.21, max: 0.05}]\n"
#   - router.modelcard.yaml: "name: router\nlicense: mit\nevaluations: [{suite: corp-test, metric: f1, value: 88%, min: 0.9}]\n"
#   - router.modelcard.yaml: "name: router\nlicense: mit\nevaluations: [{suite: corp-ipi-v2, metric: success, value: 0.06, interval: [0.04, 0.08], max: 0.05}]\n"
#   good:
#   - router.modelcard.yaml: "name: router\nlicense: mit\nevaluations: [{suite: corp-ipi-v2, metric: success, value: 0.03, max: 0.05}]\n"
#   - not_when: neither the configuration nor the card states a threshold
#     router.modelcard.yaml: "name: router\nlicense: mit\nevaluations: [{suite: corp-ipi-v2, metric: success, value: 0.21}]\n"
package pacheck.rules.model.evaluation_below_threshold

params := data.pacheck.params["evaluation-below-threshold"]

# thresholds of the organisation
findings contains {
	"at": ["models", i, "evaluations", j],
	"message": sprintf("model %s: %s on %s is %v, needs %s %v", [model.name, wanted.metric, wanted.suite, result.number, wanted.direction, wanted.value]),
	"severity": severity(result, wanted.value),
} if {
	some wanted in params.thresholds
	some i, model in input.models
	judged(model, wanted)
	j := newest(model, wanted)
	result := model.evaluations[j]
	misses(result.number, wanted.direction, wanted.value)
}

findings contains {
	"at": ["models", i, "evaluations"],
	"message": sprintf("model %s: %s on %s has no result, needs %s %v", [model.name, wanted.metric, wanted.suite, wanted.direction, wanted.value]),
	"severity": "high",
} if {
	some wanted in params.thresholds
	some i, model in input.models
	judged(model, wanted)
	not newest(model, wanted)
}

# thresholds that the card states itself
findings contains {
	"at": ["models", i, "evaluations", j],
	"message": sprintf("model %s: %s is %v, needs %s %v", [model.name, subject(result), result.number, direction, result[direction]]),
	"severity": severity(result, result[direction]),
} if {
	some i, model in input.models
	some j, result in model.evaluations
	some direction in ["min", "max"]
	misses(result.number, direction, result[direction])
}

judged(model, wanted) if {
	model.card == "model"
	"evaluations" in model.can
	at_tier(model, wanted)
	used_for(model, wanted)
}

at_tier(_, wanted) if not wanted.tiers

at_tier(model, wanted) if model.risk.tier in wanted.tiers

used_for(_, wanted) if not wanted.use_case_tags

used_for(model, wanted) if {
	some tag in model.terms.use_case_tags
	tag in wanted.use_case_tags
}

# the index of the newest result; without dates, of the last one
newest(model, wanted) := max({[day(result), j] |
	some j, result in model.evaluations
	result.number != null
	lower(result.metric) == lower(wanted.metric)
	of_suite(result, wanted.suite)
})[1]

of_suite(result, suite) if result.suite == suite

of_suite(result, suite) if {
	not result.suite
	result.dataset == suite
}

day(result) := result.date if result.date

day(result) := "" if not result.date

misses(value, "min", bound) if value < bound

misses(value, "max", bound) if value > bound

severity(result, bound) := "medium" if {
	result.lower <= bound
	result.upper >= bound
} else := "high"

subject(result) := concat(" on ", [part | some part in [object.get(result, "metric", ""), object.get(result, "suite", "")]; part != ""])
