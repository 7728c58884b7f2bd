package check

import "encoding/json"

// ConfigSchema is the JSON Schema of a configuration file.
func ConfigSchema() []byte {
	top := configShape()
	schema := top.schema()
	schema["type"] = []any{schema["type"], "null"} // an empty file
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["$id"] = "https://raw.githubusercontent.com/pacheck/pacheck/main/docs/schemas/config.schema.json"
	schema["title"] = "The configuration of pacheck"
	text, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		panic(err) // maps, slices and strings always marshal
	}
	return append(text, '\n')
}

// schema is the JSON Schema of a shape.
func (s *shape) schema() map[string]any {
	schema := map[string]any{"description": s.doc}
	switch {
	case s.or != nil:
		one := *s
		one.or = nil
		return map[string]any{"anyOf": []any{one.schema(), s.or.schema()}}
	case s.anything:
	case s.keys != nil:
		properties, required := map[string]any{}, []string{}
		for i := range s.keys {
			k := &s.keys[i]
			property := k.shape.schema()
			if k.shape.isTree() && !k.required {
				property["type"] = []any{property["type"], "null"} // nothing stands below the key
			}
			properties[k.name] = property
			if k.required {
				required = append(required, k.name)
			}
		}
		schema["properties"], schema["additionalProperties"] = properties, false
		schema["type"] = "object"
		if len(required) > 0 {
			schema["required"] = required
		}
	case s.values != nil:
		schema["type"], schema["additionalProperties"] = "object", s.values.schema()
		if len(s.names) > 0 {
			schema["propertyNames"] = map[string]any{"enum": s.names}
		}
	case s.items != nil:
		schema["type"], schema["items"] = "array", s.items.schema()
	case s.number:
		schema["type"] = "integer"
	case s.flag:
		schema["type"] = "boolean"
	case len(s.words) > 0:
		schema["enum"] = s.words
	default:
		schema["type"], schema["minLength"] = "string", 1
	}
	return schema
}
