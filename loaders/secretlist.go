package loaders

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Secrets are the literal secrets that the loaders saw, longest first, for the writers to mask: as they
// are written, and as they read.
func (d *Document) Secrets() []string {
	found := secretList{}
	for _, f := range d.Files {
		for _, s := range f.Secrets {
			found.note(s.At.Raw())
		}
	}
	for _, s := range d.Servers {
		for _, secret := range s.Secrets {
			found.server(s, secret.At)
			found.server(s, secret.Secret.At)
		}
		found.pairs(reflect.ValueOf(s))
	}
	for _, s := range d.Settings {
		found.pairs(reflect.ValueOf(s))
	}
	return slices.SortedFunc(maps.Keys(found), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
}

// secretList collects secrets, each once.
type secretList map[string]bool

// note adds a secret without the quotes around it, unless it is too short to be told from other text.
func (l secretList) note(text string) {
	if text = strings.Trim(text, "\"'` \t\r\n"); len(text) >= 6 {
		l[text] = true
	}
}

// server adds what stands at a place in the configuration of a server.
func (l secretList) server(s *Server, at source.Place) {
	if at.IsZero() {
		return
	}
	l.note(at.Raw())
	each(reflect.ValueOf(s), serverTexts(), func(t source.Text) {
		switch {
		case within(t.At, at):
			l.note(t.V)
		case within(at, t.At) && t.At.Raw() != t.V:
			l.note(part(t, at))
		}
	})
}

// part is what a text says at a place in it, be it written with escapes or not.
func part(t source.Text, at source.Place) string {
	index := func(offset int) int {
		return sort.Search(len(t.V), func(i int) bool { return t.At.Sub(t.V, i, i).Start >= offset })
	}
	start, end := index(at.Start), index(at.End)
	return t.V[start:max(start, end)]
}

// pairs adds the values below v that have a telling name.
func (l secretList) pairs(v reflect.Value) {
	each(v, pairFields(), func(p Pair) {
		if secret, ok := facts.LiteralSecret(p.Key, p.Value.V); ok && secret.Kind == "literal" {
			l.note(p.Value.At.Raw())
			l.note(p.Value.V)
		}
	})
}

var (
	serverTexts = sync.OnceValue(func() fieldsTo { return newFieldsTo[source.Text](reflect.TypeFor[Server]()) })
	pairFields  = sync.OnceValue(func() fieldsTo { return newFieldsTo[Pair](reflect.TypeFor[Server](), reflect.TypeFor[Setting]()) })
)

// fieldsTo lists, for each struct type, the fields below which a value of some type may stand.
type fieldsTo map[reflect.Type][]int

func newFieldsTo[T any](from ...reflect.Type) fieldsTo {
	fields := fieldsTo{}
	for _, t := range from {
		fields.learn(t, reflect.TypeFor[T]())
	}
	return fields
}

// learn says whether a value of the target may stand in or below one of the type.
func (f fieldsTo) learn(t, target reflect.Type) bool {
	switch {
	case t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice:
		return f.learn(t.Elem(), target)
	case t.Kind() != reflect.Struct || t == placeType:
		return false
	}
	found, known := f[t]
	switch {
	case known && found == nil: // within itself
		return true
	case !known:
		f[t], found = nil, []int{}
		for i := range t.NumField() {
			if field := t.Field(i); field.IsExported() && field.Tag.Get("json") != "-" && f.learn(field.Type, target) {
				found = append(found, i)
			}
		}
		f[t] = found
	}
	return t == target || len(found) > 0
}

// each calls visit for each value of a type below v.
func each[T any](v reflect.Value, fields fieldsTo, visit func(T)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			each(v.Elem(), fields, visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			each(v.Index(i), fields, visit)
		}
	case reflect.Struct:
		if found, ok := reflect.TypeAssert[T](v); ok {
			visit(found)
		}
		for _, i := range fields[v.Type()] {
			each(v.Field(i), fields, visit)
		}
	}
}
