# strings, and a helper rule
package mcp.pinned

deny contains msg if {
	some name, server in input.mcpServers
	server.command == "npx"
	some arg in server.args
	not startswith(arg, "-")
	not pinned(arg)
	msg := sprintf("server %s runs %s without a version", [name, arg])
}

pinned(arg) if regex.match(`.@[0-9]`, arg)
