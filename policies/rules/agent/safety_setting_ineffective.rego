# METADATA
# title: A protection is written in a way its host ignores
# description: A misspelt mode or a rule that can never match looks like a control in review and does nothing at run time.
# related_resources:
# - ref: https://code.claude.com/docs/en/settings
#   description: Claude Code, settings and permission rules
# - ref: https://developers.openai.com/codex/config-reference
#   description: Codex, configuration reference
# custom:
#   code: PA-AGT-027
#   severity: medium
#   severity_when:
#   - {when: "the same entry is allowed and denied, so that the denial wins", severity: low}
#   precision: high
#   scope: file
#   principle: least-privilege
#   profiles: [strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     nist-ai-rmf: [MEASURE 2.7, MS-2.7-009, MS-2.5-006]
#     csa-aicm: [AIS-11]
#   remediation: Use a value the host knows; test the deny rule.
#   params:
#     modes:
#       default:
#         claude-code:
#           permissions.defaultMode: [default, acceptEdits, plan, dontAsk, auto, delegate, bypassPermissions]
#           permissions.disableBypassPermissionsMode: [disable]
#         codex:
#           approval_policy: [untrusted, on-failure, on-request, never]
#           sandbox_mode: [read-only, workspace-write, danger-full-access]
#         gemini-cli:
#           general.defaultApprovalMode: [default, auto_edit, plan]
#       description: "The words that a host knows, by dialect and key, as of 2026-11."
#     flags:
#       default:
#         claude-code: [sandbox.enabled, sandbox.allowUnsandboxedCommands, disableAllHooks]
#         codex: [sandbox_workspace_write.network_access]
#         gemini-cli: [security.disableYoloMode, security.folderTrust.enabled, security.environmentVariableRedaction.enabled]
#         vscode-copilot: [chat.tools.autoApprove, chat.tools.global.autoApprove]
#       description: "The keys, by dialect, that are true or false, and nothing in quotes."
#   bad:
#   - .claude/settings.json: '{"permissions": {"defaultMode": "allowEdits"}}'
#   - .claude/settings.json: '{"permissions": {"disableBypassPermissionsMode": true}}'
#   - .claude/settings.json: '{"permissions": {"deny": ["Bash(rm -rf:*"]}}'
#   - .claude/settings.json: '{"permissions": {"deny": ["bash(rm:*)"]}}'
#   - .claude/settings.json: '{"permissions": {"deny": ["Read(/etc/passwd)"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Bash(git push:*)"], "deny": ["Bash(git push:*)"]}}'
#   - .claude/settings.json: '{"sandbox": {"enabled": "true"}}'
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes what the linter finds.\npermissionMode: readOnly\n---\nFix it.\n"
#   - .codex/config.toml: "approval_policy = \"always\"\nsandbox_mode = \"workspace-write\"\n"
#   - .gemini/settings.json: '{"general": {"defaultApprovalMode": "yolo"}}'
#   good:
#   - .claude/settings.json: '{"permissions": {"defaultMode": "acceptEdits", "disableBypassPermissionsMode": "disable", "deny": ["Bash(rm -rf:*)", "Read(//etc/**)", "Read(./.env)", "Read(~/.ssh/**)", "mcp__tracker"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Bash(git push:*)"], "deny": ["Bash(git push --force:*)"]}, "someNewKey": {"mode": "whatever"}}'
#   - .claude/settings.json: '{"sandbox": {"enabled": true}, "env": {"DEBUG": "true"}}'
#   - not_when: a path begins with / and is one of the project
#     .claude/settings.json: '{"permissions": {"deny": ["Edit(./app/(shop)/**)", "Read(/app/etc/**)", "Read(/secrets/**)"]}}'
#   - not_when: a key that only resembles one of the host has the word
#     .codex/config.toml: "approval_policy = \"on-request\"\n[approval_policy_notes]\nwhy = \"always\"\n"
#   - not_when: the key is unknown, as one of a newer version may be
#     .claude/settings.json: '{"permissions": {"defaultModes": "allowEdits"}}'
#   - not_when: the parameter modes lists the word, which a newer version of the host knows
#     .claude/settings.json: '{"permissions": {"defaultMode": "allowEdits"}}'
#     .pacheck.yaml: "version: 1\nrules:\n  safety-setting-ineffective:\n    params:\n      modes: {claude-code: {permissions.defaultMode: [default, plan, allowEdits]}}\n"
package pacheck.rules.agent.safety_setting_ineffective

params := data.pacheck.params["safety-setting-ineffective"]

findings contains {
	"at": ["settings", i, "values", j],
	"message": sprintf("%s: %s has no effect, since %s knows only %s", [stated.key, stated.value, setting.dialect, concat(", ", known)]),
} if {
	some i, setting in input.settings
	some j, stated in setting.values
	known := params.modes[setting.dialect][stated.key]
	not stated.value in known
	not contains(stated.value, "{")
}

findings contains {
	"at": ["agents", i, "mode"],
	"message": sprintf("permissionMode: %s has no effect, since %s knows only %s", [agent.mode, agent.dialect, concat(", ", known)]),
} if {
	some i, agent in input.agents
	agent.mode
	agent.dialect == "claude-code"
	known := params.modes["claude-code"]["permissions.defaultMode"]
	not agent.mode in known
}

findings contains {
	"at": ["settings", i, "text_flags", j],
	"message": sprintf("%s: %q has no effect, since %s wants true or false without quotes", [flag.key, flag.value, setting.dialect]),
} if {
	some i, setting in input.settings
	some j, flag in setting.text_flags
	flag.key in params.flags[setting.dialect]
}

findings contains {
	"at": ["settings", i, "deny", j],
	"message": sprintf("%s denies nothing: %s", [grant.raw, why(grant)]),
} if {
	some i, setting in input.settings
	some j, grant in setting.deny
	grant.void
}

findings contains {
	"at": ["settings", i, "allow", j],
	"message": sprintf("%s is allowed and denied; the denial wins", [grant.raw]),
	"severity": "low",
	"related": [{"at": ["settings", i, "deny", k], "message": "denied here"}],
} if {
	some i, setting in input.settings
	some j, grant in setting.allow
	grant.overruled
	some k, denied in setting.deny
	denied.raw == grant.raw
}

why(grant) := "the parenthesis is not closed" if grant.void == "unclosed"

why(grant) := sprintf("the tool is called %s", [grant.meant]) if grant.void == "name"

why(grant) := sprintf("/ is the folder of the settings; %s is the path from the root", [grant.meant]) if grant.void == "root"
