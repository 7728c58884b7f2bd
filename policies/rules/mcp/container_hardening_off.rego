# METADATA
# title: "Server container runs privileged or shares the host's namespaces"
# description: It removes the isolation the container was chosen for.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-06-18/basic/security_best_practices
#   description: MCP security best practices, sandbox local servers
# - ref: https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities
#   description: Docker, privileges of containers
# custom:
#   code: PA-MCP-014
#   severity: high
#   severity_when:
#   - {when: "the network of the host is shared on a runner of CI", severity: low}
#   - {when: "the program runs as root in a container that sees a folder of the host", severity: medium}
#   precision: very-high
#   scope: file
#   principle: least-privilege
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-mcp: ["MCP02:2025"]
#     owasp-agentic: [ASI05]
#     csa-aicm: [AIS-13]
#   remediation: Drop the option; add the single capability if one is needed.
#   params:
#     root_user: {default: false, strict: true, description: "Whether root counts that is asked for in a container with a folder of the host."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "--privileged", "img:1.2.3"]}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "--network", "host", "img:1.2.3"]}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "podman", "args": ["run", "-i", "--pid=host", "--ipc=host", "img:1.2.3"]}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "--cap-add", "ALL", "img:1.2.3"]}}}'
#   - .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "--security-opt", "seccomp=unconfined", "img:1.2.3"]}}}'
#   - run.sh: "docker run --rm --privileged agents.test/claude:1 claude -p fix\n"
#   - .github/workflows/fix.yml: "on: push\njobs:\n  fix:\n    runs-on: ubuntu-latest\n    steps:\n    - run: docker run --net=host agents.test/claude:1 claude -p fix\n"
#   good:
#   - not_when: the network is none, not that of the host
#     .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "--network", "none", "img:1.2.3"]}}}'
#   - not_when: capabilities are dropped, not added
#     .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "--cap-drop", "ALL", "img:1.2.3"]}}}'
#   - not_when: a single harmless capability is added
#     .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "--cap-add", "NET_BIND_SERVICE", "--security-opt", "no-new-privileges", "img:1.2.3"]}}}'
#   - not_when: the option stands behind the image, where it is one of the program's own
#     .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "img:1.2.3", "--privileged"]}}}'
#   - not_when: the server is disabled
#     .mcp.json: '{"mcpServers": {"t": {"command": "docker", "args": ["run", "-i", "--privileged", "img:1.2.3"], "disabled": true}}}'
package pacheck.rules.mcp.container_hardening_off

import data.pacheck.lib.servers

findings contains {
	"at": ["servers", i, "launch", "weakened", j],
	"message": sprintf("server %s runs with %s", [server.name, option]),
	"label": "takes isolation away",
} if {
	some i, server in input.servers
	some j, option in server.launch.weakened
	servers.enabled(server)
}

findings contains {
	"at": ["servers", i, "launch", "options", j],
	"message": sprintf("server %s runs as root beside a folder of the host (%s)", [server.name, option]),
	"severity": "medium",
} if {
	data.pacheck.params["container-hardening-off"].root_user
	some i, server in input.servers
	some j, option in server.launch.options
	option in {"--user=root", "--user=0", "--user=0:0", "--user=root:root"}
	some mount in server.launch.mounts
	mount.kind == "bind"
	servers.enabled(server)
}

findings contains {
	"at": ["launches", i, "weakened", j],
	"message": sprintf("%s in %s runs with %s", [launch.program, launch.file, option]),
	"label": "takes isolation away",
	"severity": severity(launch, option),
} if {
	some i, launch in input.launches
	some j, option in launch.weakened
}

# the machine is thrown away with its network
severity(launch, option) := "low" if {
	launch.trigger == "ci"
	option == "--network=host"
} else := "high"
