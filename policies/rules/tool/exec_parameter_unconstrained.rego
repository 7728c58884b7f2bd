# METADATA
# title: Free text parameter reaches a shell, an interpreter or a database
# description: The model, or whoever injects something into it, writes the command; the schema is the last place to say what is allowed.
# related_resources:
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP05 command injection and execution
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-53967
#   description: A parameter of an MCP tool that reached a shell
# custom:
#   code: PA-TOL-008
#   severity: medium
#   severity_when:
#   - {when: "an agent that holds it surely reads what strangers write, and has no sandbox", severity: high}
#   - {when: "the tool says that what it runs is kept in a sandbox, or each agent that holds it has one", severity: low}
#   precision: high
#   scope: repo
#   principle: integrity
#   profiles: [strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI05, ASI02]
#     owasp-llm: ["LLM05:2025", "LLM06:2025"]
#     owasp-mcp: ["MCP05:2025"]
#     nist-ai-rmf: [MS-2.6-004, MS-2.7-001]
#   remediation: Offer named operations with enumerated arguments; parameterise queries; sandbox what must stay free.
#   bad:
#   - tools.json: '{"tools": [{"name": "run", "inputSchema": {"type": "object", "properties": {"command": {"type": "string"}}}}]}'
#   - tools.json: '{"tools": [{"name": "query_orders", "inputSchema": {"type": "object", "properties": {"sql": {"type": "string", "pattern": "^.*$"}}}}]}'
#   - tools.json: '{"tools": [{"name": "calculator", "description": "Evaluates a Python expression.", "inputSchema": {"type": "object", "properties": {"expression": {"type": "string"}}}}]}'
#   - tools.json: '{"tools": [{"name": "start", "inputSchema": {"type": "object", "properties": {"bash": {"type": "array", "items": {"type": "string"}}}}}]}'
#   - tools.json: '{"tools": [{"name": "run_code", "description": "Runs code in a sandbox.", "inputSchema": {"type": "object", "properties": {"code": {"type": "string"}}}}]}'
#   good:
#   - tools.json: '{"tools": [{"name": "run_check", "inputSchema": {"type": "object", "properties": {"check": {"type": "string", "enum": ["lint", "unit"]}}}}]}'
#   - not_when: a list fixes what may be passed
#     tools.json: '{"tools": [{"name": "run", "inputSchema": {"type": "object", "properties": {"command": {"type": "string", "enum": ["build", "test"]}}}}]}'
#   - not_when: a pattern leaves no room for other commands
#     tools.json: '{"tools": [{"name": "query_orders", "inputSchema": {"type": "object", "properties": {"sql": {"type": "string", "pattern": "^SELECT [a-z_, ]+ FROM orders$"}}}}]}'
#   - not_when: the tool formats, lints, parses or explains what it is given, as the first word of its name says
#     tools.json: '{"tools": [{"name": "format_code", "inputSchema": {"type": "object", "properties": {"code": {"type": "string"}}}}, {"name": "lint_script", "inputSchema": {"type": "object", "properties": {"source_code": {"type": "string"}}}}, {"name": "parse_sql", "inputSchema": {"type": "object", "properties": {"sql": {"type": "string"}}}}, {"name": "explain_code", "inputSchema": {"type": "object", "properties": {"code": {"type": "string"}}}}]}'
#   - not_when: the parameter is a choice of operations, as its description says
#     tools.json: '{"tools": [{"name": "memory", "inputSchema": {"type": "object", "properties": {"command": {"type": "string", "description": "The sub-command: view, create or delete."}}}}]}'
#   - not_when: the name alone might mean code, and nothing says that something is run
#     tools.json: '{"tools": [{"name": "rate", "description": "Looks a currency up.", "inputSchema": {"type": "object", "properties": {"code": {"type": "string"}}}}]}'
#   - not_when: the server of a database is started for reading only
#     tools.json: '{"name": "db", "tools": [{"name": "query", "inputSchema": {"type": "object", "properties": {"sql": {"type": "string"}}}}]}'
#     .mcp.json: '{"mcpServers": {"db": {"command": "db-server", "args": ["--read-only"]}}}'
#   - docs/tools.json: '{"tools": [{"name": "run", "inputSchema": {"type": "object", "properties": {"command": {"type": "string"}}}}]}'
package pacheck.rules.tool.exec_parameter_unconstrained

findings contains {
	"at": ["tools", i, "params", j],
	"message": sprintf("tool %s: %s accepts any text into %s", [tool.name, param.name, param.sink]),
	"severity": severity(tool),
} if {
	some i, tool in input.tools
	some j, param in tool.params
	param.sink
	textual(param)
	not "shell" in object.get(param, "bounds", [])
	not read_only(tool, param)
}

textual(param) if "string" in param.type

textual(param) if "string" in param.item_type

textual(param) if not param.type

# a database that is opened for reading only
read_only(tool, param) if {
	param.sink == "a database"
	some server in input.servers
	server.name == tool.server
	some arg in server.launch.args
	lower(trim_left(arg, "-")) in {"read-only", "readonly", "read_only", "read-only=true", "readonly=true"}
}

severity(tool) := "low" if tool.sandboxed

severity(tool) := "low" if {
	not tool.sandboxed
	holders[tool.id]
	count(unconfined(tool)) == 0
}

severity(tool) := "high" if {
	not tool.sandboxed
	some agent in unconfined(tool)
	some capability in agent.capabilities
	capability.kind == "untrusted_input"
	capability.strength == "strong"
}

severity(tool) := "medium" if {
	not tool.sandboxed
	not holders[tool.id]
}

severity(tool) := "medium" if {
	not tool.sandboxed
	some _ in unconfined(tool)
	every agent in unconfined(tool) {
		not reads_strangers(agent)
	}
}

reads_strangers(agent) if {
	some capability in agent.capabilities
	capability.kind == "untrusted_input"
	capability.strength == "strong"
}

# the agents that hold a tool and have no sandbox
unconfined(tool) := {agent |
	some i in holders[tool.id]
	agent := input.agents[i]
	not confined(agent)
}

confined(agent) if agent.sandbox.enabled

confined(agent) if agent.sandbox.mode in {"read-only", "workspace-write"}

confined(agent) if agent.sandbox.image

# the indexes of the agents that use a tool, by its id
holders[id] contains i if {
	some edge in input.edges
	edge.rel == "uses_tool"
	edge.resolved == true
	id := edge.to
	i := index[edge.from]
}

index := {agent.id: i | some i, agent in input.agents}
