# METADATA
# title: Server gets a sensitive host directory or the container socket
# description: The socket is root on the host; a home directory is every credential.
# related_resources:
# - ref: https://atlas.mitre.org/techniques/AML.T0105
#   description: MITRE ATLAS AML.T0105, escape to host
# - ref: https://docs.docker.com/engine/security/#docker-daemon-attack-surface
#   description: Docker, who controls the daemon controls the host
# custom:
#   code: PA-MCP-013
#   severity: high
#   severity_when:
#   - {when: "it is the container socket, or /, or a credential directory, that may be written", severity: critical}
#   precision: very-high
#   scope: file
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI02, ASI05]
#     owasp-mcp: ["MCP02:2025", "MCP10:2025"]
#     owasp-llm: ["LLM06:2025", "LLM02:2025"]
#     csa-aicm: [AIS-13, IAM-19]
#   remediation: Mount the one directory, read-only.
#   params:
#     writable_mounts: {default: false, description: "Whether any other directory of the host that a container may write is reported, too."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "-v", "/var/run/docker.sock:/var/run/docker.sock", "images.test/v:1.4.2"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "podman", "args": ["run", "-i", "--mount", "type=bind,source=/,target=/host", "images.test/v:1.4.2"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "--volume=$HOME/.aws:/root/.aws:ro", "images.test/v:1.4.2"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "-v", "~:/home/me", "images.test/v:1.4.2"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "-v", "/etc:/host-etc:ro", "images.test/v:1.4.2"]}}}'
#   - .mcp.json: '{"mcpServers": {"fs": {"command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@2026.1.14", "/"]}}}'
#   - .mcp.json: '{"mcpServers": {"fs": {"command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@2026.1.14", "/Users/ada"]}}}'
#   - .mcp.json: '{"mcpServers": {"fs": {"command": "fs-mcp", "args": ["--allowed-dir", "../.."]}}}'
#   - .mcp.json: '{"mcpServers": {"fs": {"command": "fs-mcp", "args": ["--root=C:\\"]}}}'
#   - .codex/agents/ops.toml: "name = \"ops\"\ndescription = \"Operates things.\"\nsandbox_mode = \"workspace-write\"\n[sandbox_workspace_write]\nwritable_roots = [\"~/.ssh\"]\n"
#   good:
#   - not_when: a folder below ${PWD} is mounted
#     .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "-v", "${PWD}/docs:/docs:ro", "images.test/v:1.4.2"]}}}'
#   - not_when: the repository is mounted, as ${workspaceFolder}, . or a folder below
#     .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "-v", "${workspaceFolder}:/w", "-v", ".:/x", "-v", "./data:/data", "images.test/v:1.4.2"]}}}'
#   - not_when: a single file is mounted read-only
#     .pacheck.yaml: "version: 1\nrules: {sensitive-host-path: {params: {writable_mounts: true}}}\n"
#     .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "-v", "~/.kube/config:/root/.kube/config:ro", "-v", "/etc/localtime:/etc/localtime:ro", "images.test/v:1.4.2"]}}}'
#   - not_when: a named volume or a tmpfs is mounted
#     .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "-v", "home:/root", "--tmpfs", "/tmp", "--mount", "type=volume,source=data,target=/", "images.test/v:1.4.2"]}}}'
#   - not_when: a file server is given folders of projects, not the home of a user
#     .mcp.json: '{"mcpServers": {"fs": {"command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@2026.1.14", ".", "${workspaceFolder}", "/Users/ada/projects/app"]}}}'
#   - not_when: the file is an example
#     examples/.mcp.json: '{"mcpServers": {"fs": {"command": "npx", "args": ["-y", "@modelcontextprotocol/server-filesystem@2026.1.14", "/"]}}}'
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
	too_much(mount)
	servers.enabled(server)
}

findings contains {
	"at": ["servers", i, "launch", "mounts", j],
	"message": sprintf("server %s mounts %s (%s)", [server.name, mount.source, mount.mode]),
	"severity": "high",
} if {
	data.pacheck.params["sensitive-host-path"].writable_mounts
	some i, server in input.servers
	some j, mount in server.launch.mounts
	mount.kind == "bind"
	mount.mode == "rw"
	not too_much(mount)
	servers.enabled(server)
}

findings contains {
	"at": ["servers", i, "launch", "paths", j],
	"message": sprintf("server %s is given %s", [server.name, grant.path]),
	"severity": severity(grant, "rw"),
} if {
	some i, server in input.servers
	some j, grant in server.launch.paths
	too_much(grant)
	servers.enabled(server)
}

# what is a root besides is in filesystem-root-grant
findings contains {
	"at": ["agents", i, "sandbox", access, j],
	"message": sprintf("agent %s is given %s", [agent.name, grant.path]),
	"severity": severity(grant, mode),
} if {
	some i, agent in input.agents
	agent.sandbox
	some access, mode in {"read": "ro", "write": "rw"}
	some j, grant in agent.sandbox[access]
	grant.sensitive
	not grant.root
}

too_much(place) if place.sensitive

too_much(place) if place.root

severity(place, mode) := "critical" if worst(place, mode)

severity(place, mode) := "high" if not worst(place, mode)

# who can talk to the socket is root, whether or not the file may be written
worst(place, _) if place.class == "container_socket"

worst(place, "rw") if place.class in {"root", "credentials"}
