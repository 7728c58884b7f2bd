package facts

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Schema says what the input or output schema of a tool is like, and what is wrong with it. References
// to other documents are listed and never followed.
type Schema struct {
	Dialect              string          `json:"dialect" doc:"The version or subset of JSON Schema that the schema is read as: 2020-12, 2019-09, draft-07, draft-06, draft-04, gemini, openapi-3.0, gorilla or flat."`
	URI                  source.Text     `json:"uri,omitzero" doc:"The $schema that is stated at the root."`
	Title                source.Text     `json:"title,omitzero" surface:"tool.schema.title" doc:"The title of the root."`
	Description          source.Text     `json:"description,omitzero" surface:"tool.schema.description" doc:"The description of the root."`
	RootType             string          `json:"root_type,omitempty" doc:"The type that the root states, itself or through $ref and allOf; several are joined by a comma."`
	Properties           int             `json:"properties" doc:"The number of properties of the root."`
	Required             source.Texts    `json:"required,omitzero" doc:"The names that the root requires."`
	AdditionalProperties string          `json:"additional_properties,omitempty" doc:"What the root says of properties that it does not name: open, closed, or schema; left out where it says nothing."`
	OpenObjects          source.Texts    `json:"open_objects,omitzero" doc:"Pointers to the object schemas that have properties and accept others that they do not name."`
	Depth                int             `json:"depth" doc:"How deep schemas are nested, 1 for a schema without subschemas."`
	Subschemas           int             `json:"subschemas" doc:"The number of schemas inside the root, the root not counted."`
	RemoteRefs           []RemoteRef     `json:"remote_refs,omitempty" doc:"References to documents elsewhere: absolute and protocol-relative addresses, and a $schema that is no version of JSON Schema."`
	Texts                source.Texts    `json:"texts,omitzero" surface:"tool.schema.text" doc:"Texts in the schema that belong to no parameter: titles, descriptions, comments, examples and own keywords of inner schemas."`
	Errors               []SchemaProblem `json:"errors,omitempty" doc:"Why the schema is not valid, in the order of the file."`
	Inconsistencies      []SchemaProblem `json:"inconsistencies,omitempty" doc:"Where the schema contradicts itself, in the order of the file."`

	At source.Place `json:"-"`
}

// RemoteRef is a reference to a document that would have to be fetched.
type RemoteRef struct {
	Keyword string       `json:"keyword" doc:"$ref, $dynamicRef, $recursiveRef or $schema."`
	URI     string       `json:"uri" doc:"The address as written."`
	Host    string       `json:"host,omitempty" doc:"Its host in lower case; empty for a file."`
	At      source.Place `json:"-"`
}

// SchemaProblem is one fault of a schema, and the place of the keyword that is at fault.
type SchemaProblem struct {
	Kind    string `json:"kind" doc:"What sort of fault it is: of errors null, not-an-object, root-type, keyword, pattern, reference, recursion, limit or compile; of inconsistencies required, default, example, enum-empty, enum-duplicate, enum-type, bounds, const or alike."`
	Pointer string `json:"pointer" doc:"The JSON pointer to the keyword inside the schema; empty for the root."`
	Message string `json:"message" doc:"What is wrong, for people."`

	At source.Place `json:"-"`
}

// The limits that the rule has unless it is told otherwise; a schema beyond them is not compiled.
const (
	SchemaMaxDepth      = 32
	SchemaMaxSubschemas = 2000
)

// schemaWalkLimit is the number of subschemas after which reading stops.
const schemaWalkLimit = 5 * SchemaMaxSubschemas

// ReadInputSchema is ReadSchema for the input of a tool, whose root must be an object.
func ReadInputSchema(n *source.Node, dialect string) *Schema {
	s := ReadSchema(n, dialect)
	if s == nil || !n.IsMap() || s.RootType == "" || s.RootType == "object" || s.Dialect == "flat" || s.Dialect == "gorilla" {
		return s
	}
	at, pointer := n.Place, ""
	if t := n.Get("type"); t != nil {
		at, pointer = t.Place, "/type"
	}
	p := SchemaProblem{Kind: "root-type", Pointer: pointer, At: at, Message: "the input is of type " + s.RootType + " and not object"}
	if schemaFilledIn(p) || slices.ContainsFunc(s.Errors, func(p SchemaProblem) bool { return p.At == at }) {
		return s
	}
	s.Errors = append(s.Errors, p)
	slices.SortStableFunc(s.Errors, schemaOrder)
	return s
}

// ReadSchema reads the schema at n. The dialect says who reads it: "mcp", "anthropic", "openai", which is
// JSON Schema under its $schema, else 2020-12 or draft-07; "gemini"; "openapi", where local references
// may also lead to the rest of the file; "gorilla"; "docker", a list of arguments; "bedrock" and
// "cohere", a map of names to parameters, or JSON Schema where that is what stands there. It is nil
// where n is nil.
func ReadSchema(n *source.Node, dialect string) *Schema {
	if n == nil {
		return nil
	}
	draft, flat := schemaDraftOf(n, dialect)
	if flat {
		return readFlatSchema(n, dialect)
	}
	first := walkSchema(n, draft)
	if draft != schemaDraft2020 || first.out.URI.Set || !first.misshapen() {
		return first.out
	}
	if second := walkSchema(n, schemaDraft07); !second.newer && !second.misshapen() {
		return second.out
	}
	return first.out
}

// misshapen says whether the schema has errors that it may not have under another draft.
func (w *schemaWalk) misshapen() bool {
	return slices.ContainsFunc(w.out.Errors, func(p SchemaProblem) bool { return p.Kind == "keyword" || p.Kind == "compile" })
}

// schemaDraftOf finds the draft that n is to be read as, or that it is a flat list of parameters.
func schemaDraftOf(n *source.Node, dialect string) (draft *schemaDraft, flat bool) {
	switch dialect {
	case "gemini":
		return schemaGemini, false
	case "openapi":
		return schemaOpenAPI, false
	case "gorilla":
		return schemaGorilla, false
	case "docker":
		if n.IsList() {
			return nil, true
		}
	case "bedrock", "cohere":
		stated := n.Get("type").IsString() || n.Get("$schema").IsString() || n.Get("$ref").IsString()
		if n.IsMap() && !stated {
			return nil, true
		}
	}
	if known := schemaDraftByURI(n.Get("$schema").Text()); known != nil {
		return known, false
	}
	return schemaDraft2020, false
}

// schemaDraftByURI is the draft that a $schema names, or nil.
func schemaDraftByURI(uri string) *schemaDraft {
	uri = strings.TrimSuffix(uri, "#")
	host, path, ok := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(uri, "https://"), "http://"), "/")
	if !ok || host != "json-schema.org" {
		return nil
	}
	switch path {
	case "schema", "draft/2020-12/schema":
		return schemaDraft2020
	case "draft/2019-09/schema":
		return schemaDraft2019
	case "draft-07/schema":
		return schemaDraft07
	case "draft-06/schema":
		return schemaDraft06
	case "draft-04/schema":
		return schemaDraft04
	}
	return nil
}

// walkSchema reads n as a schema of a draft, and lets the library have the last word where our own
// check met something that it does not decide.
func walkSchema(n *source.Node, draft *schemaDraft) *schemaWalk {
	w := &schemaWalk{root: n, draft: draft, out: &Schema{Dialect: draft.name, At: n.Place}}
	switch {
	case n.Kind == source.Null:
		w.report("null", n, "the schema is null")
		return w
	case !n.IsMap():
		w.report("not-an-object", n, "the schema is "+schemaKindName(n)+" and not an object")
		return w
	}
	w.readRoot()
	w.schema(n, schemaFrame{depth: 1, parent: -1})
	w.checkRefs()
	w.out.RootType = w.rootType(n, 0)
	w.checkLimits()
	w.judge()
	w.checkConsistent()
	w.out.Errors = slices.DeleteFunc(w.out.Errors, schemaFilledIn)
	w.out.Inconsistencies = slices.DeleteFunc(w.out.Inconsistencies, schemaFilledIn)
	slices.SortStableFunc(w.out.Errors, schemaOrder)
	slices.SortStableFunc(w.out.Inconsistencies, schemaOrder)
	return w
}

// schemaFilledIn says whether what is at fault is a placeholder that somebody fills in before the schema is
// used, so that nobody knows yet what will stand there.
func schemaFilledIn(p SchemaProblem) bool {
	const longest = 200 // bytes: longer ones are no scalars but have placeholders inside
	raw := p.At.Raw()
	return len(raw) <= longest && (strings.Contains(raw, "{{") || strings.Contains(raw, "${") || strings.Contains(raw, "<%"))
}

// schemaOrder is the order of the file.
func schemaOrder(a, b SchemaProblem) int { return a.At.Start - b.At.Start }
