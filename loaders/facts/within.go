package facts

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// placer finds the places of parts of one text. Where the text is written as it reads, that is
// arithmetic; else each place costs a walk through the text, and after placerBudget bytes of walking
// the place of the whole text has to do.
type placer struct {
	text  source.Text
	plain bool
	spent int
}

const placerBudget = 32 << 20

func newPlacer(t source.Text) *placer {
	return &placer{text: t, plain: t.At.Raw() == t.V}
}

func (p *placer) place(start, end int) source.Place {
	at := p.text.At
	if at.File == nil {
		return at
	}
	if p.plain {
		return source.Place{File: at.File, Start: at.Start + start, End: at.Start + end}
	}
	if p.spent > placerBudget {
		return at
	}
	p.spent += len(p.text.V)
	return at.Sub(p.text.V, start, end)
}

// excerpt is s on one line, credentials masked, cut to limit characters.
func excerpt(s string, limit int) string {
	// Enough for limit characters with white space between, and to recognise a credential at their end.
	if most := 6*limit + 512; len(s) > most {
		s = strings.ToValidUTF8(s[:most], "")
	}
	return cut(strings.Join(strings.Fields(Redact(s)), " "), limit)
}

// cut shortens s to limit characters, the last of them an ellipsis where something is left out.
func cut(s string, limit int) string {
	n, last := 0, 0
	for i := range s {
		if n == limit {
			return s[:last] + "…"
		}
		last = i
		n++
	}
	return s
}
