# METADATA
# title: Remote agent card offers an endpoint without authentication or transport security
# description: Peers and attackers read the same card; without a scheme anyone can task the agent or impersonate it.
# related_resources:
# - ref: https://a2a-protocol.org/latest/specification/
#   description: A2A specification, security of agent cards
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: OWASP Top 10 for Agentic Applications, ASI07
# custom:
#   code: PA-AGT-090
#   severity: high
#   precision: high
#   scope: repo
#   principle: integrity
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI07, ASI03]
#     csa-aicm: [IAM-19]
#   remediation: Use TLS, declare a scheme and require it; sign the card where peers depend on it.
#   params:
#     require_signature_from_tier: {default: critical, description: "The risk tier from which on a card has to be signed: minimal, limited, high or critical."}
#   bad:
#   - agent-card.json: '{"name": "pay", "description": "Pays.", "url": "http://agents.corp.example/a", "capabilities": {}, "skills": [{"id": "pay", "name": "Pay"}]}'
#   - agent-card.json: '{"name": "pay", "description": "Pays.", "url": "https://agents.corp.example/a", "capabilities": {}, "skills": [{"id": "pay", "name": "Pay"}]}'
#   - agent-card.json: '{"name": "pay", "description": "Pays.", "url": "https://agents.corp.example/a", "capabilities": {}, "securitySchemes": {"oidc": {"type": "openIdConnect"}}, "security": [{"oidc": []}, {}], "skills": [{"id": "pay", "name": "Pay"}]}'
#   - agent-card.json: '{"name": "pay", "description": "Pays.", "url": "https://agents.corp.example/a", "capabilities": {}, "securitySchemes": {"key": {"type": "apiKey", "in": "query", "name": "k"}}, "security": [{"key": []}], "skills": [{"id": "pay", "name": "Pay"}]}'
#   - agent-card.json: '{"name": "pay", "description": "Pays.", "url": "https://agents.corp.example/a", "capabilities": {}, "securitySchemes": {"oidc": {"type": "openIdConnect"}}, "security": [{"oidc": []}], "additionalInterfaces": [{"url": "grpc://agents.corp.example:80", "transport": "GRPC"}], "skills": [{"id": "pay", "name": "Pay"}]}'
#   good:
#   - agent-card.json: '{"name": "pay", "description": "Pays.", "url": "https://agents.corp.example/a", "capabilities": {}, "securitySchemes": {"oidc": {"type": "openIdConnect"}}, "security": [{"oidc": []}], "skills": [{"id": "pay", "name": "Pay"}]}'
#   - not_when: the address is the machine itself
#     agent-card.json: '{"name": "pay", "description": "Pays.", "url": "http://localhost:10000/", "capabilities": {}, "skills": [{"id": "pay", "name": "Pay"}]}'
#   - not_when: the address is one of a private network
#     agent-card.json: '{"name": "pay", "description": "Pays.", "url": "http://pay.svc.cluster.local:8080/", "capabilities": {}, "skills": [{"id": "pay", "name": "Pay"}]}'
#   - not_when: the host is example.com, example.net or example.org, which stand for another one
#     agent-card.json: '{"name": "pay", "description": "Pays.", "url": "https://example.com/a2a", "capabilities": {}, "skills": [{"id": "pay", "name": "Pay"}]}'
#   - not_when: the card is public and offers no skills
#     agent-card.json: '{"name": "directory", "description": "Lists agents.", "url": "https://agents.corp.example/", "public": true, "capabilities": {}, "skills": []}'
#   - not_when: the host is a variable
#     agent-card.json: '{"name": "pay", "description": "Pays.", "url": "https://${HOST}/a", "capabilities": {}, "skills": [{"id": "pay", "name": "Pay"}]}'
package pacheck.rules.agent.agent_card_unauthenticated

import data.pacheck.lib.tiers

findings contains {
	"at": ["agents", i, "card", "interfaces", j, "url"],
	"message": sprintf("agent card %s exposes %s without transport security", [agent.name, interface.url]),
	"label": "anybody on the way can read and change it",
} if {
	some i, agent in input.agents
	some j, interface in agent.card.interfaces
	remote(interface)
	interface.endpoint.scheme in {"http", "ws", "grpc"}
	not open_directory(agent.card)
}

findings contains {
	"at": array.concat(["agents", i, "card"], fault.at),
	"message": sprintf("agent card %s exposes %s %s", [agent.name, address, fault.reason]),
	"label": "anybody can give it tasks",
} if {
	some i, agent in input.agents
	address := [interface.url | some interface in agent.card.interfaces; remote(interface)][0]
	fault := unprotected(agent.card)
	not open_directory(agent.card)
}

findings contains {
	"at": ["agents", i, "card", "signed"],
	"message": sprintf("agent card %s of tier %s is not signed", [agent.name, agent.risk.tier]),
} if {
	some i, agent in input.agents
	agent.card.signed == false
	tiers.at_least(agent.risk.tier, data.pacheck.params["agent-card-unauthenticated"].require_signature_from_tier)
	some interface in agent.card.interfaces
	remote(interface)
}

unprotected(card) := {"at": [], "reason": "without any security scheme"} if {
	not card.security_schemes
} else := {"at": ["security_schemes", 0], "reason": "without requiring one of its security schemes"} if {
	not card.security
	not "security" in object.keys(card)
} else := {"at": ["security"], "reason": "to callers without credentials, too"} if {
	card.security == false
} else := {"at": ["security_schemes", 0], "reason": "with a key in the address as the only scheme"} if {
	every scheme in card.security_schemes {
		scheme.type == "apiKey"
		scheme.in == "query"
	}
}

# a machine that others reach, as far as the card says
remote(interface) if {
	interface.endpoint.host
	not interface.endpoint.loopback
	not interface.endpoint.private
	not interface.endpoint.variable
	not interface.endpoint.single_label
	not interface.endpoint.host in {"example.com", "example.net", "example.org"}
	not endswith(interface.endpoint.host, ".example.com")
	not endswith(interface.endpoint.host, ".example.net")
	not endswith(interface.endpoint.host, ".example.org")
}

# a card that is there to be found, and offers nothing
open_directory(card) if {
	card.public
	not card.skills
}
