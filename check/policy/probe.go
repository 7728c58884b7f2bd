package policy

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// probe finds out which of the places that guards name a document has.
type probe struct {
	encoder *encoder
	root    *spot
	places  map[string]int // by what they ask for
}

// need is a guard over the places of a probe.
type need struct {
	all, any []need
	place    int // -1 where it is none
}

// spot is what to look at in a value, given its type.
type spot struct {
	tests   []test
	members map[int]*spot    // of a struct, by the index among what the encoder knows of it
	keys    map[string]*spot // of a map
	items   *spot            // of a list, and of a map
}

// test is a question about one value.
type test struct {
	place int
	true  bool
	is    []any
}

func newProbe(e *encoder) *probe {
	return &probe{encoder: e, root: &spot{}, places: map[string]int{}}
}

// need adds the places of a guard.
func (p *probe) need(g guard) need {
	n := need{place: -1}
	for _, inner := range g.All {
		n.all = append(n.all, p.need(inner))
	}
	for _, inner := range g.Any {
		n.any = append(n.any, p.need(inner))
	}
	if g.Path != "" {
		n.place = p.place(g)
	}
	return n
}

func (p *probe) place(g guard) int {
	key := fmt.Sprintf("%s %t %q", g.Path, g.True, g.Is)
	if place, ok := p.places[key]; ok {
		return place
	}
	place := len(p.places)
	p.places[key] = place
	p.add(p.root, reflect.TypeFor[loaders.Document](), strings.Split(g.Path, "/"), test{place: place, true: g.True, is: g.Is})
	return place
}

// add notes a question about what stands below a value of a type. Where nothing can stand, there is none.
func (p *probe) add(s *spot, t reflect.Type, steps []string, a test) {
	for t.Kind() == reflect.Pointer && t != reflect.TypeFor[*source.Node]() || isField(t) {
		if isField(t) {
			t = t.Field(0).Type
		} else {
			t = t.Elem()
		}
	}
	if t == reflect.TypeFor[*source.Node]() || t.Kind() == reflect.Interface {
		s.tests = append(s.tests, test{place: a.place}) // anything may stand there
		return
	}
	if len(steps) == 0 {
		s.tests = append(s.tests, a)
		return
	}
	step, rest := steps[0], steps[1:]
	switch {
	case t.Kind() == reflect.Struct:
		for i, m := range p.encoder.structs[t] {
			if step == "*" || step == m.name {
				p.add(child(&s.members, i), t.FieldByIndex(m.index).Type, rest, a)
			}
		}
	case t.Kind() == reflect.Map && step != "*":
		p.add(child(&s.keys, step), t.Elem(), rest, a)
	case (t.Kind() == reflect.Slice || t.Kind() == reflect.Map) && step == "*":
		if s.items == nil {
			s.items = &spot{}
		}
		p.add(s.items, t.Elem(), rest, a)
	}
}

// child is the spot of a key, made when it is first asked for.
func child[K comparable](m *map[K]*spot, key K) *spot {
	if *m == nil {
		*m = map[K]*spot{}
	}
	if (*m)[key] == nil {
		(*m)[key] = &spot{}
	}
	return (*m)[key]
}

// look says of each place whether the document has it.
func (p *probe) look(d *loaders.Document) []bool {
	seen := make([]bool, len(p.places))
	p.visit(reflect.ValueOf(d).Elem(), p.root, seen)
	return seen
}

func (p *probe) visit(v reflect.Value, s *spot, seen []bool) {
	for v.Kind() == reflect.Pointer && !v.IsNil() && v.Type() != reflect.TypeFor[*source.Node]() || isField(v.Type()) {
		if isField(v.Type()) {
			v = v.Field(0)
		} else {
			v = v.Elem()
		}
	}
	for _, a := range s.tests {
		seen[a.place] = seen[a.place] || a.passes(v)
	}
	switch v.Kind() {
	case reflect.Struct:
		members := p.encoder.structs[v.Type()]
		for i, inner := range s.members {
			m := members[i]
			if f := v.FieldByIndex(m.index); !m.optional || !isEmpty(f) {
				p.visit(f, inner, seen)
			}
		}
	case reflect.Slice:
		for i := 0; s.items != nil && i < v.Len(); i++ {
			p.visit(v.Index(i), s.items, seen)
		}
	case reflect.Map:
		for key, value := range v.Seq2() {
			if s.items != nil {
				p.visit(value, s.items, seen)
			}
			if inner := s.keys[key.String()]; inner != nil {
				p.visit(value, inner, seen)
			}
		}
	}
}

func (a test) passes(v reflect.Value) bool {
	if a.is == nil {
		return !a.true || v.Kind() != reflect.Bool || v.Bool()
	}
	return slices.ContainsFunc(a.is, func(value any) bool {
		switch value := value.(type) {
		case string:
			return v.Kind() == reflect.String && v.String() == value
		case bool:
			return v.Kind() == reflect.Bool && v.Bool() == value
		}
		return true
	})
}

// met says whether a guard holds, given the places that the document has.
func (n need) met(seen []bool) bool {
	met := func(n need) bool { return n.met(seen) }
	return (n.place < 0 || seen[n.place]) && (n.any == nil || slices.ContainsFunc(n.any, met)) &&
		!slices.ContainsFunc(n.all, func(n need) bool { return !n.met(seen) })
}
