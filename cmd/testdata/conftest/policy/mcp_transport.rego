# objects, with a path and details
package mcp.transport

violation contains {"msg": msg, "path": ["mcpServers", name, "url"], "details": {"url": server.url}} if {
	some name, server in input.mcpServers
	startswith(server.url, "http://")
	msg := sprintf("server %s is reached without encryption", [name])
}
