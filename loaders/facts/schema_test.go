package facts_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// schemaNode parses a schema that is written as JSON, or as YAML where it does not begin with a brace
// or bracket.
func schemaNode(t testing.TB, text string) *source.Node {
	t.Helper()
	path := "tool.json"
	if !strings.ContainsAny(text[:1], `{[`) {
		path = "tool.yaml"
	}
	f := source.Read(path, []byte(text))
	f.Parse()
	if f.Root == nil {
		t.Fatalf("%s does not parse: %v", text, f.Err)
	}
	return f.Root
}

// schemaProblems shows each problem as "line:column kind pointer: message".
func schemaProblems(problems []facts.SchemaProblem) []string {
	var lines []string
	for _, p := range problems {
		at := p.At.Location().Start
		lines = append(lines, fmt.Sprintf("%d:%d %s %s: %s", at.Line, at.Column, p.Kind, p.Pointer, p.Message))
	}
	return lines
}

func TestSchemaErrors(t *testing.T) {
	tests := []struct {
		name, dialect, schema string
		want                  []string
	}{
		// What PA-TOL-001 detects.
		{"null", "mcp", `[null]`, []string{"1:2 null : the schema is null"}},
		{"a string", "mcp", `["object"]`, []string{"1:2 not-an-object : the schema is a string and not an object"}},
		{"a truth value", "mcp", `[true]`, []string{"1:2 not-an-object : the schema is a truth value and not an object"}},
		{"root of another type", "mcp", `[{"type": "array"}]`, []string{"1:11 root-type /type: the input is of type array and not object"}},
		{"root that may be null", "mcp", `[{"type": ["object", "null"]}]`, []string{"1:11 root-type /type: the input is of type object,null and not object"}},
		{"root type through a reference", "mcp", `[{"$ref": "#/$defs/a", "$defs": {"a": {"type": "string"}}}]`, []string{"1:2 root-type : the input is of type string and not object"}},
		{"root type that is filled in", "mcp", `[{"type": "${TYPE}"}]`, nil},
		{"types that are filled in", "mcp", `[{"properties": {"a": {"type": "{{ type }}"}, "b": {"pattern": "<%= pattern"}, "c": "${SCHEMA}"}}]`, nil},
		{"unknown type", "mcp", `[{"type": "objekt"}]`, []string{`1:11 keyword /type: "objekt" is not a type of 2020-12`}},
		{"unknown type in a list", "mcp", `[{"properties": {"a": {"type": ["string", "text"]}}}]`, []string{`1:43 keyword /properties/a/type: "text" is not a type of 2020-12`}},
		{"type of no shape", "openai", `[{"properties": {"a": {"type": 1}}}]`, []string{"1:32 keyword /properties/a/type: type must be the name of a type, not a number"}},
		{"no types", "mcp", `[{"properties": {"a": {"type": []}}}]`, []string{"1:32 keyword /properties/a/type: type must not be empty"}},
		{"required as a truth value", "openai", `[{"properties": {"a": {"type": "string", "required": true}}}]`, []string{"1:54 keyword /properties/a/required: required must be a list, not a truth value"}},
		{"required twice", "mcp", `[{"properties": {"a": {}}, "required": ["a", "a"]}]`, []string{`1:46 keyword /required: required names "a" twice`}},
		{"properties as a list", "mcp", `[{"properties": [{"name": "a"}]}]`, []string{"1:17 keyword /properties: properties must be an object, not a list"}},
		{"a property that is no schema", "mcp", `[{"properties": {"a": "string"}}]`, []string{"1:23 keyword /properties/a: a schema is expected here, not a string"}},
		{"negative length", "mcp", `[{"properties": {"a": {"minLength": -1}}}]`, []string{"1:37 keyword /properties/a/minLength: minLength must be a whole number from 0, not a number"}},
		{"empty anyOf", "mcp", `[{"properties": {"a": {"anyOf": []}}}]`, []string{"1:33 keyword /properties/a/anyOf: anyOf must not be empty"}},
		{"description that is no text", "mcp", `[{"properties": {"a": {"description": ["b"]}}}]`, []string{"1:39 keyword /properties/a/description: description must be a string, not a list"}},
		{"draft-04 keyword under draft-07", "mcp", `[{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"exclusiveMinimum": true}}}]`,
			[]string{"1:98 keyword /properties/a/exclusiveMinimum: exclusiveMinimum must be a number, not a truth value"}},
		{"tuple under a stated 2020-12", "mcp", `[{"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {"a": {"items": [{}]}}}]`,
			[]string{"1:92 keyword /properties/a/items: a schema is expected here, not a list"}},
		{"pattern", "mcp", `[{"properties": {"a": {"pattern": "(["}}}]`, []string{`1:35 pattern /properties/a/pattern: "([" is not a valid regular expression: a bracket is not closed`}},
		{"pattern of properties", "mcp", `[{"patternProperties": {"*": {}}}]`, []string{`1:25 pattern /patternProperties/*: "*" is not a valid regular expression: there is nothing to repeat before *`}},
		{"reference to nothing", "mcp", `[{"properties": {"a": {"$ref": "#/$defs/b"}}}]`, []string{`1:32 reference /properties/a/$ref: "#/$defs/b" leads to nothing in this schema`}},
		{"reference to no anchor", "mcp", `[{"properties": {"a": {"$ref": "#b"}}}]`, []string{`1:32 reference /properties/a/$ref: "#b" leads to nothing in this schema`}},
		{"reference to no schema", "mcp", `[{"title": "b", "properties": {"a": {"$ref": "#/title"}}}]`, []string{`1:46 reference /properties/a/$ref: "#/title" leads to a string and not to a schema`}},
		{"reference to something that is no valid schema", "mcp", `[{"x-a": {"b/c": {"type": "text"}}, "properties": {"a": {"$ref": "#/x-a/b~1c"}}}]`, []string{`1:27 compile /x-a/b~1c/type: value must be one of 'array', 'boolean', 'integer', 'null', 'number', 'object', 'string'`}},
		{"loop of references", "mcp", `[{"type": "object", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "properties": {"p": {"$ref": "#/$defs/a"}}}]`,
			[]string{`1:45 recursion /$defs/a/$ref: "#/$defs/b" comes back to itself without a base case`}},
		{"required child", "mcp", `[{"type": "object", "properties": {"child": {"$ref": "#"}}, "required": ["child"]}]`,
			[]string{`1:54 recursion /properties/child/$ref: "#" comes back to itself without a base case`}},
		{"list that must not be empty", "mcp", `[{"$ref": "#/$defs/a", "$defs": {"a": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/a"}}}}]`,
			[]string{"1:2 root-type : the input is of type array and not object", `1:11 recursion /$ref: "#/$defs/a" comes back to itself without a base case`}},
		{"several", "mcp", `[{"properties": {"a": {"type": "str"}, "b": {"type": "int"}}}]`,
			[]string{`1:32 keyword /properties/a/type: "str" is not a type of 2020-12`, `1:54 keyword /properties/b/type: "int" is not a type of 2020-12`}},
		{"in a list of branches, with a pointer to escape", "mcp", `[{"properties": {"a/b~c": {"oneOf": [{"type": "string"}, {"type": "none"}]}}}]`,
			[]string{`1:67 keyword /properties/a~1b~0c/oneOf/1/type: "none" is not a type of 2020-12`}},
		{"YAML", "mcp", "- type: object\n  properties:\n    a:\n      type: text\n", []string{`4:13 keyword /properties/a/type: "text" is not a type of 2020-12`}},
		{"unknown type of Gemini", "gemini", `[{"type": "OBJECT", "properties": {"a": {"type": "TEXT"}}}]`, []string{`1:50 keyword /properties/a/type: "TEXT" is not a type of gemini`}},
		{"upper-case types outside Gemini", "openai", `[{"type": "OBJECT"}]`, []string{`1:11 keyword /type: "OBJECT" is not a type of 2020-12`}},
		{"argument without a name", "docker", `[[{"name": "a", "type": "string"}, {"type": "string"}]]`, []string{"1:36 keyword /1: the parameter has no name"}},
		{"argument of unknown type", "docker", `[[{"name": "a", "type": "text"}]]`, []string{`1:25 keyword /0/type: "text" is not a type`}},

		// What PA-TOL-001 stays silent on.
		{"unknown keywords and extensions", "mcp", `[{"type": "object", "x-order": 1, "strict": true, "properties": {"a": {"x-ui": {"type": "nothing"}, "type": "string"}}}]`, nil},
		{"object without properties", "mcp", `[{"type": "object"}]`, nil},
		{"empty object", "mcp", `[{}]`, nil},
		{"truth values as schemas", "mcp", `[{"type": "object", "additionalProperties": false, "properties": {"a": true}}]`, nil},
		{"properties named like keywords", "mcp", `[{"type": "object", "properties": {"type": {"type": "string"}, "required": {"type": "boolean"}, "$ref": {"type": "string"}, "properties": {"type": "object"}, "pattern": {"type": "string"}}, "required": ["type"]}]`, nil},
		{"look-ahead", "mcp", `[{"properties": {"a": {"type": "string", "pattern": "^(?!\\.)(?=.*[A-Z])(?<year>\\d{4})\\k<year>\\u00e9[^\\]]+(?<!x)$"}}}]`, nil},
		{"draft-07 tuple without $schema", "mcp", `[{"type": "object", "properties": {"a": {"type": "array", "items": [{"type": "string"}, {"type": "number"}]}}}]`, nil},
		{"draft-04", "mcp", `[{"$schema": "http://json-schema.org/draft-04/schema#", "id": "http://x.example/s", "type": "object", "properties": {"a": {"type": "number", "minimum": 0, "exclusiveMinimum": true}}}]`, nil},
		{"draft-06", "mcp", `[{"$schema": "http://json-schema.org/draft-06/schema#", "type": "object", "properties": {"a": {"const": 1}}}]`, nil},
		{"2019-09", "mcp", `[{"$schema": "https://json-schema.org/draft/2019-09/schema", "type": "object", "$defs": {"a": {"$anchor": "b"}}, "properties": {"a": {"$ref": "#b"}}}]`, nil},
		{"foreign $schema", "mcp", `[{"$schema": "https://schemas.example.net/mine.json", "type": "object"}]`, nil},
		{"remote reference", "mcp", `[{"type": "object", "properties": {"a": {"$ref": "https://schemas.example.net/a.json#/$defs/b"}}}]`, nil},
		{"reference to a file", "mcp", `[{"type": "object", "properties": {"a": {"$ref": "./a.json"}}}]`, nil},
		{"bundled reference", "mcp", `[{"type": "object", "$id": "https://x.example/root", "$defs": {"a": {"$id": "a", "type": "string"}}, "properties": {"a": {"$ref": "https://x.example/a"}, "b": {"$ref": "a"}}}]`, nil},
		{"local references", "mcp", `[{"type": "object", "properties": {"a": {"$ref": "#/$defs/x%20y~1z"}, "b": {"$ref": "#/properties/a"}, "c": {"$ref": "#/$defs/t"}}, "$defs": {"x y/z": {"type": "string"}, "t": true}}]`, nil},
		{"recursion with a base case", "mcp", `[{"type": "object", "properties": {"tree": {"$ref": "#/$defs/node"}}, "required": ["tree"], "$defs": {"node": {"type": "object", "properties": {"value": {"type": "string"}, "next": {"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]}, "children": {"type": "array", "items": {"$ref": "#/$defs/node"}}}, "required": ["value", "next", "children"]}}}]`, nil},
		{"null for unset in Gemini", "gemini", `[{"type": "OBJECT", "properties": {"a": {"type": "STRING", "nullable": true, "format": null, "maxLength": "10", "enum": ["A", "B"]}}, "required": ["a"]}]`, nil},
		{"OpenAPI 3.0", "openapi", `[{"type": "object", "properties": {"a": {"type": "number", "nullable": true, "minimum": 0, "exclusiveMinimum": true, "example": 1, "xml": {"name": "a"}}}}]`, nil},
		{"Bedrock, flat", "bedrock", `[{"type": {"type": "string", "description": "The type.", "required": true}}]`, nil},
		{"Bedrock, JSON Schema", "bedrock", `[{"type": "object", "properties": {"a": {"type": "string"}}}]`, nil},
		{"Cohere", "cohere", `[{"a": {"type": "List[str]", "required": true}}]`, nil},
		{"Gorilla", "gorilla", `[{"type": "dict", "properties": {"a": {"type": "float"}, "b": {"type": "HashMap"}}, "required": ["a"]}]`, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := facts.ReadInputSchema(schemaNode(t, test.schema).Index(0), test.dialect)
			if diff := cmp.Diff(test.want, schemaProblems(s.Errors)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSchemaAbsent(t *testing.T) {
	if s := facts.ReadSchema(nil, "mcp"); s != nil {
		t.Errorf("got %+v for a schema that is not there", s)
	}
}

// An output schema may be of any type.
func TestSchemaOutput(t *testing.T) {
	s := facts.ReadSchema(schemaNode(t, `{"type": "array"}`), "mcp")
	if len(s.Errors) > 0 || s.RootType != "array" {
		t.Errorf("got type %q, %v", s.RootType, s.Errors)
	}
}

// In an OpenAPI document a reference leads to the document's components.
func TestSchemaOpenAPIReference(t *testing.T) {
	root := schemaNode(t, `{"paths": {"a": {"$ref": "#/components/schemas/A"}, "b": {"$ref": "#/components/schemas/B"}}, "components": {"schemas": {"A": {"type": "object", "properties": {"x": {"type": "string"}}}}}}`)
	if s := facts.ReadInputSchema(root.At("paths", "a"), "openapi"); len(s.Errors) > 0 || s.RootType != "object" {
		t.Errorf("got type %q, %v", s.RootType, s.Errors)
	}
	want := []string{`1:67 reference /$ref: "#/components/schemas/B" leads to nothing in this schema`}
	if diff := cmp.Diff(want, schemaProblems(facts.ReadSchema(root.At("paths", "b"), "openapi").Errors)); diff != "" {
		t.Error(diff)
	}
	if got := facts.Params(root.At("paths", "a"), "openapi"); len(got) != 1 || got[0].Pointer != "/components/schemas/A/properties/x" {
		t.Errorf("got %+v", got)
	}
}

func TestSchemaLimits(t *testing.T) {
	deep := strings.Repeat(`{"items": `, 33) + "{}" + strings.Repeat("}", 33)
	s := facts.ReadSchema(schemaNode(t, deep), "mcp")
	if diff := cmp.Diff([]string{"1:321 limit : schemas are nested 34 deep, more than 32"}, schemaProblems(s.Errors)); diff != "" {
		t.Error(diff)
	}
	many := `{"anyOf": [` + strings.Repeat("{},", 2000) + `{}]}`
	s = facts.ReadSchema(schemaNode(t, many), "mcp")
	if diff := cmp.Diff([]string{"1:1 limit : there are 2001 schemas inside the schema, more than 2000"}, schemaProblems(s.Errors)); diff != "" {
		t.Error(diff)
	}
	edge := strings.Repeat(`{"items": `, 31) + "{}" + strings.Repeat("}", 31)
	if s = facts.ReadSchema(schemaNode(t, edge), "mcp"); len(s.Errors) > 0 || s.Depth != 32 {
		t.Errorf("got depth %d, %v", s.Depth, s.Errors)
	}
}

func TestSchemaFacts(t *testing.T) {
	n := schemaNode(t, `{
  "$schema": "http://json-schema.org/draft-07/schema#",
  "title": "Input", "description": "What to find.", "$comment": "for the next reader",
  "type": "object",
  "properties": {
    "q": {"type": "string", "description": "Not here: it is a parameter.", "enum": ["a", "b"]},
    "o": {"type": "object", "properties": {"x": {"$ref": "https://schemas.example.net/x.json"}, "y": {"$ref": "//schemas.example.net/y.json"}}, "additionalProperties": {"type": "string", "description": "any other"}},
    "l": {"type": "array", "items": {"title": "One", "type": "object", "properties": {"z": true}, "x-hint": {"note": ["read this"]}}}
  },
  "required": ["q"],
  "additionalProperties": false
}`)
	s := facts.ReadSchema(n, "mcp")
	texts := func(t source.Texts) []string {
		var all []string
		for _, text := range t.V {
			all = append(all, text.V+" @"+text.At.Location().String())
		}
		return all
	}
	remotes := func(refs []facts.RemoteRef) []string {
		var all []string
		for _, ref := range refs {
			all = append(all, ref.Keyword+" "+ref.URI+" @"+ref.At.Location().String()+" of "+ref.Host)
		}
		return all
	}
	got := map[string]any{
		"dialect": s.Dialect, "uri": s.URI.V, "title": s.Title.V, "description": s.Description.V, "type": s.RootType,
		"properties": s.Properties, "required": texts(s.Required), "additional": s.AdditionalProperties,
		"open": texts(s.OpenObjects), "depth": s.Depth, "subschemas": s.Subschemas,
		"remote": remotes(s.RemoteRefs), "texts": texts(s.Texts), "errors": len(s.Errors),
	}
	want := map[string]any{
		"dialect": "draft-07", "uri": "http://json-schema.org/draft-07/schema#", "title": "Input",
		"description": "What to find.", "type": "object", "properties": 3, "required": []string{"q @tool.json:10:16"},
		"additional": "closed", "open": []string{"/properties/l/items @tool.json:8:37"}, "depth": 4, "subschemas": 9,
		"remote": []string{"$ref https://schemas.example.net/x.json @tool.json:7:58 of schemas.example.net", "$ref //schemas.example.net/y.json @tool.json:7:111 of schemas.example.net"},
		"texts":  []string{"for the next reader @tool.json:3:65", "any other @tool.json:7:203", "One @tool.json:8:47", "read this @tool.json:8:119"},
		"errors": 0,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
