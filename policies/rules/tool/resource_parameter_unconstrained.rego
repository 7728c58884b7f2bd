# METADATA
# title: URL, host or file path parameter has no bound
# description: Targets without bounds become server-side request forgery and path traversal with the tool's own credentials.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/basic/security_best_practices
#   description: MCP security best practices, server-side request forgery
# - ref: https://cwe.mitre.org/data/definitions/918.html
#   description: CWE-918, server-side request forgery
# custom:
#   code: PA-TOL-009
#   severity: low
#   severity_when:
#   - {when: "an address that the tool fetches, or a path that it writes or deletes", severity: medium}
#   precision: medium
#   scope: file
#   principle: integrity
#   profiles: [strict]
#   roles: [runtime]
#   adversarial: false
#   packs:
#     owasp-llm: ["LLM05:2025"]
#     owasp-mcp: ["MCP05:2025"]
#   remediation: Fix scheme and host, or the root, in the schema and check them again in the handler.
#   bad:
#   - tools.json: '{"tools": [{"name": "fetch_page", "inputSchema": {"type": "object", "properties": {"url": {"type": "string"}}}}]}'
#   - tools.json: '{"tools": [{"name": "ping", "inputSchema": {"type": "object", "properties": {"host": {"type": "string", "pattern": "^.+$"}}}}]}'
#   - tools.json: '{"tools": [{"name": "write_file", "inputSchema": {"type": "object", "properties": {"path": {"type": "string"}}}}]}'
#   - tools.json: '{"tools": [{"name": "fetch_page", "inputSchema": {"type": "object", "properties": {"url": {"type": "string", "format": "uri"}}}}]}'
#   good:
#   - tools.json: '{"tools": [{"name": "fetch_page", "inputSchema": {"type": "object", "properties": {"url": {"type": "string", "pattern": "^https://docs\\.corp\\.example/"}}}}]}'
#   - not_when: the path is that of an object store, or in a repository as its description says
#     tools.json: '{"tools": [{"name": "get_object", "inputSchema": {"type": "object", "properties": {"path": {"type": "string"}}}}, {"name": "get_file_contents", "inputSchema": {"type": "object", "properties": {"path": {"type": "string", "description": "Path in the repository, relative to its root"}}}}]}'
#   - not_when: the parameter is a query of a search
#     tools.json: '{"tools": [{"name": "search_files", "inputSchema": {"type": "object", "properties": {"query": {"type": "string"}}}}]}'
#   - not_when: the annotations list the allowed hosts (`x-allowed-hosts`)
#     tools.json: '{"tools": [{"name": "fetch_page", "annotations": {"x-allowed-hosts": ["docs.corp.example"]}, "inputSchema": {"type": "object", "properties": {"url": {"type": "string", "format": "uri"}}}}]}'
#   - not_when: a pattern keeps the path in its folder
#     tools.json: '{"tools": [{"name": "write_file", "inputSchema": {"type": "object", "properties": {"path": {"type": "string", "pattern": "^[a-z]+\\.md$"}}}}]}'
#   - examples/tools.json: '{"tools": [{"name": "fetch_page", "inputSchema": {"type": "object", "properties": {"url": {"type": "string"}}}}]}'
package pacheck.rules.tool.resource_parameter_unconstrained

findings contains {
	"at": ["tools", i, "params", j],
	"message": sprintf("tool %s: %s may point anywhere", [tool.name, param.name]),
	"severity": severity(tool, param),
} if {
	some i, tool in input.tools
	some j, param in tool.params
	param.role in {"url", "path"}
	"string" in param.type
	not param.role in object.get(param, "bounds", [])
	local(tool, param)
}

local(tool, param) if {
	param.role == "url"
	not tool.annotations.allowed_hosts
}

# a path of the machine, rather than one of an interface or of an object store
local(tool, param) if {
	param.role == "path"
	not param.rooted
	some token in tool.effects.tokens
	token in {"file", "files", "fs", "disk", "local", "workspace", "filesystem", "directory", "directories", "folder"}
}

severity(tool, param) := "medium" if grave(tool, param)

severity(tool, param) := "low" if not grave(tool, param)

grave(tool, param) if {
	param.role == "url"
	some token in tool.effects.tokens
	token in {"fetch", "get", "read", "download", "scrape", "crawl", "browse", "request", "open", "load", "curl", "extract"}
}

grave(tool, param) if {
	param.role == "path"
	some kind in tool.effects.kinds
	kind in {"write", "destructive"}
}
