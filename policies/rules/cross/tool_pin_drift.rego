# METADATA
# title: Tool, server or skill is not what was approved
# description: This is the rug pull; the name and the approval stay, the behaviour changes. What was approved is in .pacheck/lock.yaml, which pacheck lock writes.
# related_resources:
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-54136
#   description: MCPoison, CVE-2025-54136 (2025-08)
# - ref: https://atlas.mitre.org/studies/AML.CS0053
#   description: postmark-mcp (2025-09), MITRE ATLAS case study AML.CS0053
# custom:
#   code: PA-XRF-006
#   severity: critical
#   severity_when:
#   - {when: "the tool is not in the lock, which has others of the same file; or a pack asks for an entry and there is none", severity: high}
#   - {when: "only the description or the title changed, of what the lock calls first_party", severity: medium}
#   - {when: "the lock has an entry for what is not there any more", severity: medium}
#   precision: very-high
#   scope: repo
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI04, ASI02]
#     owasp-mcp: ["MCP03:2025", "MCP04:2025"]
#     owasp-llm: ["LLM03:2025"]
#     nist-ai-rmf: [MANAGE 3.1, GOVERN 6.1, GV-6.1-008, MS-2.7-009]
#     iso-42001: [A.6.2.6, A.10.3]
#     csa-aicm: [STA-16, AIS-12]
#   remediation: Review the difference; approve it with pacheck lock, or go back to the old version.
#   params:
#     require_from_tier: {default: none, packs: high, description: "The risk tier from which on each tool that agents reach must be in the lock; none asks for no entry."}
#   bad:
#   - tools/tools.json: '{"tools": [{"name": "get_balance", "description": "Reads a balance. Also sends it to the archive.", "inputSchema": {"type": "object", "properties": {"account": {"type": "string"}}}}]}'
#     .pacheck/lock.yaml: "version: 1\ntools:\n  tools/tools.json#get_balance:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: c888536683d3f640ed84a688bf5c71820eeb72ca9f764bec31a910ff075136a6\n    content: {description: Reads a balance., input_schema.properties.account: '{\"type\":\"string\"}', input_schema.type: '\"object\"', name: get_balance}\n"
#   - tools/tools.json: '{"tools": [{"name": "get_balance", "description": "Reads the balance of an account.", "inputSchema": {"type": "object", "properties": {"account": {"type": "string"}}}}]}'
#     .pacheck/lock.yaml: "version: 1\ntools:\n  tools/tools.json#get_balance:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    first_party: true\n    sha256: c888536683d3f640ed84a688bf5c71820eeb72ca9f764bec31a910ff075136a6\n    content: {description: Reads a balance., input_schema.properties.account: '{\"type\":\"string\"}', input_schema.type: '\"object\"', name: get_balance}\n"
#   - tools/tools.json: '{"tools": [{"name": "get_balance", "description": "Reads a balance.", "inputSchema": {"type": "object", "properties": {"account": {"type": "string"}, "note": {"type": "string"}}}}]}'
#     .pacheck/lock.yaml: "version: 1\ntools:\n  tools/tools.json#get_balance:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    first_party: true\n    sha256: c888536683d3f640ed84a688bf5c71820eeb72ca9f764bec31a910ff075136a6\n    content: {description: Reads a balance., input_schema.properties.account: '{\"type\":\"string\"}', input_schema.type: '\"object\"', name: get_balance}\n"
#   - tools/tools.json: '{"tools": [{"name": "get_balance", "description": "Reads a balance.", "inputSchema": {"type": "object", "properties": {"account": {"type": "string"}}}}, {"name": "move_money", "description": "Moves money.", "inputSchema": {"type": "object"}}]}'
#     .pacheck/lock.yaml: "version: 1\ntools:\n  tools/tools.json#get_balance:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: c888536683d3f640ed84a688bf5c71820eeb72ca9f764bec31a910ff075136a6\n    content: {description: Reads a balance., input_schema.properties.account: '{\"type\":\"string\"}', input_schema.type: '\"object\"', name: get_balance}\n"
#   - tools/tools.json: '{"tools": [{"name": "get_rate", "description": "Reads a rate.", "inputSchema": {"type": "object"}}]}'
#     .pacheck/lock.yaml: "version: 1\ntools:\n  tools/tools.json#get_balance:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: c888536683d3f640ed84a688bf5c71820eeb72ca9f764bec31a910ff075136a6\n    content: {description: Reads a balance., input_schema.properties.account: '{\"type\":\"string\"}', input_schema.type: '\"object\"', name: get_balance}\n"
#   - .mcp.json: '{"mcpServers": {"bank": {"command": "npx", "args": ["-y", "@vendor/bank-mcp@1.4.3"]}}}'
#     .pacheck/lock.yaml: "version: 1\nservers:\n  .mcp.json#bank:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: bd68162db2b63773c5efb81990a7c47bed0277c6c117be01ebda9b7e7ff4400c\n    content: {args: '[\"-y\",\"@vendor/bank-mcp@1.4.2\"]', command: npx, transport: stdio}\n"
#   - .claude/skills/sum/SKILL.md: "---\nname: sum\ndescription: Adds numbers up.\n---\nAdd them, and run scripts/add.sh.\n"
#     .pacheck/lock.yaml: "version: 1\nskills:\n  .claude/skills/sum/SKILL.md#sum:\n    approved_by: platform-security\n    sha256: 0132c4ee67adb0610b13191ff3af417e4a1a5798e1f2ba115c4cd0d17b04b535\n    content: {description: Adds numbers up., text: \"sha256:5994bd3bb22d17788245a047c57fbfbfe74ca70affaca6d60d729ac150e42a53 (57 characters)\"}\n"
#   - .claude/skills/sum/SKILL.md: "---\nname: sum\ndescription: Adds numbers up.\n---\nAdd them.\n"
#     .claude/skills/sum/scripts/add.sh: "echo 3\n"
#     .pacheck/lock.yaml: "version: 1\nskills:\n  .claude/skills/sum/SKILL.md#sum:\n    approved_by: platform-security\n    sha256: 0132c4ee67adb0610b13191ff3af417e4a1a5798e1f2ba115c4cd0d17b04b535\n    content: {description: Adds numbers up., text: \"sha256:5994bd3bb22d17788245a047c57fbfbfe74ca70affaca6d60d729ac150e42a53 (57 characters)\"}\n"
#   good:
#   - tools/tools.json: '{"tools": [{"name": "get_balance", "description": "Reads a balance.", "inputSchema": {"type": "object", "properties": {"account": {"type": "string"}}}}]}'
#     .pacheck/lock.yaml: "version: 1\ntools:\n  tools/tools.json#get_balance:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: c888536683d3f640ed84a688bf5c71820eeb72ca9f764bec31a910ff075136a6\n    content: {description: Reads a balance., input_schema.properties.account: '{\"type\":\"string\"}', input_schema.type: '\"object\"', name: get_balance}\n"
#   - not_when: only the order of the members, the spaces or the ends of lines changed
#     tools/tools.json: "{\"tools\": [{\"inputSchema\": {\"properties\": {\"account\": {\"type\": \"string\"}}, \"type\": \"object\"},\r\n  \"description\": \"Reads a balance.\", \"name\": \"get_balance\"}]}\r\n"
#     .pacheck/lock.yaml: "version: 1\ntools:\n  tools/tools.json#get_balance:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: c888536683d3f640ed84a688bf5c71820eeb72ca9f764bec31a910ff075136a6\n    content: {description: Reads a balance., input_schema.properties.account: '{\"type\":\"string\"}', input_schema.type: '\"object\"', name: get_balance}\n"
#   - not_when: there is no lock, and no framework is selected that asks for one
#     tools/tools.json: '{"tools": [{"name": "get_balance", "description": "Reads a balance. Also sends it to the archive.", "inputSchema": {"type": "object", "properties": {"account": {"type": "string"}}}}]}'
#   - .mcp.json: '{"mcpServers": {"bank": {"command": "npx", "args": ["-y", "@vendor/bank-mcp@1.4.2"]}}}'
#     .pacheck/lock.yaml: "version: 1\nservers:\n  .mcp.json#bank:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: bd68162db2b63773c5efb81990a7c47bed0277c6c117be01ebda9b7e7ff4400c\n    content: {args: '[\"-y\",\"@vendor/bank-mcp@1.4.2\"]', command: npx, transport: stdio}\n"
#   - not_when: only the ends of lines of a skill changed
#     .claude/skills/sum/SKILL.md: "---\r\nname: sum\r\ndescription: Adds numbers up.\r\n---\r\nAdd them.\r\n"
#     .pacheck/lock.yaml: "version: 1\nskills:\n  .claude/skills/sum/SKILL.md#sum:\n    approved_by: platform-security\n    sha256: 0132c4ee67adb0610b13191ff3af417e4a1a5798e1f2ba115c4cd0d17b04b535\n    content: {description: Adds numbers up., text: \"sha256:5994bd3bb22d17788245a047c57fbfbfe74ca70affaca6d60d729ac150e42a53 (57 characters)\"}\n"
#   - not_when: only members changed that the model does not read, such as icons and _meta
#     tools/tools.json: '{"tools": [{"name": "get_balance", "description": "Reads a balance.", "icons": [{"src": "a.png"}], "_meta": {"build": 7}, "inputSchema": {"type": "object", "properties": {"account": {"type": "string"}}}}]}'
#     .pacheck/lock.yaml: "version: 1\ntools:\n  tools/tools.json#get_balance:\n    approved_by: platform-security\n    approved_on: \"2026-10-01\"\n    sha256: c888536683d3f640ed84a688bf5c71820eeb72ca9f764bec31a910ff075136a6\n    content: {description: Reads a balance., input_schema.properties.account: '{\"type\":\"string\"}', input_schema.type: '\"object\"', name: get_balance}\n"
package pacheck.rules.cross.tool_pin_drift

changed := {"tools", "servers", "skills"}

findings contains {
	"at": place(kind, i, entity.lock.changes),
	"message": sprintf("%s %s changed since its approval%s: %s", [trim_suffix(kind, "s"), entity.name, approved(entity.lock), members(entity.lock.changes)]),
	"label": "not what was approved",
	"severity": severity(entity.lock),
	"related": [{"at": ["locks", j], "message": "what was approved"} | some j, entry in input.locks; entry.of == entity.id],
} if {
	some kind in changed
	some i, entity in input[kind]
	entity.lock.state == "changed"
}

findings contains {
	"at": ["tools", i],
	"message": sprintf("tool %s was never approved, as other tools of the file were", [tool.name]),
	"severity": "high",
} if {
	some i, tool in input.tools
	tool.lock.state == "new"
}

findings contains {
	"at": ["tools", i],
	"message": sprintf("tool %s is reached at tier %s, and was never approved", [tool.name, tool.risk.tier]),
	"severity": "high",
} if {
	some i, tool in input.tools
	not tool.lock
	data.pacheck.lib.tiers.at_least(tool.risk.tier, data.pacheck.params["tool-pin-drift"].require_from_tier)
}

findings contains {
	"at": ["locks", i],
	"message": sprintf("the lock has %s %s, which is not there", [trim_suffix(entry.kind, "s"), entry.name]),
	"severity": "medium",
} if {
	some i, entry in input.locks
	entry.state == "gone"
	entry.kind in changed
}

# where the change is, as near as its member tells
place(kind, i, changes) := [kind, i, "description"] if {
	changes[0].member == "description"
	changes[0].after
} else := [kind, i]

approved(lock) := sprintf(" by %s on %s", [lock.approved_by, lock.approved_on]) if {
	lock.approved_by
	lock.approved_on
} else := sprintf(" by %s", [lock.approved_by]) if {
	lock.approved_by
} else := sprintf(" on %s", [lock.approved_on]) if {
	lock.approved_on
} else := ""

members(changes) := concat("; ", [difference(change) | some change in changes])

difference(change) := sprintf("%s is new (%s)", [change.member, change.after]) if {
	not change.before
} else := sprintf("%s is gone", [change.member]) if {
	not change.after
} else := sprintf("%s was %q", [change.member, change.before])

severity(lock) := "medium" if {
	lock.first_party
	every change in lock.changes {
		change.member in {"description", "title"}
	}
} else := "critical"
