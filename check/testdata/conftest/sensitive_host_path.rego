package main

deny contains sprintf("sensitive-host-path: %s %s", [name, source]) if {
	some name, sources in mounts
	some source in sources
	source in {"/", "/etc", "/root", "/home", "~", "$HOME", "~/.ssh", "~/.aws", "/var/run/docker.sock", "/run/docker.sock"}
}
