package facts_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestSchemaInconsistencies(t *testing.T) {
	tests := []struct {
		name, dialect, schema string
		want                  []string
	}{
		// What PA-TOL-002 detects.
		{"required in other letters", "mcp", `{"properties": {"id": {"type": "string"}}, "required": ["ID"]}`, []string{`1:57 required /required/0: "ID" is required and is no property`}},
		{"required of nothing", "mcp", `{"type": "object", "required": ["a"]}`, []string{`1:33 required /required/0: "a" is required and is no property`}},
		{"required in an inner object", "mcp", `{"properties": {"o": {"type": "object", "properties": {}, "required": ["x"]}}}`, []string{`1:72 required /properties/o/required/0: "x" is required and is no property`}},
		{"required in items", "mcp", `{"properties": {"o": {"items": {"type": "object", "required": ["x"]}}}}`, []string{`1:64 required /properties/o/items/required/0: "x" is required and is no property`}},
		{"required in a definition", "mcp", `{"$defs": {"o": {"properties": {"y": {}}, "required": ["x"]}}}`, []string{`1:56 required /$defs/o/required/0: "x" is required and is no property`}},
		{"required in a branch", "mcp", `{"properties": {"a": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}`, []string{`1:72 required /anyOf/1/required/0: "b" is required and is no property`}},
		{"required, pattern does not match", "mcp", `{"patternProperties": {"^x-": {}}, "required": ["y"]}`, []string{`1:49 required /required/0: "y" is required and is no property`}},
		{"default that is filled in", "mcp", `{"properties": {"x": {"type": "string", "enum": ["a", "b"], "default": "{{ x }}"}}}`, nil},
		{"default outside enum", "mcp", `{"properties": {"x": {"type": "string", "enum": ["a", "b"], "default": "c"}}}`, []string{`1:72 default /properties/x/default: the default "c" does not fit the schema`}},
		{"default of another type", "mcp", `{"properties": {"x": {"type": "integer", "default": "5"}}}`, []string{`1:53 default /properties/x/default: the default "5" does not fit the schema`}},
		{"default null", "mcp", `{"properties": {"x": {"type": "string", "default": null}}}`, []string{`1:52 default /properties/x/default: the default null does not fit the schema`}},
		{"default out of bounds", "mcp", `{"properties": {"x": {"minimum": 1, "maximum": 9, "default": 10}}}`, []string{`1:62 default /properties/x/default: the default 10 does not fit the schema`}},
		{"default on an exclusive bound", "mcp", `{"properties": {"x": {"exclusiveMinimum": 1, "default": 1}}}`, []string{`1:57 default /properties/x/default: the default 1 does not fit the schema`}},
		{"default too short", "mcp", `{"properties": {"x": {"minLength": 3, "default": "ab"}}}`, []string{`1:50 default /properties/x/default: the default "ab" does not fit the schema`}},
		{"default against the pattern", "mcp", `{"properties": {"x": {"pattern": "^[a-z]+$", "default": "A"}}}`, []string{`1:57 default /properties/x/default: the default "A" does not fit the schema`}},
		{"default in no branch", "mcp", `{"properties": {"x": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": 1}}}`, []string{`1:83 default /properties/x/default: the default 1 does not fit the schema`}},
		{"default of a referenced enum", "mcp", `{"properties": {"x": {"$ref": "#/$defs/e", "default": "c"}}, "$defs": {"e": {"enum": ["a"]}}}`, []string{`1:55 default /properties/x/default: the default "c" does not fit the schema`}},
		{"default list", "mcp", `{"properties": {"x": {"type": "array", "items": {"type": "string"}, "default": [1]}}}`, []string{`1:80 default /properties/x/default: the default a list does not fit the schema`}},
		{"default object", "mcp", `{"properties": {"x": {"type": "object", "properties": {"y": {}}, "required": ["y"], "default": {}}}}`, []string{`1:96 default /properties/x/default: the default an object does not fit the schema`}},
		{"example", "openapi", `{"properties": {"x": {"type": "integer", "example": "many"}}}`, []string{`1:53 example /properties/x/example: the example "many" does not fit the schema`}},
		{"one of the examples", "mcp", `{"properties": {"x": {"type": "integer", "examples": [1, 1.5]}}}`, []string{`1:58 example /properties/x/examples/1: the example 1.5 does not fit the schema`}},
		{"enum empty", "mcp", `{"properties": {"x": {"enum": []}}}`, []string{"1:31 enum-empty /properties/x/enum: enum is empty, so that no value fits"}},
		{"enum twice", "mcp", `{"properties": {"x": {"enum": ["a", "b", "a"]}}}`, []string{`1:42 enum-duplicate /properties/x/enum/2: enum has "a" twice`}},
		{"enum twice as numbers", "mcp", `{"properties": {"x": {"enum": [1, 1.0]}}}`, []string{`1:35 enum-duplicate /properties/x/enum/1: enum has 1.0 twice`}},
		{"enum of another type", "mcp", `{"properties": {"x": {"type": "string", "enum": ["a", 1]}}}`, []string{`1:55 enum-type /properties/x/enum/1: 1 is in enum and not of type string`}},
		{"enum with null", "openapi", `{"properties": {"x": {"type": "string", "enum": ["a", null]}}}`, []string{`1:55 enum-type /properties/x/enum/1: null is in enum and not of type string`}},
		{"minimum over maximum", "mcp", `{"properties": {"n": {"type": "integer", "minimum": 9, "maximum": 1}}}`, []string{"1:53 bounds /properties/n/minimum: minimum 9 is over maximum 1, so that no value fits"}},
		{"minLength over maxLength", "mcp", `{"properties": {"n": {"minLength": 9, "maxLength": 1}}}`, []string{"1:36 bounds /properties/n/minLength: minLength 9 is over maxLength 1, so that no value fits"}},
		{"minItems over maxItems", "mcp", `{"properties": {"n": {"minItems": 2, "maxItems": 1}}}`, []string{"1:35 bounds /properties/n/minItems: minItems 2 is over maxItems 1, so that no value fits"}},
		{"numbers as strings in Gemini", "gemini", `{"properties": {"n": {"minItems": "2", "maxItems": "1"}}}`, []string{"1:35 bounds /properties/n/minItems: minItems 2 is over maxItems 1, so that no value fits"}},
		{"const outside enum", "mcp", `{"properties": {"x": {"enum": ["a"], "const": "b"}}}`, []string{`1:47 const /properties/x/const: const "b" is not in enum`}},
		{"alike in case", "mcp", `{"properties": {"userId": {}, "userid": {}}}`, []string{`1:31 alike /properties/userid: the properties "userId" and "userid" differ in case and separators only`}},
		{"alike but for separators", "mcp", `{"properties": {"user_id": {}, "user-Id": {}}}`, []string{`1:32 alike /properties/user-Id: the properties "user_id" and "user-Id" differ in case and separators only`}},
		{"alike in a flat list", "docker", `[{"name": "a_b"}, {"name": "aB"}]`, []string{`1:28 alike /1: the parameters "a_b" and "aB" differ in case and separators only`}},
		{"YAML", "mcp", "properties:\n  x:\n    type: string\n    enum: [a, b]\n    default: c\n", []string{`5:14 default /properties/x/default: the default "c" does not fit the schema`}},

		// What PA-TOL-002 stays silent on.
		{"required, additionalProperties is a schema", "mcp", `{"additionalProperties": {"type": "string"}, "required": ["a"]}`, nil},
		{"required, additionalProperties is true", "mcp", `{"additionalProperties": true, "required": ["a"]}`, nil},
		{"required, a pattern matches", "mcp", `{"patternProperties": {"^a": {}}, "required": ["a"]}`, nil},
		{"required, in allOf", "mcp", `{"allOf": [{"properties": {"a": {}}}, {"$ref": "#/$defs/b"}], "required": ["a", "b"], "$defs": {"b": {"properties": {"b": {}}}}}`, nil},
		{"required, in oneOf", "mcp", `{"oneOf": [{"properties": {"kind": {"const": "a"}}}], "required": ["kind"]}`, nil},
		{"required, of the object around", "mcp", `{"properties": {"a": {}, "b": {}}, "oneOf": [{"required": ["a"]}, {"required": ["b"]}], "if": {"required": ["a"]}, "then": {"required": ["b"]}, "dependentSchemas": {"a": {"required": ["b"]}}}`, nil},
		{"required, under not", "mcp", `{"properties": {"a": {}}, "not": {"required": ["b"]}}`, nil},
		{"required, described in another branch", "mcp", `{"allOf": [{"properties": {"p": {"properties": {"a": {}}}}}, {"properties": {"p": {"required": ["a"]}}}]}`, nil},
		{"required, unknown because remote", "mcp", `{"$ref": "https://schemas.example.net/x.json", "required": ["a"]}`, nil},
		{"default null and type null", "mcp", `{"properties": {"x": {"type": ["string", "null"], "default": null}}}`, nil},
		{"default null and nullable", "openapi", `{"properties": {"x": {"type": "string", "nullable": true, "default": null, "enum": ["a", null]}}}`, nil},
		{"default null and nullable, Gemini", "gemini", `{"properties": {"x": {"type": "STRING", "nullable": true, "default": null}}}`, nil},
		{"default null in anyOf", "mcp", `{"properties": {"x": {"anyOf": [{"type": "string"}, {"type": "null"}], "default": null}}}`, nil},
		{"default null through a reference", "mcp", `{"properties": {"x": {"anyOf": [{"$ref": "#/$defs/e"}, {"type": "null"}], "default": null}, "y": {"$ref": "#/$defs/e", "default": "a"}}, "$defs": {"e": {"type": "string", "enum": ["a"]}}}`, nil},
		{"numbers written as integers", "mcp", `{"properties": {"x": {"type": "number", "default": 5}, "y": {"type": "integer", "default": 5.0, "enum": [5, 6]}, "z": {"type": "number", "enum": [1, 1.5]}}}`, nil},
		{"large numbers that differ", "mcp", `{"properties": {"x": {"enum": [9007199254740993, 9007199254740992]}}}`, nil},
		{"format is an annotation", "mcp", `{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"x": {"type": "string", "format": "date", "default": "today", "not": {"const": ""}}}}`, nil},
		{"pattern with look-ahead", "mcp", `{"properties": {"x": {"pattern": "^(?!a)", "default": "b"}}}`, nil},
		{"lists and objects", "mcp", `{"properties": {"x": {"type": "array", "items": {"type": "string"}, "default": ["a"]}, "y": {"type": "object", "properties": {"z": {"type": "integer"}}, "default": {"z": 1}}, "e": {"type": "array", "default": []}}}`, nil},
		{"enum in Gemini", "gemini", `{"properties": {"x": {"type": "INTEGER", "enum": ["1", "2"]}}}`, nil},
		{"equal bounds", "mcp", `{"properties": {"x": {"minimum": 1, "maximum": 1, "minLength": 0, "maxLength": 0}}}`, nil},
		{"names with and without a leading sign", "mcp", `{"properties": {"_id": {}, "id": {}, "-C": {}, "C": {}}}`, nil},
		{"samples of a schema that is not valid", "mcp", `{"properties": {"x": {"$ref": "#/$defs/no", "default": 1}}}`, nil},
		{"what is an error is no inconsistency as well", "mcp", `{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"x": {"enum": []}}}`, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := facts.ReadSchema(schemaNode(t, test.schema), test.dialect)
			if diff := cmp.Diff(test.want, schemaProblems(s.Inconsistencies)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
