package pacheck.rules.cross.waiver_invalid_test

import data.pacheck.rules.cross.waiver_invalid

good := {
	"id": "W-7", "rule": "PA-MCP-001", "target": ".mcp.json#tracker", "category": "migration",
	"reason": "Registry mirror is being set up", "owner": "@corp/tools", "approver": "@corp/appsec",
	"created": "2026-11-01", "expires": "2026-12-15", "ends": "2026-12-16T00:00:00Z", "days": 44,
	"contacts": ["owner", "approver"], "placeholder": false,
	"use": {"rule": "runner-package-unpinned", "waivable": true, "adversarial": true, "evaluated": true, "findings": 1, "severity": "high", "gone": false, "content": "abc"},
}

noted := {
	"rule": "run-limits-missing", "reason": "The platform stops it", "until": "2027-01-31", "ends": "2027-02-01T00:00:00Z", "in_text": false,
	"use": {"rule": "run-limits-missing", "waivable": true, "adversarial": false, "evaluated": true, "findings": 1, "severity": "medium", "gone": false},
}

of_waiver(changes) := {[trim_prefix(f.message, "waiver W-7 for PA-MCP-001: "), f.severity] | some f in found} if {
	found := waiver_invalid.findings with input as {"context": {"now": "2026-11-22T00:00:00Z"}, "waivers": [object.union(good, changes)]}
}

without(key) := {f.message | some f in found} if {
	found := waiver_invalid.findings with input as {"context": {"now": "2026-11-22T00:00:00Z"}, "waivers": [object.remove(good, [key])]}
}

of_ignore(changes) := {[trim_prefix(f.message, "comment that ignores run-limits-missing: "), f.severity] | some f in found} if {
	found := waiver_invalid.findings with input as {"context": {"now": "2026-11-22T00:00:00Z"}, "ignores": [object.union(noted, changes)]}
}

test_a_whole_waiver_is_good if of_waiver({}) == set()

test_each_key_is_needed if {
	every key in ["target", "category", "reason", "owner", "approver"] {
		sprintf("waiver W-7 for PA-MCP-001: %s is missing", [key]) in without(key)
	}
	without("id") == {"waiver (no id) for PA-MCP-001: id is missing"}
	"waiver W-7 for (no rule): rule is missing" in without("rule")
}

test_unused_is_low if {
	of_waiver({"use": {"findings": 0}}) == {["it suppresses nothing", "low"]}
	of_waiver({"use": {"findings": 0, "gone": true}}) == {["what it names is no longer there", "low"]}
	of_waiver({"use": {"findings": 0, "evaluated": false}}) == set()
	of_ignore({"use": {"findings": 0}}) == {["it suppresses nothing", "low"]}
}

test_a_date_ends_it if {
	of_waiver({"expires": "2026-11-21", "ends": "2026-11-22T00:00:00Z", "days": 20}) == {["it expired on 2026-11-21", "high"]}
	of_waiver({"days": 91}) == {["it lasts 91 days, and for a finding that is high 90 are allowed", "high"]}
	of_waiver({"created": "2026-11-23"}) == {["it was created in the future", "high"]}
	of_waiver({"created": "9999-12-31"}) == {["it was created in the future", "high"]}
	of_waiver({"created": "0001-01-01"}) == set()
	of_waiver({"days": -1}) == {["it expires before it is created", "high"]}
	of_ignore({"until": "2026-11-21", "ends": "2026-11-22T00:00:00Z"}) == {["it expired on 2026-11-21", "high"]}
	of_ignore({"ends": "2027-05-23T00:00:00Z"}) == {["it lasts longer than 180 days from now, which a finding that is medium may", "high"]}
}

test_people_answer if {
	of_waiver({"contacts": ["owner"]}) == {["approver is nobody who can be asked: write an address, or @team", "high"]}
	of_waiver({"approver": "@corp/tools"}) == {["the owner approved it", "high"]}
	of_waiver({"reason": "temp"}) == {["the reason is shorter than 20 characters", "high"]}
	of_waiver({"placeholder": true}) == {["the reason is template text", "high"]}
	of_waiver({"category": "other"}) == {["the category is none of false-positive, accepted-risk, compensating-control, migration", "high"]}
	of_waiver({"category": "compensating-control"}) == {["control is missing: what is done instead?", "high"]}
}

test_the_target_is_narrow if {
	every target in ["*", "**", "**/*", "."] {
		of_waiver({"target": target}) == {["the target is the whole repository", "high"]}
	}
	of_waiver({"use": {"findings": 26}}) == {["it is for 26 findings, and one waiver may be for 25", "high"]}
}

test_the_rule_is_one_that_may_be_waived if {
	of_waiver({"use": {"waivable": false}}) == {["findings of this rule cannot be waived", "high"]}
	of_waiver({"use": {"enforced": true}}) == {["the configuration that this repository extends enforces this rule", "high"]}
	of_ignore({"use": {"enforced": true}}) == {["the configuration that this repository extends enforces this rule", "high"]}
	of_waiver({"unknown": ["expire"]}) == {["unknown key expire", "high"]}
	use := object.union(object.remove(good.use, ["rule", "evaluated"]), {"near": "runner-package-unpinned", "evaluated": false})
	found := waiver_invalid.findings with input as {"context": {"now": "2026-11-22T00:00:00Z"}, "waivers": [object.union(object.remove(good, ["use"]), {"use": use})]}
	{f.message | some f in found} == {"waiver W-7 for PA-MCP-001: there is no such rule; did you mean runner-package-unpinned?"}
}

test_critical_findings_need_the_content if {
	short := {"days": 14, "use": {"severity": "critical"}}
	of_waiver(short) == {["content_hash is missing, which critical findings need: now it is sha256:abc", "high"]}
	of_waiver(object.union(short, {"content_hash": "sha256:ABC"})) == set()
	of_waiver({"content_hash": "def"}) == {["what it is for is not what was decided on: its content_hash is another one: now it is sha256:abc", "high"]}
}

test_a_comment_is_for_what_is_not_severe if {
	of_ignore({}) == set()
	of_ignore({"use": {"severity": "high"}}) == {["comments never leave out high findings: use a waiver", "high"]}
	of_ignore({"use": {"adversarial": true}}) == {["comments never leave out what this rule finds, since who writes the file may be the attacker: use a waiver", "high"]}
	of_ignore({"in_text": true, "use": {"findings": 0}}) == {["it stands in a text, and not in a comment", "high"]}
	of_ignore({"reason": ""}) == {["reason=\"...\" is missing", "high"]}
	of_ignore({"unknown": ["x"]}) == {["x is not understood: pacheck:ignore RULE reason=\"...\" until=YYYY-MM-DD", "high"]}
}

test_comments_count_where_the_configuration_lets_them if {
	none := "the configuration lets no comment leave findings out: use a waiver"
	manifests := "the configuration lets comments of manifests alone leave findings out: use a waiver"
	of_ignore({"prose": true}) == set()
	of_ignore({}) == {[none, "high"]} with data.pacheck.params["waiver-invalid"].comments as "none"
	of_ignore({"prose": true}) == {[manifests, "high"]} with data.pacheck.params["waiver-invalid"].comments as "manifests"
	of_ignore({"prose": false}) == set() with data.pacheck.params["waiver-invalid"].comments as "manifests"
}

test_a_reason_is_needed_unless_the_configuration_says_otherwise if {
	of_ignore({"reason": ""}) == {["reason=\"...\" is missing", "high"]}
	of_ignore({"reason": ""}) == set() with data.pacheck.params["waiver-invalid"].require_reason as false
}

test_the_configuration_bounds_the_age if {
	of_waiver({}) == {["it lasts 44 days, and 43 are allowed", "high"]} with data.pacheck.params["waiver-invalid"].max_age as 43
	of_waiver({}) == set() with data.pacheck.params["waiver-invalid"].max_age as 44
	of_ignore({}) == {["it lasts longer than 69 days from now", "high"]} with data.pacheck.params["waiver-invalid"].max_age as 69
	of_ignore({}) == set() with data.pacheck.params["waiver-invalid"].max_age as 70
}
