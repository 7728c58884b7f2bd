# What the rules share: servers, whatever the file is, and what they are started with.
package main

servers[name] := server if {
	is_object(input.mcpServers)
	some name, server in input.mcpServers
}

servers[server.name] := server if {
	is_array(input.mcpServers)
	some server in input.mcpServers
}

tools contains tool if some tool in input.tools

environments[name] := server.env if some name, server in servers

environments.settings := input.env if {
	input.permissions
	input.env
}

# the words that a shell is given as one
scripts[name] := server.args[i + 1] if {
	some name, server in servers
	server.command in {"sh", "bash", "zsh", "dash", "/bin/sh", "/bin/bash"}
	some i, "-c" in server.args
}

images[name] := [arg | some i, arg in server.args; i > 0; contains(arg, "/"); not startswith(server.args[i - 1], "-v"); not contains(arg, ":/")][0] if {
	some name, server in servers
	server.command in {"docker", "podman"}
}

mounts[name] contains split(server.args[i + 1], ":")[0] if {
	some name, server in servers
	server.command in {"docker", "podman"}
	some i, flag in server.args
	flag in {"-v", "--volume"}
}

any_shell(grant) if grant in {"Bash", "Bash(*)", "Bash(:*)"}
