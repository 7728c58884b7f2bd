# METADATA
# title: Destructive, financial or outward-facing tool runs without human approval
# description: Irreversible actions need a person in the loop until injection is a solved problem.
# related_resources:
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-8217
#   description: A prompt that told a coding agent to wipe systems (2025-07)
# - ref: https://modelcontextprotocol.io/specification/2025-06-18/server/tools#user-interaction-model
#   description: MCP, there should be a person who can deny calls
# custom:
#   code: PA-AGT-030
#   severity: high
#   severity_when:
#   - {when: "the file says that nobody is asked, and the tool destroys something or moves money", severity: critical}
#   precision: high
#   scope: repo
#   principle: human-oversight
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI09]
#     owasp-llm: ["LLM06:2025"]
#     eu-ai-act: ["Art.14(3)", "Art.14(4)(d)", "Annex IV(2)(e)"]
#     nist-ai-rmf: [MAP 3.5, GOVERN 3.2, MANAGE 1.3, GV-3.2-003, MG-3.2-008]
#     iso-42001: [A.9.2, A.9.3]
#     csa-aicm: [GRC-15, IAM-19]
#   remediation: Require approval for the tool, or replace it by a reversible or capped variant.
#   params:
#     effects: {default: [destructive, money, external_comm, production-write], description: "The effects for which a person has to be asked: destructive, money, exec, external_comm, write, production-write."}
#     unstated: {default: false, strict: true, description: "Whether a tool of an autonomous agent counts also where nothing is said of approval, in formats that can say it."}
#     reversible: {default: [], description: "Names of tools whose effect can be undone, or is bound to what the agent made itself."}
#   bad:
#   - deploy/agent.yaml: "apiVersion: kagent.dev/v1alpha2\nkind: Agent\nmetadata:\n  name: crm\nspec:\n  description: Keeps the customer base tidy.\n  declarative:\n    modelConfig: m\n    systemMessage: Keep it tidy.\n    tools:\n    - type: McpServer\n      mcpServer:\n        name: crm-tools\n        toolNames: [delete_customer, get_customer]\n        requireApproval: []\n"
#   - agent.governance.yaml: "name: fixer\napproval:\n  tools:\n    send_email: never\n"
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Answers mail.\ntools: mcp__mail__send_email\n---\nAnswer.\n"
#   good:
#   - deploy/agent.yaml: "apiVersion: kagent.dev/v1alpha2\nkind: Agent\nmetadata:\n  name: crm\nspec:\n  description: Keeps the customer base tidy.\n  declarative:\n    modelConfig: m\n    systemMessage: Keep it tidy.\n    tools:\n    - type: McpServer\n      mcpServer:\n        name: crm-tools\n        toolNames: [delete_customer]\n        requireApproval: [delete_customer]\n"
#   - not_when: the tool shows what would happen, as its name says with dry, plan or preview
#     deploy/agent.yaml: "apiVersion: kagent.dev/v1alpha2\nkind: Agent\nmetadata:\n  name: crm\nspec:\n  description: Keeps the customer base tidy.\n  declarative:\n    modelConfig: m\n    systemMessage: Keep it tidy.\n    tools:\n    - type: McpServer\n      mcpServer:\n        name: crm-tools\n        toolNames: [preview_delete, dry_run_purge, plan_purge]\n        requireApproval: []\n"
#   - not_when: a schema fixes the recipients
#     agent.governance.yaml: "name: fixer\napproval:\n  tools:\n    send_email: never\n"
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Answers mail.\ntools: mcp__mail__send_email\n---\nAnswer.\n"
#     .mcp.json: '{"mcpServers": {"mail": {"command": "node", "args": ["mail/server.js"]}}}'
#     mail/tools.json: '{"tools": [{"name": "send_email", "description": "Writes to the team.", "inputSchema": {"type": "object", "properties": {"to": {"type": "string", "enum": ["team@corp.test"]}}}}]}'
#   - not_when: a pattern of the schema fixes the domain of the recipients
#     agent.governance.yaml: "name: fixer\napproval:\n  tools:\n    send_email: never\n"
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Answers mail.\ntools: mcp__mail__send_email\n---\nAnswer.\n"
#     .mcp.json: '{"mcpServers": {"mail": {"command": "node", "args": ["mail/server.js"]}}}'
#     mail/tools.json: '{"tools": [{"name": "send_email", "inputSchema": {"type": "object", "properties": {"to": {"type": "string", "pattern": "^[a-z.]+@corp\\.test$"}}}}]}'
#   - not_when: the tool is named with a verb of reading and annotated as read-only
#     agent.governance.yaml: "name: fixer\napproval:\n  tools:\n    get_receipt: never\n"
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Answers mail.\ntools: mcp__mail__get_receipt\n---\nAnswer.\n"
#     .mcp.json: '{"mcpServers": {"mail": {"command": "node", "args": ["mail/server.js"]}}}'
#     mail/tools.json: '{"tools": [{"name": "get_receipt", "annotations": {"readOnlyHint": true, "destructiveHint": true}, "inputSchema": {"type": "object"}}]}'
#   - not_when: the parameter reversible lists the tool, as one that removes only what the agent made itself
#     agent.governance.yaml: "name: fixer\napproval:\n  tools:\n    delete_scratch_files: never\n"
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Answers mail.\ntools: mcp__mail__delete_scratch_files\n---\nAnswer.\n"
#     .pacheck.yaml: "version: 1\nrules:\n  high-impact-tool-without-approval:\n    params: {reversible: [delete_scratch_files]}\n"
#   - not_when: the name begins with a verb of reading, whatever else is in it
#     deploy/agent.yaml: "apiVersion: kagent.dev/v1alpha2\nkind: Agent\nmetadata:\n  name: crm\nspec:\n  description: Looks customers up.\n  declarative:\n    modelConfig: m\n    systemMessage: Keep it tidy.\n    tools:\n    - type: McpServer\n      mcpServer:\n        name: crm-tools\n        toolNames: [get_deleted_customers]\n        requireApproval: []\n"
package pacheck.rules.agent.high_impact_tool_without_approval

params := data.pacheck.params["high-impact-tool-without-approval"]

findings contains {
	"at": ["agents", i, "calls", j],
	"message": sprintf("agent %s may call %s (%s) without a person%s", [agent.name, call.tool, concat(", ", effects), basis(call)]),
	"label": "nobody is asked",
	"severity": severity(call, effects),
} if {
	some i, agent in input.agents
	some j, call in agent.calls
	unapproved(agent, call)
	effects := [effect | some effect in call.effects; effect in params.effects]
	count(effects) > 0
	not call.tool in params.reversible
	not retired(agent)
}

unapproved(_, call) if call.approval == "never"

unapproved(agent, call) if {
	params.unstated
	not call.approval
	agent.autonomy == "autonomous"
	"approval" in agent.can
}

basis(call) := sprintf(" (%s)", [call.by]) if call.by

basis(call) := "" if not call.by

severity(call, effects) := "critical" if {
	call.approval == "never"
	some effect in effects
	effect in {"destructive", "money"}
} else := "high"

retired(agent) if agent.status in {"retired", "decommissioned"}
