# METADATA
# title: Agent host is configured or launched with human approval switched off
# description: A committed bypass turns every prompt injection into unattended execution for everyone who opens the repository.
# related_resources:
# - ref: https://github.com/nrwl/nx/security/advisories/GHSA-cxm3-wv7p-598c
#   description: s1ngularity (2025-08), malware that drove agent programs through their bypass flags
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-53773
#   description: Automatic approval written to the settings of an editor
# - ref: https://code.claude.com/docs/en/permissions
#   description: Claude Code permission modes
# - ref: https://developers.openai.com/codex/security
#   description: Codex, approvals and sandbox
# custom:
#   code: PA-AGT-020
#   severity: critical
#   severity_when:
#   - {when: "the launch runs in a throw-away container without network, write token and secret", severity: medium}
#   precision: very-high
#   scope: file
#   principle: human-oversight
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI05, ASI09]
#     owasp-llm: ["LLM06:2025"]
#     eu-ai-act: ["Art.14(1)", "Art.14(4)(d)"]
#     nist-ai-rmf: [MAP 3.5, GOVERN 3.2, GV-3.2-003, MS-2.6-005]
#     csa-aicm: [GRC-15, AIS-11]
#   remediation: Use an explicit allow list; where unattended runs are needed, run in a throw-away sandbox with an allow list of hosts and no long-lived credential.
#   bad:
#   - .claude/settings.json: '{"permissions": {"defaultMode": "bypassPermissions"}}'
#   - .claude/settings.local.json: '{"skipDangerousModePermissionPrompt": true}'
#   - .claude/agents/fixer.md: "---\nname: fixer\ndescription: Fixes what the linter finds.\npermissionMode: bypassPermissions\n---\nFix it.\n"
#   - .codex/config.toml: "approval_policy = \"never\"\nsandbox_mode = \"danger-full-access\"\n"
#   - .codex/config.toml: "sandbox_mode = \"danger-full-access\"\n[profiles.fast]\napproval_policy = \"never\"\n"
#   - .vscode/settings.json: '{"chat.tools.autoApprove": true}'
#   - .vscode/settings.json: '{"chat.tools.terminal.autoApprove": {"/.*/": true}}'
#   - .vscode/settings.json: '{"chat.tools.terminal.autoApprove": {"/.*/": {"approve": true, "matchCommandLine": true}}}'
#   - opencode.json: '{"permission": "allow"}'
#   - opencode.json: '{"permission": {"*": "allow"}}'
#   - goose/config.yaml: "GOOSE_MODE: auto\nGOOSE_MODEL: some-model\n"
#   - .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p 'fix the tests' --dangerously-skip-permissions\n"
#   - scripts/review.sh: "codex exec --ask-for-approval never --sandbox danger-full-access 'review'\n"
#   - package.json: '{"scripts": {"fix": "npx @google/gemini-cli --approval-mode=yolo -p fix"}}'
#   - Makefile: "fix:\n\taider --yes-always --message fix\n"
#   - Dockerfile: "FROM node:24\nCMD [\"copilot\", \"-p\", \"fix\", \"--allow-all-tools\"]\n"
#   - run.sh: "docker run --rm --network none agents.test/claude:1 claude -p fix --dangerously-skip-permissions\n"
#   good:
#   - .claude/settings.json: '{"permissions": {"defaultMode": "plan", "allow": ["Bash(npm run test:*)"], "disableBypassPermissionsMode": "disable"}}'
#   - not_when: disableBypassPermissionsMode switches the mode off
#     .claude/settings.json: '{"permissions": {"defaultMode": "bypassPermissions", "disableBypassPermissionsMode": "disable"}}'
#   - not_when: the flag is in a list of what is denied
#     .claude/settings.json: '{"permissions": {"defaultMode": "acceptEdits", "deny": ["Bash(claude --dangerously-skip-permissions:*)"]}}'
#   - not_when: a text or a script of the documentation shows the flag
#     README.md: "# Use\n\n```sh\nclaude --dangerously-skip-permissions\n```\n"
#     docs/bypass.sh: "claude -p x --dangerously-skip-permissions\n"
#   - not_when: the flag stands in a comment
#     run.sh: "# never use claude --dangerously-skip-permissions\nclaude -p 'review'\n"
#   - not_when: a test shows that the flag is refused
#     tests/refuses.sh: "! claude -p x --dangerously-skip-permissions\n"
#   - not_when: the flag belongs to another program
#     run.sh: "serve --allow-all-origins\nnpm install --yes\ngit push --force\nyolo --yolov8 weights\n"
#   - not_when: the approval policy stays on-request within a sandbox
#     .codex/config.toml: "approval_policy = \"on-request\"\nsandbox_mode = \"workspace-write\"\n"
#   - not_when: Codex is told not to ask, but stays in its sandbox
#     .codex/config.toml: "approval_policy = \"never\"\nsandbox_mode = \"workspace-write\"\n"
#   - run.sh: "codex exec --ask-for-approval never --sandbox workspace-write 'review'\ncodex --sandbox danger-full-access -a on-request\n"
#   - .vscode/settings.json: '{"chat.tools.terminal.autoApprove": {"/^git (status|diff)$/": true, "rm": false}}'
#   - opencode.json: '{"permission": {"bash": "ask", "edit": "allow"}}'
#   - goose/config.yaml: "GOOSE_MODE: smart_approve\nGOOSE_MODEL: some-model\n"
package pacheck.rules.agent.approval_bypass_mode

import data.pacheck.lib.hosts

findings contains {
	"at": ["settings", i, "values", j],
	"message": sprintf("%s disables approval for %s (%s: %s)", [setting.file, setting.dialect, stated.key, stated.value]),
	"label": "nobody is asked",
} if {
	some i, setting in input.settings
	some j, stated in setting.values
	hosts.bypasses(setting, stated)
}

findings contains {
	"at": ["settings", i, "mode"],
	"message": sprintf("%s disables approval for codex (approval_policy: never with sandbox_mode: danger-full-access)", [setting.file]),
	"label": "nobody is asked",
	"related": [{"at": ["settings", i, "sandbox", "mode"], "message": "and nothing is confined"}],
} if {
	some i, setting in input.settings
	hosts.codex_bypass(setting)
	hosts.codex_states(setting)
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

findings contains {
	"at": ["agents", i, "mode"],
	"message": sprintf("%s disables approval for %s (permission mode %s)", [agent.file, agent.name, agent.mode]),
	"label": "nobody is asked",
} if {
	some i, agent in input.agents
	agent.mode in hosts.agent_bypass[agent.dialect]
}

findings contains {
	"at": ["agents", i, "mode"],
	"message": sprintf("%s disables approval for %s (approval_policy: never with sandbox_mode: danger-full-access)", [agent.file, agent.name]),
	"label": "nobody is asked",
} if {
	some i, agent in input.agents
	hosts.codex_bypass(agent)
}

findings contains {
	"at": ["launches", i, "bypass_flags", j],
	"message": sprintf("%s disables approval for %s (%s)", [launch.file, launch.program, flag]),
	"label": "nobody is asked",
	"severity": severity(launch),
} if {
	some i, launch in input.launches
	some j, flag in launch.bypass_flags
	not halved(launch, flag)
}

# Codex is told not to ask, but to stay in its sandbox; or to leave the sandbox, but to ask
halved(launch, flag) if {
	flag in {"-a never", "-a=never", "--ask-for-approval never", "--ask-for-approval=never"}
	some word in launch.argv
	word in {"read-only", "workspace-write", "--sandbox=read-only", "--sandbox=workspace-write"}
}

halved(launch, flag) if {
	flag in {"--sandbox danger-full-access", "--sandbox=danger-full-access"}
	some word in launch.argv
	word in {"on-request", "untrusted", "--ask-for-approval=on-request", "--ask-for-approval=untrusted"}
}

severity(launch) := "medium" if launch.isolated

severity(launch) := "critical" if not launch.isolated
