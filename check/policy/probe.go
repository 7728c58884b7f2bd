package policy

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// probe finds out which of the places that guards name a document has.
type probe struct {
	encoder *encoder
	params  map[string]any // by rule and name
	root    *spot
	places  map[string][]test // by path
	count   int               // of places
}

// need is a guard over the places of a probe.
type need struct {
	all, any []need
	place    int  // -1 where it is none
	never    bool // the parameters rule it out
}

// spot is what to look at in values of one type.
type spot struct {
	wraps   []reflect.Kind   // what to go through first: pointers, and fields of files
	tests   []test           // of the value itself
	members []memberSpot     // of a struct
	keys    map[string]*spot // of a map
	items   *spot            // of a list, and of a map
}

type memberSpot struct {
	member
	*spot
}

// test is a question about one value.
type test struct {
	place   int
	true    bool
	is      []any
	compare string
	limit   float64
}

func newProbe(e *encoder, params map[string]any) *probe {
	p := &probe{encoder: e, params: params, places: map[string][]test{}}
	p.root = p.spot(reflect.TypeFor[*loaders.Document]())
	return p
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
	if g.Param != "" {
		texts, there := p.stated(g.Param)
		if n.never = !there; there && g.Path != "" {
			g.Is = texts
		}
	}
	if g.Path != "" && !n.never {
		n.place = p.place(g)
	}
	return n
}

// stated are the texts and truth values at a place in the parameters, nil where there are others, and
// whether anything stands there.
func (p *probe) stated(param string) (texts []any, there bool) {
	at := p.at(param)
	for _, v := range at {
		switch v.(type) {
		case string, bool:
		default:
			return nil, true
		}
	}
	return at, len(at) > 0
}

// at are the values at a place in the parameters.
func (p *probe) at(param string) []any {
	at := []any{p.params}
	for step := range strings.SplitSeq(param, "/") {
		var next []any
		for _, v := range at {
			next = append(next, inside(v, step)...)
		}
		at = next
	}
	return at
}

// inside are the members of a value that a step leads to.
func inside(v any, step string) []any {
	of := reflect.ValueOf(v)
	if of.Kind() != reflect.Map && of.Kind() != reflect.Slice {
		return nil
	}
	var found []any
	for key, value := range of.Seq2() {
		switch {
		case step == keysOf:
			found = append(found, key.Interface()) // that of an item is a number, which says nothing
		case step == "*" || step == key.String():
			found = append(found, value.Interface())
		}
	}
	return found
}

func (p *probe) place(g guard) int {
	t := test{place: p.count, true: g.True, is: g.Is}
	limit := g.Limit
	if param, ok := limit.(string); ok {
		limit = nil
		if at := p.at(param); len(at) == 1 {
			limit = at[0]
		}
	}
	if n := reflect.ValueOf(limit); n.CanFloat() {
		t.compare, t.limit = g.Compare, n.Float()
	} else if n.CanInt() {
		t.compare, t.limit = g.Compare, float64(n.Int())
	}
	for _, other := range p.places[g.Path] {
		if t.true == other.true && t.compare == other.compare && t.limit == other.limit &&
			(t.is == nil) == (other.is == nil) && slices.Equal(t.is, other.is) {
			return other.place
		}
	}
	p.count++
	p.places[g.Path] = append(p.places[g.Path], t)
	p.add(p.root, reflect.TypeFor[*loaders.Document](), strings.Split(g.Path, "/"), t)
	return t.place
}

var nodeType = reflect.TypeFor[*source.Node]()

// bare is a type without pointers and fields of files around it, and what was taken off.
func bare(t reflect.Type) (inner reflect.Type, wraps []reflect.Kind) {
	for {
		switch {
		case isField(t):
			t = t.Field(0).Type
			wraps = append(wraps, reflect.Struct)
		case t.Kind() == reflect.Pointer && t != nodeType:
			t = t.Elem()
			wraps = append(wraps, reflect.Pointer)
		default:
			return t, wraps
		}
	}
}

func (p *probe) spot(t reflect.Type) *spot {
	_, wraps := bare(t)
	return &spot{wraps: wraps}
}

// add notes a question about what stands below values of a type. Where nothing can stand, there is none.
func (p *probe) add(s *spot, t reflect.Type, steps []string, asked test) {
	t, _ = bare(t)
	if t == nodeType || t.Kind() == reflect.Interface {
		s.tests = append(s.tests, test{place: asked.place}) // anything may stand there
		return
	}
	if len(steps) == 0 {
		s.tests = append(s.tests, asked)
		return
	}
	step, rest := steps[0], steps[1:]
	switch {
	case t.Kind() == reflect.Struct:
		for _, m := range p.encoder.structs[t] {
			if step == "*" || step == m.name {
				of := t.FieldByIndex(m.index).Type
				p.add(s.member(m, p.spot(of)), of, rest, asked)
			}
		}
	case t.Kind() == reflect.Map && step != "*":
		if s.keys == nil {
			s.keys = map[string]*spot{}
		}
		s.keys[step] = cmp.Or(s.keys[step], p.spot(t.Elem()))
		p.add(s.keys[step], t.Elem(), rest, asked)
	case (t.Kind() == reflect.Slice || t.Kind() == reflect.Map) && step == "*":
		s.items = cmp.Or(s.items, p.spot(t.Elem()))
		p.add(s.items, t.Elem(), rest, asked)
	}
}

// member is the spot of a member, which is a new one the first time.
func (s *spot) member(m member, fresh *spot) *spot {
	for _, known := range s.members {
		if known.name == m.name {
			return known.spot
		}
	}
	s.members = append(s.members, memberSpot{m, fresh})
	return fresh
}

// look says of each place whether the document has it.
func (p *probe) look(d *loaders.Document) []bool {
	seen := make([]bool, p.count)
	p.root.visit(reflect.ValueOf(d), seen)
	return seen
}

func (s *spot) visit(v reflect.Value, seen []bool) {
	for _, wrap := range s.wraps {
		switch {
		case wrap == reflect.Struct:
			v = v.Field(0)
		case !v.IsNil():
			v = v.Elem()
		default: // null, of which all may be true but that it is one of some texts
			for _, t := range s.tests {
				seen[t.place] = seen[t.place] || t.is == nil
			}
			return
		}
	}
	for i := range s.tests {
		if t := &s.tests[i]; !seen[t.place] {
			seen[t.place] = t.passes(v)
		}
	}
	for i := range s.members {
		m := &s.members[i]
		if f := v.FieldByIndex(m.index); !m.optional || !m.isEmpty(f) {
			m.visit(f, seen)
		}
	}
	switch {
	case s.items == nil && s.keys == nil:
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			s.items.visit(v.Index(i), seen)
		}
	case v.Kind() == reflect.Map:
		for key, value := range v.Seq2() {
			if s.items != nil {
				s.items.visit(value, seen)
			}
			if inner := s.keys[key.String()]; inner != nil {
				inner.visit(value, seen)
			}
		}
	}
}

func (t *test) passes(v reflect.Value) bool {
	if t.true && v.Kind() == reflect.Bool && !v.Bool() {
		return false
	}
	if t.compare != "" && !t.compares(v) {
		return false
	}
	return t.is == nil || slices.ContainsFunc(t.is, func(value any) bool {
		switch value := value.(type) {
		case string:
			return v.Kind() == reflect.String && v.String() == value
		case bool:
			return v.Kind() == reflect.Bool && v.Bool() == value
		}
		return true
	})
}

// compares says whether a number is on the right side of the limit. What is none may be.
func (t *test) compares(v reflect.Value) bool {
	var n float64
	switch {
	case v.CanInt():
		n = float64(v.Int())
	case v.CanFloat():
		n = v.Float()
	default:
		return true
	}
	switch t.compare {
	case "gt":
		return n > t.limit
	case "gte":
		return n >= t.limit
	case "lt":
		return n < t.limit
	}
	return n <= t.limit
}

// met says whether a guard holds, given the places that the document has.
func (n *need) met(seen []bool) bool {
	if n.never || n.place >= 0 && !seen[n.place] {
		return false
	}
	for i := range n.all {
		if !n.all[i].met(seen) {
			return false
		}
	}
	for i := range n.any {
		if n.any[i].met(seen) {
			return true
		}
	}
	return n.any == nil
}
