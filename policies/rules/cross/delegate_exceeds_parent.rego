# METADATA
# title: Sub-agent holds authority its caller does not, or a higher tier
# description: The caller, and whoever injects it, gains through the sub-agent what it was denied itself.
# related_resources:
# - ref: https://genai.owasp.org/resource/owasp-top-10-for-agentic-applications-for-2026/
#   description: "OWASP ASI03, identity and privilege abuse"
# - ref: https://cwe.mitre.org/data/definitions/441.html
#   description: "CWE-441, confused deputy"
# custom:
#   code: PA-XRF-015
#   severity: high
#   precision: high
#   scope: repo
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI03, ASI07]
#     nist-ai-rmf: [MANAGE 1.3, GOVERN 3.2, GV-4.2-003]
#     csa-aicm: [IAM-19, IAM-05]
#     iso-42001: [A.9.2]
#   remediation: Narrow the child, or approve on the edge.
#   params:
#     mediators: {default: [], description: "Names of agents that check what they are asked to do, as gateways do, and may hold more than their callers."}
#   bad:
#   - .github/agents/boss.agent.md: "---\nname: boss\ndescription: Does it.\ntools: [read]\nagents: [cleaner]\n---\nDo it.\n"
#     .github/agents/cleaner.agent.md: "---\nname: cleaner\ndescription: Does it.\ntools: [read]\n---\nDo it.\n"
#     .pacheck/agents/boss.governance.yaml: "name: boss\nrisk_tier: limited\n"
#     .pacheck/agents/cleaner.governance.yaml: "name: cleaner\nrisk_tier: critical\n"
#   - .github/agents/boss.agent.md: "---\nname: boss\ndescription: Does it.\ntools: [read]\nagents: [cleaner]\n---\nDo it.\n"
#     .github/agents/cleaner.agent.md: "---\nname: cleaner\ndescription: Does it.\ntools: [read]\n---\nDo it.\n"
#     .pacheck/agents/boss.governance.yaml: "name: boss\napproval: {default: ask}\n"
#     .pacheck/agents/cleaner.governance.yaml: "name: cleaner\napproval: {default: allow}\n"
#   - .github/agents/boss.agent.md: "---\nname: boss\ndescription: Does it.\ntools: [read]\nagents: [cleaner]\n---\nDo it.\n"
#     .github/agents/cleaner.agent.md: "---\nname: cleaner\ndescription: Does it.\ntools: [read]\n---\nDo it.\n"
#     .pacheck/agents/boss.governance.yaml: "name: boss\ndata: {classes: [internal]}\n"
#     .pacheck/agents/cleaner.governance.yaml: "name: cleaner\ndata: {classes: [internal, personal]}\n"
#   - .claude/agents/boss.md: "---\nname: boss\ndescription: Plans.\ntools: Agent(cleaner), Read\ndisallowedTools: Bash, mcp__files__delete_all\n---\nPlan.\n"
#     .claude/agents/cleaner.md: "---\nname: cleaner\ndescription: Cleans.\ntools: mcp__files__delete_all\n---\nClean.\n"
#   good:
#   - .github/agents/boss.agent.md: "---\nname: boss\ndescription: Does it.\ntools: [read]\nagents: [cleaner]\n---\nDo it.\n"
#     .github/agents/cleaner.agent.md: "---\nname: cleaner\ndescription: Does it.\ntools: [read]\n---\nDo it.\n"
#     .pacheck/agents/boss.governance.yaml: "name: boss\nrisk_tier: high\n"
#     .pacheck/agents/cleaner.governance.yaml: "name: cleaner\nrisk_tier: limited\n"
#   - not_when: a person confirms the hand-over
#     .github/agents/boss.agent.md: "---\nname: boss\ndescription: Plans.\ntools: [read]\nhandoffs:\n- {label: Clean, agent: cleaner, prompt: Go}\n---\nPlan.\n"
#     .github/agents/cleaner.agent.md: "---\nname: cleaner\ndescription: Does it.\ntools: [read]\n---\nDo it.\n"
#     .pacheck/agents/boss.governance.yaml: "name: boss\nrisk_tier: limited\n"
#     .pacheck/agents/cleaner.governance.yaml: "name: cleaner\nrisk_tier: critical\n"
#   - not_when: a person approves what the delegate does, as what its caller does
#     .github/agents/boss.agent.md: "---\nname: boss\ndescription: Does it.\ntools: [read]\nagents: [cleaner]\n---\nDo it.\n"
#     .github/agents/cleaner.agent.md: "---\nname: cleaner\ndescription: Does it.\ntools: [edit]\n---\nDo it.\n"
#     .pacheck/agents/boss.governance.yaml: "name: boss\napproval: {default: ask}\n"
#     .pacheck/agents/cleaner.governance.yaml: "name: cleaner\napproval: {default: ask}\n"
#   - not_when: a person approves each call of the tool that the caller is denied
#     .claude/agents/boss.md: "---\nname: boss\ndescription: Plans.\ntools: Agent(cleaner), Read\ndisallowedTools: mcp__files__delete_all\n---\nPlan.\n"
#     .claude/agents/cleaner.md: "---\nname: cleaner\ndescription: Cleans.\ntools: mcp__files__delete_all\n---\nClean.\n"
#     .pacheck/agents/cleaner.governance.yaml: "name: cleaner\napproval: {tools: {delete_all: always}}\n"
#   - .claude/agents/boss.md: "---\nname: boss\ndescription: Plans.\ntools: Agent(cleaner), Read\n---\nPlan.\n"
#     .claude/agents/cleaner.md: "---\nname: cleaner\ndescription: Cleans.\ntools: Read, Grep\n---\nClean.\n"
#   - .github/agents/boss.agent.md: "---\nname: boss\ndescription: Does it.\ntools: [read]\nagents: [cleaner]\n---\nDo it.\n"
#     .github/agents/cleaner.agent.md: "---\nname: cleaner\ndescription: Does it.\ntools: [read]\n---\nDo it.\n"
#     .pacheck/agents/cleaner.governance.yaml: "name: cleaner\ndata: {classes: [personal]}\nrisk_tier: high\n"
#   - not_when: the delegate checks what it is asked to do, as a gateway does, and the parameter mediators names it
#     .github/agents/boss.agent.md: "---\nname: boss\ndescription: Does it.\ntools: [read]\nagents: [cleaner]\n---\nDo it.\n"
#     .github/agents/cleaner.agent.md: "---\nname: cleaner\ndescription: Does it.\ntools: [read]\n---\nDo it.\n"
#     .pacheck/agents/boss.governance.yaml: "name: boss\nrisk_tier: limited\n"
#     .pacheck/agents/cleaner.governance.yaml: "name: cleaner\nrisk_tier: critical\n"
#     .pacheck.yaml: "version: 1\nrules: {delegate-exceeds-parent: {params: {mediators: [cleaner]}}}\n"
package pacheck.rules.cross.delegate_exceeds_parent

import data.pacheck.lib.hosts
import data.pacheck.lib.tiers

findings contains {
	"at": ["edges", k],
	"message": sprintf("%s exceeds its caller %s: %s", [child.name, parent.name, reason]),
	"related": [{"at": ["agents", indexes[edge.to]], "message": sprintf("the delegate %s", [child.name])}],
} if {
	some k, edge in input.edges
	edge.rel == "delegates_to"
	edge.resolved == true
	not edge.conditional
	edge.from != edge.to
	parent := input.agents[indexes[edge.from]]
	child := input.agents[indexes[edge.to]]
	not child.name in data.pacheck.params["delegate-exceeds-parent"].mediators
	reasons := exceeds(parent, child)
	count(reasons) > 0
	reason := concat("; ", sort(reasons))
}

indexes[agent.id] := i if some i, agent in input.agents

exceeds(parent, child) := (tier(parent, child) | approval(parent, child)) | (denied(parent, child) | classes(parent, child))

tier(parent, child) := {sprintf("it is of tier %s, the caller of tier %s", [child.risk.declared, parent.risk.declared]) |
	tiers.rank(child.risk.declared) > tiers.rank(parent.risk.declared)
}

approval(parent, child) := {"nobody approves what it does, and somebody what the caller does" |
	parent.approval.default in {"ask", "always"}
	free(child)
}

free(child) if child.approval.default in {"allow", "never"}

free(child) if child.mode in hosts.agent_bypass[child.dialect]

# what the caller may not do, and the delegate may without anybody's approval
denied(parent, child) := {sprintf("it may use %s, which the caller is denied", [grant.raw]) |
	some refused in parent.tools.deny
	some grant in child.tools.allow
	grant.raw == refused.raw
	not approved(child, grant)
}

approved(child, _) if child.approval.default in {"ask", "always"}

approved(child, grant) if {
	some pair in child.approval.tools
	pair.value in {"always", "true", "ask"}
	called(grant, pair.key)
}

called(grant, name) if grant.raw == name

called(grant, name) if grant.name == name

called(grant, name) if grant.mcp_tool == name

classes(parent, child) := {sprintf("it handles %s data, for which the caller is not cleared", [class]) |
	parent.data_classes
	some class in child.data_classes
	class in {"personal", "confidential", "special-category", "regulated", "secret"}
	not class in parent.data_classes
}
