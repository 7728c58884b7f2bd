package pacheck.rules.mcp.image_unpinned_test

import data.pacheck.rules.mcp.image_unpinned

server(pin) := {
	"name": "v",
	"dialect": "claude-code",
	"credential": false,
	"launch": {"image": {"ref": "images.test/v", "pin": pin}},
}

severities(s) := found if {
	found := [f.severity | some f in image_unpinned.findings] with input as {"servers": [s]}
}

test_the_severity_follows_the_tag if {
	severities(server("latest")) == ["medium"]
	severities(server("none")) == ["medium"]
	severities(server("tag")) == ["low"]
	severities(server("version")) == []
	severities(server("digest")) == []
	severities(server("variable")) == []
}

test_what_the_container_is_given_raises_it if {
	severities(object.union(server("tag"), {"credential": true})) == ["high"]
	severities(object.union(server("latest"), {"launch": {"mounts": [{"kind": "bind"}]}})) == ["high"]
	severities(object.union(server("latest"), {"launch": {"mounts": [{"kind": "volume"}]}})) == ["medium"]
}

test_images_of_the_repository_and_of_the_catalogue_are_not if {
	severities(object.union(server("latest"), {"launch": {"image": {"built": true}}})) == []
	severities(object.union(server("latest"), {"dialect": "docker-mcp"})) == []
}

test_version_tags_are_reported_where_a_parameter_says_so if {
	severities(server("version")) == ["low"] with data.pacheck.params["image-unpinned"] as {"accept_tag": false}
}

test_the_image_of_a_sandbox_is_looked_at if {
	agent := {"name": "a", "sandbox": {"image": "images.test/a:latest", "image_pin": "latest"}}
	found := image_unpinned.findings with input as {"agents": [agent]}
	{f.at | some f in found} == {["agents", 0, "sandbox", "image"]}
}

test_an_image_of_a_sandbox_with_a_digest_is_not if {
	sandboxed(pin) == 0 with data.pacheck.params["image-unpinned"] as {"accept_tag": true}
	every floating in ["latest", "none", "tag"] {
		image_unpinned.findings != set() with input as {"agents": [{"name": "a", "sandbox": {"image": "debian", "image_pin": floating}}]}
	}
}

pin := "digest"

sandboxed(of) := result if {
	result := count(image_unpinned.findings) with input as {"agents": [{"name": "a", "sandbox": {"image": "debian", "image_pin": of}}]}
}
