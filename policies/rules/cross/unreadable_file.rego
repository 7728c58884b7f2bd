# METADATA
# title: An agent file could not be read
# description: "What could not be read was not judged: a gate that passes it would pass anything that is broken on purpose."
# custom:
#   code: PA-XRF-000
#   severity: high
#   precision: very-high
#   scope: file
#   principle: traceability
#   profiles: [recommended, strict]
#   keep_severity: true
#   remediation: "Mend the file at the place that is named, or exclude it with --exclude if no host reads it."
#   bad:
#   - .mcp.json: '{"mcpServers": {'
#   - .claude/settings.json: '{]'
#   good:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./s"}}}'
#   - notes.json: '{"mcpServers": {'
package pacheck.rules.cross.unreadable_file

findings contains {
	"at": ["files", i],
	"message": sprintf("%s could not be read: %s", [file.path, file.problem]),
} if {
	some i, file in input.files
	file.problem
	file.parse in {"failed", "skipped"}
}
