package pacheck.rules.mcp.sensitive_host_path_test

import data.pacheck.rules.mcp.sensitive_host_path

mount(class, mode) := {"kind": "bind", "source": "/x", "sensitive": "/x", "class": class, "mode": mode}

severities(launch) := found if {
	found := [f.severity | some f in sensitive_host_path.findings] with input as {"servers": [{"name": "v", "launch": launch}]}
}

test_the_severity_follows_place_and_mode if {
	severities({"mounts": [mount("container_socket", "rw")]}) == ["critical"]
	severities({"mounts": [mount("container_socket", "ro")]}) == ["critical"]
	severities({"mounts": [mount("root", "rw")]}) == ["critical"]
	severities({"mounts": [mount("root", "ro")]}) == ["high"]
	severities({"mounts": [mount("credentials", "rw")]}) == ["critical"]
	severities({"mounts": [mount("credentials", "ro")]}) == ["high"]
	severities({"mounts": [mount("home", "rw")]}) == ["high"]
	severities({"mounts": [mount("system", "rw")]}) == ["high"]
}

test_volumes_and_ordinary_directories_are_not if {
	severities({"mounts": [object.union(mount("root", "rw"), {"kind": "volume"})]}) == []
	severities({"mounts": [{"kind": "bind", "source": "./data", "mode": "rw"}]}) == []
}

test_every_writable_mount_is_reported_where_a_parameter_says_so if {
	params := {"writable_mounts": true}
	mounts := [{"kind": "bind", "source": "./data", "mode": "rw"}, {"kind": "bind", "source": "./docs", "mode": "ro"}]
	severities({"mounts": mounts}) == ["high"] with data.pacheck.params["sensitive-host-path"] as params
}

test_folders_of_file_servers_may_be_written if {
	severities({"paths": [{"path": "/", "sensitive": "/", "class": "root", "root": true}]}) == ["critical"]
	severities({"paths": [{"path": "../..", "root": true}]}) == ["high"]
	severities({"paths": [{"path": "./docs"}]}) == []
}

test_a_sandbox_that_opens_credentials_is_found if {
	agent := {"name": "a", "sandbox": {
		"read": [{"path": "~/.aws", "sensitive": "~/.aws", "class": "credentials", "root": false}],
		"write": [{"path": "/", "sensitive": "/", "class": "root", "root": true}],
	}}
	found := sensitive_host_path.findings with input as {"agents": [agent]}
	{f.at | some f in found} == {["agents", 0, "sandbox", "read", 0]}
}

test_a_disabled_server_mounts_nothing if {
	every launch in [{"mounts": [mount("root", "rw")]}, {"paths": [{"path": "/", "root": true, "class": "root"}]}, {"mounts": [{"kind": "bind", "source": "./data", "mode": "rw"}]}] {
		some_found({"name": "v", "launch": launch}) == 1
		some_found({"name": "v", "launch": launch, "disabled": true}) == 0
	}
}

some_found(server) := result if {
	result := count(sensitive_host_path.findings) with input as {"servers": [server]}
		with data.pacheck.params["sensitive-host-path"] as {"writable_mounts": true}
}

test_only_what_is_written_to_counts_besides if {
	some_found({"name": "v", "launch": {"mounts": [{"kind": "bind", "source": "./data", "mode": "ro"}]}}) == 0
	some_found({"name": "v", "launch": {"mounts": [{"kind": "volume", "source": "data", "mode": "rw"}]}}) == 0
	severities_of({"mounts": [mount("system", "rw")]}) == ["high"]
	severities_of({"mounts": [mount("root", "rw")]}) == ["critical"]
}

severities_of(launch) := result if {
	result := [f.severity | some f in sensitive_host_path.findings] with input as {"servers": [{"name": "v", "launch": launch}]}
		with data.pacheck.params["sensitive-host-path"] as {"writable_mounts": true}
}

given(path) := {"agents": [{"name": "a", "sandbox": {"read": [path]}}]}

test_paths_of_a_sandbox_are_sensitive_or_not if {
	count(sensitive_host_path.findings) == 1 with input as given({"path": "/x", "sensitive": "/x", "class": "home"})
	count(sensitive_host_path.findings) == 0 with input as given({"path": "./x", "class": "home"})
	count(sensitive_host_path.findings) == 0 with input as given({"path": "/", "sensitive": "/", "root": true, "class": "root"})
}
