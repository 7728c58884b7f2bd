# METADATA
# title: Action logging is switched off, or missing for a high-tier agent
# description: Without a record of prompts, tool calls and approvals nobody can reconstruct or prove what an agent did.
# related_resources:
# - ref: https://eur-lex.europa.eu/eli/reg/2024/1689/oj
#   description: Regulation (EU) 2024/1689, Articles 12 and 26(6)
# - ref: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
#   description: OpenTelemetry, variables that choose exporters
# custom:
#   code: PA-AGT-070
#   severity: high
#   precision: high
#   scope: repo
#   principle: traceability
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     eu-ai-act: ["Art.12(1)", "Art.12(2)", Art.19, "Art.26(6)"]
#     nist-ai-rmf: [MANAGE 4.1, MEASURE 2.8, MG-4.1-002, MS-2.6-005, GV-1.5-003]
#     iso-42001: [A.6.2.8]
#     owasp-agentic: [ASI10, ASI08]
#     owasp-mcp: ["MCP08:2025"]
#     csa-aicm: [LOG-14, LOG-15]
#   remediation: Log calls, inputs (redacted), approvals and versions to a store the agent cannot write to.
#   params:
#     min_retention_days: {default: 180, description: "For how many days records have to be kept."}
#     required: {default: false, packs: true, description: "Whether governed agents of tier high and critical have to state an audit trail, how long it is kept and what is removed from it."}
#     private_data_classes: {default: "lex:lists.private_data_classes", description: "The classes of data that are removed from records of texts."}
#   bad:
#   - bot.governance.yaml: "name: bot\nobservability: {audit_log: false}\n"
#   - .claude/settings.json: '{"env": {"CLAUDE_CODE_ENABLE_TELEMETRY": "1", "OTEL_LOGS_EXPORTER": "none"}}'
#   - .claude/settings.json: '{"cleanupPeriodDays": 0}'
#   - .claude/settings.json: '{"hooks": {"SessionEnd": [{"hooks": [{"type": "command", "command": "rm -rf ~/.claude/projects"}]}]}}'
#   good:
#   - bot.governance.yaml: "name: bot\nobservability: {audit_log: true, sink: otel, redact: [pii], retention_days: 365}\n"
#   - not_when: only what the vendor is told of the use of its product is switched off
#     .claude/settings.json: '{"env": {"DISABLE_TELEMETRY": "1", "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1", "OTEL_METRICS_EXPORTER": "none"}}'
#   - not_when: the transcripts are kept for some days and read, not removed
#     .claude/settings.json: '{"cleanupPeriodDays": 30, "hooks": {"SessionEnd": [{"hooks": [{"type": "command", "command": "rm -rf build && cat ~/.claude/projects/x.jsonl > log.txt"}]}]}}'
#   - bot.governance.yaml: "name: bot\nrisk_tier: minimal\n"
#   - not_when: records leave out the text of prompts and keep what was called
#     .claude/settings.json: '{"env": {"CLAUDE_CODE_ENABLE_TELEMETRY": "1", "OTEL_LOG_USER_PROMPTS": "0", "OTEL_LOGS_EXPORTER": "otlp"}}'
package pacheck.rules.agent.audit_trail_disabled

import data.pacheck.lib.tiers

params := data.pacheck.params["audit-trail-disabled"]

findings contains finding(["agents", i, "observability", "audit_log"], sprintf("agent %s", [agent.name]), "is switched off") if {
	some i, agent in input.agents
	agent.observability.audit_log == false
}

findings contains finding(["settings", i, "env", j], setting.name, sprintf("is not exported (%s: none)", [variable.key])) if {
	some i, setting in input.settings
	some j, variable in setting.env
	variable.key in {"OTEL_TRACES_EXPORTER", "OTEL_LOGS_EXPORTER"}
	lower(variable.value) == "none"
}

findings contains finding(["settings", i, "values", j], setting.name, "is removed at once (cleanupPeriodDays: 0)") if {
	some i, setting in input.settings
	setting.dialect == "claude-code"
	some j, stated in setting.values
	stated.key == "cleanupPeriodDays"
	stated.value == "0"
}

findings contains finding(["hooks", i, "actions", j], sprintf("hook %s in %s", [hook.event, hook.file]), sprintf("is removed (%s)", [action.text])) if {
	some i, hook in input.hooks
	some j, action in hook.actions
	action.kind == "removes_record"
}

findings contains finding(["agents", i, "observability"], sprintf("agent %s", [agent.name]), "is not stated") if {
	some i, agent in asked
	not "audit_log" in object.keys(object.get(agent, "observability", {}))
}

findings contains finding(["agents", i, "observability", "retention_days"], sprintf("agent %s", [agent.name]), sprintf("is kept for %v days, not %v", [agent.observability.retention_days, params.min_retention_days])) if {
	some i, agent in asked
	agent.observability.retention_days < params.min_retention_days
}

findings contains finding(["agents", i, "observability", "content"], sprintf("agent %s", [agent.name]), sprintf("holds %s data that nothing removes", [class])) if {
	some i, agent in asked
	agent.observability.content
	count(object.get(agent.observability, "redact", [])) == 0
	class := [c | some c in agent.data_classes; c in params.private_data_classes][0]
}

# the agents that have to keep records
asked[i] := agent if {
	params.required
	some i, agent in input.agents
	agent.governed
	"observability" in agent.can
	tiers.at_least(agent.risk.tier, "high")
}

finding(at, who, reason) := {
	"at": at,
	"message": sprintf("%s: audit trail %s", [who, reason]),
}
