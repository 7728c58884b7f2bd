# METADATA
# title: Server is started through a shell string or inline code
# description: A shell wrapper hides what runs from review and from every tool that checks the program and its arguments.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/draft/basic/security_best_practices
#   description: MCP security best practices
# custom:
#   code: PA-MCP-005
#   severity: high
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI05, ASI04]
#     owasp-mcp: ["MCP05:2025", "MCP04:2025"]
#   remediation: Name the program and its arguments; put the rest in a reviewed script.
#   bad:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "bash", "args": ["-c", "cd /srv; ./x & node s.js"]}}}'
#   - .mcp.json: "{\"mcpServers\": {\"a\": {\"command\": \"node\", \"args\": [\"-e\", \"require('./s')\"]}}}"
#   - .mcp.json: '{"mcpServers": {"a": {"command": "sh", "args": ["-c", "./s > $(date).log"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "python3", "args": ["-c", "import s"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "pwsh", "args": ["-EncodedCommand", "ZQBjAGgAbwA="]}}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"a": {"command": "node", "args": ["./server/dist/index.js"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "cmd", "args": ["/c", "npx", "-y", "x-mcp@1.2.3"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "sh", "args": ["-c", "exec server --flag"]}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "./scripts/start.sh"}}}'
#   - .mcp.json: '{"mcpServers": {"a": {"command": "bash", "args": ["-lc", "node server.js"]}}}'
package pacheck.rules.mcp.opaque_launch_command

import data.pacheck.lib.servers

findings contains {
	"at": ["servers", i, "launch", "shell"],
	"message": sprintf("server %s is started by a shell script on the command line (%s)", [server.name, concat(", ", server.launch.shell.reasons)]),
} if {
	some i, server in input.servers
	server.launch.shell
	servers.enabled(server)
}

findings contains {
	"at": ["servers", i, "launch", "inline"],
	"message": sprintf("server %s is started by code on the command line (%s %s)", [server.name, server.launch.inline.program, server.launch.inline.flag]),
} if {
	some i, server in input.servers
	server.launch.inline
	servers.enabled(server)
}
