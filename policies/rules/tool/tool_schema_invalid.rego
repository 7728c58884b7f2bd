# METADATA
# title: Tool input or output schema is not valid JSON Schema
# description: Clients drop or loosen what they cannot parse, so an invalid schema validates nothing.
# related_resources:
# - ref: https://modelcontextprotocol.io/specification/2025-11-25/server/tools
#   description: Model Context Protocol, tools
# - ref: https://json-schema.org/draft/2020-12/json-schema-core
#   description: JSON Schema 2020-12
# custom:
#   code: PA-TOL-001
#   severity: high
#   precision: very-high
#   scope: file
#   principle: safety
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-agentic: [ASI02]
#     owasp-llm: ["LLM05:2025"]
#     nist-ai-rmf: [MEASURE 2.5, MS-2.5-006]
#   remediation: Correct the schema; test it with a valid and an invalid call.
#   params:
#     max_depth: {default: 32, description: "How deep schemas may be nested; more than 32 is always too deep."}
#     max_subschemas: {default: 2000, description: "How many schemas there may be inside a schema; more than 2000 are always too many."}
#   bad:
#   - tools.json: '{"name": "t", "inputSchema": {"type": "objekt"}}'
#   - tools.json: '{"tools": [{"name": "ok", "inputSchema": {"type": "object"}}, {"name": "t", "inputSchema": null}]}'
#   - tools.json: '{"tools": [{"name": "ok", "inputSchema": {"type": "object"}}, {"name": "t", "inputSchema": "none"}]}'
#   - tools.json: '{"name": "t", "inputSchema": {"type": "string"}}'
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object"}, "outputSchema": {"properties": {"x": {"type": "int"}}}}'
#   - tools.json: '[{"type": "function", "function": {"name": "t", "parameters": {"type": "object", "properties": {"x": {"type": "string", "pattern": "(["}}}}}]'
#   - tools.json: '{"name": "t", "input_schema": {"type": "object", "properties": {"x": {"$ref": "#/$defs/gone"}}}}'
#   - tools.yaml: "tools:\n- name: t\n  inputSchema:\n    type: object\n    required: true\n    properties: {x: {type: string}}\n"
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"x": {"$ref": "#/$defs/a"}}, "$defs": {"a": {"$ref": "#/$defs/a"}}}}'
#   - tools.json: '{"tools": [{"functionDeclarations": [{"name": "t", "parameters": {"type": "OBJEKT", "properties": {"x": {"type": "STRING"}}}}]}]}'
#   good:
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "additionalProperties": false}}'
#   - not_when: a keyword is unknown, or begins with x-
#     tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"x": {"type": "string", "x-order": 1, "hint": "short"}}, "x-group": "a"}}'
#   - not_when: ["there is no output schema", "an object states no properties"]
#     tools.json: '{"name": "t", "inputSchema": {"type": "object"}}'
#   - not_when: additionalProperties is true or false
#     tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"x": {"type": "object", "additionalProperties": true}}}}'
#   - not_when: a schema refers to itself, and the recursion may end
#     tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"x": {"$ref": "#/$defs/tree"}}, "$defs": {"tree": {"type": "object", "properties": {"children": {"type": "array", "items": {"$ref": "#/$defs/tree"}}}}}}}'
#   - tools.json: '{"name": "t", "inputSchema": {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {"x": {"type": "array", "items": [{"type": "string"}]}}}}'
#   - tools.json: '{"tools": [{"functionDeclarations": [{"name": "t", "parameters": {"type": "OBJECT", "properties": {"x": {"type": "STRING", "nullable": true}}}}]}]}'
#   - agent.yaml: "kind: Prompt\nname: a\ninstructions: You help.\nmodel: {id: m}\ntools:\n- kind: function\n  name: t\n  description: Does t.\n  parameters:\n    properties:\n      x: {kind: string, required: true}\n"
#   - not_when: the file is a template with a variable in that place
#     tools.yaml: "tools:\n- name: t\n  inputSchema:\n    type: object\n    properties:\n      x: {type: \"${TYPE}\"}\n"
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object"}, "outputSchema": {"type": "array", "items": {"type": "string"}}}'
package pacheck.rules.tool.tool_schema_invalid

schemas := ["input_schema", "output_schema"]

findings contains {
	"at": ["tools", i, schema, "errors", 0],
	"message": sprintf("tool %s: error in its %s%s: %s", [tool.name, replace(schema, "_", " "), pointer(problem), problem.message]),
} if {
	some i, tool in input.tools
	some schema in schemas
	problem := tool[schema].errors[0]
}

# limits that are narrower than those at which reading stops
findings contains {
	"at": ["tools", i, schema],
	"message": sprintf("tool %s: its %s is nested %d deep and has %d schemas inside", [tool.name, replace(schema, "_", " "), facts.depth, facts.subschemas]),
} if {
	some i, tool in input.tools
	some schema in schemas
	facts := tool[schema]
	not facts.errors
	too_large(facts)
}

too_large(facts) if facts.depth > data.pacheck.params["tool-schema-invalid"].max_depth

too_large(facts) if facts.subschemas > data.pacheck.params["tool-schema-invalid"].max_subschemas

pointer(problem) := "" if problem.pointer == ""

pointer(problem) := sprintf(" at %s", [problem.pointer]) if problem.pointer != ""
