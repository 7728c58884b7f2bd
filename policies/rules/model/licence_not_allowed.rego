# METADATA
# title: Model or dataset licence is not on the allowed list
# description: A non-commercial or use-restricted licence in a product is a legal defect that tests will not find.
# related_resources:
# - ref: https://spdx.org/licenses/
#   description: SPDX licence list
# - ref: https://www.licenses.ai/
#   description: Responsible AI licences
# custom:
#   code: PA-MDL-002
#   severity: high
#   severity_when:
#   - {when: "the licence needs a review that is not recorded, is on none of the lists, or is not that of the file beside the weights", severity: medium}
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [GOVERN 6.1, MAP 4.1, GV-1.1-001, GV-6.1-010]
#     eu-ai-act: [Art.53(1)(c)]
#     iso-42001: [A.10.3]
#   remediation: Replace the model, or record the legal review.
#   params:
#     allow: {default: "lex:licences.default_allow", description: "Licences that may be used, in any spelling of upper and lower case."}
#     review: {default: "lex:licences.default_review", description: "Licences that may be used once somebody has accepted them."}
#     deny: {default: "lex:licences.default_deny_for_production", description: "Licences that may not be used."}
#     research: {default: false, description: "Whether this is a repository for research, in which the licences under deny may be used."}
#   bad:
#   - README.md: "---\nlicense: cc-by-nc-4.0\nlibrary_name: transformers\n---\n"
#   - README.md: "---\nlicense: weird-licence-9\nlibrary_name: transformers\n---\n"
#   - README.md: "---\nlicense: llama3.1\nlibrary_name: transformers\n---\n"
#   - models/router/README.md: "---\nlicense: mit\nlibrary_name: transformers\n---\n"
#     models/router/model.safetensors: "weights"
#     models/router/LICENSE: "Apache License\nVersion 2.0, January 2004\n"
#   - data/README.md: "---\nlicense: CC-BY-NC-SA-4.0\npretty_name: Tickets\ntask_categories: [text-classification]\n---\n"
#   - README.md: "---\nlicense: MIT AND CC-BY-NC-4.0\nlibrary_name: transformers\n---\n"
#   good:
#   - README.md: "---\nlicense: mit\nlibrary_name: transformers\n---\n"
#   - README.md: "---\nlicense: \"Apache License, Version 2.0\"\nlibrary_name: transformers\n---\n"
#     LICENSE: "Apache License\nVersion 2.0, January 2004\n"
#   - not_when: one of the licences to choose from is allowed
#     README.md: "---\nlicense: MIT OR CC-BY-NC-4.0\nlibrary_name: transformers\n---\n"
#   - not_when: the card records who reviewed a licence that is on no list, and when
#     README.md: "---\nlicense: other\nlicense_name: corp-terms\nlicense_link: LICENSE\nlicence_review: {by: legal, date: 2026-10-02}\nlibrary_name: transformers\n---\n"
#   - not_when: no licence is stated, of which licence-missing speaks
#     README.md: "---\nlibrary_name: transformers\n---\n"
#   - not_when: the licence beside the card is that of the repository, and somebody else made the model
#     README.md: "---\nlicense: mit\nlibrary_name: transformers\n---\n"
#     LICENSE: "Apache License\nVersion 2.0, January 2004\n"
#   - not_when: the card is an example
#     examples/README.md: "---\nlicense: cc-by-nc-4.0\nlibrary_name: transformers\n---\n"
#   - not_when: the configuration says that the repository is for research
#     README.md: "---\nlicense: cc-by-nc-4.0\nlibrary_name: transformers\n---\n"
#     .pacheck.yaml: "rules:\n  licence-not-allowed: {params: {research: true}}\n"
package pacheck.rules.model.licence_not_allowed

params := data.pacheck.params["licence-not-allowed"]

findings contains {"at": ["models", i, "license"], "message": message(model, state), "severity": severities[state]} if {
	some i, model in input.models
	state := worst(model)
	state != "allowed"
	not accepted(model, state)
}

findings contains {
	"at": ["models", i, "license"],
	"message": sprintf("model %s: licence %s is not that of %s, which is %s", [model.name, model.license, model.license_file.path, model.license_file.id]),
	"severity": "medium",
} if {
	some i, model in input.models
	model.origin == "own"
	model.license_file.beside
	model.license_file.id
	model.license_is.choices
	every choice in model.license_is.choices {
		every id in choice {
			not startswith(id, model.license_file.id)
		}
	}
}

states := ["allowed", "review", "unlisted", "denied"]

severities := {"review": "medium", "unlisted": "medium", "denied": "high"}

# the state of the best choice, of which all licences must hold
worst(model) := states[min({max({rank(id) | some id in choice}) | some choice in model.license_is.choices})] if model.license_is.choices

worst(model) := "unlisted" if model.license_is.kind == "text"

worst(model) := "review" if {
	model.license_is.kind == "other"
	model.license_name
	not model.license_is.choices
}

rank(id) := 3 if {
	id in denied
	not params.research
}

rank(id) := 0 if {
	id in denied
	params.research
}

rank(id) := 0 if {
	id in allowed
	not id in denied
}

rank(id) := 1 if {
	id in reviewed
	not id in allowed
	not id in denied
}

rank(id) := 2 if not id in ((allowed | reviewed) | denied)

allowed := {lower(id) | some id in params.allow}

reviewed := {lower(id) | some id in params.review}

denied := {lower(id) | some id in params.deny}

accepted(model, state) if {
	state in {"review", "unlisted"}
	model.license_review.by
	model.license_review.date
}

message(model, state) := sprintf("model %s: licence %s %s", [model.name, shown(model), words[state]])

words := {
	"review": "needs a review that the card does not record",
	"unlisted": "is on no list",
	"denied": "is not allowed",
}

shown(model) := model.license_name if {
	model.license_is.kind == "other"
	model.license_name
} else := "of its own" if model.license_is.kind == "text"

else := model.license
