package pacheck.rules.mcp.known_bad_package_test

import data.pacheck.rules.mcp.known_bad_package

advisory(kind) := {
	"id": "A-1", "package": "bad-mcp", "ecosystem": "npm", "introduced": "1.2.0", "fixed": "1.4.0",
	"kind": kind, "published": "2026-06-01", "note": "harm",
}

severities(kind, launch, now) := result if {
	result := {f.severity | some f in known_bad_package.findings} with input as {
		"servers": [{"name": "s", "launch": object.union({"package": "bad-mcp", "ecosystem": "npm"}, launch)}],
		"context": {"now": now},
	}
		with data.pacheck.params["known-bad-package"] as {"advisories": [advisory(kind)], "approved": [], "fresh_days": 365}
}

soon := "2026-09-01T00:00:00Z"

later := "2027-09-01T00:00:00Z"

test_a_version_in_the_range_is_found if {
	severities("vulnerable", {"pin": "exact", "version": "1.2.0"}, later) == {"critical"}
	severities("vulnerable", {"pin": "exact", "version": "1.3.9"}, later) == {"critical"}
	severities("malicious", {"pin": "exact", "version": "1.3.9"}, later) == {"critical"}
}

test_other_versions_are_not if {
	severities("vulnerable", {"pin": "exact", "version": "1.1.9"}, soon) == set()
	severities("vulnerable", {"pin": "exact", "version": "1.4.0"}, soon) == set()
	severities("malicious", {"pin": "exact", "version": "1.4.0"}, soon) == set()
}

test_no_version_counts_for_a_year if {
	severities("vulnerable", {"pin": "none"}, soon) == {"high"}
	severities("vulnerable", {"pin": "none"}, later) == set()
	severities("vulnerable", {"pin": "latest"}, soon) == set()
	severities("malicious", {"pin": "none"}, later) == {"critical"}
}

test_the_name_in_another_ecosystem_is_another_package if {
	severities("malicious", {"pin": "none", "ecosystem": "pypi"}, soon) == set()
}

test_a_name_one_letter_away_is_found if {
	every name in ["vendor-mall", "vendor-mai", "vendor-maiil"] {
		found := {f.severity | some f in known_bad_package.findings} with input as {"servers": [{"name": "s", "launch": {"package": name}}]}
			with data.pacheck.params["known-bad-package"] as {"advisories": [], "approved": ["vendor-mail"], "fresh_days": 365}
		found == {"medium"}
	}
}

test_other_names_are_not if {
	every name in ["vendor-mail", "vendor-post", "vendor-mailbox"] {
		found := {f.severity | some f in known_bad_package.findings} with input as {"servers": [{"name": "s", "launch": {"package": name}}]}
			with data.pacheck.params["known-bad-package"] as {"advisories": [], "approved": ["vendor-mail"], "fresh_days": 365}
		found == set()
	}
}

named(name, approved, more) := result if {
	result := {f.message | some f in known_bad_package.findings} with input as {"servers": [object.union({"name": "s", "launch": {"package": name}}, more)]}
		with data.pacheck.params["known-bad-package"] as {"advisories": [], "approved": approved, "fresh_days": 365}
}

test_names_differ_by_one_letter_in_one_place if {
	every name in ["vendor-mbix", "bendor-mai", "vendor-mailin", "vndr-mail", "dorven-mail"] {
		named(name, ["vendor-mail"], {}) == set()
	}
	named("bendor-mail", ["vendor-mail"], {}) == {"server s: bendor-mail is one letter away from the approved package vendor-mail"}
	count(named("xvendor-mail", ["vendor-mail"], {})) == 1
	count(named("endor-mail", ["vendor-mail"], {})) == 1
}

test_approved_and_short_names_are_not_compared if {
	named("vendor-mall", ["vendor-mail", "vendor-mall"], {}) == set()
	named("mailen", ["mailer"], {}) == set()
	count(named("mailing", ["mailink"], {})) == 1
}

test_disabled_servers_are_not_looked_at if {
	named("vendor-mall", ["vendor-mail"], {"disabled": true}) == set()
	known_bad_package.findings == set() with input as {"servers": [{"name": "s", "disabled": true, "launch": {"package": "bad-mcp", "ecosystem": "npm", "pin": "none"}}]}
		with data.pacheck.params["known-bad-package"] as {"advisories": [advisory("malicious")], "approved": [], "fresh_days": 365}
}

test_versions_are_read_with_their_shorter_forms if {
	severities("vulnerable", {"pin": "exact", "version": "v1.3.0"}, later) == {"critical"}
	severities("vulnerable", {"pin": "exact", "version": "1.3"}, later) == {"critical"}
	severities("vulnerable", {"pin": "exact", "version": "1"}, later) == set()
	severities("vulnerable", {"pin": "range", "version": "1.3.0"}, later) == set()
}

test_the_year_ends_on_its_day if {
	severities("vulnerable", {"pin": "none"}, "2027-05-31T23:59:59Z") == {"high"}
	severities("vulnerable", {"pin": "none"}, "2027-06-01T00:00:00Z") == set()
	severities("malicious", {"pin": "latest"}, later) == {"critical"}
	severities("other", {"pin": "none"}, soon) == set()
}
