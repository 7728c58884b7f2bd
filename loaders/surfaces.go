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
func texts(f *source.File, e *Entity, entity any) []*Text {
	var found []*Text
	var segments []facts.Segment
	var messages []Message
	whole := false
	if p, ok := entity.(*Prompt); ok {
		segments, messages, whole = p.Segments, p.Messages, p.Text.Set
	}
	keep := func(t *Text) {
		if !t.plain() {
			t.ID, t.Name, t.File, t.Role, t.Dialect = e.ID, e.Name.V, e.File, e.Role, e.Dialect
			found = append(found, t)
		}
	}
	surfaces(reflect.ValueOf(entity), func(surface string, t source.Text) {
		switch {
		case surface == "prompt.message" && whole: // a part of the body
		case surface == "prompt.body":
			text := readText(f, surface, t, segments)
			text.Conflicts = find(f, "texts/*/conflicts", t, func(t source.Text) []facts.Conflict { return facts.FindConflicts(t, segments) })
			keep(text)
		default:
			text := readText(f, surface, t, nil)
			text.Sender = senderOf(messages, t)
			keep(text)
		}
	})
	eachName(entity, func(surface string, name source.Text) {
		if mixed := facts.MixedName(name); mixed != nil && !name.At.IsZero() {
			keep(&Text{Surface: surface, Mixed: []facts.MixedWord{*mixed}, At: name.At})
		}
	})
	return found
}

// readText finds what is notable in a text.
func readText(f *source.File, surface string, t source.Text, segments []facts.Segment) *Text {
	scan := facts.NewScan(t)
	found := &Text{
		Surface:    surface,
		Characters: facts.FindCharacters(t),
		Encoded:    facts.FindEncoded(t),
		Mixed:      facts.FindMixedWords(t),
		Personal:   facts.FindPersonal(t),
		Phrases: find(f, "texts/*/phrases", t, func(source.Text) []facts.Phrase {
			return scan.Phrases(slices.Contains(addressed, surface), segments)
		}),
		At: t.At,
	}
	if surface == "prompt.front_matter" {
		found.Hidden = facts.FindHiddenComments(t)
		found.Phrases = slices.DeleteFunc(found.Phrases, func(p facts.Phrase) bool { return p.ID == "internal_host" }) // servers
	} else {
		found.Hidden = scan.Hidden(segments)
	}
	return found
}

// addressed are the surfaces that are written to the model, at a length that may talk about attacks. All
// others describe something in a few words.
var addressed = []string{"prompt.body", "prompt.front_matter", "prompt.message", "agent.goal", "agent.backstory", "hook.prompt"}

// senderOf is the role of the message that a text is; empty where it is none.
func senderOf(messages []Message, t source.Text) string {
	i := slices.IndexFunc(messages, func(m Message) bool { return m.Text.At == t.At })
	if i < 0 {
		return ""
	}
	return messages[i].Role
}

// eachName calls visit for the names of an entity that people tell it and its parts by.
func eachName(entity any, visit func(surface string, name source.Text)) {
	switch v := entity.(type) {
	case *Agent:
		visit("agent.name", v.Name)
	case *Skill:
		visit("skill.name", v.Name)
	case *Tool:
		visit("tool.name", v.Name)
		for i := range v.Params {
			visit("tool.parameter.name", source.Say(v.Params[i].Name, v.Params[i].At))
		}
	case *Server:
		visit("server.name", v.Name)
		if v.Launch != nil {
			visit("server.package", v.Launch.Package)
		}
		if v.Endpoint != nil {
			visit("server.host", source.Say(v.Endpoint.Host, v.URL.At))
		}
	}
}

// plain says whether nothing notable was found in the text.
func (t *Text) plain() bool {
	return len(t.Characters)+len(t.Hidden)+len(t.Encoded)+len(t.Phrases)+len(t.Mixed)+len(t.Personal)+len(t.Conflicts) == 0
}

// withoutRepeats drops what was found in front matter as it is written and again in one of its values, such
// as the description.
func withoutRepeats(all []*Text) []*Text {
	for _, matter := range all {
		if matter.Surface != "prompt.front_matter" {
			continue
		}
		repeated := func(at source.Place, found func(*Text) int) bool {
			return slices.ContainsFunc(all, func(t *Text) bool {
				return t != matter && found(t) > 0 && within(t.At, matter.At) && within(at, t.At)
			})
		}
		matter.Characters = slices.DeleteFunc(matter.Characters, func(x facts.Characters) bool {
			return repeated(x.At, func(t *Text) int { return len(t.Characters) })
		})
		matter.Hidden = slices.DeleteFunc(matter.Hidden, func(x facts.Hidden) bool {
			return repeated(x.At, func(t *Text) int { return len(t.Hidden) })
		})
		matter.Encoded = slices.DeleteFunc(matter.Encoded, func(x facts.Encoded) bool {
			return repeated(x.At, func(t *Text) int { return len(t.Encoded) })
		})
		matter.Phrases = slices.DeleteFunc(matter.Phrases, func(x facts.Phrase) bool {
			return repeated(x.At, func(t *Text) int { return len(t.Phrases) })
		})
		matter.Mixed = slices.DeleteFunc(matter.Mixed, func(x facts.MixedWord) bool {
			return repeated(x.At, func(t *Text) int { return len(t.Mixed) })
		})
		matter.Personal = slices.DeleteFunc(matter.Personal, func(x facts.Personal) bool {
			return repeated(x.At, func(t *Text) int { return len(t.Personal) })
		})
	}
	return slices.DeleteFunc(all, (*Text).plain)
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
