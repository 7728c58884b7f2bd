# METADATA
# title: Server container image is not pinned by digest
# description: A tag can be moved; a digest cannot.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/draft/basic/security_best_practices
#   description: MCP security best practices
# custom:
#   code: PA-MCP-002
#   severity: low
#   severity_when:
#   - when: the tag is latest or missing
#     severity: medium
#   - when: the server has a credential or a mount of the host
#     severity: high
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   packs:
#     owasp-agentic: [ASI04]
#     owasp-llm: ["LLM03:2025"]
#     owasp-mcp: ["MCP04:2025"]
#     csa-aicm: [STA-16]
#   remediation: Pin the digest; keep the tag as a comment.
#   params:
#     accept_versions: {default: true, description: "Whether a full version tag (x.y.z) is enough."}
#   bad:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-i", "--rm", "images.example/vendor/mcp:latest"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-i", "--rm", "-e", "TOKEN", "images.example/vendor/mcp"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "podman", "args": ["run", "-i", "images.example/vendor/mcp:1"]}}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-i", "--rm", "images.example/vendor/mcp@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-i", "--rm", "images.example/vendor/mcp:1.4.2"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["mcp", "gateway", "run"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "docker", "args": ["run", "-i", "${MCP_IMAGE}"]}}}'
package pacheck.rules.mcp.image_unpinned

import data.pacheck.lib.servers

params := data.pacheck.params["image-unpinned"]

findings contains {
	"at": ["servers", i, "launch", "image", "ref"],
	"message": sprintf("server %s runs %s without a digest", [server.name, server.launch.image.ref]),
	"severity": severity(server),
} if {
	some i, server in input.servers
	server.launch.image.pin in unpinned
	servers.enabled(server)
}

unpinned contains word if some word in {"tag", "latest", "none"}

unpinned contains "version" if not params.accept_versions

severity(server) := "high" if exposed(server)

severity(server) := "medium" if {
	not exposed(server)
	server.launch.image.pin in {"latest", "none"}
}

severity(server) := "low" if {
	not exposed(server)
	not server.launch.image.pin in {"latest", "none"}
}

exposed(server) if server.credential

exposed(server) if {
	some mount in server.launch.mounts
	mount.kind == "bind"
}
