# METADATA
# title: "Agent may read or write the home directory, the file-system root or a parent tree"
# description: "Credentials, browser profiles and other projects live there; no task in this repository needs them."
# related_resources:
# - ref: https://code.claude.com/docs/en/settings
#   description: Claude Code settings
# custom:
#   code: PA-AGT-024
#   severity: high
#   precision: very-high
#   scope: file
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI03]
#     owasp-llm: ["LLM06:2025", "LLM02:2025"]
#     csa-aicm: [AIS-13, IAM-19]
#   remediation: Grant the one directory that is needed.
#   bad:
#   - .claude/settings.json: '{"permissions": {"additionalDirectories": ["~"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Write(//**)"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Read(~/**)"]}}'
#   - .claude/settings.json: '{"sandbox": {"enabled": true, "filesystem": {"allowWrite": ["/"]}}}'
#   - .codex/config.toml: "sandbox_mode = \"workspace-write\"\n[sandbox_workspace_write]\nwritable_roots = [\"/home/dev\"]\n"
#   - .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: claude -p --add-dir / \"fix it\"\n"
#   good:
#   - .claude/settings.json: '{"permissions": {"additionalDirectories": ["../shared-protos", "./docs", "."]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Write(/**)", "Edit(src/**)"]}}'
#   - .claude/settings.json: '{"permissions": {"deny": ["Read(~/**)", "Write(//**)"]}}'
#   - .codex/config.toml: "sandbox_mode = \"workspace-write\"\n[sandbox_workspace_write]\nwritable_roots = [\"/workspace/out\"]\n"
package pacheck.rules.agent.filesystem_root_grant

findings contains finding(["settings", i, "additional_directories", j], setting.file, grant.path) if {
	some i, setting in input.settings
	some j, grant in setting.additional_directories
	grant.root
}

findings contains finding(["settings", i, "sandbox", "write", j], setting.file, grant.path) if {
	some i, setting in input.settings
	some j, grant in setting.sandbox.write
	grant.root
}

findings contains finding(["settings", i, "sandbox", "read", j], setting.file, grant.path) if {
	some i, setting in input.settings
	some j, grant in setting.sandbox.read
	grant.root
}

findings contains finding(["settings", i, "allow", j], setting.file, grant.raw) if {
	some i, setting in input.settings
	some j, grant in setting.allow
	grant.path_root
}

findings contains finding(["agents", i, "sandbox", "write", j], agent.name, grant.path) if {
	some i, agent in input.agents
	some j, grant in agent.sandbox.write
	grant.root
}

findings contains finding(["agents", i, "sandbox", "read", j], agent.name, grant.path) if {
	some i, agent in input.agents
	some j, grant in agent.sandbox.read
	grant.root
	not agent.tier == "minimal"
}

findings contains finding(["launches", i, "additional_directories", j], launch.file, grant.path) if {
	some i, launch in input.launches
	some j, grant in launch.additional_directories
	grant.root
}

finding(at, where, path) := {"at": at, "message": sprintf("%s opens %s to the agent", [where, path])}
