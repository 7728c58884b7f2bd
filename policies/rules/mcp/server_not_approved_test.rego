package pacheck.rules.mcp.server_not_approved_test

import data.pacheck.rules.mcp.server_not_approved

found(server, approved) := result if {
	result := count(server_not_approved.findings) with input as {"servers": [object.union({"name": "s"}, server)]}
		with data.pacheck.params["server-not-approved"] as {"approved": approved}
}

mail := {"identity": "npm:@vendor/mail-mcp", "launch": {"version": "1.4.2"}, "command_sha256": "abc"}

test_without_a_list_nothing_is_reported if found(mail, []) == 0

test_what_is_not_on_the_list_is_reported if {
	found(mail, ["npm:other"]) == 1
	found(mail, ["pypi:@vendor/mail-mcp"]) == 1
	found({"identity": "https://new-mcp.example.net"}, ["https://mcp.approved.example/mcp"]) == 1
	found({}, ["npm:other"]) == 1
}

test_a_name_is_enough_or_its_version_counts_too if {
	found(mail, ["npm:@vendor/mail-mcp"]) == 0
	found(mail, ["npm:@vendor/mail-mcp@1.4.2"]) == 0
	found(mail, ["npm:@vendor/mail-mcp@1.*"]) == 0
	found(mail, ["npm:@vendor/mail-mcp@2.*"]) == 1
	found({"identity": "oci:ghcr.test/o/i", "launch": {"image": {"tag": "1.2.3"}}}, ["oci:ghcr.test/o/i@1.2.3"]) == 0
}

test_the_hash_of_the_command_must_match if {
	found(mail, ["npm:@vendor/mail-mcp#abc"]) == 0
	found(mail, ["npm:@vendor/mail-mcp#ABC"]) == 0
	found(mail, ["npm:@vendor/mail-mcp@1.4.2#abd"]) == 1
}

test_an_address_covers_what_lies_below_it if {
	found({"identity": "https://mcp.approved.example/mcp"}, ["https://mcp.approved.example/mcp"]) == 0
	found({"identity": "https://mcp.approved.example/mcp/eu"}, ["https://mcp.approved.example/"]) == 0
	found({"identity": "https://mcp.approved.example.evil.test"}, ["https://mcp.approved.example"]) == 1
}

test_ones_own_programs_and_disabled_servers_are_not if {
	found({"first_party": true}, ["npm:other"]) == 0
	found(object.union(mail, {"disabled": true}), ["npm:other"]) == 0
}

test_an_address_is_approved_with_all_below_it if {
	approved := ["https://mcp.vendor.test/"]
	found({"identity": "https://mcp.vendor.test"}, approved) == 0
	found({"identity": "https://mcp.vendor.test/v1"}, approved) == 0
	found({"identity": "https://mcp.vendor.test.evil.test/v1"}, approved) == 1
	found({"identity": "npm:mail/x"}, ["npm:mail"]) == 1
	found({"identity": "npm:mail"}, ["npm:mail/"]) == 1
}

test_a_version_belongs_to_its_package if {
	found(mail, ["npm:@other/mail-mcp@1.4.2"]) == 1
	found(mail, ["@1.4.2"]) == 1
	found({"identity": "npm:", "launch": {"version": "vendor"}}, ["npm:@vendor"]) == 1
	found({"identity": "", "launch": {"version": "1.4.2"}}, ["@1.4.2"]) == 1
}

image(more) := {"identity": "oci:ghcr.test/o/i", "launch": {"image": more}}

test_a_digest_goes_before_a_tag if {
	found(image({"digest": "sha256:ab"}), ["oci:ghcr.test/o/i@sha256:ab"]) == 0
	found(image({"digest": "sha256:ab", "tag": "1.2.3"}), ["oci:ghcr.test/o/i@1.2.3"]) == 1
}
