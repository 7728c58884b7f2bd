# METADATA
# title: Waiver is incomplete, expired, too long, too broad, self-approved or unused
# description: Exceptions are decisions; without owner, reason and end they become the policy. A waiver, or a comment that leaves a finding out, with which something is wrong suppresses nothing.
# related_resources:
# - ref: https://owasp.org/www-project-application-security-verification-standard/
#   description: OWASP ASVS, decisions about risk are documented and reviewed
# - ref: https://cwe.mitre.org/data/definitions/693.html
#   description: CWE-693, protection mechanism failure
# custom:
#   code: PA-XRF-022
#   severity: high
#   severity_when:
#   - {when: "it is unused (matches no finding), or its target no longer exists", severity: low}
#   precision: very-high
#   scope: exceptions
#   principle: accountability
#   profiles: [recommended, strict]
#   roles: [runtime, local, template, example, test, doc]
#   adversarial: true
#   waivable: false
#   keep_severity: true
#   packs:
#     nist-ai-rmf: [MANAGE 1.4, GOVERN 1.4, MANAGE 1.3, MG-1.3-001]
#     iso-42001: [A.2.4, A.5.3]
#     eu-ai-act: [Art.9(5), Art.17(1)]
#     owasp-agentic: [ASI10]
#   remediation: Complete, renew or delete it.
#   params:
#     max_days: {default: {"critical": 14, "high": 90, "medium": 180, "low": 365}, description: "Days that an exception may last, by the severity of what it suppresses."}
#     min_reason: {default: 20, description: "Characters of the shortest reason of a waiver."}
#     max_targets: {default: 25, description: "Findings that one waiver may suppress."}
#     categories: {default: ["false-positive", "accepted-risk", "compensating-control", "migration"], description: "The categories of waivers."}
#     comments: {default: all, description: "Which comments leave findings out: all, manifests (those of manifests and front matter alone) or none."}
#     require_reason: {default: true, description: "Whether a comment needs a reason; waivers always do."}
#     max_age: {default: 0, description: "Days that an exception may last, whatever it suppresses; 0 means that max_days alone bounds it."}
#     inline: {default: ["info", "low", "medium"], description: "Severities of findings that a comment may leave out."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"tracker": {"command": "npx", "args": ["tracker-mcp"]}}}'
#     .pacheck/waivers.yaml: "version: 1\nwaivers:\n- {rule: PA-AGT-020, target: \"**\", reason: temp}\n"
#   - .mcp.json: '{"mcpServers": {"tracker": {"command": "npx", "args": ["tracker-mcp"]}}}'
#     .pacheck/waivers.yaml: "version: 1\nwaivers:\n- {id: W-7, rule: PA-MCP-001, target: \".mcp.json#gone\", category: migration, reason: \"Registry mirror is being set up, ticket SEC-812\", owner: \"@corp/dev-tools\", approver: \"@corp/appsec\", created: 2026-11-01, expires: 2026-12-15}\n"
#   - .mcp.json: '{"mcpServers": {"tracker": {"command": "npx", "args": ["tracker-mcp"]}}}'
#     .pacheck/waivers.yaml: "version: 1\nwaivers:\n- {id: W-7, rule: PA-MCP-001, target: \".mcp.json#tracker\", category: migration, reason: \"Registry mirror is being set up, ticket SEC-812\", owner: \"@corp/dev-tools\", approver: \"@corp/dev-tools\", created: 2026-11-01, expires: 2026-11-21}\n"
#   - agents.yaml: "# pacheck:ignore run-limits-missing\nhelper:\n  role: Helper\n  goal: Help\n  backstory: Long\n"
#   good:
#   - now: "2026-11-01"
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "npx", "args": ["tracker-mcp"]}}}'
#     .pacheck/waivers.yaml: "version: 1\nwaivers:\n- {id: W-7, rule: PA-MCP-001, target: \".mcp.json#tracker\", category: migration, reason: \"Registry mirror is being set up, ticket SEC-812\", owner: \"@corp/dev-tools\", approver: \"@corp/appsec\", created: 2026-11-01, expires: 2026-12-15}\n"
#   - now: "2026-11-01"
#     agents.yaml: "# pacheck:ignore run-limits-missing reason=\"The platform stops it after a minute\" until=2027-01-31\nhelper:\n  role: Helper\n  goal: Help\n  backstory: Long\n"
#   - .pacheck/waivers.yaml: "version: 1\nwaivers: []\n"
#   - not_when: the waiver was renewed with a new date of creation, and somebody other than its owner approved it anew
#     .mcp.json: '{"mcpServers": {"tracker": {"command": "npx", "args": ["tracker-mcp"]}}}'
#     .pacheck/waivers.yaml: "version: 1\nwaivers:\n- {id: W-7, rule: PA-MCP-001, target: \".mcp.json#tracker\", category: migration, reason: \"Registry mirror is being set up, ticket SEC-812\", owner: \"@corp/dev-tools\", approver: \"@corp/appsec\", created: 2026-11-15, expires: 2026-12-15}\n"
package pacheck.rules.cross.waiver_invalid

params := data.pacheck.params["waiver-invalid"]

now := time.parse_rfc3339_ns(input.context.now)

findings contains {
	"at": ["waivers", i, field],
	"message": sprintf("waiver %s for %s: %s", [object.get(waiver, "id", "(no id)"), object.get(waiver, "rule", "(no rule)"), problem]),
	"severity": severity(problem),
} if {
	some [i, field, problem] in waiver_problems
	waiver := input.waivers[i]
}

findings contains {
	"at": ["ignores", i, field],
	"message": sprintf("comment that ignores %s: %s", [object.get(ignore, "rule", "(no rule)"), problem]),
	"severity": severity(problem),
} if {
	some [i, field, problem] in ignore_problems
	ignore := input.ignores[i]
}

idle := {"it suppresses nothing", "what it names is no longer there"}

severity(problem) := "low" if problem in idle

severity(problem) := "high" if not problem in idle

# what is missing

required := ["id", "rule", "target", "category", "reason", "owner", "approver", "created", "expires"]

waiver_problems contains [i, field, sprintf("%s is missing", [field])] if {
	some i, waiver in input.waivers
	some field in required
	trim_space(object.get(waiver, field, "")) == ""
}

waiver_problems contains [i, "content_hash", sprintf("content_hash is missing, which critical findings need%s", [current(waiver)])] if {
	some i, waiver in input.waivers
	waiver.use.severity == "critical"
	not waiver.content_hash
}

waiver_problems contains [i, "control", "control is missing: what is done instead?"] if {
	some i, waiver in input.waivers
	waiver.category == "compensating-control"
	trim_space(object.get(waiver, "control", "")) == ""
}

ignore_problems contains [i, "rule", "the rule is missing: pacheck:ignore RULE reason=\"...\" until=YYYY-MM-DD"] if {
	some i, ignore in input.ignores
	not ignore.rule
}

ignore_problems contains [i, "reason", "reason=\"...\" is missing"] if {
	params.require_reason
	some i, ignore in input.ignores
	trim_space(object.get(ignore, "reason", "")) == ""
}

ignore_problems contains [i, "until", "until=YYYY-MM-DD is missing"] if {
	some i, ignore in input.ignores
	not ignore.until
}

# what is wrong

waiver_problems contains [i, "unknown", sprintf("unknown key %s", [key])] if {
	some i, waiver in input.waivers
	some key in waiver.unknown
}

waiver_problems contains [i, "rule", unknown_rule(waiver)] if {
	some i, waiver in input.waivers
	waiver.rule
	not waiver.use.rule
}

waiver_problems contains [i, "rule", "findings of this rule cannot be waived"] if {
	some i, waiver in input.waivers
	waiver.use.rule
	not waiver.use.waivable
}

waiver_problems contains [i, "rule", "the configuration that this repository extends enforces this rule"] if {
	some i, waiver in input.waivers
	waiver.use.enforced
}

waiver_problems contains [i, field, sprintf("%s is nobody who can be asked: write an address, or @team", [field])] if {
	some i, waiver in input.waivers
	some field in ["owner", "approver"]
	trim_space(object.get(waiver, field, "")) != ""
	not field in object.get(waiver, "contacts", [])
}

waiver_problems contains [i, "approver", "the owner approved it"] if {
	some i, waiver in input.waivers
	lower(trim_space(waiver.approver)) == lower(trim_space(waiver.owner))
}

waiver_problems contains [i, "reason", sprintf("the reason is shorter than %d characters", [params.min_reason])] if {
	some i, waiver in input.waivers
	reason := trim_space(waiver.reason)
	reason != ""
	count(reason) < params.min_reason
}

waiver_problems contains [i, "reason", "the reason is template text"] if {
	some i, waiver in input.waivers
	waiver.placeholder
}

waiver_problems contains [i, "category", sprintf("the category is none of %s", [concat(", ", params.categories)])] if {
	some i, waiver in input.waivers
	not waiver.category in params.categories
	waiver.category
}

waiver_problems contains [i, "target", "the target is the whole repository"] if {
	some i, waiver in input.waivers
	waiver.target
	trim(waiver.target, "*/.") == ""
}

waiver_problems contains [i, "target", sprintf("it is for %d findings, and one waiver may be for %d", [waiver.use.findings, params.max_targets])] if {
	some i, waiver in input.waivers
	waiver.use.findings > params.max_targets
}

waiver_problems contains [i, "content_hash", sprintf("what it is for is not what was decided on: its content_hash is another one%s", [current(waiver)])] if {
	some i, waiver in input.waivers
	waiver.content_hash
	waiver.use.findings > 0
	trim_prefix(lower(waiver.content_hash), "sha256:") != object.get(waiver.use, "content", "")
}

ignore_problems contains [i, "unknown", sprintf("%s is not understood: pacheck:ignore RULE reason=\"...\" until=YYYY-MM-DD", [word])] if {
	some i, ignore in input.ignores
	some word in ignore.unknown
}

ignore_problems contains [i, "rule", unknown_rule(ignore)] if {
	some i, ignore in input.ignores
	ignore.rule
	not ignore.use.rule
}

ignore_problems contains [i, "rule", forbidden(ignore)] if some i, ignore in input.ignores

forbidden(ignore) := "it stands in a text, and not in a comment" if {
	ignore.in_text
} else := "the configuration lets no comment leave findings out: use a waiver" if {
	params.comments == "none"
} else := "the configuration lets comments of manifests alone leave findings out: use a waiver" if {
	params.comments == "manifests"
	ignore.prose
} else := "findings of this rule cannot be left out" if {
	ignore.use.rule
	not ignore.use.waivable
} else := "the configuration that this repository extends enforces this rule" if {
	ignore.use.enforced
} else := "comments never leave out what this rule finds, since who writes the file may be the attacker: use a waiver" if {
	ignore.use.adversarial
} else := sprintf("comments never leave out %s findings: use a waiver", [ignore.use.severity]) if {
	ignore.use.severity
	not ignore.use.severity in params.inline
}

# time

waiver_problems contains [i, "expires", "expires is no date such as 2027-01-31"] if {
	some i, waiver in input.waivers
	waiver.expires
	not waiver.ends
}

waiver_problems contains [i, "created", "created is no date such as 2026-11-01, or expires is none"] if {
	some i, waiver in input.waivers
	waiver.created
	waiver.ends
	not has_days(waiver)
}

waiver_problems contains [i, "expires", sprintf("it expired on %s", [waiver.expires])] if {
	some i, waiver in input.waivers
	time.parse_rfc3339_ns(waiver.ends) <= now
}

waiver_problems contains [i, "expires", sprintf("it lasts %d days, and for a finding that is %s %d are allowed", [waiver.days, waiver.use.severity, most])] if {
	some i, waiver in input.waivers
	most := params.max_days[waiver.use.severity]
	waiver.days > most
}

waiver_problems contains [i, "expires", sprintf("it lasts %d days, and %d are allowed", [waiver.days, params.max_age])] if {
	params.max_age > 0
	some i, waiver in input.waivers
	waiver.days > params.max_age
}

ignore_problems contains [i, "until", sprintf("it lasts longer than %d days from now", [params.max_age])] if {
	params.max_age > 0
	some i, ignore in input.ignores
	time.parse_rfc3339_ns(ignore.ends) > time.add_date(now, 0, 0, params.max_age + 1)
}

waiver_problems contains [i, "created", "it was created in the future"] if {
	some i, waiver in input.waivers
	has_days(waiver)
	time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [countable(trim_space(waiver.created))])) > now
}

waiver_problems contains [i, "expires", "it expires before it is created"] if {
	some i, waiver in input.waivers
	waiver.days < 0
}

ignore_problems contains [i, "until", "until is no date such as 2027-01-31"] if {
	some i, ignore in input.ignores
	ignore.until
	not ignore.ends
}

ignore_problems contains [i, "until", sprintf("it expired on %s", [ignore.until])] if {
	some i, ignore in input.ignores
	time.parse_rfc3339_ns(ignore.ends) <= now
}

ignore_problems contains [i, "until", sprintf("it lasts longer than %d days from now, which a finding that is %s may", [most, ignore.use.severity])] if {
	some i, ignore in input.ignores
	most := params.max_days[ignore.use.severity]
	time.parse_rfc3339_ns(ignore.ends) > time.add_date(now, 0, 0, most + 1)
}

# use

waiver_problems contains [i, "target", "it suppresses nothing"] if {
	some i, waiver in input.waivers
	waiver.use.evaluated
	waiver.use.findings == 0
	not waiver.use.gone
}

waiver_problems contains [i, "target", "what it names is no longer there"] if {
	some i, waiver in input.waivers
	waiver.target
	waiver.use.findings == 0
	waiver.use.gone
}

ignore_problems contains [i, "rule", "it suppresses nothing"] if {
	some i, ignore in input.ignores
	ignore.use.evaluated
	ignore.use.findings == 0
	not forbidden(ignore)
}

has_days(waiver) if is_number(waiver.days)

unknown_rule(exception) := sprintf("there is no such rule; did you mean %s?", [exception.use.near]) if exception.use.near

unknown_rule(exception) := "there is no such rule" if not exception.use.near

current(waiver) := sprintf(": now it is sha256:%s", [waiver.use.content]) if waiver.use.content

current(waiver) := "; name one file or one entity as its target" if not waiver.use.content

# a day, or the first or last one that can be counted in nanoseconds
countable(date) := max(["1678-01-01", min(["2262-01-01", date])])
