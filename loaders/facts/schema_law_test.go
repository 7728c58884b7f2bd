package facts_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// anyDocument is a loader to whom every document is an empty schema.
type anyDocument struct{}

func (anyDocument) Load(string) (any, error) { return map[string]any{}, nil }

// Our verdict is the library's. It differs by design in this: references that lead to nothing are reported
// also where nothing leads to them, as are patterns in $defs of older drafts, recursion without end and limits are ours, and what is valid under
// draft-07 is valid where no draft is stated and no keyword is of a later one.
func TestSchemaVerdictIsLibrarys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		schema := drawSchema(t, 0).(map[string]any)
		schema["type"] = "object"
		stated := rapid.SampledFrom([]string{
			"", "", "http://json-schema.org/draft-04/schema#", "http://json-schema.org/draft-06/schema#",
			"http://json-schema.org/draft-07/schema#", "https://json-schema.org/draft/2019-09/schema",
			"https://json-schema.org/draft/2020-12/schema",
		}).Draw(t, "$schema")
		if stated != "" {
			schema["$schema"] = stated
		}
		text, err := json.Marshal(schema)
		if err != nil {
			t.Fatal(err)
		}
		want := libraryAcceptsAny(t, string(text), stated == "" && !newerKeyword.Match(text))
		f := source.Read("s.json", text)
		f.Parse()
		var refs, others []facts.SchemaProblem
		for _, p := range facts.ReadSchema(f.Root, "mcp").Errors {
			switch p.Kind {
			case "reference", "recursion":
				refs = append(refs, p)
			case "limit":
			case "pattern":
				if strings.Contains(p.Pointer, "/$defs/") {
					refs = append(refs, p)
				} else {
					others = append(others, p)
				}
			default:
				others = append(others, p)
			}
		}
		if want != (len(others) == 0) && !(len(refs) > 0 && len(others) == 0) {
			t.Fatalf("%s\nthe library says %v, we say %v", text, want, others)
		}
	})
}

var newerKeyword = regexp.MustCompile(`"(?:prefixItems|\$anchor|\$dynamicRef|\$dynamicAnchor|\$recursiveRef|\$recursiveAnchor|\$vocabulary|` +
	`dependentSchemas|dependentRequired|minContains|deprecated|contentSchema|unevaluated\w+)":`)

// libraryAcceptsAny asks the library, and it alone, about a schema that is written as JSON.
func libraryAcceptsAny(t *rapid.T, text string, older bool) bool {
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	accepts := func(draft *jsonschema.Draft) bool {
		c := jsonschema.NewCompiler()
		c.DefaultDraft(draft)
		c.UseLoader(anyDocument{})
		if err := c.AddResource("http://schema.invalid/s", value); err != nil {
			t.Fatal(err)
		}
		_, err := c.Compile("http://schema.invalid/s")
		return err == nil
	}
	return accepts(jsonschema.Draft2020) || older && accepts(jsonschema.Draft7)
}

// drawSchema makes a schema that is valid now and then.
func drawSchema(t *rapid.T, depth int) any {
	if depth > 0 && rapid.IntRange(0, 9).Draw(t, "bool") == 0 {
		return rapid.Bool().Draw(t, "schema")
	}
	schema := map[string]any{}
	for range rapid.IntRange(0, 4).Draw(t, "size") {
		keyword := rapid.SampledFrom(schemaWords).Draw(t, "keyword")
		schema[keyword] = drawKeyword(t, keyword, depth)
	}
	return schema
}

var schemaWords = []string{
	"type", "type", "enum", "const", "title", "description", "default", "examples", "format", "pattern", "minimum",
	"maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems",
	"uniqueItems", "required", "required", "properties", "properties", "properties", "patternProperties",
	"additionalProperties", "items", "items", "additionalItems", "prefixItems", "contains", "minContains",
	"propertyNames", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependencies", "dependentSchemas",
	"dependentRequired", "$defs", "definitions", "$ref", "$ref", "$id", "id", "$anchor", "$dynamicRef", "$dynamicAnchor",
	"$recursiveRef", "$recursiveAnchor", "$comment", "$vocabulary", "readOnly", "writeOnly", "deprecated",
	"contentMediaType", "contentSchema", "unevaluatedProperties", "unevaluatedItems", "x-own", "nullable",
}

// drawKeyword makes a value for a keyword that mostly has the shape that it should have.
func drawKeyword(t *rapid.T, keyword string, depth int) any {
	if rapid.IntRange(0, 14).Draw(t, "wrong") == 0 || depth > 3 {
		return rapid.SampledFrom([]any{nil, true, 0, -1, 1.5, "", "a", []any{}, []any{"a", "a"}, map[string]any{}, []any{map[string]any{}}}).Draw(t, "value")
	}
	one := func() any { return drawSchema(t, depth+1) }
	list := func() any {
		var all []any
		for range rapid.IntRange(0, 3).Draw(t, "length") {
			all = append(all, one())
		}
		return all
	}
	named := func(inner func() any) any {
		all := map[string]any{}
		for range rapid.IntRange(0, 3).Draw(t, "length") {
			all[rapid.SampledFrom([]string{"a", "b", "c/d", "type", "$ref", "^x"}).Draw(t, "name")] = inner()
		}
		return all
	}
	names := func() any {
		return rapid.SampledFrom([]any{[]any{}, []any{"a"}, []any{"a", "b"}, []any{"a", "a"}, []any{1}}).Draw(t, "names")
	}
	switch keyword {
	case "type":
		return rapid.SampledFrom([]any{"object", "string", "integer", "null", "any", []any{"string", "null"}, []any{"string", "string"}, []any{}}).Draw(t, "type")
	case "enum", "examples":
		return rapid.SampledFrom([]any{[]any{}, []any{"a", "b"}, []any{1, 1.0}, []any{nil, map[string]any{"a": 1}, map[string]any{"a": 1}}}).Draw(t, "list")
	case "properties", "patternProperties", "dependentSchemas", "$defs", "definitions":
		return named(one)
	case "dependentRequired":
		return named(names)
	case "dependencies":
		return named(func() any { return rapid.SampledFrom([]func() any{names, one}).Draw(t, "of")() })
	case "allOf", "anyOf", "oneOf", "prefixItems":
		return list()
	case "items":
		return rapid.SampledFrom([]func() any{one, one, list}).Draw(t, "items")()
	case "required":
		return names()
	case "pattern":
		return rapid.SampledFrom([]string{"^a+$", "(", "[z-a]", "a{2,1}", "\\d"}).Draw(t, "pattern")
	case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "minItems", "maxItems", "minContains":
		return rapid.SampledFrom([]any{0, 1, 2.0, 1.5, -1, true, json.Number("1e2"), json.Number("2.0")}).Draw(t, "number")
	case "uniqueItems", "readOnly", "writeOnly", "deprecated", "nullable":
		return rapid.Bool().Draw(t, "flag")
	case "$ref", "$dynamicRef", "$recursiveRef":
		return rapid.SampledFrom([]string{
			"#", "#/$defs/a", "#/definitions/a", "#/properties/a", "#/properties/c~1d", "#/nope", "#x", "#/required/0",
			"#/properties/a/default", "https://other.example/s", "a", "%",
		}).Draw(t, "ref")
	case "$id", "id":
		return rapid.SampledFrom([]string{"a", "https://x.example/a", "#x", "", "%zz", "a b", "a\\b"}).Draw(t, "id")
	case "$anchor", "$dynamicAnchor", "$recursiveAnchor":
		return rapid.SampledFrom([]any{"x", "y", "1", "a b", true}).Draw(t, "anchor")
	case "$vocabulary":
		return rapid.SampledFrom([]any{map[string]any{"https://x.example/v": true}, map[string]any{"v": 1}}).Draw(t, "vocabulary")
	case "title", "description", "format", "$comment", "contentMediaType":
		return "text"
	case "const", "default", "x-own":
		return rapid.SampledFrom([]any{nil, 1, "a", map[string]any{"$ref": "#/nope", "type": 1}}).Draw(t, "any")
	}
	return one()
}

// What fits without the library's help fits with it: defaults and examples of every kind are held against
// schemas of every kind.
func TestSchemaSampleIsLibrarys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		older := rapid.Bool().Draw(t, "older")
		schema := drawSampled(t, 0, sampledWords, older)
		values := []any{
			nil, true, 0, 1, 2.0, 2.5, -3, "", "a", "ab", "abc", []any{}, []any{"a"}, []any{1, 1}, map[string]any{},
			map[string]any{"a": 1}, map[string]any{"a": "b", "c": nil},
		}
		value := rapid.SampledFrom(values).Draw(t, "default")
		plain := sampledWords[:len(sampledWords)-1]
		whole := map[string]any{"properties": map[string]any{"p": schema, "q": drawSampled(t, 1, plain, older), "r": drawSampled(t, 1, plain, older)}}
		if older {
			whole["$schema"] = "http://json-schema.org/draft-07/schema#"
		}
		text, err := json.Marshal(whole)
		if err != nil {
			t.Fatal(err)
		}
		loaded, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
		if err != nil {
			t.Fatal(err)
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource("http://schema.invalid/s", loaded); err != nil {
			t.Fatal(err)
		}
		compiled, err := c.Compile("http://schema.invalid/s#/properties/p")
		if err != nil {
			return
		}
		want := compiled.Validate(value) == nil
		schema["default"] = value
		if text, err = json.Marshal(whole); err != nil {
			t.Fatal(err)
		}
		f := source.Read("s.json", text)
		f.Parse()
		s, got := facts.ReadSchema(f.Root, "mcp"), true
		if len(s.Errors) > 0 {
			return // references that go round
		}
		for _, p := range s.Inconsistencies {
			got = got && p.Pointer != "/properties/p/default"
		}
		if got != want {
			t.Fatalf("%s\nthe library says %v, we say %v", text, want, got)
		}
	})
}

// sampledWords are keywords about values; what comes last only in the schema that has the default.
var sampledWords = []string{
	"type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "multipleOf", "minLength", "maxLength", "pattern",
	"minItems", "uniqueItems", "items", "required", "properties", "additionalProperties", "anyOf", "allOf", "oneOf", "not", "$ref",
}

// drawSampled makes a valid schema of some keywords about values. A reference stands alone where older
// drafts ignore what is beside it, which the library does only in part.
func drawSampled(t *rapid.T, depth int, words []string, older bool) map[string]any {
	schema := map[string]any{}
	for range rapid.IntRange(0, 3).Draw(t, "size") {
		keyword := rapid.SampledFrom(words).Draw(t, "keyword")
		if depth > 2 {
			keyword = "type"
		}
		one := func() any { return drawSampled(t, depth+1, words, older) }
		switch keyword {
		case "type":
			schema[keyword] = rapid.SampledFrom([]any{"object", "array", "string", "integer", "number", "boolean", "null", []any{"string", "null"}}).Draw(t, "type")
		case "enum":
			schema[keyword] = rapid.SampledFrom([]any{[]any{"a", 1, nil}, []any{2, []any{}}, []any{map[string]any{"a": 1.0}}}).Draw(t, "enum")
		case "const":
			schema[keyword] = rapid.SampledFrom([]any{"a", 2, nil, []any{"a"}}).Draw(t, "const")
		case "pattern":
			schema[keyword] = rapid.SampledFrom([]string{"^a", "b$", "^$"}).Draw(t, "pattern")
		case "uniqueItems":
			schema[keyword] = true
		case "$ref":
			ref := rapid.SampledFrom([]string{"#/properties/q", "#/properties/r"}).Draw(t, "ref")
			if older {
				return map[string]any{"$ref": ref}
			}
			schema[keyword] = ref
		case "required":
			schema[keyword] = []any{"a"}
		case "properties":
			schema[keyword] = map[string]any{"a": one()}
		case "additionalProperties", "items", "not":
			schema[keyword] = one()
		case "anyOf", "allOf", "oneOf":
			schema[keyword] = []any{one(), one()}
		default:
			schema[keyword] = rapid.IntRange(1, 3).Draw(t, "limit")
		}
	}
	return schema
}

// FuzzSchema: nothing that a file can hold makes reading a schema panic or take long.
func FuzzSchema(f *testing.F) {
	for _, seed := range []string{
		`{"type": "object", "properties": {"a": {"$ref": "#/$defs/a", "default": 1}}, "$defs": {"a": {"anyOf": [{"$ref": "#"}, {"type": "null"}]}}}`,
		`{"$id": "https://x.example/", "$anchor": "a", "$dynamicRef": "#a", "unevaluatedProperties": false, "examples": [1e999999999]}`,
		`{"enum": [1e400, 1e-400, 0.0, -0], "multipleOf": 1e-300, "default": {"a": [[[]]]}, "patternProperties": {"(?<a>x)\\k<a>": {}}}`,
		`[{"name": "a", "type": "string"}, {"name": 1}]`, `null`, `"a"`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.Read("s.json", data)
		file.Parse()
		for _, dialect := range []string{"mcp", "gemini", "openapi", "bedrock", "docker", "gorilla"} {
			start := time.Now()
			s := facts.ReadInputSchema(file.Root, dialect)
			params := facts.Params(file.Root, dialect)
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("%s took %v", dialect, took)
			}
			facts.ToolSignals(nil, params, []string{"other_tool"})
			checkPlaces(t, s)
		}
	})
}

// checkPlaces wants every problem to stand inside the file.
func checkPlaces(t *testing.T, s *facts.Schema) {
	if s == nil {
		return
	}
	for _, p := range append(s.Errors, s.Inconsistencies...) {
		if p.At.IsZero() || p.At.Start < 0 || p.At.End > len(p.At.File.Text) || p.At.Start > p.At.End {
			t.Errorf("%s %s has no place", p.Kind, p.Pointer)
		}
	}
}

// Schemas that are made to be slow are not.
func TestSchemaHostile(t *testing.T) {
	var chain, doubling, samples strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&chain, `"d%d": {"type": "object", "required": ["a"], "properties": {"a": {"$ref": "#/$defs/d%d"}}},`, i, (i+373)%1000)
		fmt.Fprintf(&samples, `"p%d": {"allOf": [{"type": "string"}], "default": %d, "not": {"$ref": "#/$defs/no"}},`, i, i)
	}
	for i := range 30 {
		fmt.Fprintf(&doubling, `"d%d": {"allOf": [{"$ref": "#/$defs/d%d"}, {"$ref": "#/$defs/d%d"}]},`, i, i+1, i+1)
	}
	tests := map[string]string{
		"chain of references":   `{"$defs": {` + chain.String() + `"z": {}}, "$ref": "#/$defs/d0"}`,
		"two ways at each step": `{"$defs": {` + doubling.String() + `"d30": {"type": "string"}}, "properties": {"a": {"$ref": "#/$defs/d0", "default": "x"}}}`,
		"defaults":              `{"$defs": {"no": {"const": 1}}, "properties": {` + samples.String() + `"z": {}}}`,
		"long enum":             `{"enum": [` + strings.Repeat(`"a", {"b": [1]},`, 20000) + `1]}`,
		"huge numbers":          `{"minimum": 1e999999999, "maximum": 1e-999999999, "default": 1e99999999, "enum": [` + strings.Repeat("9", 100000) + `]}`,
		"repetition":            `{"pattern": "((a{1000}){1000}){1000}", "default": "` + strings.Repeat("a", 10000) + `"}`,
		"brackets":              `{"pattern": "` + strings.Repeat("(", 100000) + `"}`,
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			n := schemaNode(t, text)
			start := time.Now()
			facts.ReadSchema(n, "mcp")
			facts.Params(n, "mcp")
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func BenchmarkSchema(b *testing.B) {
	tools := map[string]string{
		"plain": `{"type": "object", "properties": {"owner": {"type": "string", "description": "Repository owner"},
			"repo": {"type": "string", "description": "Repository name"}, "state": {"type": "string", "enum": ["open", "closed", "all"], "default": "open"},
			"perPage": {"type": "number", "minimum": 1, "maximum": 100}, "labels": {"type": "array", "items": {"type": "string"}}},
			"required": ["owner", "repo"]}`,
		"references": `{"$defs": {"Kind": {"type": "string", "enum": ["a", "b"]}, "Filter": {"type": "object", "properties": {"kind": {"anyOf": [{"$ref": "#/$defs/Kind"}, {"type": "null"}], "default": null}}}},
			"type": "object", "properties": {"filter": {"$ref": "#/$defs/Filter"}, "limit": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": null, "title": "Limit"}}}`,
		"library": `{"$id": "https://x.example/tool", "$defs": {"a": {"$anchor": "k", "type": "string"}}, "type": "object", "properties": {"a": {"$ref": "#k", "default": "x"}}}`,
		"invalid": `{"type": "object", "properties": {"a": {"type": "text"}}}`,
	}
	for name, text := range tools {
		n := schemaNode(b, "["+strings.Repeat(text+",", 2999)+text+"]")
		b.Run(name+"/3000", func(b *testing.B) {
			for b.Loop() {
				for _, item := range n.Items {
					facts.ReadInputSchema(item, "mcp")
					facts.Params(item, "mcp")
				}
			}
		})
	}
}
