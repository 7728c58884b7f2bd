# METADATA
# title: Long-term memory is shared across users or written from untrusted content without control
# description: One poisoned memory entry acts on every later session; shared memory also leaks between people.
# related_resources:
# - ref: https://atlas.mitre.org/studies/AML.CS0040
#   description: MITRE ATLAS case study AML.CS0040, implants in the memory of an assistant
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: OWASP Top 10 for Agentic Applications, ASI06
# custom:
#   code: PA-AGT-060
#   severity: high
#   precision: medium
#   scope: repo
#   principle: integrity
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI06]
#     owasp-llm: ["LLM08:2025", "LLM04:2025"]
#     owasp-mcp: ["MCP10:2025"]
#     nist-ai-rmf: [MEASURE 2.10, MP-4.1-001, MS-2.7-001]
#     eu-ai-act: ["Art.15(4)", "Art.15(5)"]
#   remediation: Scope to the user, record provenance, expire, and keep tool output out unless reviewed.
#   params:
#     max_ttl_days: {default: {limited: 365, high: 90, critical: 30}, description: "By tier, for how many days entries may be kept."}
#     private_data_classes: {default: "lex:lists.private_data_classes", description: "The classes of data that have to be encrypted."}
#   bad:
#   - bot.governance.yaml: "name: bot\nuser_facing: true\nmemory: {kind: persistent, scope: global}\n"
#   - bot.governance.yaml: "name: bot\nio: {input_trust: untrusted}\nmemory: {kind: persistent, scope: user, write_from: [tool-output]}\n"
#   - bot.governance.yaml: "name: bot\nio: {input_trust: untrusted}\nmemory: {kind: persistent, scope: user}\n"
#   - bot.governance.yaml: "name: bot\nrisk_tier: high\nmemory: {kind: persistent, scope: user, write_from: [user]}\n"
#   - bot.governance.yaml: "name: bot\nrisk_tier: critical\nmemory: {kind: persistent, scope: user, write_from: [user], ttl: 90d}\n"
#   - bot.governance.yaml: "name: bot\ndata: {classes: [personal]}\nmemory: {kind: persistent, scope: user, write_from: [user], encryption: none}\n"
#   good:
#   - bot.governance.yaml: "name: bot\nuser_facing: true\nio: {input_trust: untrusted}\nrisk_tier: high\nmemory: {kind: persistent, scope: user, write_from: [user], provenance: true, ttl: 30d}\n"
#   - not_when: the memory ends with the session
#     bot.governance.yaml: "name: bot\nuser_facing: true\nio: {input_trust: untrusted}\nmemory: {kind: session, scope: global}\n"
#   - not_when: only what was looked at is written
#     bot.governance.yaml: "name: bot\nio: {input_trust: untrusted}\nmemory: {kind: persistent, scope: global, write_from: [curated]}\n"
#   - not_when: somebody approves what is written
#     bot.governance.yaml: "name: bot\nio: {input_trust: untrusted}\nmemory: {kind: persistent, scope: user, write_from: [tool-output], write_approval: editors}\n"
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes things.\nmemory: project\n---\nFix it.\n"
#   - not_when: the memory is of one user, with the origin of each entry
#     bot.governance.yaml: "name: bot\nuser_facing: true\nio: {input_trust: untrusted}\nmemory: {kind: persistent, scope: user, provenance: true}\n"
package pacheck.rules.agent.memory_unsafe_persistence

import data.pacheck.lib.tiers

params := data.pacheck.params["memory-unsafe-persistence"]

findings contains finding(["agents", i, "memory_use", "scope"], agent, sprintf("is shared between users (%s)", [agent.memory_use.scope])) if {
	some i, agent in input.agents
	agent.memory_use.kind == "persistent"
	agent.memory_use.scope in {"global", "tenant-shared", "all-users", "shared"}
	agent.user_facing
}

findings contains finding(["agents", i, "memory_use"], agent, sprintf("takes in what anybody may have written (%s) without check", [evidence])) if {
	some i, agent in input.agents
	agent.memory_use.kind == "persistent"
	unfiltered(agent.memory_use)
	evidence := [c.evidence | some c in agent.capabilities; c.kind == "untrusted_input"; c.strength == "strong"][0]
}

findings contains finding(["agents", i, "memory_use"], agent, sprintf("has no end, where tier %s allows %d days", [agent.risk.tier, days])) if {
	some i, agent in input.agents
	agent.memory_use.kind == "persistent"
	tiers.at_least(agent.risk.tier, "high")
	days := params.max_ttl_days[agent.risk.tier]
	not agent.memory_use.ttl_days
}

findings contains finding(["agents", i, "memory_use", "ttl_days"], agent, sprintf("is kept for %v days, where tier %s allows %d", [agent.memory_use.ttl_days, agent.risk.tier, days])) if {
	some i, agent in input.agents
	agent.memory_use.kind == "persistent"
	days := params.max_ttl_days[agent.risk.tier]
	agent.memory_use.ttl_days > days
}

findings contains finding(["agents", i, "memory_use", "encryption"], agent, sprintf("holds %s data and is not encrypted", [class])) if {
	some i, agent in input.agents
	agent.memory_use.kind == "persistent"
	lower(agent.memory_use.encryption) in {"none", "false", "no"}
	class := [c | some c in agent.data_classes; c in params.private_data_classes][0]
}

finding(at, agent, reason) := {
	"at": at,
	"message": sprintf("agent %s: persistent memory %s", [agent.name, reason]),
}

# what tools return may be kept, and nothing says that it is looked at
unfiltered(memory) if {
	open_source(memory)
	not memory.validation
	not memory.provenance
	not memory.write_approval
}

open_source(memory) if not memory.write_from

open_source(memory) if {
	some from in memory.write_from
	from in {"tool-output", "tool", "tools", "web"}
}
