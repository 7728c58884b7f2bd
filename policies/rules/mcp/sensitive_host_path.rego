# METADATA
# title: Server gets a sensitive host directory or the container socket
# description: The socket is root on the host; a home directory is every credential.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/draft/basic/security_best_practices
#   description: MCP security best practices
# custom:
#   code: PA-MCP-013
#   severity: high
#   severity_when:
#   - when: "the container socket, the root of the file system, or a credential directory can be written"
#     severity: critical
#   precision: very-high
#   scope: file
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI05]
#     owasp-llm: ["LLM06:2025", "LLM02:2025"]
#     owasp-mcp: ["MCP02:2025", "MCP10:2025"]
#     csa-aicm: [AIS-13, IAM-19]
#   remediation: "Mount the one directory, read-only."
#   bad:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-v", "/var/run/docker.sock:/var/run/docker.sock", "img:1.0.0"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "--mount", "type=bind,src=/,dst=/host,readonly", "img:1.0.0"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-v", "~/.ssh:/ssh:ro", "img:1.0.0"]}}}'
#   - .mcp.json: '{"mcpServers": {"fs": {"command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "/"]}}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-v", "${PWD}/docs:/docs:ro", "img@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-v", "${workspaceFolder}:/work", "-v", "data:/data", "--tmpfs", "/tmp", "img:1.0.0"]}}}'
#   - .mcp.json: '{"mcpServers": {"fs": {"command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@2025.8.21", "."]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-v", "/opt/x/app.conf:/etc/app.conf:ro", "img:1.0.0"]}}}'
package pacheck.rules.mcp.sensitive_host_path

import data.pacheck.lib.servers

findings contains {
	"at": ["servers", i, "launch", "mounts", j],
	"message": sprintf("server %s mounts %s (%s)", [server.name, mount.source, mount.mode]),
	"severity": severity(mount, mount.mode),
} if {
	some i, server in input.servers
	some j, mount in server.launch.mounts
	mount.kind == "bind"
	sensitive(mount)
	servers.enabled(server)
}

findings contains {
	"at": ["servers", i, "launch", "paths", j],
	"message": sprintf("server %s opens %s", [server.name, path.path]),
	"severity": severity(path, "rw"),
} if {
	some i, server in input.servers
	some j, path in server.launch.paths
	sensitive(path)
	servers.enabled(server)
}

sensitive(place) if place.sensitive

sensitive(place) if place.root

severity(place, mode) := "critical" if grave(place, mode)

severity(place, mode) := "high" if not grave(place, mode)

grave(place, "rw") if place.class in {"container_socket", "root", "credentials"}
