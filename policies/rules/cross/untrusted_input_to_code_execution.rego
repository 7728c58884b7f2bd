# METADATA
# title: Agent reads outside content and can run code without a sandbox
# description: Injection becomes remote code execution without any further bug.
# related_resources:
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-54135
#   description: "CurXecute, CVE-2025-54135"
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: "OWASP MCP Top 10, MCP05:2025"
# custom:
#   code: PA-XRF-013
#   severity: high
#   severity_when:
#   - {when: "its file, or the settings of its host, say that nobody approves commands", severity: critical}
#   precision: high
#   scope: repo
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI05, ASI01]
#     owasp-llm: ["LLM01:2025", "LLM05:2025"]
#     owasp-mcp: ["MCP05:2025"]
#     nist-ai-rmf: [MEASURE 2.7, MS-2.6-004, MS-2.7-007]
#   remediation: Sandbox the execution, or split the reading into a quarantined agent.
#   params:
#     unstated: {default: false, strict: true, description: "Whether an autonomous agent counts, too, of which nothing is said about the approval of commands."}
#   bad:
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes.\ntools: WebFetch, Bash\npermissionMode: bypassPermissions\n---\nFix.\n"
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes.\ntools: WebFetch, Bash\n---\nFix.\n"
#     .claude/settings.json: '{"permissions": {"allow": ["Bash(*)"]}}'
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes.\ntools: mcp__mail__read_inbox, Bash\n---\nFix.\n"
#     .claude/settings.json: '{"permissions": {"defaultMode": "bypassPermissions"}}'
#   good:
#   - not_when: the host asks before it runs a command, as it does unless told otherwise
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes.\ntools: WebFetch, Bash\n---\nFix.\n"
#   - not_when: the agent reads nothing that strangers write
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes.\ntools: Bash, Read\npermissionMode: bypassPermissions\n---\nFix.\n"
#   - not_when: the commands run in a sandbox without network
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes.\ntools: WebFetch, Bash\npermissionMode: bypassPermissions\n---\nFix.\n"
#     .pacheck/agents/fixer.governance.yaml: "name: fixer\nsandbox: {enabled: true, network: {mode: none}}\n"
#   - not_when: what the agent runs are queries of a database, and not code
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes.\ntools: WebFetch, mcp__db__run_query\npermissionMode: bypassPermissions\n---\nFix.\n"
#   - not_when: the commands run in a sandbox with a list of the hosts that they may reach
#     .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes.\ntools: WebFetch, Bash\npermissionMode: bypassPermissions\n---\nFix.\n"
#     .pacheck/agents/fixer.governance.yaml: "name: fixer\nsandbox: {enabled: true, network: {mode: allowlist, allow_hosts: [docs.vendor.test]}}\n"
package pacheck.rules.cross.untrusted_input_to_code_execution

import data.pacheck.lib.hosts
import data.pacheck.lib.trifecta

findings contains {
	"at": ["agents", i],
	"message": sprintf("agent %s reads %s and runs code through %s unsandboxed", [agent.name, agent.capabilities[reads].evidence, agent.capabilities[runs].evidence]),
	"label": "what it reads may become what it runs",
	"severity": severity(agent),
	"related": [
		{"at": ["agents", i, "capabilities", reads], "message": "reads what anybody may have written"},
		{"at": ["agents", i, "capabilities", runs], "message": "runs code"},
	],
} if {
	some i, agent in input.agents
	agent.capabilities
	reads := trifecta.own(agent, "untrusted_input", {"strong"})
	runs := trifecta.own(agent, "code_execution", {"strong"})
	unattended(agent)
	trifecta.active(agent)
}

unattended(agent) if unasked(agent)

unattended(agent) if {
	data.pacheck.params["untrusted-input-to-code-execution"].unstated
	agent.autonomy == "autonomous"
	not asked(agent)
}

# what says that nobody approves commands
unasked(agent) if agent.mode in hosts.agent_bypass[agent.dialect]

unasked(agent) if agent.effective.mode in hosts.agent_bypass[agent.dialect]

unasked(agent) if {
	some grant in agent.effective.grants
	grant.effect == "allow"
	grant.tool == "shell"
	grant.raw in any_command
}

unasked(agent) if {
	some call in agent.calls
	call.approval == "never"
	"exec" in call.effects
}

unasked(agent) if agent.code_execution.mode == "unsafe"

# the ways to write that every command is approved
any_command := {"Bash", "Bash(*)", "Bash(:*)", "shell", "shell(*)", "run_shell_command", "ShellTool", "ShellTool(*)", "Shell(*)", "execute_bash"}

asked(agent) if agent.approval.default in {"always", "ask"}

severity(agent) := "critical" if unasked(agent)

severity(agent) := "high" if not unasked(agent)
