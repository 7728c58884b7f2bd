package loaders

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// resolve follows references inside the file; nil where they lead to nothing.
func (o openapi) resolve(n *source.Node) *source.Node {
	for range 8 {
		ref := n.Get("$ref")
		if !ref.IsString() {
			return n
		}
		pointer, ok := strings.CutPrefix(ref.Value, "#/")
		if !ok {
			return nil
		}
		n = o.root
		for token := range strings.SplitSeq(pointer, "/") {
			n = n.Get(strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~"))
		}
	}
	return nil
}

// arguments make one schema of the parameters and the body of an operation, as hosts do that offer it to
// a model.
func (o openapi) arguments(n, item *source.Node) *source.Node {
	a := arguments{at: n.Place, properties: &source.Node{Place: n.Place, Kind: source.Map}, required: &source.Node{Place: n.Place, Kind: source.List}}
	for _, list := range []*source.Node{n.Get("parameters"), item.Get("parameters")} {
		for _, p := range itemsOf(list) {
			p = o.resolve(p)
			if p.Get("in").Text() == "body" {
				a.body(o, p.Get("schema"), p)
				continue
			}
			a.parameter(p)
		}
	}
	if body := o.resolve(n.Get("requestBody")); body != nil {
		a.body(o, bodySchema(body.Get("content")), body)
	}
	return a.schema()
}

// bodySchema is the schema of a body: that of JSON, else of the first type of content.
func bodySchema(content *source.Node) *source.Node {
	for _, p := range entriesOf(content) {
		if strings.Contains(p.Key.Value, "json") {
			return p.Value.Get("schema")
		}
	}
	if len(entriesOf(content)) > 0 {
		return content.Pairs[0].Value.Get("schema")
	}
	return nil
}

// arguments gathers properties.
type arguments struct {
	at                   source.Place
	properties, required *source.Node
}

func (a *arguments) add(key, schema *source.Node, required bool) {
	if !key.IsString() || a.properties.Get(key.Value) != nil {
		return
	}
	a.properties.Pairs = append(a.properties.Pairs, source.Pair{Key: key, Value: schema})
	if required {
		a.required.Items = append(a.required.Items, key)
	}
}

// parameterKeys are the keys of a parameter that are none of its schema.
var parameterKeys = []string{
	"name", "in", "required", "schema", "style", "explode", "allowReserved", "allowEmptyValue", "content", "collectionFormat", "example", "examples", "deprecated",
}

// parameter adds a parameter with what its schema and the parameter itself say of it.
func (a *arguments) parameter(p *source.Node) {
	schema := p.Get("schema")
	if schema == nil {
		schema = bodySchema(p.Get("content"))
	}
	merged := &source.Node{Place: p.Place, Kind: source.Map}
	merged.Pairs = append(merged.Pairs, entriesOf(schema)...)
	for _, pair := range entriesOf(p) {
		own := !slices.Contains(parameterKeys, pair.Key.Value) && !strings.HasPrefix(pair.Key.Value, "x-")
		if own && (pair.Key.Value == "description" || merged.Get(pair.Key.Value) == nil) {
			merged.Pairs = append(slices.DeleteFunc(merged.Pairs, func(old source.Pair) bool { return old.Key.Value == pair.Key.Value }), pair)
		}
	}
	required, _ := p.Get("required").Bool()
	a.add(p.Get("name"), merged, required)
}

// body adds the properties of a body that is an object, else the body itself.
func (a *arguments) body(o openapi, schema, of *source.Node) {
	object := o.resolve(schema)
	if schema == nil {
		return
	}
	if properties := object.Get("properties"); properties.IsMap() {
		names := object.Get("required").Texts().V
		for _, p := range properties.Pairs {
			a.add(p.Key, p.Value, slices.ContainsFunc(names, func(t source.Text) bool { return t.V == p.Key.Value }))
		}
		return
	}
	required, _ := of.Get("required").Bool()
	a.add(&source.Node{Place: of.Place, Kind: source.String, Value: "body"}, schema, required)
}

// schema is that of all arguments.
func (a *arguments) schema() *source.Node {
	pair := func(key string, value *source.Node) source.Pair {
		return source.Pair{Key: &source.Node{Place: a.at, Kind: source.String, Value: key}, Value: value}
	}
	n := &source.Node{Place: a.at, Kind: source.Map, Pairs: []source.Pair{
		pair("type", &source.Node{Place: a.at, Kind: source.String, Value: "object"}), pair("properties", a.properties),
	}}
	if len(a.required.Items) > 0 {
		n.Pairs = append(n.Pairs, pair("required", a.required))
	}
	return n
}
