# METADATA
# title: Agent is past its review date, or is retired but still deployable
# description: An agent nobody re-approves drifts away from the tools, model and data it was approved with.
# related_resources:
# - ref: https://cwe.mitre.org/data/definitions/672.html
#   description: CWE-672, operation on a resource after expiration or release
# - ref: https://www.iso.org/standard/42001
#   description: ISO/IEC 42001:2023, A.6.2.6
# custom:
#   code: PA-AGT-004
#   severity: medium
#   precision: very-high
#   scope: repo
#   principle: accountability
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [GOVERN 1.5, GOVERN 1.7, MANAGE 4.1, GV-1.5-003, MS-2.5-006]
#     iso-42001: [A.6.2.6]
#     eu-ai-act: [Art.9(2), Art.72(1)]
#   remediation: Review, then move the date; or set status to retired and remove the references.
#   params:
#     grace_days: {default: 0, description: "How many days after the date a review may still be done."}
#     require: {default: false, packs: true, description: "Whether a governed agent of tier high or critical must have a date."}
#   bad:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nreview_by: 2025-06-30\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nreview_by: 2026-10\n"
#   - .claude/agents/desk.md: "---\nname: desk\ndescription: Hands questions over to the one who knows.\ntools: Agent(refund-bot)\n---\nHand over.\n"
#     .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\nstatus: retired\n---\nIssue refunds.\n"
#   good:
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nreview_by: 2099-03-31\n"
#   - not_when: no date is stated, and no pack of a framework asks for one
#     agents/refund-bot.governance.yaml: "name: refund-bot\nrisk_tier: high\n"
#   - not_when: the date is a month, and its last day has not passed
#     agents/refund-bot.governance.yaml: "name: refund-bot\nreview_by: 2099-11\n"
#   - agents/refund-bot.governance.yaml: "name: refund-bot\nreview_by: 2099-11-22\n"
#   - not_when: the agent is retired
#     agents/refund-bot.governance.yaml: "name: refund-bot\nstatus: retired\nreview_by: 2025-06-30\n"
#   - .claude/agents/refund-bot.md: "---\nname: refund-bot\ndescription: Issues refunds for orders of the shop.\nstatus: retired\n---\nIssue refunds.\n"
package pacheck.rules.agent.agent_review_overdue

import data.pacheck.lib.governance

params := data.pacheck.params["agent-review-overdue"]

findings contains {
	"at": ["agents", i, "review_by"],
	"message": sprintf("agent %s was due for review on %s", [agent.name, agent.review_by]),
} if {
	some i, agent in input.agents
	ends := time.parse_rfc3339_ns(agent.review_ends)
	time.add_date(ends, 0, 0, params.grace_days) <= time.parse_rfc3339_ns(input.context.now)
	not governance.retired(agent)
}

findings contains {
	"at": ["agents", i, "status"],
	"message": sprintf("agent %s is %s, and agents still delegate to it", [agent.name, agent.status]),
	"related": [{"at": ["edges", j], "message": "here"} | some j in users],
} if {
	some i, agent in input.agents
	governance.retired(agent)
	users := {j |
		some j, edge in input.edges
		edge.rel == "delegates_to"
		edge.to == agent.id
		edge.role == "runtime"
		not edge.from in retired
	}
	count(users) > 0
}

findings contains {
	"at": ["agents", i, "review_by"],
	"message": sprintf("agent %s (tier %s) has no review date", [agent.name, governance.tier(agent)]),
} if {
	params.require
	some i, agent in input.agents
	governance.governed(agent)
	governance.at_least(agent, "high")
	not agent.review_by
}

retired := {agent.id |
	some agent in input.agents
	governance.retired(agent)
}
