package main

deny contains sprintf("cleartext-transport: %s", [name]) if {
	some name, server in servers
	regex.match(`^(http|ws)://`, server.url)
	not regex.match(`^(http|ws)://(localhost|127\.|\[::1\])`, server.url)
}
