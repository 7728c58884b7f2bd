package loaders

import (
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// judgeGovernance states what is to be said of the governance fields of what a file holds.
func (d *Document) judgeGovernance(f *source.File, l *Loader) {
	for _, a := range d.Agents {
		a.Governed = l.Dialect == governanceDialect || a.statesGovernance()
		if a.Governed {
			a.Can = slices.Concat(a.Can, governanceCan)
		}
		a.judge()
	}
	for _, p := range d.Prompts {
		p.readGovernance(ownNode(p.Raw, f))
	}
	for _, m := range d.Models {
		if m.Card == "model" {
			m.Terms = readTerms(ownNode(m.Raw, f))
		}
	}
}

// ownNode is the tree of an entity, else that of its file.
func ownNode(raw *source.Node, f *source.File) *source.Node {
	if raw != nil {
		return raw
	}
	return f.Root
}

// statesGovernance says whether an agent's own file says how it is governed. What formats state for
// reasons of their own, such as an author or the approval of calls, is not enough.
func (a *Agent) statesGovernance() bool {
	g := a.Governance
	g.Owner, g.Approval, g.Guardrails, g.Observability, g.Identity = nil, nil, nil, nil, source.Text{}
	return !reflect.ValueOf(g).IsZero()
}

// judge states what follows from the governance fields of an agent and from what it says of itself.
func (a *Agent) judge() {
	a.Owner = a.Owner.judged()
	if a.KillSwitch != nil {
		a.KillSwitch.Named = says(a.KillSwitch.Ref)
	}
	if e := a.Escalation; e != nil {
		e.Reachable = isContact(e.Contact) || isContact(e.URL)
	}
	if a.Guardrails != nil && a.Guardrails.Classifiers == nil {
		a.Guardrails.Classifiers = a.Guardrails.listed()
	}
	a.ReviewEnds = endOf(a.ReviewBy)
	a.ModelPin = facts.ModelPin(a.Model.V)
	most, stated := 0, false
	for _, t := range []source.Text{a.Purpose, a.Description, a.Goal, a.Backstory} {
		stated = stated || t.Set
		if most >= longPurpose {
			break
		}
		if says(t) && words(t.V) != words(a.Name.V) {
			most = max(most, letters(t.V))
		}
	}
	a.PurposeLetters = source.Amount{}
	if stated && most < longPurpose {
		a.PurposeLetters = source.Say(float64(most), source.Place{})
	}
}

// longPurpose is how many letters nobody calls too few.
const longPurpose = 50

// judged is an owner with what is to be said of it. Owners may be shared, so that it is a copy.
func (o *Owner) judged() *Owner {
	if o == nil {
		return nil
	}
	whole := *o
	whole.Named = isContact(o.Contact) || says(o.Team) || says(o.Name)
	return &whole
}

// says whether a text is there and is no template text.
func says(t source.Text) bool {
	return strings.TrimSpace(t.V) != "" && !facts.Lookup("placeholder_text").MatchString(t.V)
}

// isContact says whether a text is an address that somebody answers.
func isContact(t source.Text) bool {
	return t.V != "" && facts.Lookup("contact").MatchString(strings.TrimSpace(t.V)) && says(t)
}

// words are the words of a text in lower case, with one blank between them.
func words(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// letters are how many letters and digits a text has. A character of a script that writes words or
// syllables, such as Chinese or Korean, counts for three.
func letters(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
			n += 3
		case unicode.IsLetter(r), unicode.IsDigit(r):
			n++
		}
	}
	return n
}

// endOf is the end of a stated day, or of a month, RFC 3339; empty where the text is neither.
func endOf(date source.Text) string {
	text := strings.TrimSpace(date.V)
	if len(text) > len(time.DateOnly) && (text[len(time.DateOnly)] == 'T' || text[len(time.DateOnly)] == ' ') {
		text = text[:len(time.DateOnly)]
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return countable(t.AddDate(0, 0, 1))
	}
	if t, err := time.Parse("2006-01", text); err == nil {
		return countable(t.AddDate(0, 1, 0))
	}
	return ""
}

// countable is a time, or the first or last one of those that Rego can count in nanoseconds.
func countable(t time.Time) string {
	first, last := time.Date(1678, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2262, 1, 1, 0, 0, 0, 0, time.UTC)
	switch {
	case t.Before(first):
		t = first
	case t.After(last):
		t = last
	}
	return t.Format(time.RFC3339)
}

// readTerms are the limits that the card of a model states; nil where it states none.
func readTerms(n *source.Node) *ModelTerms {
	if !n.IsMap() {
		return nil
	}
	t := &ModelTerms{
		Aliases:     n.Get("aliases").Texts(),
		Covers:      n.Get("covers").Texts(),
		UseCaseTags: n.Get("use_case_tags").Texts(),
		OutOfScope:  n.Get("out_of_scope_tags").Texts(),
		DataClasses: n.Get("approved_data_classes").Texts(),
		Regions:     n.Get("regions").Texts(),
		Status:      n.Get("status").Field(),
		EndOfLife:   n.Get("end_of_life").Field(),
		MaxTier:     n.Get("max_tier").Field(),
		Exceptions:  n.Get("exceptions").Texts(),
	}
	if reflect.ValueOf(*t).IsZero() {
		return nil
	}
	t.Ends = endOf(t.EndOfLife)
	return t
}
