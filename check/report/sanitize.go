package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/pacheck/pacheck/loaders/facts"
)

const (
	maskedSecret = "***"
	ellipsis     = "..."

	// shortestSecret keeps a password such as "on" from being masked in the middle of every word.
	shortestSecret = 4

	// longestText is how many code points of a message, a label or a logical path are written.
	longestText = 1000

	// window is how many bytes before and after a marked span are searched for secrets, since a line of
	// megabytes must not cost megabytes for each of its findings. Much less than that is shown.
	window = 16 << 10

	// longestKept is the length of texts whose masked form is kept, since names and messages come again.
	longestKept = 4 << 10
)

// cleaner is what scanned text goes through on its way out. It masks secrets, and then makes visible
// what a terminal, a browser or a CI system would act upon. It is made for one writer of one report.
type cleaner struct {
	literals *strings.Replacer // nil where there are none
	masked   map[string]string
	at       cursor // the last mark
}

func newCleaner(secrets []string) *cleaner {
	c := &cleaner{masked: map[string]string{}}
	var pairs []string
	for _, s := range spellings(secrets) {
		pairs = append(pairs, s, maskedSecret)
	}
	if len(pairs) > 0 {
		c.literals = strings.NewReplacer(pairs...)
	}
	return c
}

// spellings is every way in which secrets may stand in a line of a file, the longest first, so that a
// secret that is part of another one does not leave the rest of it uncovered.
func spellings(secrets []string) []string {
	var all []string
	for _, secret := range secrets {
		quoted, _ := json.Marshal(secret) // a string always marshals
		escaped := string(quoted[1 : len(quoted)-1])
		all = append(all, secret, escaped)
		all = append(all, strings.FieldsFunc(secret, func(r rune) bool { return r == '\n' || r == '\r' })...)
		all = append(all, strings.Split(escaped, `\n`)...)
	}
	all = slices.DeleteFunc(all, func(s string) bool { return len(s) < shortestSecret })
	slices.SortFunc(all, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(all)
}

// mask covers the secrets in s and makes it valid UTF-8. What is left may still hold any character.
func (c *cleaner) mask(s string) string {
	if s == "" {
		return ""
	}
	if known, ok := c.masked[s]; ok {
		return known
	}
	out := s
	if c.literals != nil {
		out = c.literals.Replace(out)
	}
	out = valid(facts.Redact(out))
	if len(s) <= longestKept {
		c.masked[s] = out
	}
	return out
}

// valid is s with U+FFFD for each byte that is not UTF-8, so that columns stay what they were.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return strings.Map(func(r rune) rune { return r }, s)
}

// line is s as one line of bounded length, without secrets and without anything invisible. Of what it has
// made it changes nothing, so that a report which was saved reads the same.
func (c *cleaner) line(s string) string {
	s = c.mask(s)
	shown := visible(s[:offset(s, longestText+1)])
	if end := offset(shown, longestText); end < len(shown) {
		return shown[:end] + ellipsis
	}
	return shown
}

// file is the path of a file as line makes it, but whole.
func (c *cleaner) file(path string) string { return visible(c.mask(path)) }

// visible is s as one line in which every character that has no shape of its own, or that a terminal or
// a CI system obeys, is written as its code point, such as <U+202E>. Tabs become spaces.
func visible(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	shown := glyphs(s)
	if blank := len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace)); strings.HasPrefix(s[blank:], "::") {
		shown[utf8.RuneCountInString(s[:blank])] = codePoint(':') // of a workflow command, where s begins a line
	}
	for _, g := range shown {
		if g.text == "\t" {
			g.text = " "
		}
		b.WriteString(g.text)
	}
	return b.String()
}

// plain says whether s holds only printable ASCII and nothing that could be a command, which is nearly
// always so.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == '#' {
			return false
		}
	}
	return !strings.HasPrefix(strings.TrimLeft(s, " "), "::")
}

// glyph is what is shown for one code point: how it is written, and how many columns of a terminal it
// takes.
type glyph struct {
	text  string
	width int
}

// glyphs has one glyph for each code point of s. A tab stays a tab, for the caller to expand.
func glyphs(s string) []glyph {
	out := make([]glyph, 0, len(s))
	last := rune(-1)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		out = append(out, glyphOf(last, r, s[i:i+size], s[i+size:]))
		last = r
		i += size
	}
	return out
}

// glyphOf is the glyph of r, written as text, between the code point last and the string rest.
func glyphOf(last, r rune, text, rest string) glyph {
	switch {
	case r == '#' && last == '#' && command(rest):
		return codePoint(r)
	case r >= ' ' && r <= '~' || r == '\t':
		return glyph{text, 1}
	case r == utf8.RuneError:
		return glyph{"\uFFFD", 1}
	case (r == 0xFE0E || r == 0xFE0F) && unicode.IsSymbol(last):
		return glyph{text, 0} // the usual presentation selector of an emoji
	case hidden(r):
		return codePoint(r)
	case unicode.In(r, unicode.Mn, unicode.Me):
		return glyph{text, 0}
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return glyph{text, 2}
	}
	return glyph{text, 1}
}

func codePoint(r rune) glyph {
	text := fmt.Sprintf("<U+%04X>", r)
	return glyph{text, len(text)}
}

// hidden says whether r is shown as nothing, as a bare gap, or not as itself: control and format
// characters (bidirectional, zero width, tags), line and paragraph separators, variation selectors,
// fillers, private and unassigned code points.
func hidden(r rune) bool {
	return !unicode.IsGraphic(r) || r == 0x2800 ||
		unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// command says whether "##" before s makes a command of a CI system that is obeyed in the middle of a
// line: ##[error], ##vso[task.setvariable], ##teamcity[message].
func command(s string) bool {
	i := strings.IndexFunc(s, func(r rune) bool { return r|0x20 < 'a' || r|0x20 > 'z' })
	return i >= 0 && s[i] == '['
}

// columns is how many columns of a terminal s takes, which visible has made.
func columns(s string) int {
	if plain(s) {
		return len(s)
	}
	n := 0
	for _, g := range glyphs(s) {
		n += g.width
	}
	return n
}
