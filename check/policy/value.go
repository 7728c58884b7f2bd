package policy

import (
	"reflect"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// encoder turns documents into values of OPA straight from their structs. It is made once, for the
// types that documents consist of, and is then only read.
type encoder struct {
	structs map[reflect.Type][]member
	raw     bool            // whether the parsed trees are wanted
	words   map[string]bool // the fields to put in; nil means all
	context *atomic.Pointer[contextTerm]
	trees   map[*source.Node]*ast.Term // those of the document that is encoded
}

// contextTerm is the value of a context: that of the last document, since all have the same.
type contextTerm struct {
	of   *loaders.Context
	term *ast.Term
}

// member is a field of a struct with the key it has in the document.
type member struct {
	name     string
	key      *ast.Term
	index    []int
	optional bool // left out where it is empty
	isEmpty  func(reflect.Value) bool
}

func newEncoder(raw bool, words map[string]bool) *encoder {
	e := &encoder{structs: map[reflect.Type][]member{}, raw: raw, words: words, context: new(atomic.Pointer[contextTerm])}
	e.learn(reflect.TypeFor[loaders.Document]())
	return e
}

// learn notes the members of a type and of the types below it.
func (e *encoder) learn(t reflect.Type) {
	switch {
	case t == reflect.TypeFor[source.Node]():
		return
	case isField(t):
		field, _ := t.FieldByName("V")
		e.learn(field.Type)
		return
	}
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		e.learn(t.Elem())
	case reflect.Struct:
		if _, ok := e.structs[t]; ok {
			return
		}
		e.structs[t] = nil
		e.structs[t] = e.members(t, nil)
	}
}

func (e *encoder) members(t reflect.Type, index []int) []member {
	var members []member
	for i := range t.NumField() {
		field := t.Field(i)
		at := append(append([]int{}, index...), i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if lazy := field.Tag.Get("lazy"); lazy != "" && e.raw {
			name, options = lazy, "omitempty"
		}
		switch {
		case name == "-" || !field.IsExported():
		case name == "" && field.Anonymous:
			members = append(members, e.members(field.Type, at)...)
		case e.words != nil && !e.words[name]:
		default:
			e.learn(field.Type)
			members = append(members, member{
				name: name, key: ast.InternedTerm(name), index: at, optional: strings.Contains(options, "omit"), isEmpty: emptiness(field.Type, options),
			})
		}
	}
	return members
}

func isField(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.PkgPath() == reflect.TypeFor[source.Place]().PkgPath() && strings.HasPrefix(t.Name(), "Field[")
}

// document is the input for a document, with the collections that are read.
func (e *encoder) document(d *loaders.Document, reads kinds) *ast.Term {
	one := *e
	one.trees = map[*source.Node]*ast.Term{}
	v := reflect.ValueOf(d).Elem()
	return one.object(v, slices.DeleteFunc(slices.Clone(e.structs[v.Type()]), func(m member) bool {
		bit := kindOf(string(m.key.Value.(ast.String)))
		return bit != 0 && bit&reads == 0
	}))
}

func (e *encoder) term(v reflect.Value) *ast.Term {
	switch v.Kind() {
	case reflect.String:
		return ast.StringTerm(v.String())
	case reflect.Bool:
		return ast.InternedTerm(v.Bool())
	case reflect.Int, reflect.Int64:
		return ast.InternedTerm(int(v.Int()))
	case reflect.Float64:
		return ast.FloatNumberTerm(v.Float())
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return ast.NullTerm()
		}
		if n, ok := reflect.TypeAssert[*source.Node](v); ok {
			return e.tree(n)
		}
		if c, ok := reflect.TypeAssert[*loaders.Context](v); ok {
			return e.known(c)
		}
		return e.term(v.Elem())
	case reflect.Slice:
		terms := make([]*ast.Term, v.Len())
		for i := range terms {
			terms[i] = e.term(v.Index(i))
		}
		return ast.ArrayTerm(terms...)
	case reflect.Map:
		object := ast.NewObject()
		for _, key := range v.MapKeys() {
			object.Insert(ast.StringTerm(key.String()), e.term(v.MapIndex(key)))
		}
		return ast.NewTerm(object)
	case reflect.Struct:
		return e.structTerm(v)
	}
	return ast.NullTerm()
}

// known is the value of a context, which is made once for all documents of a run.
func (e *encoder) known(c *loaders.Context) *ast.Term {
	if last := e.context.Load(); last != nil && last.of == c {
		return last.term
	}
	term := e.structTerm(reflect.ValueOf(c).Elem())
	e.context.Store(&contextTerm{of: c, term: term})
	return term
}

func (e *encoder) structTerm(v reflect.Value) *ast.Term {
	members, ok := e.structs[v.Type()]
	if !ok { // a field: its value alone
		return e.term(v.Field(0))
	}
	return e.object(v, members)
}

func (e *encoder) object(v reflect.Value, members []member) *ast.Term {
	pairs := make([][2]*ast.Term, 0, len(members))
	for _, m := range members {
		f := v.FieldByIndex(m.index)
		if m.optional && m.isEmpty(f) {
			continue
		}
		pairs = append(pairs, [2]*ast.Term{m.key, e.term(f)})
	}
	return ast.ObjectTerm(pairs...)
}

// emptiness says of values of a type what omitempty and omitzero mean: nothing stated.
func emptiness(t reflect.Type, options string) func(reflect.Value) bool {
	switch {
	case t.Kind() == reflect.Slice && strings.Contains(options, "omitzero"):
		return reflect.Value.IsNil
	case t.Kind() == reflect.Slice || t.Kind() == reflect.Map || t.Kind() == reflect.String:
		return func(v reflect.Value) bool { return v.Len() == 0 }
	case isField(t):
		return func(v reflect.Value) bool { return !v.Field(2).Bool() }
	case t.Kind() == reflect.Struct && t.Implements(reflect.TypeFor[interface{ IsZero() bool }]()):
		return func(v reflect.Value) bool {
			zero, ok := reflect.TypeAssert[interface{ IsZero() bool }](v)
			return ok && zero.IsZero()
		}
	}
	return reflect.Value.IsZero
}

// tree is a parsed tree as it stands in the file; of a repeated key, the last one counts. Entities share
// trees, as all of a file do that have no tree of their own, and so do their values.
func (e *encoder) tree(n *source.Node) *ast.Term {
	switch n.Kind {
	case source.Bool:
		return ast.InternedTerm(n.Value == "true")
	case source.Number:
		if v, ok := n.Number(); ok {
			return ast.FloatNumberTerm(v)
		}
		return ast.StringTerm(n.Value)
	case source.String:
		return ast.StringTerm(n.Value)
	case source.List, source.Map:
		if e.trees[n] == nil {
			e.trees[n] = e.collection(n)
		}
		return e.trees[n]
	}
	return ast.NullTerm()
}

func (e *encoder) collection(n *source.Node) *ast.Term {
	if n.Kind == source.List {
		terms := make([]*ast.Term, len(n.Items))
		for i, item := range n.Items {
			terms[i] = e.tree(item)
		}
		return ast.ArrayTerm(terms...)
	}
	object := ast.NewObject()
	for _, pair := range n.Pairs {
		object.Insert(ast.StringTerm(pair.Key.Value), e.tree(pair.Value))
	}
	return ast.NewTerm(object)
}
