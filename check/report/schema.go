package report

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Schema is the JSON Schema of the JSON format.
func Schema() []byte {
	schema := schemaOf(reflect.TypeFor[jsonReport]())
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["$id"] = "https://raw.githubusercontent.com/pacheck/pacheck/main/docs/schemas/report.schema.json"
	schema["title"] = "The JSON report of pacheck"
	text, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		panic(err) // maps, slices and strings always marshal
	}
	return append(text, '\n')
}

// schemaOf is the schema of the values of a type.
func schemaOf(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Struct:
		return schemaOfStruct(t)
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Interface:
		return map[string]any{}
	case reflect.Int, reflect.Int64:
		return map[string]any{"type": "integer", "minimum": 0}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.String:
		return map[string]any{"type": "string"}
	}
	panic(fmt.Sprintf("no schema for %s", t))
}

// schemaOfStruct requires every member that is not left out when it is empty.
func schemaOfStruct(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for _, field := range reflect.VisibleFields(t) {
		if field.Anonymous {
			continue
		}
		name, option, _ := strings.Cut(field.Tag.Get("json"), ",")
		property := schemaOf(field.Type)
		property["description"] = field.Tag.Get("doc")
		if values, ok := field.Tag.Lookup("enum"); ok {
			property["enum"] = strings.Split(values, ",")
		}
		if least, err := strconv.Atoi(field.Tag.Get("min")); err == nil {
			property["minimum"] = least
		}
		properties[name] = property
		if option == "" {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required}
}
