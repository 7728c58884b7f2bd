# METADATA
# title: Agent host is configured or launched with human approval switched off
# description: A committed bypass turns every prompt injection into unattended execution for everyone who opens the repository.
# related_resources:
# - ref: https://code.claude.com/docs/en/settings
#   description: Claude Code settings
# - ref: https://developers.openai.com/codex/security
#   description: "OpenAI Codex: approvals and sandboxing"
# custom:
#   code: PA-AGT-020
#   severity: critical
#   severity_when:
#   - when: "the launch runs in a throw-away container without network, write token and secrets"
#     severity: medium
#   precision: very-high
#   scope: file
#   principle: human-oversight
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI05, ASI09]
#     owasp-llm: ["LLM06:2025"]
#     nist-ai-rmf: [MAP 3.5, GOVERN 3.2, GV-3.2-003, MS-2.6-005]
#     eu-ai-act: ["Art.14(1)", "Art.14(4)(d)"]
#     csa-aicm: [GRC-15, AIS-11]
#   remediation: "Use an explicit allow-list; where unattended runs are needed, run in an ephemeral sandbox with an egress allow-list and no long-lived credential."
#   bad:
#   - .claude/settings.json: '{"permissions": {"defaultMode": "bypassPermissions"}}'
#   - .claude/settings.json: '{"skipDangerousModePermissionPrompt": true}'
#   - .codex/config.toml: "approval_policy = \"never\"\nsandbox_mode = \"danger-full-access\"\n"
#   - .vscode/settings.json: '{"chat.tools.global.autoApprove": true}'
#   - opencode.json: '{"$schema": "https://opencode.ai/config.json", "permission": "allow"}'
#   - .claude/agents/a.md: "---\nname: a\ndescription: Helps.\npermissionMode: bypassPermissions\n---\nText.\n"
#   - .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p --dangerously-skip-permissions \"fix it\"\n"
#   good:
#   - .claude/settings.json: '{"permissions": {"defaultMode": "plan", "allow": ["Bash(npm run test:*)"], "disableBypassPermissionsMode": "disable"}}'
#   - .claude/settings.json: '{"permissions": {"defaultMode": "bypassPermissions", "disableBypassPermissionsMode": "disable"}}'
#   - .codex/config.toml: "approval_policy = \"on-request\"\nsandbox_mode = \"workspace-write\"\n"
#   - .codex/config.toml: "approval_policy = \"never\"\nsandbox_mode = \"read-only\"\n"
#   - AGENTS.md: "Never start the agent with\n\n```sh\nclaude --dangerously-skip-permissions\n```\n"
#   - .github/workflows/serve.yml: "on: push\njobs:\n  serve:\n    runs-on: ubuntu-latest\n    steps:\n    - run: server --allow-all-origins --yes --force\n"
package pacheck.rules.agent.approval_bypass_mode

import data.pacheck.lib.hosts

findings contains {
	"at": ["settings", i, "values", j],
	"message": sprintf("%s disables approval for %s (%s: %s)", [setting.file, setting.dialect, value.key, value.value]),
} if {
	some i, setting in input.settings
	some j, value in setting.values
	value.value in hosts.bypass[setting.dialect][value.key]
	not refused(setting)
}

findings contains {
	"at": ["settings", i, "allow", j],
	"message": sprintf("%s disables approval for %s (%s is allowed)", [setting.file, setting.dialect, grant.raw]),
	"label": "matches every tool",
} if {
	some i, setting in input.settings
	some j, grant in setting.allow
	grant.tool == "*"
	grant.matches_all
}

# Codex runs unattended only where nobody is asked and nothing is confined
findings contains {
	"at": ["settings", i, "mode"],
	"message": sprintf("%s disables approval for codex (approval_policy: never, and no sandbox)", [setting.file]),
	"related": [["settings", i, "sandbox", "mode"]],
} if {
	some i, setting in input.settings
	setting.dialect == "codex"
	setting.mode == "never"
	setting.sandbox.mode == "danger-full-access"
}

findings contains {
	"at": ["agents", i, "mode"],
	"message": sprintf("agent %s disables approval for %s (%s)", [agent.name, agent.dialect, agent.mode]),
} if {
	some i, agent in input.agents
	agent.mode == "bypassPermissions"
}

findings contains {
	"at": ["launches", i, "bypass_flags", j],
	"message": sprintf("%s starts %s with approval disabled (%s)", [launch.file, launch.program, flag]),
	"severity": severity(launch),
} if {
	some i, launch in input.launches
	some j, flag in launch.bypass_flags
}

severity(launch) := "medium" if launch.isolated

severity(launch) := "critical" if not launch.isolated

# the mode is named, and the host is told not to have it
refused(setting) if {
	some value in setting.values
	value.key == "permissions.disableBypassPermissionsMode"
	value.value == "disable"
}
