# METADATA
# title: Server package is known to be malicious or vulnerable
# description: Some names and versions must never start again.
# related_resources:
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-6514
#   description: Command injection in mcp-remote
# - ref: https://atlas.mitre.org/studies/AML.CS0053
#   description: postmark-mcp (2025-09), MITRE ATLAS case study AML.CS0053
# custom:
#   code: PA-MCP-015
#   severity: critical
#   severity_when:
#   - {when: "the advisory is of a vulnerability and no exact version is given", severity: high}
#   - {when: "the name is one letter away from that of an approved package", severity: medium}
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local, template, example]
#   adversarial: true
#   keep_severity: true
#   packs:
#     owasp-agentic: [ASI04]
#     owasp-mcp: ["MCP04:2025"]
#     owasp-llm: ["LLM03:2025"]
#     nist-ai-rmf: [MANAGE 3.1, GOVERN 6.2, GV-6.1-009, GV-6.2-002]
#     csa-aicm: [STA-16]
#   remediation: Remove it, or move to the fixed version; treat a malicious one as an incident.
#   params:
#     advisories: {default: "lex:advisories", description: "What is known: id, package, ecosystem, introduced and fixed (null for no fix), kind (malicious or vulnerable), published (YYYY-MM-DD) and note."}
#     approved: {default: [], description: "Names of packages that are approved; names of servers that differ from one of them by a letter are reported."}
#     fresh_days: {default: 365, description: "For how many days after an advisory a package without version counts as vulnerable."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"r": {"command": "npx", "args": ["-y", "mcp-remote@0.1.9", "https://x.example"]}}}'
#   - .mcp.json: '{"mcpServers": {"m": {"command": "npx", "args": ["-y", "postmark-mcp"]}}}'
#   - .mcp.json: '{"mcpServers": {"m": {"command": "npx", "args": ["-y", "postmark-mcp@1.0.12"]}}}'
#   - mcp.example.json: '{"mcpServers": {"m": {"command": "bunx", "args": ["@lanyer640/mcp-runcommand-server@1.0.1"]}}}'
#   - .mcp.json: '{"mcpServers": {"f": {"command": "npx", "args": ["-y", "figma-developer-mcp@0.6.2", "--stdio"]}}}'
#   good:
#   - not_when: a fixed version is pinned
#     .mcp.json: '{"mcpServers": {"r": {"command": "npx", "args": ["-y", "mcp-remote@0.1.16", "https://x.example"]}}}'
#   - not_when: a version from before the flaw is pinned
#     .mcp.json: '{"mcpServers": {"r": {"command": "npx", "args": ["-y", "mcp-remote@0.0.4", "https://x.example"]}}}'
#   - not_when: the advisory is about a package of that name in another ecosystem
#     .mcp.json: '{"mcpServers": {"m": {"command": "uvx", "args": ["postmark-mcp==1.0.12"]}}}'
#   - not_when: the file is documentation, as of the advisory itself
#     docs/advisory/.mcp.json: '{"mcpServers": {"m": {"command": "npx", "args": ["-y", "postmark-mcp"]}}}'
#     README.md: "# Advisory\n\nNever run `npx -y postmark-mcp`.\n"
package pacheck.rules.mcp.known_bad_package

import data.pacheck.lib.servers

params := data.pacheck.params["known-bad-package"]

findings contains {
	"at": ["servers", i, "launch", "package"],
	"message": sprintf("server %s: %s%s: %s (%s)", [server.name, server.launch.package, version(server.launch), advisory.note, advisory.id]),
	"label": advisory.kind,
	"severity": severity(advisory, server.launch),
} if {
	some i, server in input.servers
	some advisory in params.advisories
	server.launch.package == advisory.package
	advisory.ecosystem == server.launch.ecosystem
	applies(advisory, server.launch)
	servers.enabled(server)
}

findings contains {
	"at": ["servers", i, "launch", "package"],
	"message": sprintf("server %s: %s is one letter away from the approved package %s", [server.name, server.launch.package, name]),
	"severity": "medium",
} if {
	some name in params.approved
	some i, server in input.servers
	package_name := server.launch.package
	not package_name in params.approved
	count(name) > 6
	abs(count(name) - count(package_name)) <= 1
	one_apart(name, package_name)
	servers.enabled(server)
}

version(launch) := sprintf("@%s", [launch.version]) if launch.version

version(launch) := "" if not launch.version

# an exact version in the range
applies(advisory, launch) if {
	launch.pin == "exact"
	affected(advisory, semantic(launch.version))
}

# of what is malicious no version is to be trusted that is not known to be clean
applies(advisory, launch) if {
	advisory.kind == "malicious"
	launch.pin != "exact"
}

# what is vulnerable may still be in a cache for some time
applies(advisory, launch) if {
	advisory.kind == "vulnerable"
	launch.pin in {"none", "range", "tag"}
	age := time.parse_rfc3339_ns(input.context.now) - time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [advisory.published]))
	age < ((params.fresh_days * 24) * 3600) * 1000000000
}

affected(advisory, given) if {
	semver.compare(given, semantic(sprintf("%v", [advisory.introduced]))) >= 0
	not fixed(advisory, given)
}

fixed(advisory, given) if {
	advisory.fixed
	semver.compare(given, semantic(sprintf("%v", [advisory.fixed]))) >= 0
}

# a version with three numbers
semantic(text) := given if {
	given := trim_prefix(text, "v")
	semver.is_valid(given)
} else := given if {
	given := sprintf("%s.0", [trim_prefix(text, "v")])
	semver.is_valid(given)
} else := given if {
	given := sprintf("%s.0.0", [trim_prefix(text, "v")])
	semver.is_valid(given)
}

severity(advisory, launch) := "high" if {
	advisory.kind == "vulnerable"
	launch.pin != "exact"
} else := "critical"

# one letter is another, or is missing in one of the two
one_apart(a, b) if {
	count(a) == count(b)
	a != b
	some i in numbers.range(0, count(a) - 1)
	substring(a, 0, i) == substring(b, 0, i)
	substring(a, i + 1, -1) == substring(b, i + 1, -1)
}

one_apart(a, b) if {
	count(a) == count(b) + 1
	misses_one(a, b)
}

one_apart(a, b) if {
	count(b) == count(a) + 1
	misses_one(b, a)
}

misses_one(long, short) if {
	some i in numbers.range(0, count(short))
	substring(long, 0, i) == substring(short, 0, i)
	substring(long, i + 1, -1) == substring(short, i, -1)
}
