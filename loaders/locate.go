package loaders

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Spot is where a path into a Document leads.
type Spot struct {
	Place  source.Place // the deepest place on the way that a file states
	Crumbs string       // the path with names in place of indexes, for people: servers > github > args[1]
	Entity string       // the id of the entity on the way, else ""
	Role   string       // the role of its file
	Key    string       // the path with names and digests of values in place of indexes: what stays the same when lines and list items move
	Value  any          // what stands at the end of the path; nil where the path leads to nothing or to a whole entity
	Whole  bool         // the path led to its end; else something on it is missing
}

// Locate follows a path of keys and indexes into d as far as it leads. What is missing is found at its
// parent; an empty path, or one that leads nowhere, is at the first file.
func (d *Document) Locate(at []any) Spot {
	w := walker{v: reflect.ValueOf(d).Elem(), spot: Spot{Whole: true}}
	for i, step := range at {
		if !w.step(step, i) {
			w.spot.Whole = false
			break
		}
	}
	if w.spot.Place.IsZero() && len(d.Files) > 0 {
		w.spot.Place, w.spot.Role = d.Files[0].At, d.Files[0].Role
	}
	if w.spot.Whole && len(at) > 2 && w.v.IsValid() && w.v.CanInterface() {
		w.spot.Value = w.v.Interface()
	}
	return w.spot
}

// walker is a Locate on its way.
type walker struct {
	v    reflect.Value
	spot Spot
}

func (w *walker) step(step any, depth int) bool {
	if key, ok := step.(string); ok {
		v, ok := member(w.v, key)
		if !ok {
			return false
		}
		w.v = settle(v)
		w.spot.Crumbs = join(w.spot.Crumbs, " > ", key)
		w.spot.Key = join(w.spot.Key, "/", key)
		w.arrive(v)
		return true
	}
	i, ok := index(step)
	v := w.v
	if !ok || v.Kind() != reflect.Slice || i < 0 || i >= v.Len() {
		return false
	}
	w.v = settle(v.Index(i))
	name := w.name()
	switch {
	case name == "":
		w.spot.Crumbs += fmt.Sprintf("[%d]", i)
		w.spot.Key = join(w.spot.Key, "/", digest(w.v))
	case depth == 1 && name == w.file():
		w.spot.Key = join(w.spot.Key, "/", name)
	default:
		w.spot.Crumbs = join(w.spot.Crumbs, " > ", name)
		w.spot.Key = join(w.spot.Key, "/", name)
	}
	w.arrive(v.Index(i))
	return true
}

func join(left, between, right string) string {
	if left == "" {
		return right
	}
	return left + between + right
}

// arrive notes the place, the entity and the role of where the walker is.
func (w *walker) arrive(v reflect.Value) {
	for ; v.IsValid(); v = v.Elem() {
		if v.Kind() == reflect.Struct {
			if p := placeIn(v); !p.IsZero() {
				w.spot.Place = p
			}
			if f := v.FieldByName("ID"); f.IsValid() && f.Kind() == reflect.String && v.FieldByName("Role").IsValid() {
				w.spot.Entity = f.String()
			}
			if f := v.FieldByName("Role"); f.IsValid() && f.Kind() == reflect.String && v.FieldByName("At").IsValid() && w.spot.Role == "" {
				w.spot.Role = f.String()
			}
			return
		}
		if v.Kind() != reflect.Pointer || v.IsNil() {
			return
		}
	}
}

var placeType = reflect.TypeFor[source.Place]()

// placeIn is the At of a struct, be it a field of the document, an entity or a part of one.
func placeIn(v reflect.Value) source.Place {
	f := v.FieldByName("At")
	if !f.IsValid() || f.Type() != placeType {
		return source.Place{}
	}
	return f.Interface().(source.Place)
}

// settle goes through pointers and fields to the value itself.
func settle(v reflect.Value) reflect.Value {
	for {
		switch {
		case v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface:
			v = v.Elem()
		case isField(v):
			v = v.FieldByName("V")
		default:
			return v
		}
	}
}

// isField says whether v is a source.Field.
func isField(v reflect.Value) bool {
	if v.Kind() != reflect.Struct || v.NumField() != 3 {
		return false
	}
	t := v.Type()
	return t.PkgPath() == placeType.PkgPath() && strings.HasPrefix(t.Name(), "Field[")
}

// member is the struct's field of a JSON name, or the entry of a node, if it is stated.
func member(v reflect.Value, key string) (reflect.Value, bool) {
	if v.Kind() != reflect.Struct {
		return v, false
	}
	if n, ok := nodeOf(v); ok {
		child := n.Get(key)
		return reflect.ValueOf(child), child != nil
	}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		switch {
		case name == key || field.Tag.Get("lazy") == key:
			f := v.Field(i)
			if isField(f) && !f.FieldByName("Set").Bool() || f.Kind() == reflect.Pointer && f.IsNil() {
				return f, false
			}
			return f, true
		case field.Anonymous && name == "":
			if f, ok := member(v.Field(i), key); ok {
				return f, true
			}
		}
	}
	return v, false
}

func nodeOf(v reflect.Value) (*source.Node, bool) {
	if v.Type() != reflect.TypeFor[source.Node]() || !v.CanAddr() {
		return nil, false
	}
	n, ok := v.Addr().Interface().(*source.Node)
	return n, ok
}

func index(step any) (int, bool) {
	switch step := step.(type) {
	case int:
		return step, true
	case int64:
		return int(step), true
	case float64:
		return int(step), step == float64(int(step))
	case json.Number:
		i, err := strconv.Atoi(step.String())
		return i, err == nil
	}
	return 0, false
}

// name is what stands for an index: the name of the entity or part, where it has one. A grant has the
// name of its tool, which is not its own.
func (w *walker) name() string {
	if w.v.Kind() != reflect.Struct || w.v.Type() == reflect.TypeFor[facts.Grant]() {
		return ""
	}
	for _, key := range []string{"Name", "Path", "Key"} {
		if f := w.v.FieldByName(key); f.IsValid() {
			if f = settle(f); f.Kind() == reflect.String && f.String() != "" {
				return f.String()
			}
		}
	}
	return ""
}

// file is the path of the file of an entity, which names those that have no name.
func (w *walker) file() string {
	f := w.v.FieldByName("File")
	if !f.IsValid() || f.Kind() != reflect.String {
		return ""
	}
	return f.String()
}

// digest is a short, stable name for a value that has none.
func digest(v reflect.Value) string {
	if !v.IsValid() || !v.CanInterface() {
		return ""
	}
	data, err := json.Marshal(v.Interface())
	if err != nil {
		return ""
	}
	return source.Digest(data)[:12]
}
