# METADATA
# title: Schema contradicts itself
# description: A required property that does not exist, or a default outside its enum, makes every valid call invalid or every invalid call valid.
# related_resources:
# - ref: https://json-schema.org/draft/2020-12/json-schema-validation
#   description: JSON Schema 2020-12, validation
# custom:
#   code: PA-TOL-002
#   severity: medium
#   precision: very-high
#   scope: file
#   principle: safety
#   profiles: [recommended, strict]
#   roles: [runtime, local]
#   adversarial: false
#   packs:
#     owasp-llm: ["LLM05:2025"]
#     nist-ai-rmf: [MEASURE 2.5]
#   remediation: Align the keywords.
#   bad:
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["ID"]}}'
#   - tools.json: '[{"type": "function", "function": {"name": "t", "parameters": {"type": "object", "properties": {"x": {"type": "string", "enum": ["a", "b"], "default": "c"}}}}}]'
#   - tools.json: '{"name": "t", "input_schema": {"type": "object", "properties": {"n": {"type": "integer", "minimum": 9, "maximum": 1}}}}'
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"x": {"enum": []}}}}'
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"x": {"enum": ["a", "a"]}}}}'
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"x": {"type": "string", "enum": ["a", 1]}}}}'
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"x": {"type": "string", "minLength": 5, "maxLength": 2}}}}'
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"x": {"enum": ["a"], "const": "b"}}}}'
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"userId": {"type": "string"}, "user_id": {"type": "string"}}}}'
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"n": {"type": "integer", "examples": ["seven"]}}}}'
#   - tools.yaml: "tools:\n- name: t\n  inputSchema:\n    type: object\n    properties:\n      list:\n        type: array\n        items: {type: object, properties: {a: {type: string}}, required: [b]}\n"
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object"}, "outputSchema": {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["b"]}}'
#   good:
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"]}}'
#   - not_when: a required property is not listed, and the schema of additionalProperties allows it
#     tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"a": {}}, "required": ["b"], "additionalProperties": {"type": "string"}}}'
#   - not_when: a required property matches patternProperties
#     tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"a": {}}, "required": ["x-b"], "patternProperties": {"^x-": {"type": "string"}}}}'
#   - not_when: the default is null where null is allowed
#     tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"a": {"type": "string", "nullable": true, "default": null}, "b": {"type": ["string", "null"], "default": null}}}}'
#   - not_when: a whole number stands for a number, or is written with .0
#     tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"n": {"type": "number", "default": 1, "minimum": 0}, "i": {"type": "integer", "default": 1.0}}}}'
#   - tools.json: '{"name": "t", "inputSchema": {"type": "object", "properties": {"a": {"type": "string"}}, "anyOf": [{"required": ["a"]}, {"properties": {"b": {}}, "required": ["b"]}]}}'
package pacheck.rules.tool.tool_schema_inconsistent

findings contains {
	"at": ["tools", i, schema, "inconsistencies", j],
	"message": sprintf("tool %s: in its %s, %s (at %s)", [tool.name, replace(schema, "_", " "), problem.message, problem.pointer]),
} if {
	some i, tool in input.tools
	some schema in ["input_schema", "output_schema"]
	some j, problem in tool[schema].inconsistencies
}
