# METADATA
# title: Server is started through a shell string or inline code
# description: A shell wrapper hides what runs from review and from every tool that checks the program and its arguments.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/basic/security_best_practices
#   description: MCP security best practices, local server compromise
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-54136
#   description: A trusted name whose command was swapped
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
#   - .mcp.json: '{"mcpServers": {"v": {"command": "bash", "args": ["-c", "cd /srv; ./x & node s.js"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "sh", "args": ["-c", "echo hi; node s.js"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "sh", "args": ["-c", "node s.js | tee log"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "sh", "args": ["-c", "node s.js $(cat port)"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "sh", "args": ["-c", "node s.js > server.log"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "cmd", "args": ["/c", "cd server && node s.js"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "powershell", "args": ["-EncodedCommand", "bgBvAGQAZQAgAHMALgBqAHMA"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "node", "args": ["-e", "require(\"./s\")"]}}}'
#   - .mcp.json: '{"mcpServers": {"v": {"command": "python3", "args": ["-c", "import s; s.main()"]}}}'
#   good:
#   - .mcp.json: '{"mcpServers": {"v": {"command": "node", "args": ["./server/dist/index.js"]}}}'
#   - not_when: cmd /c stands before one plain command, as on Windows
#     .mcp.json: '{"mcpServers": {"v": {"command": "cmd", "args": ["/c", "npx", "-y", "@vendor/mcp@1.4.2"]}}}'
#   - not_when: sh -c runs one plain command, with exec or without
#     .mcp.json: '{"mcpServers": {"v": {"command": "sh", "args": ["-c", "exec server --flag"]}}}'
#   - not_when: the shell runs a script file of the repository
#     .mcp.json: '{"mcpServers": {"v": {"command": "bash", "args": ["scripts/serve.sh"]}, "w": {"command": "./scripts/serve.sh"}}}'
#   - not_when: a login shell runs one plain command, so that nvm or asdf is found
#     .mcp.json: '{"mcpServers": {"v": {"command": "bash", "args": ["-lc", "npx -y @vendor/mcp@1.4.2"]}, "w": {"command": "bash", "args": ["-lc", "nvm exec 24 node s.js"]}}}'
#   - not_when: the program is a module that python3 -m names
#     .mcp.json: '{"mcpServers": {"v": {"command": "python3", "args": ["-m", "vendor_mcp"]}}}'
#   - not_when: the server is disabled
#     .mcp.json: '{"mcpServers": {"v": {"command": "sh", "args": ["-c", "echo hi; node s.js"], "disabled": true}}}'
package pacheck.rules.mcp.opaque_launch_command

import data.pacheck.lib.servers

findings contains {
	"at": ["servers", i, "launch", "shell"],
	"message": sprintf("server %s is started by a shell script with %s", [server.name, concat(", ", reasons(shell))]),
	"label": "hides what runs",
} if {
	some i, server in input.servers
	shell := server.launch.shell
	shell.opaque
	servers.enabled(server)
}

findings contains {
	"at": ["servers", i, "launch", "inline"],
	"message": sprintf("server %s is started by inline code (%s %s)", [server.name, inline.program, inline.flag]),
	"label": "hides what runs",
} if {
	some i, server in input.servers
	inline := server.launch.inline
	servers.enabled(server)
}

reasons(shell) := [object.get(words, reason, reason) | some reason in shell.reasons]

words := {
	"several_commands": "several commands",
	"pipeline": "a pipeline",
	"substitution": "a substitution",
	"redirection": "a redirection to a file",
	"background": "a background job",
	"encoded": "encoded text",
	"unparsed": "text that is no plain command",
}
