# METADATA
# title: Agent may read or write the home directory, the file-system root or a parent tree
# description: Credentials, browser profiles and other projects live there; no task in this repository needs them.
# related_resources:
# - ref: https://code.claude.com/docs/en/sandboxing
#   description: Claude Code, sandboxing needs file-system and network isolation together
# - ref: https://developers.openai.com/codex/security
#   description: Codex, writable roots
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
#   - .claude/settings.json: '{"permissions": {"additionalDirectories": ["../.."]}}'
#   - .claude/settings.local.json: '{"permissions": {"allow": ["Read(~/**)"]}}'
#   - .claude/settings.json: '{"permissions": {"allow": ["Write(//**)"]}}'
#   - .claude/settings.json: '{"sandbox": {"enabled": true, "filesystem": {"allowWrite": ["$HOME"]}}}'
#   - .codex/config.toml: "sandbox_mode = \"workspace-write\"\n[sandbox_workspace_write]\nwritable_roots = [\"/\"]\n"
#   - .gemini/settings.json: '{"tools": {"sandbox": true, "sandboxAllowedPaths": ["/Users/ada"]}}'
#   - .codex/agents/fixer.toml: "name = \"fixer\"\ndescription = \"Fixes things.\"\nsandbox_mode = \"workspace-write\"\n[sandbox_workspace_write]\nwritable_roots = [\"/home\"]\n"
#   - run.sh: "claude -p x --add-dir /\n"
#   - run.sh: "docker run --rm -v \"$HOME:/host\" agents.test/claude:1 claude -p x --add-dir /\n"
#   good:
#   - not_when: the directory is a single one beside the repository
#     .claude/settings.json: '{"permissions": {"additionalDirectories": ["../shared-protos"]}}'
#   - not_when: the directory is the repository itself
#     .claude/settings.json: '{"permissions": {"additionalDirectories": [".", "./", "${workspaceFolder}"]}}'
#   - not_when: the path begins at the folder of the settings, or is a project below the home directory
#     .claude/settings.json: '{"permissions": {"allow": ["Write(/**)", "Read(~/projects/app/**)", "Edit(./docs/**)"]}}'
#   - not_when: the directory is one below /tmp
#     .codex/config.toml: "sandbox_mode = \"workspace-write\"\n[sandbox_workspace_write]\nwritable_roots = [\"/tmp/build\"]\n"
#   - not_when: a container runs the agent, and no folder of the host is mounted
#     run.sh: "docker run --rm agents.test/claude:1 claude -p x --add-dir /\n"
#   - Dockerfile: "FROM node:24\nCMD [\"claude\", \"-p\", \"x\", \"--add-dir\", \"/\"]\n"
#   - run.sh: "claude -p x --add-dir ../shared\n"
#   - not_when: the path is in a list of what is denied
#     .claude/settings.json: '{"permissions": {"deny": ["Read(~/**)", "Read(//**)"]}}'
package pacheck.rules.agent.filesystem_root_grant

message(where, path) := sprintf("%s opens %s to the agent", [where, path])

findings contains {"at": ["settings", i, "additional_directories", j], "message": message(setting.file, directory.path)} if {
	some i, setting in input.settings
	some j, directory in setting.additional_directories
	directory.root
}

findings contains {"at": ["settings", i, "sandbox", access, j], "message": message(setting.file, directory.path)} if {
	some i, setting in input.settings
	setting.sandbox
	some access in ["read", "write"]
	some j, directory in setting.sandbox[access]
	directory.root
}

findings contains {"at": ["settings", i, "allow", j], "message": message(setting.file, grant.path)} if {
	some i, setting in input.settings
	some j, grant in setting.allow
	grant.path_root
	grant.tool in {"read", "edit", "write"}
}

findings contains {"at": ["agents", i, "sandbox", access, j], "message": message(agent.file, directory.path)} if {
	some i, agent in input.agents
	agent.sandbox
	some access in ["read", "write"]
	some j, directory in agent.sandbox[access]
	directory.root
	not agent.sandbox.image
}

findings contains {"at": ["launches", i, "additional_directories", j], "message": message(launch.file, directory.path)} if {
	some i, launch in input.launches
	some j, directory in launch.additional_directories
	directory.root
	not throw_away(launch)
}

findings contains {"at": ["launches", i, "allow", j], "message": message(launch.file, grant.path)} if {
	some i, launch in input.launches
	some j, grant in launch.allow
	grant.path_root
	grant.tool in {"read", "edit", "write"}
	not throw_away(launch)
}

# a container that sees nothing of the host has a root of its own
throw_away(launch) if launch.container == "closed"
