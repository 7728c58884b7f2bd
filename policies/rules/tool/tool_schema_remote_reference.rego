# METADATA
# title: Schema references a network document
# description: A remote $ref changes the contract after review, and resolving it is a request that an attacker can observe. pacheck itself never resolves references over the network.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/server/tools
#   description: Model Context Protocol, tools
# - ref: https://nvd.nist.gov/vuln/detail/CVE-2025-53097
#   description: Data sent out through a remote JSON schema
# custom:
#   code: PA-TOL-003
#   severity: medium
#   precision: very-high
#   scope: file
#   principle: supply-chain
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: true
#   packs:
#     owasp-agentic: [ASI04]
#     owasp-mcp: ["MCP04:2025"]
#   remediation: Inline the schema, or bundle it under its $id in the same document.
#   params:
#     allowed: {default: [json-schema.org, schema.org], description: "Hosts whose documents may be referred to, those below them included."}
#   bad:
#   - tools.json: '{"tools": [{"name": "refund", "inputSchema": {"type": "object", "properties": {"x": {"$ref": "https://schemas.example.net/refund.json"}}}}]}'
#   - tools.json: '{"tools": [{"name": "refund", "inputSchema": {"$ref": "//schemas.example.net/refund.json#/a"}}]}'
#   - tools.json: '{"tools": [{"name": "refund", "inputSchema": {"type": "object", "properties": {"x": {"$ref": "file:///etc/refund.json"}}}}]}'
#   - tools.json: '{"tools": [{"name": "refund", "inputSchema": {"$schema": "https://schemas.example.net/meta.json", "type": "object"}}]}'
#   - tools.json: '{"tools": [{"name": "refund", "inputSchema": {"type": "object"}, "outputSchema": {"type": "object", "properties": {"x": {"$dynamicRef": "ftp://schemas.example.net/refund.json"}}}}]}'
#   good:
#   - not_when: the reference stays inside the document
#     tools.json: '{"tools": [{"name": "refund", "inputSchema": {"type": "object", "properties": {"x": {"$ref": "#/$defs/refund"}}, "$defs": {"refund": {"type": "string"}}}}]}'
#   - not_when: there is an $id and no reference to it
#     tools.json: '{"tools": [{"name": "refund", "inputSchema": {"$id": "https://schemas.example.net/refund.json", "type": "object"}}]}'
#   - not_when: the document has the schema that is referred to under its $id
#     tools.json: '{"tools": [{"name": "refund", "inputSchema": {"type": "object", "properties": {"x": {"$ref": "https://schemas.example.net/a.json"}}, "$defs": {"a": {"$id": "https://schemas.example.net/a.json", "type": "string"}}}}]}'
#   - not_when: $schema is a hint for editors at the top of the file, or names a well-known version of JSON Schema
#     tools.json: '{"$schema": "https://schemas.example.net/tools.json", "tools": [{"name": "refund", "inputSchema": {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object"}}]}'
#   - .vscode/settings.json: '{"$schema": "https://schemas.example.net/settings.json", "chat.tools.autoApprove": false}'
#   - not_when: the file is an example
#     examples/tools.json: '{"tools": [{"name": "refund", "inputSchema": {"$ref": "https://schemas.example.net/refund.json"}}]}'
package pacheck.rules.tool.tool_schema_remote_reference

findings contains {
	"at": ["tools", i, schema, "remote_refs", j],
	"message": sprintf("tool %s: %s to %s", [tool.name, ref.keyword, ref.uri]),
} if {
	some i, tool in input.tools
	some schema in ["input_schema", "output_schema"]
	some j, ref in tool[schema].remote_refs
	not allowed(object.get(ref, "host", ""))
}

allowed(host) if host in data.pacheck.params["tool-schema-remote-reference"].allowed

allowed(host) if {
	some known in data.pacheck.params["tool-schema-remote-reference"].allowed
	endswith(host, concat("", [".", known]))
}
