package pacheck.rules.mcp.runner_package_unpinned_test

import data.pacheck.rules.mcp.runner_package_unpinned

server(pin) := {"name": "s", "credential": false, "launch": {"ecosystem": "npm", "runner": "npx", "package": "@acme/x", "pin": pin}}

params(values) := {"runner-package-unpinned": object.union({"internal_scopes": [], "allow_ranges": false}, values)}

test_no_version_is_found if {
	found := runner_package_unpinned.findings with input as {"servers": [server("none")]}
		with data.pacheck.params as params({})
	{f.severity | some f in found} == {"medium"}
}

test_a_credential_makes_it_worse if {
	found := runner_package_unpinned.findings with input as {"servers": [object.union(server("none"), {"credential": true})]}
		with data.pacheck.params as params({})
	{f.severity | some f in found} == {"high"}
}

test_an_exact_version_is_not if {
	count(runner_package_unpinned.findings) == 0 with input as {"servers": [server("exact")]}
		with data.pacheck.params as params({})
}

test_ranges_and_scopes_can_be_allowed if {
	count(runner_package_unpinned.findings) == 0 with input as {"servers": [server("range")]}
		with data.pacheck.params as params({"allow_ranges": true})
	count(runner_package_unpinned.findings) == 0 with input as {"servers": [server("none")]}
		with data.pacheck.params as params({"internal_scopes": ["@acme"]})
}
