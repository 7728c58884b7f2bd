# METADATA
# title: Declared use case is a prohibited AI practice
# description: Some purposes may not ship at all; a tag in the manifest is enough to stop the pipeline for a legal decision.
# related_resources:
# - ref: https://artificialintelligenceact.eu/article/5/
#   description: Regulation (EU) 2024/1689, Art. 5, prohibited AI practices
# custom:
#   code: PA-AGT-008
#   severity: critical
#   precision: very-high
#   scope: file
#   principle: accountability
#   profiles: [recommended, strict]
#   roles: [runtime]
#   waivable: false
#   adversarial: false
#   packs:
#     eu-ai-act: [Art.5(1)]
#     nist-ai-rmf: [GOVERN 1.1, MAP 1.1, GV-1.4-002, MP-1.1-004]
#     iso-42001: [A.2.2, A.9.2]
#   remediation: Stop; obtain a legal decision; the rule cannot be waived in the repository.
#   params:
#     deny: {default: "lex:lists.prohibited_practices", description: "The tags of uses that may not ship, in lower case with hyphens."}
#   bad:
#   - agents/mood.governance.yaml: "name: mood\nuse_case_tags: [emotion-recognition-work-education]\n"
#   - agents/mood.governance.yaml: "name: mood\nuse_case_tags: [ticket-routing, Social Scoring]\n"
#   - .claude/agents/mood.md: "---\nname: mood\ndescription: Watches the mood of the staff.\nuse_case_tags: social_scoring\n---\nWatch.\n"
#   - MODEL_CARD.md: "---\nlicense: mit\nuse_case_tags: [facial-scraping]\n---\n# Model card for Kestrel\n\nFinds faces.\n"
#   good:
#   - not_when: the tag is among out_of_scope_tags, so that the use is ruled out
#     agents/desk.governance.yaml: "name: desk\nuse_case_tags: [ticket-routing]\nout_of_scope_tags: [emotion-recognition-work-education]\n"
#   - not_when: a text speaks of the practice, and no tag declares it
#     .claude/agents/desk.md: "---\nname: desk\ndescription: Explains why social-scoring is prohibited.\n---\nExplain social-scoring.\n"
package pacheck.rules.agent.prohibited_practice_declared

findings contains {
	"at": ["agents", i, "use_case_tags", j],
	"message": sprintf("agent %s declares the use case %s, which is on the prohibited list", [agent.name, tag]),
	"label": "may not ship without a legal decision",
} if {
	some i, agent in input.agents
	some j, tag in agent.use_case_tags
	prohibited(tag)
}

findings contains {
	"at": ["models", i, "terms", "use_case_tags", j],
	"message": sprintf("model %s declares the use case %s, which is on the prohibited list", [model.name, tag]),
	"label": "may not ship without a legal decision",
} if {
	some i, model in input.models
	some j, tag in model.terms.use_case_tags
	prohibited(tag)
}

prohibited(tag) if regex.replace(lower(trim_space(tag)), `[\s_]+`, "-") in data.pacheck.params["prohibited-practice-declared"].deny
