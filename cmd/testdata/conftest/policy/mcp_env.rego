# warnings, as a list and as a set
package mcp.env

warn contains msg if {
	some name, server in input.mcpServers
	some key, value in server.env
	contains(key, "TOKEN")
	not startswith(value, "${")
	msg := sprintf("server %s has a literal %s", [name, key])
}

warn_many := [sprintf("%d servers", [count(input.mcpServers)])] if count(input.mcpServers) > 2
