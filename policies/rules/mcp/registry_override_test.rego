package pacheck.rules.mcp.registry_override_test

import data.pacheck.rules.mcp.registry_override

messages(registry) := result if {
	result := {f.message | some f in registry_override.findings} with input as {"servers": [{"name": "c", "launch": {"registries": [registry]}}]}
		with data.pacheck.params["registry-override"] as {"allowed_registries": ["pypi.org", "*.corp.test"]}
}

index := {"flag": "--default-index", "url": "https://mirror.corp.test/simple", "host": "mirror.corp.test"}

test_a_mirror_on_the_list_replaces_the_default if messages(index) == set()

test_a_mirror_on_the_list_does_not_stand_beside_the_default if {
	messages(object.union(index, {"adds": true, "flag": "--extra-index-url"})) == {"server c installs from mirror.corp.test (--extra-index-url), besides the default index"}
}

test_other_hosts_are_found if {
	messages(object.union(index, {"host": "pkgs.vendor.test"})) == {"server c installs from pkgs.vendor.test (--default-index), which is not on the list of indexes"}
}

test_an_open_connection_is_found if {
	messages(object.union(index, {"http": true})) == {"server c installs from mirror.corp.test (--default-index), without encryption"}
}

test_folders_are_not if {
	messages({"flag": "--find-links", "url": "./wheels", "adds": true}) == set()
	messages({"flag": "--find-links", "url": "file:///srv/wheels", "adds": true}) == set()
	count(messages({"flag": "--extra-index-url", "url": "${INDEX}", "adds": true})) == 1
}

test_what_may_be_an_address_is_no_folder if {
	every url in ["ftp://x.test/simple", "$INDEX", "{{ index }}"] {
		messages({"flag": "--extra-index-url", "url": url, "adds": true}) == {sprintf("server c installs from %s (--extra-index-url), besides the default index", [url])}
	}
	messages({"flag": "--find-links", "url": "./wheels", "adds": true}) == set()
	count(messages({"flag": "--extra-index-url", "url": "simple", "host": "x.test", "adds": true})) == 1
}
