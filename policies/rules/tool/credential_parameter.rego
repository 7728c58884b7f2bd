# METADATA
# title: Tool asks the model to supply a credential, or mirrors a sensitive argument into a header
# description: The secret passes through context, logs and the vendor of the model; credentials belong to the tool's own configuration.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/basic/security_best_practices
#   description: MCP security best practices
# - ref: https://owasp.org/www-project-mcp-top-10/
#   description: OWASP MCP Top 10, MCP01 token mismanagement and secret exposure
# custom:
#   code: PA-TOL-011
#   severity: medium
#   severity_when:
#   - {when: "the parameter is copied into a header by x-mcp-header", severity: high}
#   - {when: "the tool sets or resets a password or key, which is what it is for", severity: low}
#   precision: high
#   scope: file
#   principle: privacy
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-llm: ["LLM02:2025"]
#     owasp-mcp: ["MCP01:2025"]
#     csa-aicm: [IAM-19]
#   remediation: Take the credential from the server's environment or a token exchange.
#   bad:
#   - tools.json: '{"tools": [{"name": "query", "inputSchema": {"type": "object", "properties": {"api_key": {"type": "string"}}}}]}'
#   - tools.json: '[{"type": "function", "function": {"name": "login", "parameters": {"type": "object", "properties": {"user": {"type": "string"}, "passWord": {"type": "string"}, "word": {"type": "string", "format": "password"}}}}}]'
#   - tools.json: '{"tools": [{"name": "query", "inputSchema": {"type": "object", "properties": {"password": {"type": "string", "x-mcp-header": "Pw"}}}}]}'
#   - tools.json: '{"tools": [{"name": "reset_user_password", "inputSchema": {"type": "object", "properties": {"password": {"type": "string"}}}}]}'
#   - tools.json: '{"tools": [{"name": "query", "inputSchema": {"type": "object", "properties": {"region": {"type": "string", "x-mcp-header": "a b"}}}}]}'
#   - tools.json: '{"tools": [{"name": "query", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "x-mcp-header": "R"}, "b": {"type": "string", "x-mcp-header": "r"}}}}]}'
#   good:
#   - tools.json: '{"tools": [{"name": "query", "inputSchema": {"type": "object", "properties": {"account": {"type": "string"}, "region": {"type": "string", "x-mcp-header": "Region"}}}}]}'
#   - not_when: the token is one of a page or cursor, or a number of tokens
#     tools.json: '{"tools": [{"name": "list", "inputSchema": {"type": "object", "properties": {"next_token": {"type": "string"}, "page_token": {"type": "string"}, "continuationToken": {"type": "string"}, "max_tokens": {"type": "integer"}}}}]}'
#   - not_when: the parameter is a one-time code of a login, which the user types
#     tools.json: '{"tools": [{"name": "login", "inputSchema": {"type": "object", "properties": {"otp": {"type": "string"}, "mfa_code": {"type": "string"}}}}]}'
#   - not_when: the parameter is the name of a secret to look up
#     tools.json: '{"tools": [{"name": "get_secret", "inputSchema": {"type": "object", "properties": {"secret": {"type": "string", "description": "The name of the secret"}}}}]}'
#   - not_when: the parameter is true or false
#     tools.json: '{"tools": [{"name": "scan", "inputSchema": {"type": "object", "properties": {"password": {"type": "boolean"}}}}]}'
#   - tests/tools.json: '{"tools": [{"name": "query", "inputSchema": {"type": "object", "properties": {"api_key": {"type": "string"}}}}]}'
package pacheck.rules.tool.credential_parameter

findings contains {
	"at": ["tools", i, "params", j],
	"message": sprintf("tool %s: parameter %s carries a credential through the model%s", [tool.name, param.name, mirrored(param)]),
	"severity": severity(tool, param),
} if {
	some i, tool in input.tools
	some j, param in tool.params
	credential(param)
	not meant(tool, param)
}

findings contains {
	"at": ["tools", i, "params", j, "header"],
	"message": sprintf("tool %s: x-mcp-header of %s %s", [tool.name, param.name, words[param.header_fault]]),
} if {
	some i, tool in input.tools
	some j, param in tool.params
	param.header_fault
}

credential(param) if {
	param.role == "credential"
	textual(param)
}

credential(param) if {
	param.format == "password"
	param.role != "credential"
}

credential(param) if {
	param.format == "password"
	not param.role
}

textual(param) if not param.type

textual(param) if {
	some kind in param.type
	kind in {"string", "array"}
}

# a one-time code that the user types for a login, and the name of a secret that is looked up
meant(tool, param) if {
	lower(param.name) in {"otp", "mfa_code", "mfacode"}
	tool.effects.verb in {"login", "log", "sign", "signin", "verify", "authenticate", "confirm"}
}

meant(tool, param) if {
	lower(param.name) == "secret"
	"secret" in tool.effects.objects
}

mirrored(param) := sprintf(", and into the header %s", [param.header]) if param.header

mirrored(param) := "" if not param.header

severity(_, param) := "high" if param.header

severity(tool, param) := "low" if {
	not param.header
	administers(tool)
}

severity(tool, param) := "medium" if {
	not param.header
	not administers(tool)
}

# what it is for is to set a credential
administers(tool) if {
	tool.effects.verb in {"create", "reset", "rotate", "set", "change", "update", "add", "register"}
	some object in tool.effects.objects
	object in {"user", "account", "key", "password", "credential", "secret", "login", "member"}
}

words := {
	"empty": "is empty",
	"token": "is no name of a header",
	"duplicate": "is used twice",
	"type": "is set on a number or object",
}
