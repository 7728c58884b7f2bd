package facts

import "strings"

// fence takes the code from an opening fence to the closing one, or to the end of the text.
func (b *blockScanner) fence(l textLine) int {
	mark := l.text[0]
	n := 0
	for n < len(l.text) && l.text[n] == mark {
		n++
	}
	info := strings.TrimSpace(l.text[n:])
	if mark == '`' && strings.Contains(info, "`") {
		b.paragraph(l)
		return l.next
	}
	lang, _, _ := strings.Cut(strings.TrimLeft(info, "{."), " ")
	code := block{kind: segFencedCode, start: l.next, end: len(b.s), lang: strings.ToLower(strings.TrimRight(lang, "}"))}
	next := len(b.s)
	for at := l.next; at < len(b.s); {
		c := b.line(at)
		if len(c.text) >= n && c.indent <= l.indent+3 && strings.Trim(c.text, string(mark)) == "" {
			code.end, next = c.start, c.next
			break
		}
		at = c.next
	}
	b.blocks = append(b.blocks, code)
	b.open, b.table = false, false
	return next
}

// comment takes a comment, or the rest of the text where it is not closed.
func (b *blockScanner) comment(l textLine) int {
	start, end, next := commentSpan(b.s, l.at)
	b.add(segComment, start, end)
	b.open, b.table = false, false
	return next
}

// commentSpan is the inside of the comment at s[at:], and where it is over.
func commentSpan(s string, at int) (start, end, next int) {
	start = at + len("<!--")
	i := strings.Index(s[at+2:], "-->") // <!--> is a whole comment
	if i < 0 {
		return start, len(s), len(s)
	}
	end = at + 2 + i
	return min(start, end), end, end + len("-->")
}
