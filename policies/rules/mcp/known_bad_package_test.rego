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

test_a_disabled_server_installs_nothing if {
	launch := {"package": "bad-mcp", "ecosystem": "npm", "pin": "exact", "version": "1.3.0"}
	installed({"name": "s", "launch": launch}) == 1
	installed({"name": "s", "launch": launch, "disabled": true}) == 0
	installed({"name": "s", "launch": {"package": "mailserver"}}) == 1
	installed({"name": "s", "launch": {"package": "mailserver"}, "disabled": true}) == 0
}

installed(server) := result if {
	result := count(known_bad_package.findings) with input as {"servers": [server], "context": {"now": soon}}
		with data.pacheck.params["known-bad-package"] as {"advisories": [advisory("malicious")], "approved": ["mail-server", "mcp-go"], "fresh_days": 365}
}

test_one_letter_apart if {
	every name in ["mail-servex", "xail-server", "mail-serve", "ail-server", "mail-serverx", "xmail-server", "mailxserver", "mailx-server"] {
		installed({"name": "s", "launch": {"package": name}}) == 1
	}
	every name in ["mail-server", "maxl-servex", "mail-serv", "mail-serverxx", "mail-srvexr", "mcp-gx", "xmail-serve", "other"] {
		installed({"name": "s", "launch": {"package": name}}) == 0
	}
}

test_a_list_may_have_names_that_are_alike if {
	known_bad_package.findings == set() with input as {"servers": [{"name": "s", "launch": {"package": "mail-serve"}}]}
		with data.pacheck.params["known-bad-package"] as {"advisories": [], "approved": ["mail-server", "mail-serve"], "fresh_days": 365}
}

test_versions_with_one_or_two_numbers if {
	severities("vulnerable", {"pin": "exact", "version": "1.3"}, later) == {"critical"}
	severities("vulnerable", {"pin": "exact", "version": "v1.3"}, later) == {"critical"}
	severities("vulnerable", {"pin": "exact", "version": "1"}, later) == set()
	severities("vulnerable", {"pin": "exact", "version": "2"}, later) == set()
	known_bad_package.semantic("3") == "3.0.0"
}

test_the_time_in_a_cache_ends if {
	severities("vulnerable", {"pin": "none"}, "2027-05-31T23:59:59Z") == {"high"}
	severities("vulnerable", {"pin": "none"}, "2027-06-01T00:00:00Z") == set()
	severities("malicious", {"pin": "none"}, "2027-06-01T00:00:00Z") == {"critical"}
	severities("malicious", {"pin": "exact", "version": "1.4.0"}, soon) == set()
}
