# METADATA
# title: "Server is not on the organisation's list"
# description: Shadow servers are where nobody looked; a list is the cheapest control there is.
# related_resources:
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP09:2025 Shadow MCP Servers
# - ref: https://registry.modelcontextprotocol.io/
#   description: The MCP registry, identities of servers
# custom:
#   code: PA-MCP-016
#   severity: high
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-mcp: ["MCP09:2025"]
#     owasp-agentic: [ASI04, ASI10]
#     nist-ai-rmf: [GOVERN 6.1, GOVERN 1.6, GV-6.1-007, GV-1.6-001]
#     iso-42001: [A.10.3, A.4.2]
#     csa-aicm: [STA-16]
#   remediation: Request approval, or use an approved server.
#   params:
#     approved: {default: [], description: "What servers may be: npm:package, pypi:package, oci:repository, program:name or the beginning of an address; behind a package or image @ and a version, with * for any part; behind all of that # and the SHA-256 of the command. Nothing is reported while the list is empty."}
#   bad:
#   - .pacheck.yaml: |
#       version: 1
#       rules:
#         server-not-approved:
#           params:
#             approved: ["npm:@acme/tickets-mcp@2.*", "https://mcp.acme.example/"]
#     .mcp.json: |
#       {"mcpServers": {
#         "tickets": {"command": "npx", "args": ["-y", "@acme/tickets-mcp@2.1.0"]},
#         "notes": {"url": "https://notes-mcp.example.net/mcp"}
#       }}
#   good:
#   - .pacheck.yaml: |
#       version: 1
#       rules:
#         server-not-approved:
#           params:
#             approved: ["npm:@acme/tickets-mcp@2.*", "https://mcp.acme.example/"]
#     .mcp.json: |
#       {"mcpServers": {
#         "tickets": {"command": "npx", "args": ["-y", "@acme/tickets-mcp@2.1.0"]},
#         "calendar": {"url": "https://mcp.acme.example/calendar"}
#       }}
#   - not_when: the list of approved servers is empty
#     .mcp.json: '{"mcpServers": {"new": {"url": "https://new-mcp.example.net"}}}'
#   - not_when: the program is a file of this repository
#     .pacheck.yaml: "version: 1\nrules: {server-not-approved: {params: {approved: [\"npm:@acme/tickets-mcp\"]}}}\n"
#     .mcp.json: '{"mcpServers": {"own": {"command": "node", "args": ["./server/index.js"]}, "two": {"command": "npx", "args": ["tsx", "server/index.js"]}, "three": {"command": "cmd", "args": ["/c", "node server/index.js"]}, "four": {"command": "uv", "args": ["--directory", "server", "run", "main.py"]}}}'
#     server/index.js: "serve()\n"
#     server/main.py: "serve()\n"
#   - not_when: the file is an example, or there for tests
#     .pacheck.yaml: "version: 1\nrules: {server-not-approved: {params: {approved: [\"npm:@acme/tickets-mcp\"]}}}\n"
#     examples/.mcp.json: '{"mcpServers": {"notes": {"url": "https://notes-mcp.example.net/mcp"}}}'
#     tests/.mcp.json: '{"mcpServers": {"notes": {"url": "https://notes-mcp.example.net/mcp"}}}'
package pacheck.rules.mcp.server_not_approved

import data.pacheck.lib.servers

approved := data.pacheck.params["server-not-approved"].approved

findings contains {
	"at": ["servers", i],
	"message": sprintf("server %s (%s) is not on the approved list", [server.name, identity(server)]),
	"label": "who looked at it is not known",
} if {
	approved[0]
	some i, server in input.servers
	not server.first_party
	not matches(server)
	servers.enabled(server)
}

identity(server) := server.identity if server.identity

identity(server) := "of which nothing is known" if not server.identity

matches(server) if {
	some entry in approved
	fits(server, entry)
}

fits(server, entry) if {
	parts := split(entry, "#")
	of_command(server, parts)
	of_identity(server, parts[0])
}

of_command(_, parts) if count(parts) == 1

of_command(server, parts) if server.command_sha256 == lower(parts[1])

# an address as a whole, or up to a slash
of_identity(server, entry) if {
	contains(entry, "://")
	server.identity == trim_right(entry, "/")
}

of_identity(server, entry) if {
	contains(entry, "://")
	startswith(server.identity, sprintf("%s/", [trim_right(entry, "/")]))
}

of_identity(server, entry) if server.identity == entry

of_identity(server, entry) if {
	at := last_at(entry)
	server.identity == substring(entry, 0, at)
	glob.match(substring(entry, at + 1, -1), null, version(server))
}

# the @ before a version, not the one of a scope
last_at(entry) := at if {
	places := indexof_n(entry, "@")
	at := places[count(places) - 1]
	at > 0
	substring(entry, at - 1, 1) != ":"
}

version(server) := server.launch.image.digest if server.launch.image.digest

version(server) := server.launch.image.tag if {
	server.launch.image.tag
	not server.launch.image.digest
}

version(server) := server.launch.version if server.launch.version
