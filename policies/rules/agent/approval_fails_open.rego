# METADATA
# title: "Approval step defaults to yes, or the approver is not a person outside the agent's control"
# description: An approval that times out into consent, or that another agent grants, is a log entry and not a control.
# related_resources:
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: OWASP Top 10 for Agentic Applications, ASI09
# - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#   description: Regulation (EU) 2024/1689, Article 14
# custom:
#   code: PA-AGT-031
#   severity: high
#   precision: very-high
#   scope: repo
#   principle: human-oversight
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI09, ASI07]
#     eu-ai-act: ["Art.14(4)(b)", "Art.14(4)(d)"]
#     nist-ai-rmf: [MAP 3.5, GOVERN 3.2, GV-3.2-003]
#     iso-42001: [A.9.2]
#   remediation: Deny on timeout; name people or a group; show the full call.
#   bad:
#   - pay.governance.yaml: "name: pay\napproval: {timeout: 60s, on_timeout: allow}\n"
#   - pay.governance.yaml: "name: pay\napproval:\n  approvers: [reviewer]\n"
#     reviewer.governance.yaml: "name: reviewer\npurpose: Reviews what the other agents ask for.\n"
#   - pay.governance.yaml: "name: pay\napproval:\n  approvers: [pay]\n"
#   - pay.governance.yaml: "name: pay\nmodel: some-model-2\napproval:\n  approvers: [some-model-2]\n"
#   - pay.governance.yaml: "name: pay\napproval: {batch: true, scope: always}\n"
#   - pay.governance.yaml: "name: pay\napproval: {show_inputs: false}\n"
#   good:
#   - pay.governance.yaml: "name: pay\napproval: {timeout: 10m, on_timeout: deny, approvers: [\"@corp/finance-leads\"]}\n"
#   - not_when: an agent looks at the call first, and a person decides
#     pay.governance.yaml: "name: pay\napproval:\n  approvers: [reviewer, \"@corp/finance-leads\"]\n"
#     reviewer.governance.yaml: "name: reviewer\npurpose: Reviews what the other agents ask for.\n"
#   - not_when: an engine for policies approves, and no model
#     pay.governance.yaml: "name: pay\napproval:\n  tools: {read_ledger: never}\n  approvers: [\"opa:payments/allow\"]\n"
#   - pay.governance.yaml: "name: pay\napproval: {batch: true, scope: single, show_inputs: true, default: allow, tools: {pay: always}}\n"
package pacheck.rules.agent.approval_fails_open

findings contains finding(["agents", i, "approval", "on_timeout"], agent, sprintf("no answer means %s", [agent.approval.on_timeout])) if {
	some i, agent in input.agents
	lower(agent.approval.on_timeout) in consents
}

findings contains finding(["agents", i, "approval", "default"], agent, sprintf("the default is %s", [agent.approval.default])) if {
	some i, agent in input.agents
	lower(agent.approval.default) in {"approve", "yes", "continue"}
}

findings contains finding(["agents", i, "approval", "approvers", j], agent, sprintf("%s, who approves, is %s", [approver, who])) if {
	some i, agent in input.agents
	some j, approver in agent.approval.approvers
	who := machine(agent, approver)
	not a_person_decides(agent, j)
}

findings contains finding(["agents", i, "approval", "batch"], agent, "one answer approves every later call") if {
	some i, agent in input.agents
	agent.approval.batch
	lower(agent.approval.scope) in {"all", "always"}
}

findings contains finding(["agents", i, "approval", "show_inputs"], agent, "who approves does not see the arguments") if {
	some i, agent in input.agents
	agent.approval.show_inputs == false
}

finding(at, agent, reason) := {
	"at": at,
	"message": sprintf("approval for agent %s fails open: %s", [agent.name, reason]),
	"label": "no control",
}

consents := {"approve", "allow", "continue", "yes", "accept"}

# what an approver is that is no person
machine(agent, approver) := "the agent itself" if {
	approver in {agent.name, agent.id, "self"}
} else := "a model" if {
	approver in models
} else := "a model" if {
	regex.match(`(?i)^(?:model|llm):`, approver)
} else := "an agent" if {
	approver in agents
} else := "an agent" if {
	regex.match(`(?i)^agents?:`, approver)
}

# somebody after the machines
a_person_decides(agent, j) if {
	some k, later in agent.approval.approvers
	k > j
	not machine(agent, later)
}

agents contains agent.name if some agent in input.agents

models contains model.model_id if some model in input.models

models contains agent.model if some agent in input.agents
