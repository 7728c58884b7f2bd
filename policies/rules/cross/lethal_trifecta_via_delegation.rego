# METADATA
# title: A chain of agents combines what no single agent holds
# description: |-
#   An agent that reads what strangers write, knows what is private, and can send something out, can be robbed by one poisoned
#   message: the message gives the order, the agent has the data, and the way out carries it off. That is the lethal trifecta, and
#   the rule lethal-trifecta finds it within one agent.
#
#   Giving each of the three to a sub-agent of its own changes nothing where an orchestrator passes text between them: what the
#   reader brings in becomes a prompt of the orchestrator, which asks the second for the data and the third to send it. This rule
#   starts at each agent that nobody delegates to, follows the delegations that no person confirms, and shows each leg with each
#   hop on the way to it. One leg cut is enough: in the good examples nobody hands anything to the mailer, or a person presses the
#   button that does, or a person approves each mail.
# related_resources:
# - ref: https://arxiv.org/abs/2506.08837
#   description: "Design Patterns for Securing LLM Agents against Prompt Injections (2025)"
# - ref: https://simonwillison.net/2025/Jun/16/the-lethal-trifecta/
#   description: "The lethal trifecta (S. Willison, 2025-06-16)"
# custom:
#   code: PA-XRF-012
#   severity: high
#   precision: high
#   scope: repo
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI01, ASI07, ASI08]
#     owasp-llm: ["LLM01:2025", "LLM06:2025"]
#     nist-ai-rmf: [MAP 4.2, GV-4.2-003, MP-5.1-006]
#     csa-aicm: [AIS-11]
#   remediation: Let the reader answer with values of a closed list alone, and name it in the parameter quarantined; or have a person confirm the hand-over to the sender, or each message that it sends.
#   params:
#     quarantined: {default: [], description: "Names of agents that read what anybody may have written, but answer with values of closed lists, numbers or checked identifiers alone."}
#   bad:
#   - .github/agents/desk.agent.md: "---\nname: desk\ndescription: Answers the mail of customers.\ntools: [agent]\nagents: [reader, crm, mailer]\n---\nHave the mail read, look up the customer, and send the answer.\n"
#     .github/agents/reader.agent.md: "---\nname: reader\ndescription: Reads the web pages that customers link to, and sums them up.\ntools: ['web/fetch_url']\n---\nSum up what the customer wants.\n"
#     .github/agents/crm.agent.md: "---\nname: crm\ndescription: Looks customers up.\ntools: ['crm/query_crm']\n---\nLook the customer up.\n"
#     .github/agents/mailer.agent.md: "---\nname: mailer\ndescription: Sends answers to customers.\ntools: ['mail/send_email']\n---\nSend the answer.\n"
#   - .github/agents/root.agent.md: "---\nname: root\ndescription: Answers questions about customers.\ntools: ['crm/query_crm']\nagents: [helper]\n---\nHelp the customer.\n"
#     .github/agents/helper.agent.md: "---\nname: helper\ndescription: Sends mails.\ntools: ['mail/send_email']\nagents: [reader]\n---\nHelp the customer.\n"
#     .github/agents/reader.agent.md: "---\nname: reader\ndescription: Reads the inbox.\ntools: ['mail/read_inbox']\n---\nHelp the customer.\n"
#   good:
#   - not_when: nobody delegates to the agent that sends
#     .github/agents/desk.agent.md: "---\nname: desk\ndescription: Answers the mail of customers.\ntools: [agent]\nagents: [reader, crm]\n---\nHave the mail read, look up the customer, and send the answer.\n"
#     .github/agents/reader.agent.md: "---\nname: reader\ndescription: Reads the web pages that customers link to, and sums them up.\ntools: ['web/fetch_url']\n---\nSum up what the customer wants.\n"
#     .github/agents/crm.agent.md: "---\nname: crm\ndescription: Looks customers up.\ntools: ['crm/query_crm']\n---\nLook the customer up.\n"
#     .github/agents/mailer.agent.md: "---\nname: mailer\ndescription: Sends the newsletter; nobody delegates to it.\ntools: ['mail/send_email']\n---\nSend the newsletter.\n"
#   - not_when: a person confirms the hand-over to the agent that sends
#     .github/agents/desk.agent.md: "---\nname: desk\ndescription: Answers the mail of customers.\ntools: [agent]\nagents: [reader, crm]\nhandoffs:\n- {label: Send the answer, agent: mailer, prompt: Send this answer}\n---\nHave the mail read, look up the customer, and send the answer.\n"
#     .github/agents/reader.agent.md: "---\nname: reader\ndescription: Reads the web pages that customers link to, and sums them up.\ntools: ['web/fetch_url']\n---\nSum up what the customer wants.\n"
#     .github/agents/crm.agent.md: "---\nname: crm\ndescription: Looks customers up.\ntools: ['crm/query_crm']\n---\nLook the customer up.\n"
#     .github/agents/mailer.agent.md: "---\nname: mailer\ndescription: Sends answers to customers.\ntools: ['mail/send_email']\n---\nSend the answer.\n"
#   - not_when: a person approves each message that is sent
#     .github/agents/desk.agent.md: "---\nname: desk\ndescription: Answers the mail of customers.\ntools: [agent]\nagents: [reader, crm, mailer]\n---\nHave the mail read, look up the customer, and send the answer.\n"
#     .github/agents/reader.agent.md: "---\nname: reader\ndescription: Reads the web pages that customers link to, and sums them up.\ntools: ['web/fetch_url']\n---\nSum up what the customer wants.\n"
#     .github/agents/crm.agent.md: "---\nname: crm\ndescription: Looks customers up.\ntools: ['crm/query_crm']\n---\nLook the customer up.\n"
#     .github/agents/mailer.agent.md: "---\nname: mailer\ndescription: Sends answers to customers.\ntools: ['mail/send_email']\n---\nSend the answer.\n"
#     .pacheck/agents/mailer.governance.yaml: "name: mailer\napproval: {tools: {send_email: always}}\n"
#   - not_when: the reader answers with values of closed lists, numbers or checked identifiers alone, and the parameter quarantined names it
#     .github/agents/desk.agent.md: "---\nname: desk\ndescription: Answers the mail of customers.\ntools: [agent]\nagents: [reader, crm, mailer]\n---\nHave the mail read, look up the customer, and send the answer.\n"
#     .github/agents/reader.agent.md: "---\nname: reader\ndescription: Reads the web pages that customers link to, and sums them up.\ntools: ['web/fetch_url']\n---\nSum up what the customer wants.\n"
#     .github/agents/crm.agent.md: "---\nname: crm\ndescription: Looks customers up.\ntools: ['crm/query_crm']\n---\nLook the customer up.\n"
#     .github/agents/mailer.agent.md: "---\nname: mailer\ndescription: Sends answers to customers.\ntools: ['mail/send_email']\n---\nSend the answer.\n"
#     .pacheck.yaml: "version: 1\nrules: {lethal-trifecta-via-delegation: {params: {quarantined: [reader]}}}\n"
package pacheck.rules.cross.lethal_trifecta_via_delegation

import data.pacheck.lib.trifecta

findings contains {
	"at": ["agents", i],
	"message": sprintf("agent %s joins, through its delegates: %s", [root.name, concat(", ", [told(root, j) | some j in legs])]),
	"label": "delegates bring together what none of them holds",
	"related": [step | some j in legs; some step in steps(root, i, j)],
} if {
	some i, root in input.agents
	root.capabilities
	not root.id in called
	legs := [trifecta.any(root, kind) | some kind in trifecta.legs]
	count(legs) == 3
	some j in legs
	trifecta.delegated(root.capabilities[j])
	not alone(root, legs)
	not holder(root, legs[0]).name in data.pacheck.params["lethal-trifecta-via-delegation"].quarantined
	trifecta.active(root)
}

# the agents that others delegate to
called contains edge.to if {
	some edge in input.edges
	edge.rel == "delegates_to"
	edge.resolved == true
	edge.from != edge.to
}

# one agent alone is lethal-trifecta's to say
alone(root, _) if root.id in trifecta.complete

alone(root, legs) if {
	some j in legs
	some id in root.capabilities[j].via
	id in trifecta.complete
}

agents[agent.id] := {"name": agent.name, "index": i} if some i, agent in input.agents

# what states each delegation: the agent itself, its governance file, or both
hops[edge.from][edge.to] contains i if {
	some i, edge in input.edges
	edge.rel == "delegates_to"
	edge.resolved == true
}

# the agents on the way to a leg, from the first delegate on
way(root, j) := [id | some id in root.capabilities[j].via; startswith(id, "agents:")]

# the agent that has the leg itself
holder(root, j) := agents[ids[count(ids) - 1]] if {
	ids := array.concat([root.id], way(root, j))
}

told(root, j) := sprintf("%s %s (%s)%s", [holder(root, j).name, does[root.capabilities[j].kind], root.capabilities[j].evidence, path(root, j)])

path(root, j) := "" if count(way(root, j)) < 2

path(root, j) := sprintf(" (path %s)", [concat(" -> ", [agents[id].name | some id in array.concat([root.id], way(root, j))])]) if count(way(root, j)) > 1

does := {"untrusted_input": "reads what strangers write", "private_data": "knows what is private", "external_communication": "sends out"}

# each delegation on the way to a leg, and what shows the leg
steps(root, i, j) := array.concat(delegations, [shown]) if {
	ids := array.concat([root.id], way(root, j))
	delegations := [{"at": ["edges", min(hops[from][ids[n + 1]])], "message": sprintf("%s delegates to %s", [agents[from].name, agents[ids[n + 1]].name])} |
		some n, from in ids
		n + 1 < count(ids)
	]
	shown := evidence(root, i, j)
}

evidence(root, i, j) := {"at": ["agents", agents[last].index, "capabilities", k], "message": told(root, j)} if {
	ids := way(root, j)
	last := ids[count(ids) - 1]
	k := trifecta.own(input.agents[agents[last].index], root.capabilities[j].kind, {"strong"})
} else := {"at": ["agents", i, "capabilities", j], "message": told(root, j)}
