package pacheck.rules.mcp.sensitive_host_path_test

import data.pacheck.rules.mcp.sensitive_host_path

mount(class, mode) := {"name": "s", "launch": {"mounts": [{"kind": "bind", "source": "x", "mode": mode, "sensitive": "x", "class": class}]}}

severities(server) := found if {
	found := {f.severity | some f in sensitive_host_path.findings} with input as {"servers": [server]}
}

test_severity_follows_the_place_and_the_mode if {
	severities(mount("container_socket", "rw")) == {"critical"}
	severities(mount("credentials", "ro")) == {"high"}
	severities(mount("system", "rw")) == {"high"}
}

test_a_folder_of_the_repository_is_not if {
	server := {"name": "s", "launch": {"mounts": [{"kind": "bind", "source": "./docs", "mode": "rw"}]}}
	severities(server) == set()
}
