# METADATA
# title: Agent file that could not be read
# description: What cannot be read is not checked, and most hosts drop such a file without a word, its protections included. The verdict is incomplete.
# custom:
#   code: PA-XRF-000
#   severity: high
#   precision: very-high
#   scope: file
#   principle: traceability
#   profiles: [recommended, strict]
#   adversarial: false
#   keep_severity: true
#   remediation: Correct the file where the finding points; split a file that is too large, raise --max-size, or exclude a file that is no agent file with --exclude.
#   bad:
#   - .mcp.json: '{"mcpServers": {"v": {"command": '
#   - .claude/settings.json: '{"permissions": {"allow": ["Read"}}'
#   - .codex/config.toml: "approval_policy = \n"
#   - tests/.mcp.json: "{"
#   good:
#   - .mcp.json: '{"mcpServers": {}}'
#   - not_when: the file is prose, in which nothing has to parse
#     AGENTS.md: "# Rules\n\n{ this is prose, not JSON\n"
#   - not_when: the file is no agent file
#     data.json: "{"
package pacheck.rules.cross.unreadable_file

findings contains {
	"at": ["files", i],
	"message": sprintf("%s could not be read, so nothing in it was checked: %s; correct the file, or exclude it if it is no agent file", [file.path, object.get(file, "problem", "unknown fault")]),
	"label": "not read beyond this",
} if {
	some i, file in input.files
	file.parse == "failed"
}

findings contains {
	"at": ["files", i],
	"message": sprintf("%s was left out, so nothing in it was checked: %s; make it readable, or exclude it if it is no agent file", [file.path, file.problem]),
} if {
	some i, file in input.files
	file.parse == "skipped"
	file.problem
}

findings contains {
	"at": ["files", i],
	"message": sprintf("%s could be read %s, or exclude it if it is no agent file", [file.path, file.problem]),
	"label": "not all beyond this was checked",
} if {
	some i, file in input.files
	file.parse == "partial"
}
