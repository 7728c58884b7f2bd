package policy

import (
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// guard is what a document must state for a rule to find anything in it: less than the rule asks for,
// never more, and much cheaper to look for. It is one of three things, or nothing, which always holds.
type guard struct {
	All  []guard // each of these holds
	Any  []guard // one of these holds
	Path string  // a value stands here: keys with slashes between them, "*" for any key or index

	// of what stands at the path
	True    bool   // it is not false
	Is      []any  // it is one of these texts and truth values; nil means any
	Compare string // gt, gte, lt or lte: how it compares with the limit
	Limit   any    // a number, or the parameter that has it: "rule/name"

	// Param is where something stands in the parameters: "rule/name", and keys or "*" below. With a path,
	// what stands there is one of the texts and truth values at Param.
	Param string
}

func (g guard) always() bool { return g.All == nil && g.Any == nil && g.Path == "" && g.Param == "" }

// allOf is the guard that holds where each of some does.
func allOf(guards []guard) guard {
	var flat []guard
	for _, g := range guards {
		if g.All != nil {
			flat = append(flat, g.All...)
		} else if !g.always() {
			flat = append(flat, g)
		}
	}
	var kept []guard
	for i, g := range flat {
		implied := slices.ContainsFunc(flat[i+1:], g.follows) || slices.ContainsFunc(kept, g.follows)
		if !implied {
			kept = append(kept, g)
		}
	}
	switch len(kept) {
	case 0:
		return guard{}
	case 1:
		return kept[0]
	}
	return guard{All: kept}
}

// follows says whether a guard holds wherever another one does.
func (g guard) follows(from guard) bool {
	if g.Path == "" {
		return false
	}
	if !g.True && g.Is == nil && g.Compare == "" && g.Param == "" {
		return from.Path == g.Path || strings.HasPrefix(from.Path, g.Path+"/")
	}
	return reflect.DeepEqual(g, from)
}

// anyOf is the guard that holds where one of some does.
func anyOf(guards []guard) guard {
	if len(guards) == 0 || slices.ContainsFunc(guards, guard.always) {
		return guard{}
	}
	if len(guards) == 1 {
		return guards[0]
	}
	return guard{Any: guards}
}

// guardReader derives guards from modules as the compiler rewrote them. What it does not understand, it
// takes to hold.
type guardReader struct {
	compiler *ast.Compiler
	depth    int // of the rules and functions that are read within each other
}

// known is what is known of a term: where in the document it stands, the values that it may have, or
// where in the parameters it stands. It is empty where nothing is known.
type known struct {
	path   string
	values []ast.Value
	param  string // "rule/name", and keys or "*" below
}

// variables are those of one body.
type variables map[ast.Var]known

// guardOf is the guard of the rule of a module.
func guardOf(c *ast.Compiler, m *ast.Module) guard {
	r := &guardReader{compiler: c}
	return r.rules(c.GetRulesExact(m.Package.Path.Append(ast.StringTerm("findings"))), nil)
}

// rules is the guard of rules of one name: one of them has to hold. Arguments are those of a function.
func (r *guardReader) rules(rules []*ast.Rule, arguments []known) guard {
	const maxDepth = 8
	if r.depth == maxDepth {
		return guard{}
	}
	r.depth++
	defer func() { r.depth-- }()
	var guards []guard
	for _, rule := range rules {
		for ; rule != nil; rule = rule.Else {
			if rule.Default {
				return guard{}
			}
			guards = append(guards, r.rule(rule, arguments))
		}
	}
	return anyOf(guards)
}

func (r *guardReader) rule(rule *ast.Rule, arguments []known) guard {
	vars := variables{}
	var guards []guard
	for i, head := range rule.Head.Args {
		if i >= len(arguments) {
			break
		}
		if v, ok := head.Value.(ast.Var); ok {
			vars[v] = arguments[i]
		} else if ast.IsScalar(head.Value) {
			guards = append(guards, equal(arguments[i], known{values: []ast.Value{head.Value}}))
		}
	}
	for _, expr := range rule.Body {
		if !expr.Negated && len(expr.With) == 0 {
			guards = append(guards, r.expression(expr, vars)...)
		}
	}
	return allOf(guards)
}

func (r *guardReader) expression(expr *ast.Expr, vars variables) []guard {
	if term, ok := expr.Terms.(*ast.Term); ok {
		at, guards := r.term(term, vars)
		switch {
		case at.path != "":
			guards = append(guards, guard{Path: at.path, True: true})
		case at.param != "":
			guards = append(guards, guard{Param: at.param})
		}
		return guards
	}
	if !expr.IsCall() {
		return nil
	}
	var operands []known
	var guards []guard
	for _, operand := range expr.Operands() {
		at, found := r.term(operand, vars)
		operands, guards = append(operands, at), append(guards, found...)
	}
	switch operator := expr.Operator(); {
	case expr.IsEquality() && len(operands) == 2:
		bind(vars, expr.Operand(0), operands[1])
		bind(vars, expr.Operand(1), operands[0])
		return append(guards, equal(operands[0], operands[1]))
	case operator.Equal(ast.Member.Ref()) && len(operands) == 2:
		return append(guards, contained(operands[0], operands[1]))
	case flipped[operator.String()] != "" && len(operands) == 2:
		return append(guards, compared(operator.String(), operands[0], operands[1]), compared(flipped[operator.String()], operands[1], operands[0]))
	case operator[0].Equal(ast.DefaultRootDocument):
		return append(guards, r.rules(r.compiler.GetRulesExact(operator), operands))
	}
	return guards
}

// bind notes what a variable stands for, the first time that it is known.
func bind(vars variables, term *ast.Term, to known) {
	v, ok := term.Value.(ast.Var)
	if _, bound := vars[v]; ok && !bound {
		vars[v] = to
	}
}

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
