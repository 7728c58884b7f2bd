package loaders

import (
	"encoding/json"
	"path"
	"reflect"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// schemaID names the published schema of the document.
const schemaID = "https://raw.githubusercontent.com/pacheck/pacheck/main/docs/schemas/document.schema.json"

// Schema is the JSON Schema of a Document, made from its types: the contract of policies.
func Schema() []byte {
	s := schemer{defs: map[string]any{}}
	root := s.object(reflect.TypeFor[Document]())
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$id"] = schemaID
	root["title"] = "The normalized document of pacheck"
	root["$defs"] = s.defs
	data, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		panic(err) // maps of strings and maps always marshal
	}
	return append(data, '\n')
}

// schemer collects the schemas of struct types by name.
type schemer struct{ defs map[string]any }

func (s schemer) schema(t reflect.Type) map[string]any {
	switch {
	case t == reflect.TypeFor[source.Node]():
		return map[string]any{}
	case isFieldType(t):
		field, _ := t.FieldByName("V")
		return s.schema(field.Type)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return s.schema(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": s.schema(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": s.schema(t.Elem())}
	case reflect.Struct:
		name := path.Base(t.PkgPath()) + "." + t.Name()
		if _, ok := s.defs[name]; !ok {
			s.defs[name] = nil // holds the place, should the type refer to itself
			s.defs[name] = s.object(t)
		}
		return map[string]any{"$ref": "#/$defs/" + name}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int, reflect.Int64, reflect.Float64:
		return map[string]any{"type": "number"}
	}
	return map[string]any{}
}

func (s schemer) object(t reflect.Type) map[string]any {
	properties := map[string]any{}
	var required []string
	s.members(t, properties, &required)
	object := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		object["required"] = required
	}
	return object
}

// members adds the fields of a struct, those of embedded structs among them.
func (s schemer) members(t reflect.Type, properties map[string]any, required *[]string) {
	for field := range t.Fields() {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if lazy := field.Tag.Get("lazy"); lazy != "" {
			name, options = lazy, "omitempty"
		}
		switch {
		case name == "-" || !field.IsExported():
			continue
		case name == "" && field.Anonymous:
			s.members(field.Type, properties, required)
			continue
		}
		property := s.schema(field.Type)
		if doc := field.Tag.Get("doc"); doc != "" {
			property["description"] = doc
		}
		if !strings.Contains(options, "omit") {
			*required = append(*required, name)
		}
		properties[name] = property
	}
}

func isFieldType(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.PkgPath() == placeType.PkgPath() && strings.HasPrefix(t.Name(), "Field[")
}
