# METADATA
# title: Server or agent listens on every interface
# description: A local tool server on 0.0.0.0 is a remote one, usually without authentication.
# related_resources:
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-49596
#   description: A local proxy that every page of the web could reach
# - ref: https://modelcontextprotocol.io/specification/2025-06-18/basic/transports#security-warning
#   description: MCP, servers should bind to localhost only
# custom:
#   code: PA-MCP-012
#   severity: high
#   severity_when:
#   - {when: "inside a container without a published port", severity: low}
#   - {when: "the address of the server is 0.0.0.0, which shows how it listens but does not make it", severity: low}
#   precision: high
#   scope: file
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-mcp: ["MCP07:2025", "MCP09:2025"]
#     owasp-agentic: [ASI07, ASI03]
#   remediation: Bind to loopback, or require authentication.
#   bad:
#   - .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "args": ["serve", "--host", "0.0.0.0", "--port", "3000"]}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "args": ["--bind=[::]:3000"]}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "env": {"MCP_HOST": "0.0.0.0"}}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "-p", "3000:3000", "img:1.2.3", "--transport", "http"]}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "img:1.2.3", "--host", "0.0.0.0"]}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"url": "http://0.0.0.0:3000/mcp"}}}'
#   - run.sh: "opencode serve --hostname 0.0.0.0\n"
#   good:
#   - .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "args": ["serve", "--host", "127.0.0.1", "--port", "3000"]}}}'
#   - not_when: the port of a container is published on 127.0.0.1 alone
#     .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "-p", "127.0.0.1:3000:3000", "img:1.2.3", "--transport", "http", "--host", "0.0.0.0"]}, "u": {"command": "docker", "args": ["run", "-i", "-p127.0.0.1:3001:3001", "img:1.2.3", "--transport", "http", "--host", "0.0.0.0"]}}}'
#   - not_when: a port is published, but the server speaks through its input and output
#     .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "-p", "3000:3000", "img:1.2.3"]}}}'
#   - not_when: callers of the server have to give a token
#     .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "args": ["--host", "0.0.0.0", "--auth-token", "${TOKEN}"]}}}'
#   - not_when: the server is disabled
#     .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "args": ["--host", "0.0.0.0"], "disabled": true}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "t-mcp", "env": {"DB_HOST": "db.corp.test"}}}}'
#   - not_when: the program listens in a container of a compose file, whose network decides who reaches it
#     .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["compose", "run", "--rm", "mcp", "t-mcp", "--host", "0.0.0.0"]}, "u": {"command": "docker-compose", "args": ["run", "mcp", "u-mcp", "--host", "0.0.0.0"]}}}'
#     run.sh: "docker compose exec agent opencode serve --hostname 0.0.0.0\n"
#   - not_when: the file is a manifest for a cluster, where a service decides who reaches it
#     deploy/server.yaml: "apiVersion: kagent.dev/v1alpha1\nkind: MCPServer\nmetadata:\n  name: t\nspec:\n  deployment:\n    cmd: t-mcp\n    args: [--host, 0.0.0.0]\n  transportType: http\n"
package pacheck.rules.mcp.binds_all_interfaces

import data.pacheck.lib.servers

findings contains {
	"at": ["servers", i, "launch", "binds", j],
	"message": sprintf("server %s binds %s (%s)", [server.name, bind.address, bind.flag]),
	"label": "every machine that reaches this one reaches it",
	"severity": severity(bind),
} if {
	some i, server in input.servers
	some j, bind in server.launch.binds
	bind.address
	not server.dialect in orchestrated
	reachable(server, bind)
	not authenticated(server)
	servers.enabled(server)
}

findings contains {
	"at": ["servers", i, "url"],
	"message": sprintf("server %s is addressed at %s, as one that listens on every interface is", [server.name, server.endpoint.host]),
	"severity": "low",
} if {
	some i, server in input.servers
	server.endpoint.unspecified
	not authenticated(server)
	servers.enabled(server)
}

findings contains {
	"at": ["launches", i, "binds", j],
	"message": sprintf("%s in %s binds %s (%s)", [launch.program, launch.file, bind.address, bind.flag]),
	"label": "every machine that reaches this one reaches it",
} if {
	some i, launch in input.launches
	some j, bind in launch.binds
	launch.trigger in {"script", "ci"}
	not launch.container
	not bind.in_container
	not bind.published
}

# formats of clusters, where a service decides who reaches what
orchestrated := {"kagent", "mcp-registry", "docker-mcp"}

severity(bind) := "low" if bind.in_container

severity(bind) := "high" if not bind.in_container

# outside a container, in one whose ports are not published, and a published port of a server over the network
reachable(_, bind) if {
	not bind.published
	not bind.in_container
}

reachable(server, bind) if {
	bind.in_container
	not publishes(server)
}

reachable(server, bind) if {
	bind.published
	over_network(server)
}

publishes(server) if {
	some arg in server.args
	regex.match(`^(?:-p[\d\[]|(?:-p|-P|--publish|--publish-all)(?:$|=))`, arg)
}

over_network(server) if server.transport in {"http", "sse", "ws"}

over_network(server) if {
	some arg in server.launch.args
	regex.match(`(?i)\b(?:streamable[-_]?http|sse|http)$`, arg)
}

# who may use it is asked for
authenticated(server) if {
	some header in server.headers
	lower(header.key) == "authorization"
}

authenticated(server) if {
	some arg in server.args
	regex.match(`(?i)^--?(?:auth|oauth|token|api-?key|bearer|require-auth)`, arg)
}
