package facts_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// paramLines shows each parameter as "line:column pointer types", with a * where it is required, a ~
// where it is free-form, and what its values are kept from.
func paramLines(params []facts.Param) []string {
	var lines []string
	for _, p := range params {
		at := p.At.Location().Start
		line := fmt.Sprintf("%d:%d %s %s", at.Line, at.Column, p.Pointer, strings.Join(slices.Concat(p.Type, p.ItemType), ","))
		for _, mark := range []struct {
			is   bool
			text string
		}{{p.Required, " *"}, {p.FreeForm, " ~"}, {p.Role != "", " " + p.Role}, {len(p.Bounds) > 0, " not " + strings.Join(p.Bounds, ",")}, {p.HeaderFault != "", " header " + p.HeaderFault}} {
			if mark.is {
				line += mark.text
			}
		}
		lines = append(lines, line)
	}
	return lines
}

func TestParams(t *testing.T) {
	tests := []struct {
		name, dialect, schema string
		want                  []string
	}{
		{"flat", "mcp", `{"properties": {"a": {"type": "string"}, "b": {"type": ["integer", "null"]}, "c": {}}, "required": ["b"]}`,
			[]string{"1:17 /properties/a string ~", "1:42 /properties/b integer,null *", "1:78 /properties/c "}},
		{"nested", "mcp", `{"properties": {"o": {"type": "object", "properties": {"x/y": {"type": "string"}}, "required": ["x/y"]}, "l": {"type": "array", "items": {"type": "object", "properties": {"z": {"type": "boolean"}}}}}}`,
			[]string{"1:17 /properties/o object", "1:56 /properties/o/properties/x~1y string * ~", "1:106 /properties/l array,object", "1:172 /properties/l/items/properties/z boolean"}},
		{"branches", "mcp", `{"allOf": [{"properties": {"a": {"type": "string"}}}], "oneOf": [{"properties": {"b": {"type": "string"}}}, {"properties": {"b": {"type": "number"}}}]}`,
			[]string{"1:28 /allOf/0/properties/a string ~", "1:82 /oneOf/0/properties/b string ~", "1:125 /oneOf/1/properties/b number"}},
		{"references, each once", "mcp", `{"$defs": {"A": {"type": "object", "properties": {"x": {"type": "string"}, "again": {"$ref": "#/$defs/A"}}}, "E": {"type": "string", "enum": ["a"]}}, "properties": {"p": {"$ref": "#/$defs/A"}, "q": {"$ref": "#/$defs/A"}, "e": {"$ref": "#/$defs/E"}}}`,
			[]string{"1:51 /$defs/A/properties/x string ~", "1:76 /$defs/A/properties/again object", "1:166 /properties/p object", "1:194 /properties/q object", "1:222 /properties/e string not shell,path,url"}},
		{"free or not", "mcp", `{"properties": {"a": {"anyOf": [{"type": "string"}, {"type": "null"}]}, "b": {"anyOf": [{"type": "string", "enum": ["x"]}, {"type": "null"}]}, "c": {"type": "array", "items": {"type": "string"}}, "d": {"type": "array", "items": {"type": "string", "pattern": "^a$"}}, "e": {"type": "string", "const": "x"}, "f": {"type": "string", "format": "email"}}}`,
			[]string{"1:17 /properties/a string,null ~", "1:73 /properties/b string,null not shell,path,url", "1:144 /properties/c array,string ~",
				"1:197 /properties/d array,string not shell,path,url", "1:268 /properties/e string not shell,path,url", "1:307 /properties/f string"}},
		{"roles", "mcp", `{"properties": {"command": {"type": "string"}, "shellCommand": {}, "SQL": {}, "apiKey": {}, "API_KEY": {}, "baseUrl": {}, "filePath": {}, "side-note": {}, "next_token": {}, "command_id": {}, "name": {}}}`,
			[]string{"1:17 /properties/command string ~ command", "1:48 /properties/shellCommand  command", "1:68 /properties/SQL  query", "1:79 /properties/apiKey  credential", "1:93 /properties/API_KEY  credential",
				"1:108 /properties/baseUrl  url", "1:123 /properties/filePath  path", "1:139 /properties/side-note  side_note", "1:156 /properties/next_token  cursor", "1:174 /properties/command_id ", "1:192 /properties/name "}},
		{"bounds", "mcp", `{"properties": {"a": {"pattern": "^https://docs\\.corp\\.example/"}, "b": {"pattern": "^[a-z]+$"}, "c": {"pattern": ".*"}, "d": {"pattern": "^.*$"}, "e": {"format": "uuid"}, "f": {"pattern": "^(?!.*\\.\\.)[a-z./]+$"}, "g": {"pattern": "^https://"}}}`,
			[]string{"1:17 /properties/a  not path,url", "1:70 /properties/b  not shell,path,url", "1:100 /properties/c ", "1:124 /properties/d ", "1:150 /properties/e  not shell,path,url",
				"1:175 /properties/f  not shell,path,url", "1:219 /properties/g  not path"}},
		{"headers", "mcp", `{"properties": {"a": {"type": "string", "x-mcp-header": "X-A"}, "b": {"type": "string", "x-mcp-header": ""}, "c": {"type": "string", "x-mcp-header": "a b"}, "d": {"type": "string", "x-mcp-header": "x-a"}, "e": {"type": "object", "x-mcp-header": "E"}}}`,
			[]string{"1:17 /properties/a string ~", "1:65 /properties/b string ~ header empty", "1:110 /properties/c string ~ header token", "1:158 /properties/d string ~ header duplicate", "1:206 /properties/e object header type"}},
		{"Gemini", "gemini", `{"type": "OBJECT", "properties": {"a": {"type": "STRING"}}, "required": ["a"]}`, []string{"1:35 /properties/a string * ~"}},
		{"Docker", "docker", `[{"name": "command", "type": "string", "desc": "What to run."}, {"name": "n", "type": "number", "optional": true}, {"x": 1}]`,
			[]string{"1:11 /0 string ~ command", "1:74 /1 number"}},
		{"Bedrock", "bedrock", `{"type": {"type": "string", "required": true}, "url": {"type": "string"}}`, []string{"1:2 /type string * ~", "1:48 /url string ~ url"}},
		{"Cohere", "cohere", `{"q": {"type": "str", "description": "Query.", "required": true}}`, []string{"1:2 /q str * ~"}},
		{"no schema", "mcp", `[]`, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, paramLines(facts.Params(schemaNode(t, test.schema), test.dialect))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestParamTexts(t *testing.T) {
	params := facts.Params(schemaNode(t, `{"properties": {"a": {
  "title": "T", "description": "D \u00e9", "enum": ["x", 1, null, {"k": "<v>\n"}], "default": "x", "examples": ["y"], "example": 2,
  "format": "f", "pattern": "p", "minLength": 1, "maxLength": 2, "minimum": 3, "maximum": 4, "readOnly": true},
  "b": {"$ref": "#/$defs/B"}}, "$defs": {"B": {"description": "of B"}}}`), "mcp")
	show := func(t source.Text) string { return t.V + " @" + t.At.Location().String() }
	list := func(t source.Texts) (all []string) {
		for _, text := range t.V {
			all = append(all, show(text))
		}
		return all
	}
	p := params[0]
	got := map[string]any{
		"title": show(p.Title), "description": show(p.Description), "enum": list(p.Enum), "default": show(p.Default), "examples": list(p.Examples),
		"format": p.Format, "pattern": show(p.Pattern), "limits": []float64{p.MinLength.V, p.MaxLength.V, p.Minimum.V, p.Maximum.V},
		"read-only": p.ReadOnly, "described": []bool{p.Described, params[1].Described}, "own": params[1].Description.Set,
	}
	want := map[string]any{
		"title": "T @tool.json:2:12", "description": "D é @tool.json:2:32",
		"enum":    []string{"x @tool.json:2:53", "1 @tool.json:2:58", "null @tool.json:2:61", `{"k": "<v>\n"} @tool.json:2:67`},
		"default": "x @tool.json:2:95", "examples": []string{"2 @tool.json:2:130", "y @tool.json:2:113"},
		"format": "f", "pattern": "p @tool.json:3:29", "limits": []float64{1, 2, 3, 4},
		"read-only": true, "described": []bool{true, true}, "own": false,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
