# METADATA
# title: Server container image is not pinned by digest
# description: A tag can be moved; a digest cannot.
# related_resources:
# - ref: https://atlas.mitre.org/techniques/AML.T0010.004
#   description: MITRE ATLAS AML.T0010.004, container registry
# - ref: https://docs.docker.com/reference/cli/docker/image/pull/#pull-an-image-by-digest-immutable-identifier
#   description: Docker, images by digest
# custom:
#   code: PA-MCP-002
#   severity: low
#   severity_when:
#   - {when: "the tag is latest or missing", severity: medium}
#   - {when: "the server has a credential or a host mount", severity: high}
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI04]
#     owasp-mcp: ["MCP04:2025"]
#     owasp-llm: ["LLM03:2025"]
#     csa-aicm: [STA-16]
#   remediation: Pin the digest; keep the tag as a comment.
#   params:
#     accept_tag: {default: true, description: "Whether a tag that is a full version, such as 1.4.2, is accepted."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "--rm", "images.test/vendor/mcp:latest"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "--rm", "-e", "VENDOR_TOKEN", "images.test/vendor/mcp"], "env": {"VENDOR_TOKEN": "${VENDOR_TOKEN}"}}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "podman", "args": ["run", "-i", "--rm", "--network", "none", "images.test/vendor/mcp:v1"]}}}'
#   - .vscode/mcp.json: '{"servers": {"v": {"command": "docker", "args": ["container", "run", "-i", "-v", "${workspaceFolder}:/w", "images.test/vendor/mcp:1.4"]}}}'
#   - agents/refunds.governance.yaml: "name: refunds\nsandbox:\n  enabled: true\n  image: images.test/vendor/agent:latest\n"
#   - .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "vendor/mcp"]}}}'
#     Dockerfile: "FROM node:24\n"
#     Makefile: "build:\n\tdocker build -t own/app .\n"
#   good:
#   - .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "--rm", "images.test/vendor/mcp@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"]}}}'
#   - not_when: the tag is a full version, such as 1.4.2, and accept_tag is on
#     .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "--rm", "images.test/vendor/mcp:1.4.2"]}}}'
#   - not_when: a variable names the image
#     .mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "--rm", "${VENDOR_IMAGE}"]}}}'
#   - not_when: a Makefile builds the image from a Dockerfile of the repository
#     .mcp.json: '{"mcpServers": {"own": {"command": "docker", "args": ["run", "-i", "--rm", "own-mcp"]}}}'
#     Dockerfile: "FROM node:24\n"
#     Makefile: "image:\n\tdocker build -t own-mcp:dev .\n"
#   - not_when: a compose file of the repository builds the image
#     .vscode/mcp.json: '{"servers": {"own": {"command": "docker", "args": ["run", "-i", "--rm", "own-mcp:latest"]}}}'
#     Dockerfile: "FROM node:24\n"
#     compose.yaml: "services:\n  mcp:\n    build: .\n    image: own-mcp\n"
#   - not_when: docker mcp gateway starts the server, from a catalogue that fixes the image
#     .mcp.json: '{"mcpServers": {"gateway": {"command": "docker", "args": ["mcp", "gateway", "run", "--servers", "vendor"]}}}'
#   - not_when: the file is an entry of Docker's catalogue, which fixes the digest when it is published
#     servers/tickets/server.yaml: "name: tickets\nimage: mcp/tickets\ntype: server\nmeta: {category: ai}\nabout: {title: Tickets, description: Reads tickets.}\n"
#   - not_when: the file is an example
#     examples/.mcp.json: '{"mcpServers": {"v": {"command": "docker", "args": ["run", "-i", "--rm", "images.test/vendor/mcp:latest"]}}}'
package pacheck.rules.mcp.image_unpinned

import data.pacheck.lib.servers

findings contains {
	"at": ["servers", i, "launch", "image", "ref"],
	"message": sprintf("server %s runs %s without a digest", [server.name, image.ref]),
	"severity": severity(image.pin, server),
} if {
	some i, server in input.servers
	image := server.launch.image
	floats(image.pin)
	not image.built
	server.dialect != "docker-mcp" # the catalogue fixes the digest when it is published
	servers.enabled(server)
}

findings contains {
	"at": ["agents", i, "sandbox", "image"],
	"message": sprintf("agent %s runs %s without a digest", [agent.name, agent.sandbox.image]),
	"severity": severity(agent.sandbox.image_pin, {"credential": false}),
} if {
	some i, agent in input.agents
	floats(agent.sandbox.image_pin)
}

floats(pin) if pin in {"latest", "none", "tag"}

floats("version") if not data.pacheck.params["image-unpinned"].accept_tag

severity(_, server) := "high" if exposed(server)

severity(pin, server) := "medium" if {
	pin in {"latest", "none"}
	not exposed(server)
}

severity(pin, server) := "low" if {
	not pin in {"latest", "none"}
	not exposed(server)
}

exposed(server) if server.credential

exposed(server) if {
	some mount in server.launch.mounts
	mount.kind == "bind"
}
