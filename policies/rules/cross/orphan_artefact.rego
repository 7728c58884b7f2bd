# METADATA
# title: Prompt or model card that no agent uses
# description: Dead artefacts hide changes and make reviews look wider than they are.
# related_resources:
# - ref: https://cwe.mitre.org/data/definitions/1164.html
#   description: CWE-1164, irrelevant code
# custom:
#   code: PA-XRF-005
#   severity: info
#   precision: medium
#   scope: repo
#   principle: traceability
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   remediation: Delete it or reference it.
#   bad:
#   - prompts/old.prompt: "---\nrisk_tier: limited\n---\nIssue refunds.\n"
#     prompts/new.prompt: "---\nrisk_tier: limited\n---\nIssue refunds.\n"
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nprompts: [../prompts/new.prompt]\n"
#   - agents/desk.governance.yaml: "name: desk\nmodel: kestrel\n"
#     models/kestrel/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: kestrel\n---\n# Kestrel\n"
#     models/osprey/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: osprey\n---\n# Osprey\n"
#   good:
#   - prompts/new.prompt: "---\nrisk_tier: limited\n---\nIssue refunds.\n"
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nprompts: [../prompts/new.prompt]\n"
#   - not_when: no agent of the repository says which prompts it uses, as in a library of prompts
#     prompts/old.prompt: "---\nrisk_tier: limited\n---\nIssue refunds.\n"
#   - not_when: a host reads the file by its name or its folder, such as CLAUDE.md
#     CLAUDE.md: "---\nrisk_tier: limited\n---\nUse tabs.\n"
#     prompts/new.prompt: "Issue refunds.\n"
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nprompts: [../prompts/new.prompt]\n"
#   - not_when: no agent of the repository uses a model that has a card
#     models/kestrel/README.md: "---\nlicense: mit\ntags: [text]\nmodel_id: kestrel\n---\n# Kestrel\n"
#   - not_when: the file is a slash command, or a skill
#     prompts/new.prompt: "---\nrisk_tier: limited\n---\nIssue refunds.\n"
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: limited\nprompts: [../prompts/new.prompt]\n"
#     .claude/commands/old.md: "---\nrisk_tier: limited\n---\nIssue refunds.\n"
#     .claude/skills/old/SKILL.md: "---\nname: old\ndescription: Issues refunds.\nrisk_tier: limited\n---\nIssue refunds.\n"
package pacheck.rules.cross.orphan_artefact

findings contains {
	"at": ["prompts", i],
	"message": sprintf("prompt %s is not used by any agent", [prompt.name]),
} if {
	some i, prompt in input.prompts
	prompt.governed
	prompt.kind in {"prompt", "system", "template"}
	count(inventory) > 0
	not prompt.id in used
}

findings contains {
	"at": ["models", i],
	"message": sprintf("model card %s is not used by any agent", [model.name]),
} if {
	count(carded) > 0
	some i, model in input.models
	model.card == "model"
	not model.id in carded
	not model.id in used
}

# agents that say which prompts of the repository they use: without any, code does
inventory contains edge.from if {
	count(governed) > 0
	some edge in input.edges
	edge.rel == "uses_prompt"
	edge.resolved == true
	edge.from in governed
}

governed contains agent.id if {
	some agent in input.agents
	agent.governed
}

# the cards that agents use
carded contains agent.model_card if some agent in input.agents

used contains edge.to if {
	some edge in input.edges
	edge.rel in {"uses_prompt", "uses_model", "imports", "packages"}
}

used contains edge.from if {
	some edge in input.edges
	edge.rel == "documents"
}
