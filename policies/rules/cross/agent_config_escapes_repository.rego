# METADATA
# title: Agent configuration is, or points to, something outside the repository
# description: What was reviewed is not what is loaded.
# related_resources:
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2026-25724
#   description: CVE-2026-25724, deny rules bypassed through symbolic links
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-59944
#   description: CVE-2025-59944, paths compared without regard to case
# - ref: https://cwe.mitre.org/data/definitions/59.html
#   description: CWE-59, link following
# custom:
#   code: PA-XRF-021
#   severity: high
#   precision: very-high
#   scope: repo
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI04, ASI05]
#   remediation: Copy the content into the repository.
#   params:
#     max_bytes: {default: 1048576, description: "The size from which on a file of settings or rules is too large to be reviewed."}
#   bad:
#   - .claude/settings.json: "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"~/hooks/stop.sh\"}]}]}}"
#   - .claude/settings.json: "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"bash /srv/hooks/stop.sh\"}]}]}}"
#   - CLAUDE.md: "# Rules\n\nSee @~/rules.md for more.\n"
#   - CLAUDE.md: "# Rules\n\nSee @/srv/rules.md for more.\n"
#   - .cursor/mcp.json: "{\"mcpServers\": {}}"
#     .Cursor/mcp.json: "{\"mcpServers\": {\"a\": {\"command\": \"a\"}}}"
#   good:
#   - not_when: the path begins with the folder of the project
#     .claude/settings.json: "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"$CLAUDE_PROJECT_DIR/hooks/stop.sh\"}]}]}}"
#   - not_when: the program is one of the system, such as /usr/bin/env
#     .claude/settings.json: "{\"hooks\": {\"Stop\": [{\"hooks\": [{\"type\": \"command\", \"command\": \"/usr/bin/env bash hooks/stop.sh\"}]}]}}"
#   - CLAUDE.md: "# Rules\n\nSee @docs/guide.md for more.\n"
#     docs/guide.md: "# Guide\n"
#   - not_when: the file is of one person, as CLAUDE.local.md
#     CLAUDE.local.md: "See @~/rules.md.\n"
#   - not_when: the file is an example
#     docs/CLAUDE.example.md: "See @~/rules.md.\n"
package pacheck.rules.cross.agent_config_escapes_repository

params := data.pacheck.params["agent-config-escapes-repository"]

findings contains {"at": ["files", i], "message": sprintf("%s leads outside the repository", [file.path])} if {
	some i, file in input.files
	some note in file.notes
	note.kind == "escapes"
}

findings contains {
	"at": ["files", i],
	"message": sprintf("%s and %s are the same file on some systems", [file.path, note.text]),
} if {
	some i, file in input.files
	some note in file.notes
	note.kind == "twin"
}

findings contains {
	"at": ["files", i],
	"message": sprintf("%s has %d bytes, more than anybody reviews", [file.path, file.size]),
} if {
	some i, file in input.files
	file.size > params.max_bytes
	file.loader in {"claude-settings", "gemini-settings", "codex-config", "cursor-settings", "vscode-settings", "instructions", "rules"}
}

findings contains {
	"at": ["hooks", i, "scripts", j],
	"message": sprintf("hook %s in %s leads outside the repository (%s)", [hook.event, hook.file, script.path]),
} if {
	some i, hook in input.hooks
	some j, script in hook.scripts
	script.where in {"home", "absolute"}
	hook.role == "runtime"
}

findings contains {"at": ["edges", i], "message": sprintf("%s leads outside the repository (%s)", [edge.file, edge.to])} if {
	some i, edge in input.edges
	edge.resolved == "external"
	edge.rel in {"imports", "uses_prompt", "uses_skill"}
	regex.match(`^(?:~?/|\$HOME/|[A-Z]:\\)`, edge.to)
	edge.role == "runtime"
}
