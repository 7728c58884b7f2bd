package loaders

import (
	"path"
	"strings"
	"unicode/utf8"

	"github.com/pacheck/pacheck/loaders/source"
)

// addSection adds a section that a structured card states under the first of the keys that is there, which
// may be dotted.
func (m *Model) addSection(id string, n *source.Node, keys ...string) {
	for _, key := range keys {
		holder, name := n, key
		if i := strings.LastIndexByte(key, '.'); i >= 0 {
			for step := range strings.SplitSeq(key[:i], ".") {
				holder = holder.Get(step)
			}
			name = key[i+1:]
		}
		value := holder.Get(name)
		if value == nil || value.Kind == source.Null {
			continue
		}
		length, left := textLength(value)
		s := Section{ID: id, Title: key, Length: length, Placeholder: length == 0 && left, Stated: length > 0, At: holder.Key(name).Place}
		if value.IsString() && isTemplateWord(value.Value) {
			s.Placeholder, s.Stated = true, false
		}
		m.Sections = append(m.Sections, s)
		if left {
			m.Placeholders = append(m.Placeholders, Section{ID: id, Title: key, Placeholder: true, At: value.Place})
		}
	}
}

// textLength counts the characters of the texts in n without template text, and says whether there is such.
// Pictures written as text do not count.
func textLength(n *source.Node) (length int, placeholder bool) {
	if n.IsString() && !strings.Contains(n.Value, "base64,") {
		return utf8.RuneCountInString(ownText(n.Value, true)), isPlaceholderText(n.Value)
	}
	if n != nil && n.Kind == source.Number {
		return len(n.Value), false
	}
	for _, item := range itemsOf(n) {
		l, left := textLength(item)
		length, placeholder = length+l, placeholder || left
	}
	for _, p := range entriesOf(n) {
		if p.Key.Value == "image" {
			continue
		}
		l, left := textLength(p.Value)
		length, placeholder = length+l, placeholder || left
	}
	return length, placeholder
}

// artifact is a file of a model by its path.
func artifact(t source.Text) Artifact {
	format := strings.ToLower(strings.TrimPrefix(path.Ext(t.V), "."))
	return Artifact{Path: t, Format: format, At: t.At}
}

// joined makes a list of the texts that are set; absent where none is.
func joined(texts ...source.Text) source.Texts {
	var found []source.Text
	for _, t := range texts {
		if t.V != "" {
			found = append(found, t)
		}
	}
	if found == nil {
		return source.Texts{}
	}
	return source.Say(found, found[0].At)
}

// ownerOf is who makes a model; nil where nothing is stated.
func ownerOf(team, contact source.Text, at *source.Node) *Owner {
	if !team.Set && !contact.Set {
		return nil
	}
	return &Owner{Team: team, Contact: contact, At: placeOf(at)}
}
