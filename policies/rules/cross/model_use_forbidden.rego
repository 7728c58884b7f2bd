# METADATA
# title: "Agent's use contradicts the licence, scope, status or data limits of its model"
# description: The card says no, the manifest says yes; only reading both finds it.
# related_resources:
# - ref: https://artificialintelligenceact.eu/article/26/
#   description: Regulation (EU) 2024/1689, Art. 26(1), use according to the instructions
# - ref: https://creativecommons.org/licenses/by-nc/4.0/
#   description: A licence that forbids commercial use
# custom:
#   code: PA-XRF-009
#   severity: high
#   precision: high
#   scope: repo
#   principle: accountability
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MAP 3.3, MANAGE 1.1, GOVERN 6.1, MP-4.1-008, MG-3.1-003, GV-6.1-010]
#     eu-ai-act: [Art.26(1), Art.25(1)(c), Art.53(1)(b)]
#     iso-42001: [A.9.4, A.10.3]
#     owasp-llm: ["LLM02:2025", "LLM03:2025"]
#     csa-aicm: [GRC-09, MDS-12]
#   remediation: Choose another model, or change the use.
#   params:
#     approved_models: {default: [], description: "The models that agents may use, with * for anything; empty where any may be."}
#     non_commercial: {default: ["cc-by-nc-*", "*-non-commercial", "*-nc-license", "*-research", "*-research-*"], description: "The licences that forbid commercial use, in lower case, with * for anything."}
#   bad:
#   - agents/screen.governance.yaml: "name: screen\nmodel: kestrel\nuse_case_tags: [employment]\n"
#     models/kestrel/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: kestrel\nout_of_scope_tags: [employment]\n---\n# Kestrel\n"
#   - agents/screen.governance.yaml: "name: screen\nmodel: kestrel\ncommercial: true\n"
#     models/kestrel/README.md: "---\nlicense: cc-by-nc-4.0\ntags: [text]\nmodel_id: kestrel\n---\n# Kestrel\n"
#   - agents/screen.governance.yaml: "name: screen\nmodel: kestrel\ndata: {classes: [public, personal]}\nregion: [EU]\n"
#     models/kestrel/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: kestrel\napproved_data_classes: [public, internal]\nregions: [US]\n---\n# Kestrel\n"
#   - .claude/agents/reader.md: "---\nname: reader\ndescription: Reads the code of the repository.\nmodel: kestrel-2025-01-01\n---\nRead.\n"
#     models/kestrel/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: kestrel\nstatus: retired\n---\n# Kestrel\n"
#   - agents/screen.governance.yaml: "name: screen\nmodel: kestrel\nrisk_tier: high\n"
#     models/kestrel/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: kestrel\nend_of_life: 2026-06-30\nmax_tier: limited\n---\n# Kestrel\n"
#   good:
#   - now: "2026-11-01"
#     agents/screen.governance.yaml: "name: screen\nmodel: kestrel\nuse_case_tags: [ticket-routing]\ncommercial: true\ndata: {classes: [public]}\nregion: [EU]\nrisk_tier: limited\n"
#     models/kestrel/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: kestrel\nout_of_scope_tags: [employment]\napproved_data_classes: [public, internal]\nregions: [US, EU]\nstatus: active\nend_of_life: 2027-06-30\nmax_tier: high\n---\n# Kestrel\n"
#   - not_when: the card says nothing of the kind
#     agents/screen.governance.yaml: "name: screen\nmodel: kestrel\nuse_case_tags: [employment]\n"
#     models/kestrel/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: kestrel\n---\n# Kestrel\n"
#   - not_when: the card lists the agent under exceptions
#     agents/screen.governance.yaml: "name: screen\nmodel: kestrel\nuse_case_tags: [employment]\n"
#     models/kestrel/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: kestrel\nout_of_scope_tags: [employment]\nexceptions: [screen]\n---\n# Kestrel\n"
#   - not_when: the tag of the agent is another one, and only begins with one that the card rules out
#     agents/screen.governance.yaml: "name: screen\nmodel: kestrel\nuse_case_tags: [employment-law]\n"
#     models/kestrel/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: kestrel\nout_of_scope_tags: [employment]\n---\n# Kestrel\n"
package pacheck.rules.cross.model_use_forbidden

import data.pacheck.lib.governance
import data.pacheck.lib.tiers

params := data.pacheck.params["model-use-forbidden"]

findings contains {
	"at": ["agents", i, "model"],
	"message": sprintf("agent %s uses %s: %s", [agent.name, agent.model, reason]),
	"related": [{"at": ["models", j], "message": "the card says so"}],
} if {
	some i, agent in input.agents
	agent.model_card
	not governance.retired(agent)
	some j, card in input.models
	card.id == agent.model_card
	not agent.name in object.get(card, ["terms", "exceptions"], [])
	some reason in reasons(agent, card)
}

findings contains {
	"at": ["agents", i, "model"],
	"message": sprintf("agent %s uses %s, which is not among the approved models", [agent.name, agent.model]),
} if {
	count(params.approved_models) > 0
	some i, agent in input.agents
	agent.model
	not agent.model_pin == "variable"
	not governance.retired(agent)
	not any_match(params.approved_models, agent.model)
}

reasons(agent, card) := array.concat(limits(agent, card), terms(card))

limits(agent, card) := [reason |
	some found in [licence(agent, card), tags(agent, card), classes(agent, card), regions(agent, card), tier(agent, card)]
	some reason in found
]

licence(agent, card) := {sprintf("its licence %s forbids commercial use", [card.license]) |
	commercial(agent)
	any_match(params.non_commercial, card.license)
}

commercial(agent) if agent.commercial

commercial(agent) if agent.environment == "customer"

tags(agent, card) := {sprintf("the card rules %s out", [tag]) |
	some tag in agent.use_case_tags
	some other in card.terms.out_of_scope_tags
	lower(tag) == lower(other)
}

classes(agent, card) := {sprintf("the card does not approve %s data", [class]) |
	approved := card.terms.approved_data_classes
	some class in agent.data_classes
	not class in approved
}

regions(agent, card) := {sprintf("the card does not approve its use in %s", [region]) |
	card.terms.regions
	approved := {upper(r) | some r in card.terms.regions}
	some region in agent.region
	not upper(region) in approved
}

tier(agent, card) := {sprintf("the card allows agents up to tier %s, and this one is %s", [card.terms.max_tier, agent.risk.tier]) |
	tiers.rank(agent.risk.tier) > tiers.rank(lower(card.terms.max_tier))
}

terms(card) := [reason |
	some found in [status(card), life(card)]
	some reason in found
]

status(card) := {sprintf("the card says that it is %s", [card.terms.status]) |
	lower(card.terms.status) in {"deprecated", "retired", "blocked"}
}

life(card) := {sprintf("its end of life was %s", [card.terms.end_of_life]) |
	time.parse_rfc3339_ns(card.terms.ends) <= time.parse_rfc3339_ns(input.context.now)
}

any_match(patterns, name) if {
	some pattern in patterns
	glob.match(lower(pattern), null, lower(name))
}
