# METADATA
# title: Standing permission to run any shell command
# description: A pre-approved, unqualified shell equals the user's whole authority; the deny list beside it is not a boundary.
# related_resources:
# - ref: https://code.claude.com/docs/en/permissions
#   description: Claude Code permission rules
# custom:
#   code: PA-AGT-021
#   severity: high
#   precision: very-high
#   scope: file
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI05]
#     owasp-llm: ["LLM06:2025"]
#     nist-ai-rmf: [MANAGE 1.3, MS-2.7-001]
#     csa-aicm: [IAM-19, AIS-11]
#   remediation: List the commands that the workflow needs, such as Bash(npm test) or Bash(git diff:*).
#   bad:
#   - .claude/settings.json: '{"permissions": {"allow": ["Bash(*)"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Read", "Bash"], "deny": ["Bash(rm:*)"]}}'
#   - .claude/settings.local.json: '{"permissions": {"allow": ["Bash(:*)"]}, "sandbox": {"enabled": false}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Bash"]}, "sandbox": {"enabled": true, "network": {"allowedDomains": ["*"]}}}'
#   - .gemini/settings.json: '{"tools": {"allowed": ["run_shell_command"]}}'
#   - opencode.json: '{"permission": {"bash": "allow"}}'
#   - .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p 'fix the tests' --allowedTools 'Read,Bash'\n"
#   - scripts/fix.sh: "claude -p fix --allowedTools 'Bash(*)' 'Edit'\n"
#   good:
#   - not_when: the entry is an exact command, or one with a fixed beginning
#     .claude/settings.json: '{"permissions": {"allow": ["Bash(go test ./...)", "Bash(git diff:*)"]}}'
#   - not_when: the entry is in a list of what is asked about or denied
#     .claude/settings.json: '{"permissions": {"ask": ["Bash"], "deny": ["Bash(*)"]}}'
#   - not_when: a sandbox is on, from which named hosts alone can be reached
#     .claude/settings.json: '{"permissions": {"allow": ["Bash"]}, "sandbox": {"enabled": true, "network": {"allowedDomains": ["registry.npmjs.org"]}}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["BashOutput", "KillShell"]}}'
#   - not_when: a sub-agent has the shell among its tools, which approves nothing in advance
#     .claude/agents/builder.md: "---\nname: builder\ndescription: Builds the project.\ntools: Bash, Read\n---\nBuild it.\n"
#   - not_when: the entry is in allowed-tools of a skill, of which a rule for skills speaks
#     .claude/skills/build/SKILL.md: "---\nname: build\ndescription: Builds the project.\nallowed-tools: Bash\n---\nBuild it.\n"
#   - .gemini/settings.json: '{"tools": {"allowed": ["run_shell_command(git status)"]}}'
#   - scripts/fix.sh: "claude -p fix --allowedTools 'Bash(npm test)' --disallowedTools Bash\n"
#   - not_when: the file is an example
#     examples/.claude/settings.json: '{"permissions": {"allow": ["Bash(*)"]}}'
package pacheck.rules.agent.unrestricted_shell_grant

findings contains {
	"at": ["settings", i, "allow", j],
	"message": sprintf("%s pre-approves every shell command (%s)", [setting.file, grant.raw]),
	"label": "matches every command",
} if {
	some i, setting in input.settings
	some j, grant in setting.allow
	grant.tool == "shell"
	grant.matches_all
	not confined(setting)
}

findings contains {
	"at": ["launches", i, "allow", j],
	"message": sprintf("%s pre-approves every shell command (%s)", [launch.file, grant.raw]),
	"label": "matches every command",
} if {
	some i, launch in input.launches
	some j, grant in launch.allow
	grant.tool == "shell"
	grant.matches_all
	not launch.isolated
}

# a sandbox that is on, and from which only named hosts or none can be reached
confined(setting) if {
	setting.sandbox.enabled
	setting.sandbox.network in {"none", "allowlist"}
}
