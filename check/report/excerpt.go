package report

import (
	"strings"
	"unicode/utf8"
)

// tabStop is how far apart the tab stops of a shown source line are.
const tabStop = 4

// excerpt is a source line as it is shown: what stands before the mark, what is marked, and what follows;
// and which columns are marked, counted from 0.
type excerpt struct {
	before, marked, after string
	from, to              int
}

// text is the whole line.
func (x excerpt) text() string { return x.before + x.marked + x.after }

// excerpt makes text, a line of a file, fit into limit columns, with the code points [from, to) in sight,
// without secrets, and with everything visible. The marked columns are never empty.
func (c *cleaner) excerpt(text string, from, to, limit int) excerpt {
	before, marked, after := c.parts(text, from, to)
	shown := expand(glyphs(before + marked + after))
	start := utf8.RuneCountInString(before)
	end := start + utf8.RuneCountInString(marked)
	return cut(shown, start, end, limit)
}

// parts cuts text into what stands before the code points [from, to), these, and what follows, and masks
// the secrets in each. Of very long lines it returns only the surroundings.
func (c *cleaner) parts(text string, from, to int) (before, marked, after string) {
	start := c.at.offset(text, from)
	end := min(start+offset(text[start:], to-from), start+window)
	text, start, end = surroundings(text, start, end)
	before, marked, after = c.mask(text[:start]), c.mask(text[start:end]), c.mask(text[end:])
	whole := c.mask(text)
	if whole == before+marked+after {
		return before, marked, after
	}
	// A secret reaches over an edge of the mark: what is equal from both ends stays where it was.
	head := commonPrefix(text, whole)
	tail := commonSuffix(text[head:], whole[head:])
	switch {
	case start > len(text)-tail:
		start += len(whole) - len(text)
	case start > head:
		start = head
	}
	switch {
	case end >= len(text)-tail:
		end += len(whole) - len(text)
	case end > head:
		end = len(whole) - tail
	}
	return whole[:start], whole[start:end], whole[end:]
}

// cursor is a place in a text that was found before. Findings come in the order of their places, so that
// the next place in the same text is nearly always behind it.
type cursor struct {
	text        string
	point, byte int
}

// offset is the byte offset of the code point n of s, at most the length of s.
func (c *cursor) offset(s string, n int) int {
	if c.text != s || n < c.point {
		*c = cursor{text: s}
	}
	at := c.byte + offset(s[c.byte:], n-c.point)
	if at < len(s) {
		c.point, c.byte = max(n, 0), at
	}
	return at
}

// offset is the byte offset of the code point n of s, at most the length of s.
func offset(s string, n int) int {
	if n <= 0 {
		return 0
	}
	for i := range s {
		if n == 0 {
			return i
		}
		n--
	}
	return len(s)
}

// surroundings is text without what is further than a window from [start, end), and where these are then.
func surroundings(text string, start, end int) (string, int, int) {
	left, right := max(0, start-window), min(len(text), end+window)
	for left > 0 && !utf8.RuneStart(text[left]) {
		left--
	}
	for right < len(text) && !utf8.RuneStart(text[right]) {
		right++
	}
	return text[left:right], start - left, end - left
}

// commonPrefix is the length of what a and b start with, in whole code points of both.
func commonPrefix(a, b string) int {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	for i > 0 && (i < len(a) && !utf8.RuneStart(a[i]) || i < len(b) && !utf8.RuneStart(b[i])) {
		i--
	}
	return i
}

// commonSuffix is the length of what a and b end with, in whole code points of both.
func commonSuffix(a, b string) int {
	i := 0
	for i < min(len(a), len(b)) && a[len(a)-1-i] == b[len(b)-1-i] {
		i++
	}
	for i > 0 && !utf8.RuneStart(a[len(a)-i]) {
		i--
	}
	return i
}

// expand turns tabs into the spaces to the next tab stop.
func expand(shown []glyph) []glyph {
	column := 0
	for i, g := range shown {
		if g.text == "\t" {
			n := tabStop - column%tabStop
			shown[i] = glyph{strings.Repeat(" ", n), n}
		}
		column += shown[i].width
	}
	return shown
}

// cut takes from shown what fits into limit columns around the glyphs [start, end).
func cut(shown []glyph, start, end, limit int) excerpt {
	first, last := 0, len(shown)
	if span(shown) > limit {
		room := limit - 2*len(ellipsis)
		first, last = around(shown, start, min(end, len(shown)), room)
	}
	end = min(end, last)
	x := excerpt{before: joined(shown[first:start]), marked: joined(shown[start:end]), after: joined(shown[end:last])}
	x.from = span(shown[first:start])
	if first > 0 {
		x.before = ellipsis + x.before
		x.from += len(ellipsis)
	}
	if last < len(shown) {
		x.after += ellipsis
	}
	x.to = x.from + max(1, span(shown[start:end]))
	return x
}

// joined is the text of glyphs.
func joined(shown []glyph) string {
	var b strings.Builder
	for _, g := range shown {
		b.WriteString(g.text)
	}
	return b.String()
}

// around finds the glyphs [first, last) that fill room columns. The mark [start, end) is in them, or
// its beginning where it is too long; a third of what it leaves is for what stands before it.
func around(shown []glyph, start, end, room int) (first, last int) {
	left := max(0, room-span(shown[start:end])) / 3
	if after := span(shown[start:]); after < room-left {
		left = room - after
	}
	for first = start; first > 0 && left >= shown[first-1].width; first-- {
		left -= shown[first-1].width
	}
	room -= span(shown[first:start])
	for last = start; last < len(shown) && room >= shown[last].width; last++ {
		room -= shown[last].width
	}
	return first, last
}

// span is how many columns glyphs take.
func span(shown []glyph) int {
	n := 0
	for _, g := range shown {
		n += g.width
	}
	return n
}
