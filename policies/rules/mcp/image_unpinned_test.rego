package pacheck.rules.mcp.image_unpinned_test

import data.pacheck.rules.mcp.image_unpinned

server(pin) := {"name": "s", "credential": false, "launch": {"image": {"ref": "i", "pin": pin}}}

params := {"image-unpinned": {"accept_versions": true}}

severities(server) := found if {
	found := {f.severity | some f in image_unpinned.findings} with input as {"servers": [server]}
		with data.pacheck.params as params
}

test_severity_follows_the_tag_and_what_is_at_stake if {
	severities(server("tag")) == {"low"}
	severities(server("latest")) == {"medium"}
	severities(object.union(server("tag"), {"credential": true})) == {"high"}
	severities(object.union(server("digest"), {"credential": true})) == set()
}
