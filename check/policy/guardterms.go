package policy

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
)

// equal is the guard of two terms that are the same.
func equal(a, b known) guard {
	switch {
	case a.path != "" && b.values != nil:
		return guard{Path: a.path, Is: plain(b.values)}
	case b.path != "" && a.values != nil:
		return guard{Path: b.path, Is: plain(a.values)}
	case a.path != "" && b.param != "":
		return guard{Path: a.path, Param: b.param}
	case b.path != "" && a.param != "":
		return guard{Path: b.path, Param: a.param}
	}
	return guard{}
}

// contained is the guard of an item that is in a collection.
func contained(item, collection known) guard {
	switch {
	case item.path != "" && collection.values != nil:
		var items []ast.Value
		for _, v := range collection.values {
			_, inner := entries(v)
			items = append(items, inner...)
		}
		return guard{Path: item.path, Is: plain(items)}
	case collection.path != "" && item.values != nil:
		return guard{Path: collection.path + "/*", Is: plain(item.values)}
	case item.path != "" && collection.param != "":
		return guard{Path: item.path, Param: collection.param + "/*"}
	case collection.path != "" && item.param != "":
		return guard{Path: collection.path + "/*", Param: item.param}
	}
	return guard{}
}

// flipped are the comparisons of numbers, each with what it is when its sides are exchanged.
var flipped = map[string]string{"gt": "lt", "gte": "lte", "lt": "gt", "lte": "gte"}

// compared is the guard of a value of the document that compares with a number or a parameter.
func compared(by string, a, b known) guard {
	switch {
	case a.path == "":
		return guard{}
	case b.param != "":
		return guard{Path: a.path, Compare: by, Limit: b.param}
	case len(b.values) == 1:
		if n, ok := b.values[0].(ast.Number); ok {
			if limit, ok := n.Float64(); ok {
				return guard{Path: a.path, Compare: by, Limit: limit}
			}
		}
	}
	return guard{}
}

// plain are values as Go has them; nil, which stands for any, where one is no text and no truth value.
func plain(values []ast.Value) []any {
	found := []any{}
	for _, v := range values {
		var value any
		switch v := v.(type) {
		case ast.String:
			value = string(v)
		case ast.Boolean:
			value = bool(v)
		default:
			return nil
		}
		if !slices.Contains(found, value) {
			found = append(found, value)
		}
	}
	return found
}

// entries are the keys and the values of a collection; of a set, its items as both.
func entries(v ast.Value) (keys, values []ast.Value) {
	add := func(key, value *ast.Term) {
		keys, values = append(keys, key.Value), append(values, value.Value)
	}
	switch v := v.(type) {
	case ast.Object:
		v.Foreach(add)
	case ast.Set:
		v.Foreach(func(item *ast.Term) { add(item, item) })
	case *ast.Array:
		v.Foreach(func(item *ast.Term) { add(ast.NullTerm(), item) })
	}
	return keys, values
}
