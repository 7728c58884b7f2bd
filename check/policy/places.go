package policy

import (
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// findingKeys are those of what a rule puts into its set.
var findingKeys = []string{"at", "message", "label", "severity", "related"}

// places holds what a rule says of its findings against what a finding is, as far as it is written out: the
// keys, and the paths into the document, where a misspelt one would lead to the wrong place.
func (r *review) places(m *ast.Module) {
	for _, rule := range m.Rules {
		if rule.Head.Ref().String() != "findings" || rule.Head.Key == nil {
			continue
		}
		object, ok := rule.Head.Key.Value.(ast.Object)
		if !ok {
			continue
		}
		object.Foreach(func(key, value *ast.Term) {
			name, isText := key.Value.(ast.String)
			switch {
			case isText && !slices.Contains(findingKeys, string(name)):
				r.fail(faultAt(key.Location, "a finding has no %s: %s", string(name), choice(string(name), findingKeys)))
			case key.Value.Compare(ast.String("at")) == 0:
				r.place(value)
			}
		})
		for _, key := range []string{"at", "message"} {
			if object.Get(ast.StringTerm(key)) == nil {
				r.fail(faultAt(rule.Head.Location, "a finding lacks %s", key))
			}
		}
	}
}

// place holds a path against the schema of the document.
func (r *review) place(t *ast.Term) {
	path, ok := t.Value.(*ast.Array)
	if !ok {
		return
	}
	root, _ := documentSchema().(map[string]any)
	at := root
	for i := range path.Len() {
		step := path.Elem(i)
		name, isText := step.Value.(ast.String)
		properties, _ := at["properties"].(map[string]any)
		switch {
		case isText && properties != nil && properties[string(name)] == nil && at["additionalProperties"] == false:
			where := "the document"
			if i > 0 {
				where = ast.NewTerm(path.Slice(0, i)).String()
			}
			r.fail(faultAt(step.Location, "at: %s has no %s: %s", where, string(name), choice(string(name), slices.Sorted(maps.Keys(properties)))))
			return
		case isText && properties != nil:
			at = resolved(root, properties[string(name)])
		case at["items"] != nil:
			at = resolved(root, at["items"])
		default:
			at = resolved(root, at["additionalProperties"])
		}
		if at == nil {
			return
		}
	}
}

// resolved is a part of a schema, behind its reference; nil where it has no keys.
func resolved(root map[string]any, part any) map[string]any {
	schema, _ := part.(map[string]any)
	ref, ok := schema["$ref"].(string)
	if !ok {
		return schema
	}
	definitions, _ := root["$defs"].(map[string]any)
	schema, _ = definitions[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
	return schema
}
