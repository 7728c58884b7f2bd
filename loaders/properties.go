package loaders

import "github.com/pacheck/pacheck/loaders/source"

// objectSchema is the schema of an object with these properties, which come as a map of names or as a list
// with names, in the way of a format that is not quite JSON Schema: a property may say itself that it is
// required, and may call its type its kind.
func objectSchema(at source.Place, properties, required *source.Node) *source.Node {
	word := func(s string) *source.Node { return &source.Node{Place: at, Kind: source.String, Value: s} }
	n := &source.Node{Place: at, Kind: source.Map, Pairs: []source.Pair{{Key: word("type"), Value: word("object")}}}
	if properties != nil {
		plain, needed := plainProperties(properties, 0)
		n.Pairs = append(n.Pairs, source.Pair{Key: word("properties"), Value: plain})
		if required == nil && len(needed) > 0 {
			required = &source.Node{Place: at, Kind: source.List, Items: needed}
		}
	}
	if required != nil {
		n.Pairs = append(n.Pairs, source.Pair{Key: word("required"), Value: required})
	}
	return n
}

// plainProperties are properties as JSON Schema has them, and the names of those that are required.
func plainProperties(n *source.Node, depth int) (plain *source.Node, required []*source.Node) {
	const maxDepth = 32
	if depth > maxDepth || !n.IsMap() && !n.IsList() {
		return n, nil
	}
	plain = &source.Node{Place: n.Place, Kind: source.Map}
	add := func(name, property *source.Node) {
		if needed, _ := property.Get("required").Bool(); needed {
			required = append(required, name)
		}
		plain.Pairs = append(plain.Pairs, source.Pair{Key: name, Value: plainProperty(property, n.IsList(), depth)})
	}
	for _, p := range n.Pairs {
		add(p.Key, p.Value)
	}
	for _, item := range n.Items {
		if name := item.Get("name"); name.IsString() {
			add(name, item)
		}
	}
	return plain, required
}

// plainProperty is one property as JSON Schema has it. An item of a list has its name inside.
func plainProperty(n *source.Node, listed bool, depth int) *source.Node {
	if !n.IsMap() {
		return n
	}
	plain := &source.Node{Place: n.Place, Kind: source.Map}
	for _, p := range n.Pairs {
		_, isFlag := p.Value.Bool()
		switch key := p.Key.Value; {
		case key == "required" && isFlag, key == "name" && listed:
			continue
		case key == "kind" && n.Get("type") == nil:
			p = kindAsType(p)
		case key == "properties":
			inner, required := plainProperties(p.Value, depth+1)
			if len(required) > 0 {
				key := &source.Node{Place: p.Key.Place, Kind: source.String, Value: "required"}
				plain.Pairs = append(plain.Pairs, source.Pair{Key: key, Value: &source.Node{Place: p.Key.Place, Kind: source.List, Items: required}})
			}
			p.Value = inner
		case key == "items":
			p.Value = plainProperty(p.Value, false, depth+1)
		}
		plain.Pairs = append(plain.Pairs, p)
	}
	return plain
}

// kindAsType calls a kind a type, where it is one of JSON Schema.
func kindAsType(p source.Pair) source.Pair {
	types := map[string]string{
		"string": "string", "integer": "integer", "float": "number", "number": "number", "boolean": "boolean",
		"array": "array", "object": "object",
	}
	known := types[p.Value.Text()]
	if known == "" {
		return p
	}
	key, value := *p.Key, *p.Value
	key.Value, value.Value = "type", known
	return source.Pair{Key: &key, Value: &value}
}
