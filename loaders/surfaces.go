package loaders

import (
	"reflect"
	"slices"
	"sync"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

var (
	textType  = reflect.TypeFor[source.Text]()
	textsType = reflect.TypeFor[source.Texts]()
)

// texts makes an entry for each text of the entity that a model reads and in which something notable
// is found. The fields are those with a `surface` tag, at any depth.
func texts(e *Entity, entity any) []*Text {
	var found []*Text
	var segments []facts.Segment
	whole := false
	if p, ok := entity.(*Prompt); ok {
		segments, whole = p.Segments, p.Text.Set
	}
	surfaces(reflect.ValueOf(entity), func(surface string, t source.Text) {
		if surface == "prompt.message" && whole {
			return // a part of the body
		}
		characters, encoded := facts.FindCharacters(t), facts.FindEncoded(t)
		var hidden []facts.Hidden
		switch surface {
		case "prompt.body":
			hidden = facts.FindHidden(t, segments)
		case "prompt.front_matter":
			hidden = facts.FindHiddenComments(t)
		default:
			hidden = facts.FindHidden(t, nil)
		}
		if len(characters)+len(hidden)+len(encoded) > 0 {
			found = append(found, &Text{
				ID: e.ID, Surface: surface, Name: e.Name.V, File: e.File, Role: e.Role, Dialect: e.Dialect, At: t.At,
				Characters: characters, Hidden: hidden, Encoded: encoded,
			})
		}
	})
	return found
}

// withoutRepeats drops what was found in front matter as it is written and again in one of its values, such
// as the description.
func withoutRepeats(all []*Text) []*Text {
	for _, matter := range all {
		if matter.Surface != "prompt.front_matter" {
			continue
		}
		repeated := func(at source.Place) bool {
			return slices.ContainsFunc(all, func(t *Text) bool { return t != matter && within(t.At, matter.At) && within(at, t.At) })
		}
		matter.Characters = slices.DeleteFunc(matter.Characters, func(c facts.Characters) bool { return repeated(c.At) })
		matter.Hidden = slices.DeleteFunc(matter.Hidden, func(h facts.Hidden) bool { return repeated(h.At) })
		matter.Encoded = slices.DeleteFunc(matter.Encoded, func(e facts.Encoded) bool { return repeated(e.At) })
	}
	return slices.DeleteFunc(all, func(t *Text) bool { return len(t.Characters)+len(t.Hidden)+len(t.Encoded) == 0 })
}

// within says whether a place lies in another one.
func within(at, outer source.Place) bool {
	return at.File == outer.File && outer.Start <= at.Start && at.End <= outer.End
}

// surfaceField is a field of a struct that is a surface, or that may hold some further down.
type surfaceField struct {
	index   int
	surface string // "" where they are further down
}

// surfaceFields are those of each struct below a Document that has any.
var surfaceFields = sync.OnceValue(func() map[reflect.Type][]surfaceField {
	fields := map[reflect.Type][]surfaceField{}
	learnSurfaces(reflect.TypeFor[Document](), fields)
	return fields
})

func learnSurfaces(t reflect.Type, fields map[reflect.Type][]surfaceField) {
	if t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		learnSurfaces(t.Elem(), fields)
		return
	}
	if _, known := fields[t]; known || !hasSurfaces(t, 0) {
		return
	}
	fields[t] = nil
	for i := range t.NumField() {
		field := t.Field(i)
		surface := field.Tag.Get("surface")
		if surface == "" {
			if field.Tag.Get("json") == "-" || !hasSurfaces(field.Type, 0) {
				continue
			}
			learnSurfaces(field.Type, fields)
		}
		fields[t] = append(fields[t], surfaceField{index: i, surface: surface})
	}
}

// surfaces calls visit for each text with a `surface` tag below v.
func surfaces(v reflect.Value, visit func(surface string, t source.Text)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			surfaces(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			surfaces(v.Index(i), visit)
		}
	case reflect.Struct:
		for _, f := range surfaceFields()[v.Type()] {
			if f.surface != "" {
				visitSurface(f.surface, v.Field(f.index), visit)
			} else {
				surfaces(v.Field(f.index), visit)
			}
		}
	}
}

func visitSurface(surface string, v reflect.Value, visit func(surface string, t source.Text)) {
	switch v.Type() {
	case textType:
		if t := v.Interface().(source.Text); t.Set {
			visit(surface, t)
		}
	case textsType:
		for _, t := range v.Interface().(source.Texts).V {
			visit(surface, t)
		}
	}
}

// hasSurfaces says whether a value of the type may hold a text with a `surface` tag.
func hasSurfaces(t reflect.Type, depth int) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return hasSurfaces(t.Elem(), depth)
	case reflect.Struct:
		if depth > 4 || t == textType || t == textsType {
			return false
		}
		for field := range t.Fields() {
			if field.Tag.Get("surface") != "" || field.Tag.Get("json") != "-" && hasSurfaces(field.Type, depth+1) {
				return true
			}
		}
	}
	return false
}
