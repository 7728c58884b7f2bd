# METADATA
# title: Evaluation is older than the tier allows, or older than the model it describes
# description: "Yesterday's numbers for another revision are the easiest way to look compliant."
# related_resources:
# - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#   description: Regulation (EU) 2024/1689, Annexes IV and XI
# custom:
#   code: PA-MDL-011
#   severity: medium
#   severity_when:
#   - {when: "the evaluation is older than the revision of the model, or was made on another revision", severity: high}
#   precision: very-high
#   scope: repo
#   principle: safety
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MEASURE 2.5, MEASURE 1.2, MS-2.5-006, MS-2.7-009]
#     eu-ai-act: [Art.9(2), Art.15(1)]
#     iso-42001: [A.6.2.6]
#   remediation: Re-run on the pinned revision.
#   params:
#     max_age_days: {default: "lex:risk_tiers.freshness_days", description: "How old an evaluation may be, in days by the tier of the agents that use the model; minimal holds where none is known."}
#     third_party: {default: false, strict: true, description: "Whether the cards of models that others made are looked at too."}
#   bad:
#   - router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nevaluations: [{metric: f1, suite: s, value: 0.9, date: 2024-01-10}]\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#     router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nevaluations: [{metric: f1, suite: s, value: 0.9, date: 2026-03-10}]\n"
#   - now: "2026-11-01"
#     router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nversion: 1.2.0\nrevision_date: 2026-09-01\nevaluations: [{metric: f1, suite: s, value: 0.9, date: 2026-08-10}]\n"
#   - now: "2026-11-01"
#     router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nversion: 1.2.0\nrevision_date: 2026-09-01\nevaluations: [{metric: f1, suite: s, value: 0.9, date: 2026-10-10, model_revision: 1.1.0}]\n"
#   - now: "2026-11-01"
#     router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nversion: 1.2.0\nrevision_date: 2026-09-01\nevaluations: [{metric: f1, suite: s, value: 0.9, date: 2027-10-10}]\n"
#   good:
#   - now: "2026-11-01"
#     router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nversion: 1.2.0\nrevision_date: 2026-09-01\nevaluations: [{metric: f1, suite: s, value: 0.9, date: 2026-10-02, model_revision: 1.2.0}]\n"
#   - not_when: the evaluation has no date
#     router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nversion: 1.2.0\nrevision_date: 2026-09-01\nevaluations: [{metric: f1, suite: s, value: 0.9}]\n"
#   - now: "2026-11-01"
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Answers customers.\nmodel: router\n---\nAnswer.\n"
#     .claude/agents/desk.governance.yaml: "name: desk\nrisk_tier: high\n"
#     router.modelcard.yaml: "name: router\nlicense: mit\ncard_role: own\nevaluations: [{metric: f1, suite: s, value: 0.9, date: 2026-10-02}]\n"
#   - not_when: somebody else made the model, outside of the profile strict
#     vendor.modelcard.yaml: "name: vendor-2\nlicense: mit\nevaluations: [{metric: f1, suite: public, value: 0.9, date: 2023-01-02}]\n"
package pacheck.rules.model.evaluation_stale

import data.pacheck.lib.cards

params := data.pacheck.params["evaluation-stale"]

findings contains {
	"at": ["models", i, "evaluations", worst[2]],
	"message": sprintf("model %s: evaluation of %s is %s", [model.name, worst[1], worst[3]]),
	"severity": ["high", "medium"][worst[0]],
} if {
	some i, model in input.models
	some _ in model.evaluations
	cards.ours(model, params.third_party)
	worst := min({[level, e.date, j, reason] |
		some j, e in model.evaluations
		e.date
		some level, reason in faults(model, e)
	})
}

# what is wrong with an evaluation, by severity: 0 is high
faults(model, e) := object.union(foreign(model, e), old(model, e))

foreign(model, e) := {0: sprintf("of revision %s, not %s", [e.model_revision, model.revision])} if {
	not same(e.model_revision, model.revision)
} else := {0: sprintf("older than the model, which is of %s", [model.revision_date])} if {
	e.date < model.revision_date
} else := {}

# a revision may be shortened
same(a, b) if startswith(a, b)

same(a, b) if startswith(b, a)

old(model, e) := {1: "in the future"} if {
	age(e) < 0
} else := {1: sprintf("%d days old, more than %d", [age(e), limit(model)])} if {
	age(e) > limit(model)
} else := {}

# days since the beginning of the day
age(e) := floor((now - time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [countable(e.date)]))) / 86400000000000)

# a day, or the first or last one that can be counted in nanoseconds
countable(date) := max(["1678-01-01", min(["2262-01-01", date])])

now := time.parse_rfc3339_ns(input.context.now)

limit(model) := params.max_age_days[model.risk.tier]

limit(model) := params.max_age_days.minimal if not model.risk.tier
