# METADATA
# title: Words for MCP servers
package pacheck.lib.servers

# a server that a host would start
enabled(server) if not server.disabled
