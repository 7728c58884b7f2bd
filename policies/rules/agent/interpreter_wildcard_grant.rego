# METADATA
# title: Pre-approved interpreter, downloader or escalation command with free arguments
# description: "`python *`, `curl *`, `docker run *` or `find *` are a shell under another name, whatever the deny list says."
# related_resources:
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2026-22708
#   description: CVE-2026-22708, a list of allowed commands bypassed through built-ins of the shell
# - ref: https://code.claude.com/docs/en/permissions
#   description: Claude Code, limits of patterns for Bash
# custom:
#   code: PA-AGT-022
#   severity: medium
#   precision: high
#   scope: file
#   principle: least-privilege
#   profiles: [strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI05]
#     owasp-llm: ["LLM06:2025"]
#   remediation: Allow the script, not the interpreter.
#   params:
#     extra: {default: [], description: "Further programs that must not have free arguments."}
#     exempt: {default: [], description: "Programs, or whole entries as written, that may."}
#   bad:
#   - .claude/settings.json: '{"permissions": {"allow": ["Bash(python3:*)"]}}'
#   - .claude/settings.local.json: '{"permissions": {"allow": ["Bash(npm test)", "Bash(curl *)"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Bash(find:*)"]}}'
#   - scripts/review.sh: "claude -p 'review' --allowedTools 'Bash(docker run:*)'\n"
#   - .cursor/cli.json: '{"permissions": {"allow": ["Shell(node)"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Bash(npm exec:*)"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Bash(pnpm dlx:*)"]}}'
#   good:
#   - not_when: the interpreter is allowed with one fixed script
#     .claude/settings.json: '{"permissions": {"allow": ["Bash(python3 tools/lint.py)"]}}'
#   - not_when: a subcommand that only reads is allowed
#     .claude/settings.json: '{"permissions": {"allow": ["Bash(docker ps)", "Bash(kubectl get:*)"]}}'
#   - not_when: a script of the package is allowed, with any arguments
#     .claude/settings.json: '{"permissions": {"allow": ["Bash(npm run test:*)"]}}'
#   - not_when: the entry is in a list of what is asked about or denied
#     .claude/settings.json: '{"permissions": {"ask": ["Bash(curl:*)"], "deny": ["Bash(sudo:*)"]}}'
#   - not_when: a sandbox is on, from which named hosts alone can be reached
#     .claude/settings.json: '{"permissions": {"allow": ["Bash(python3:*)"]}, "sandbox": {"enabled": true, "network": {"allowedDomains": ["pypi.org"]}}}'
#   - not_when: the interpreter is allowed with one fixed module
#     .claude/settings.json: '{"permissions": {"allow": ["Bash(python -m pytest:*)"]}}'
package pacheck.rules.agent.interpreter_wildcard_grant

params := data.pacheck.params["interpreter-wildcard-grant"]

findings contains {
	"at": ["settings", i, "allow", j],
	"message": sprintf("%s lets the agent run arbitrary code or reach arbitrary hosts without asking (%s)", [grant.raw, program]),
	"label": "takes any arguments",
} if {
	some i, setting in input.settings
	not confined(setting)
	some j, grant in setting.allow
	program := free(grant)
}

findings contains {
	"at": ["launches", i, "allow", j],
	"message": sprintf("%s lets the agent run arbitrary code or reach arbitrary hosts without asking (%s)", [grant.raw, program]),
	"label": "takes any arguments",
} if {
	some i, launch in input.launches
	some j, grant in launch.allow
	program := free(grant)
	not launch.isolated
}

# the program of a grant that takes any arguments
free(grant) := grant.interpreter if {
	grant.interpreter
	not exempt(grant)
}

free(grant) := grant.command if {
	grant.command in params.extra
	grant.tool == "shell"
	grant.matches == "prefix"
	not grant.interpreter
}

exempt(grant) if grant.interpreter in params.exempt

exempt(grant) if grant.raw in params.exempt

# a sandbox that is on, and from which only named hosts or none can be reached
confined(setting) if {
	setting.sandbox.enabled
	setting.sandbox.network in {"none", "allowlist"}
}
