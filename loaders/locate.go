package loaders

import (
	"bytes"
	"cmp"
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
	if w.spot.Whole && len(at) > 2 && w.v.IsValid() {
		w.spot.Value = plain(w.v)
	}
	return w.spot
}

// LocateIn follows a path of keys and indexes below the root of a document of the first file of d. What is
// missing is found at its parent, and an empty path is at the file, or at the document where it has several.
// An index may be a text.
func (d *Document) LocateIn(root *source.Node, at []any) Spot {
	file := d.Files[0]
	w := walker{v: reflect.ValueOf(root).Elem(), spot: Spot{Whole: true, Place: file.At, Role: file.Role}}
	if root != file.At.File.Root || len(file.At.File.Documents) > 1 {
		w.spot.Place = root.Place
	}
	for i, step := range at {
		if n := nodeOf(w.v); n.IsList() {
			if index, err := strconv.Atoi(fmt.Sprint(step)); err == nil {
				step = index
			}
		}
		if !w.step(step, i) {
			w.spot.Whole = false
			break
		}
	}
	if w.spot.Whole && len(at) > 0 {
		w.spot.Value = plain(w.v)
	}
	return w.spot
}

// walker is a Locate on its way.
type walker struct {
	v    reflect.Value // invalid where there is nothing
	spot Spot
}

func (w *walker) step(step any, depth int) bool {
	if key, ok := step.(string); ok {
		return w.member(key)
	}
	i, ok := Index(step)
	return ok && w.item(i, depth)
}

func (w *walker) member(key string) bool {
	v, ok := member(w.v, key)
	if !ok {
		return false
	}
	w.arrive(v)
	w.spot.Crumbs = join(w.spot.Crumbs, " > ", key)
	w.spot.Key = join(w.spot.Key, "/", key)
	return true
}

func (w *walker) item(i, depth int) bool {
	v := w.v
	if n := nodeOf(v); n != nil {
		v = reflect.ValueOf(n.Items)
	}
	if v.Kind() != reflect.Slice || i < 0 || i >= v.Len() {
		return false
	}
	w.arrive(v.Index(i))
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
	return true
}

func join(left, between, right string) string {
	if left == "" {
		return right
	}
	return left + between + right
}

// arrive goes to v, and notes the places, the entity and the role on the way: those of a field, of what
// it holds, and of what a pointer leads to.
func (w *walker) arrive(v reflect.Value) {
	for {
		w.v = v
		switch {
		case v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface:
			v = v.Elem()
			continue
		case v.Kind() != reflect.Struct:
			return
		}
		if p := placeIn(v); !p.IsZero() {
			w.spot.Place = p
		}
		if !isField(v) {
			w.note(v)
			return
		}
		v = v.FieldByName("V")
	}
}

// note notes which entity a struct is, and the role of its file.
func (w *walker) note(v reflect.Value) {
	role := v.FieldByName("Role")
	if !role.IsValid() || role.Kind() != reflect.String || !v.FieldByName("At").IsValid() {
		return
	}
	w.spot.Role = cmp.Or(w.spot.Role, role.String())
	if id := v.FieldByName("ID"); id.IsValid() && id.Kind() == reflect.String {
		w.spot.Entity = id.String()
	}
}

var placeType = reflect.TypeFor[source.Place]()

// placeIn is the place of a struct, be it a field of the document, an entity, a part of one, or a node.
func placeIn(v reflect.Value) source.Place {
	if n := nodeOf(v); n != nil {
		return n.Place
	}
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
	if n := nodeOf(v); n != nil {
		child := n.Get(key)
		return reflect.ValueOf(child), child != nil
	}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		name = cmp.Or(field.Tag.Get("lazy"), name)
		switch {
		case name == "-":
		case name == "" && field.Anonymous:
			if f, ok := member(v.Field(i), key); ok {
				return f, true
			}
		case name == key:
			f := v.Field(i)
			absent := isField(f) && !f.FieldByName("Set").Bool() || f.Kind() == reflect.Pointer && f.IsNil()
			return f, !absent
		}
	}
	return v, false
}

// nodeOf is the node that v is, else nil.
func nodeOf(v reflect.Value) *source.Node {
	if v.Kind() != reflect.Struct || v.Type() != reflect.TypeFor[source.Node]() || !v.CanAddr() {
		return nil
	}
	return v.Addr().Interface().(*source.Node)
}

// plain is what v holds, of a node the node itself.
func plain(v reflect.Value) any {
	if n := nodeOf(v); n != nil {
		return n
	}
	switch v := v.Interface().(type) {
	case []Section, []PromptSection, Section, PromptSection:
		return nil // they have lengths of text, which change all the time
	default:
		return v
	}
}

// Index is a step of a path that is an index.
func Index(step any) (int, bool) {
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
	if w.v.Kind() != reflect.Struct {
		return ""
	}
	switch v := w.v.Interface().(type) {
	case facts.Grant:
		return ""
	case Text:
		return v.Surface + " of " + v.Name
	case Edge:
		_, from, _ := strings.Cut(v.From, "#")
		return strings.Join([]string{from, v.Rel, v.To}, " ")
	case Waiver:
		return v.ID.V
	case Ignore:
		return v.Rule.V
	case Cycle:
		return strings.Join(v.Names, " > ")
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

// digest is a short, stable name for a value that has none: the same with either end of lines.
func digest(v reflect.Value) string {
	if !v.IsValid() {
		return ""
	}
	data, err := json.Marshal(plain(v))
	if err != nil {
		return ""
	}
	return source.Digest(bytes.ReplaceAll(data, []byte(`\r\n`), []byte(`\n`)))[:12]
}
