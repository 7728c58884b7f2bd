package pacheck.rules.mcp.runner_package_unpinned_test

import data.pacheck.rules.mcp.runner_package_unpinned

server(pin) := {
	"name": "mail",
	"credential": false,
	"launch": {"runner": "npx", "package": "@vendor/mail-mcp", "pin": pin},
}

severities(s) := found if {
	found := [f.severity | some f in runner_package_unpinned.findings] with input as {"servers": [s]}
}

test_a_floating_package_is_found_at_the_package if {
	found := runner_package_unpinned.findings with input as {"servers": [server("latest")]}
	{f.at | some f in found} == {["servers", 0, "launch", "package"]}
}

test_a_fixed_package_is_not if {
	every pin in ["exact", "git_sha", "local", "lock", "variable"] {
		severities(server(pin)) == []
	}
}

test_a_credential_raises_the_severity if {
	severities(server("none")) == ["medium"]
	severities(object.union(server("none"), {"credential": true})) == ["high"]
}

test_a_disabled_server_is_not if severities(object.union(server("none"), {"disabled": true})) == []

test_other_programs_that_fetch_are_not if {
	severities(object.union(server("none"), {"launch": {"runner": "deno run", "package": "npm:x", "pin": "none"}})) == []
}

test_ranges_are_accepted_where_a_parameter_says_so if {
	params := {"internal_scopes": [], "allow_ranges": true}
	severities(server("range")) == [] with data.pacheck.params["runner-package-unpinned"] as params
	severities(server("none")) == ["medium"] with data.pacheck.params["runner-package-unpinned"] as params
}

test_scopes_of_ones_own_are_accepted if {
	severities(server("none")) == [] with data.pacheck.params["runner-package-unpinned"] as {"internal_scopes": ["@vendor"], "allow_ranges": false}
	severities(server("none")) == ["medium"] with data.pacheck.params["runner-package-unpinned"] as {"internal_scopes": ["@ven"], "allow_ranges": false}
}
