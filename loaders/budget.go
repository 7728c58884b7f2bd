package loaders

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// The limits of what one text may hold, so that no file costs more time or memory than a repository does.
// Whoever collects these things may stop once there are more; what is beyond is left out, and the file is
// one that was read in part.
const (
	maxVariables  = 1000
	maxMarks      = 20_000 // of a template
	maxTexts      = 1000   // messages of a prompt
	maxInjections = 1000
	maxReaches    = 1000
	maxSections   = 2000 // of a card
	maxInText     = 1000 // places where a text speaks to a model that it should not
	maxReferences = 1000 // to files; far fewer of them are read
)

// beyond is the error for a part of a file that goes over a limit.
func beyond(at source.Place, limit int, what string) *source.Error {
	return &source.Error{At: at, Limit: true, Message: fmt.Sprintf("only as far as this: it has more than %d %s; split the file", limit, what)}
}

// bounds notes the first limit that a document goes over.
type bounds struct{ err *source.Error }

// cut is the list without what is beyond the limit.
func cut[T any](b *bounds, list []T, limit int, what string, at func(T) source.Place) []T {
	if len(list) <= limit {
		return list
	}
	if b.err == nil {
		b.err = beyond(at(list[limit]), limit, what)
	}
	return list[:limit:limit]
}

// bound cuts the lists of the document to their limits, and says which was gone over; nil for none.
func (d *Document) bound() *source.Error {
	b := &bounds{}
	for _, p := range d.Prompts {
		if b.err == nil && p.marks() > maxMarks {
			b.err = beyond(p.messages()[0].Text.At, maxMarks, "marks of a template")
		}
		p.Variables = cut(b, p.Variables, maxVariables, "variables of a template", func(v Variable) source.Place { return v.At })
		p.Messages = cut(b, p.Messages, maxTexts, "messages of a prompt", func(m Message) source.Place { return m.At })
		p.Reaches = cut(b, p.Reaches, maxReaches, "names of a template's engine", func(t source.Text) source.Place { return t.At })
		p.Refs = cut(b, p.Refs, maxReferences, "references of a text", refPlace)
	}
	for _, s := range d.Skills {
		s.Injections = cut(b, s.Injections, maxInjections, "commands that the host runs while it loads a text", func(i Injection) source.Place { return i.At })
	}
	for _, m := range d.Models {
		at := func(s Section) source.Place { return s.At }
		m.Sections = cut(b, m.Sections, maxSections, "sections of a card", at)
		m.Placeholders = cut(b, m.Placeholders, maxSections, "places of a card with text of a template", at)
	}
	return b.err
}

// segment cuts the texts of prompts into segments, and says whether they have too many; nil for not.
func (d *Document) segment(f *source.File) *source.Error {
	var over *source.Error
	for _, p := range d.Prompts {
		for _, t := range p.texts() {
			segments := facts.Segments(t)
			if p.Segments == nil {
				p.Segments = segments
			} else {
				p.Segments = append(p.Segments, segments...)
			}
			p.Acts = append(p.Acts, actsOf(f, "prompts/*/acts", t, segments)...)
			if len(p.Segments) > facts.MaxSegments {
				over = cmp.Or(over, beyond(p.Segments[facts.MaxSegments].At, facts.MaxSegments, "paragraphs, headings, list items and other parts of a text"))
				break
			}
		}
	}
	return over
}

// boundTexts cuts what was found in texts to its limit, and says whether that was gone over.
func (d *Document) boundTexts() *source.Error {
	b := &bounds{}
	for _, t := range d.Texts {
		t.Characters = cut(b, t.Characters, maxInText, "invisible or misleading characters in a text", func(c facts.Characters) source.Place { return c.At })
		t.Hidden = cut(b, t.Hidden, maxInText, "hidden instructions in a text", func(h facts.Hidden) source.Place { return h.At })
		t.Encoded = cut(b, t.Encoded, maxInText, "encoded instructions in a text", func(e facts.Encoded) source.Place { return e.At })
		t.Mixed = cut(b, t.Mixed, maxInText, "words of mixed scripts in a text", func(m facts.MixedWord) source.Place { return m.At })
		t.Personal = cut(b, t.Personal, maxInText, "identifiers of persons in a text", func(p facts.Personal) source.Place { return p.At })
	}
	return b.err
}

// marks is how many marks the texts of a template have, or more where some of them are none.
func (p *Prompt) marks() int {
	n := 0
	for _, m := range p.messages() {
		switch p.Template {
		case "":
		case fString:
			n += strings.Count(m.Text.V, "{")
		case dollar:
			n += strings.Count(m.Text.V, "${")
		default:
			n += strings.Count(m.Text.V, "{{") + strings.Count(m.Text.V, "{%") + strings.Count(m.Text.V, "{#")
		}
	}
	return n
}

func refPlace(r Ref) source.Place { return r.To.At }
