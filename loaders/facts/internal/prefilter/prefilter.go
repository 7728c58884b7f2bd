// Package prefilter tells cheaply that a regular expression cannot match a text. It finds literals of
// which every match must contain one; a text without them need not be shown to the engine.
package prefilter

import (
	"slices"
	"strings"
)

// Need is one condition: a text that matches contains at least one of the literals.
type Need struct {
	Literals []Literal
	Fold     bool // in any case; the literals are then lower case
}

// Literal is a text to look for.
type Literal struct {
	Text string
	Rare int // index in Text of the byte that is rarest in English, where the search starts
}

// Filter is what is known of a pattern: a text that matches meets all needs of one of the alternatives.
// The empty filter lets every text pass.
type Filter [][]Need

// Pass says whether s may match. It may say yes for a text that does not match, never no for one that
// does.
func (f Filter) Pass(s string) bool {
	for _, needs := range f {
		if all(needs, s) {
			return true
		}
	}
	return len(f) == 0 || f.folds() && foldsFromOutside(s)
}

// Words are all literals of the filter, in lower case.
func (f Filter) Words() []string {
	var words []string
	for _, needs := range f {
		for _, n := range needs {
			for _, l := range n.Literals {
				words = append(words, strings.ToLower(l.Text))
			}
		}
	}
	return words
}

// Met says whether the words of a text, in lower case, meet the needs of one of the alternatives, as far as
// they can be told from the words. Wherever Pass is true it is true.
func (f Filter) Met(words map[string]bool) bool {
	return len(f) == 0 || len(words) > 0 && slices.ContainsFunc(f, func(needs []Need) bool {
		return !slices.ContainsFunc(needs, func(n Need) bool {
			return !slices.ContainsFunc(n.Literals, func(l Literal) bool { return words[strings.ToLower(l.Text)] })
		})
	})
}

// folds says whether some literal is looked for in any case.
func (f Filter) folds() bool {
	return slices.ContainsFunc(f, func(needs []Need) bool {
		return slices.ContainsFunc(needs, func(n Need) bool { return n.Fold })
	})
}

func all(needs []Need, s string) bool {
	for i := range needs {
		if !needs[i].in(s) {
			return false
		}
	}
	return true
}

func (n *Need) in(s string) bool {
	for i := range n.Literals {
		l := &n.Literals[i]
		if n.Fold && containsFold(s, l.Text, l.Rare) || !n.Fold && strings.Contains(s, l.Text) {
			return true
		}
	}
	return false
}

// foldsFromOutside says whether s has one of the two letters outside ASCII that fold to an ASCII letter:
// the long s and the Kelvin sign.
func foldsFromOutside(s string) bool {
	return strings.Contains(s, "\u017f") || strings.Contains(s, "\u212a")
}

// containsFold reports whether s contains l, which is lower case, in any case. It looks for the byte
// l[rare] in both cases with IndexByte, which is vectorised.
func containsFold(s, l string, rare int) bool {
	c := l[rare]
	if indexAround(s, l, rare, c) {
		return true
	}
	return 'a' <= c && c <= 'z' && indexAround(s, l, rare, c-'a'+'A')
}

func indexAround(s, l string, rare int, c byte) bool {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], c)
		if i < 0 {
			return false
		}
		start := from + i - rare
		from += i + 1
		if start >= 0 && start+len(l) <= len(s) && equalFold(s[start:start+len(l)], l) {
			return true
		}
	}
}

// equalFold compares s with l, which is lower case and as long.
func equalFold(s, l string) bool {
	for i := range len(l) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != l[i] {
			return false
		}
	}
	return true
}
