package facts

import "strings"

// block is a paragraph, heading, list item, table cell, quote, comment or piece of code.
type block struct {
	kind       string
	start, end int
	lang, lead string
}

// listLevel is an open list item.
type listLevel struct {
	indent  int // of its mark
	content int // of its text
	lead    string
	block   int // its first block
}

// blockScanner cuts a text into blocks, line by line.
type blockScanner struct {
	s      string
	blocks []block

	open    bool // the last block goes on with the next line
	blank   bool // the line before was blank, or there is none
	table   bool // the last lines were rows of a table
	lists   []listLevel
	heading string // the last heading
	before  int    // index of the last paragraph outside lists, -1 after a heading

	margin int // columns of white space that all lines start with
	column int // where the next line starts: not 0 when a line is scanned again from its middle
}

// textLine is a line of the text.
type textLine struct {
	start, end int    // without the line end
	next       int    // start of the next line
	indent     int    // columns of white space at its start
	text       string // without white space around
	at         int    // where text starts
}

func (b *blockScanner) line(start int) textLine {
	l := textLine{start: start, next: len(b.s), indent: b.column}
	l.end = len(b.s)
	if i := strings.IndexByte(b.s[start:], '\n'); i >= 0 {
		l.end, l.next = start+i, start+i+1
	}
	for l.at = start; l.at < l.end; l.at++ {
		c := b.s[l.at]
		if c == '\t' {
			l.indent += 4 - l.indent%4
		} else if c == ' ' {
			l.indent++
		} else if c != '\r' {
			break
		}
	}
	l.text = b.s[l.at:trimEnd(b.s, l.at, l.end)]
	l.indent = max(0, l.indent-b.margin)
	return l
}

// trimEnd is where s[start:end] ends without white space.
func trimEnd(s string, start, end int) int {
	for end > start && isBlank(s[end-1]) {
		end--
	}
	return end
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// scan goes through the text. A line that ends a comment is scanned again from behind the comment, and
// one that starts an item with code or a comment in it from behind the mark.
func (b *blockScanner) scan() {
	b.blank, b.before = true, -1
	at := b.frontMatter()
	b.margin = b.commonIndent(at)
	for at < len(b.s) {
		if len(b.blocks) >= MaxSegments {
			b.add(segProse, at, len(b.s))
			return
		}
		l := b.line(at)
		b.column = 0
		at = b.scanLine(l)
	}
}

// commonIndent is the indentation that all lines from a place on have, so that a text that stands
// indented as a whole is not taken for code.
func (b *blockScanner) commonIndent(at int) int {
	least := -1
	for at < len(b.s) && least != 0 {
		l := b.line(at)
		if l.text != "" && (least < 0 || l.indent < least) {
			least = l.indent
		}
		at = l.next
	}
	return max(0, least)
}

// scanLine takes one line, or more, and returns where the next one starts.
func (b *blockScanner) scanLine(l textLine) int {
	if l.text == "" {
		b.open, b.table, b.blank = false, false, true
		return l.next
	}
	next := l.next
	b.leaveLists(l)
	switch {
	case b.indentedCode(l):
		b.extend(segFencedCode, l)
	case strings.HasPrefix(l.text, "```") || strings.HasPrefix(l.text, "~~~"):
		next = b.fence(l)
	case strings.HasPrefix(l.text, "<!--"):
		next = b.comment(l)
	case l.text[0] == '>':
		b.quote(l)
	case l.text[0] == '#' && b.atxHeading(l):
	case b.setext(l):
	case isRule(l.text):
		b.open = false
	case b.listItem(l, &next):
	case b.tableRow(l):
	default:
		b.paragraph(l)
	}
	b.blank = false
	return next
}

// frontMatter takes the values of front matter at the very start and returns where the rest starts.
func (b *blockScanner) frontMatter() int {
	first := b.line(0)
	if first.indent > 0 || first.text != "---" {
		return 0
	}
	for l := b.line(first.next); l.start < len(b.s); l = b.line(l.next) {
		if l.text == "---" && l.indent == 0 {
			return l.next
		}
		if l.text == "" || l.text[0] == '#' {
			continue
		}
		value := l.text
		if i := strings.Index(value, ": "); i > 0 && !strings.ContainsAny(value[:i], " \t") {
			value = strings.TrimLeft(value[i+1:], " ")
		}
		end := l.at + len(l.text)
		b.add(segFrontMatter, end-len(value), end)
	}
	b.blocks = b.blocks[:0]
	return 0
}

// leaveLists closes the lists that a line after a blank one is not part of.
func (b *blockScanner) leaveLists(l textLine) {
	if !b.blank {
		return
	}
	if _, isItem := listMark(l.text); isItem {
		return
	}
	for len(b.lists) > 0 && l.indent < min(b.lists[len(b.lists)-1].content, b.lists[len(b.lists)-1].indent+2) {
		b.lists = b.lists[:len(b.lists)-1]
	}
}

// indentedCode says whether a line is code because of its indentation.
func (b *blockScanner) indentedCode(l textLine) bool {
	base := 0
	if n := len(b.lists); n > 0 {
		base = b.lists[n-1].content
	}
	last := len(b.blocks) - 1
	inCode := b.open && last >= 0 && b.blocks[last].kind == segFencedCode
	return l.indent >= base+4 && (b.blank || inCode) && (inCode || base == 0 || !isItemOrFence(l.text))
}

func isItemOrFence(text string) bool {
	_, item := listMark(text)
	return item || strings.HasPrefix(text, "```")
}

// extend adds a line to the last block where that is open and of the kind, or else starts one.
func (b *blockScanner) extend(kind string, l textLine) {
	end := l.at + len(l.text)
	if last := len(b.blocks) - 1; b.open && last >= 0 && b.blocks[last].kind == kind {
		b.blocks[last].end = end
		return
	}
	b.add(kind, l.at, end)
	b.open = true
}

func (b *blockScanner) add(kind string, start, end int) {
	added := block{kind: kind, start: start, end: end}
	if n := len(b.lists); n > 0 && kind == segListItem {
		added.lead = b.lists[n-1].lead
	}
	b.blocks = append(b.blocks, added)
}

// quote adds a line of a quote. The marks before its first line are left out.
func (b *blockScanner) quote(l textLine) {
	if last := len(b.blocks) - 1; !b.open || b.blocks[last].kind != segQuote {
		text := strings.TrimLeft(l.text, "> \t")
		l.at += len(l.text) - len(text)
		l.text = text
	}
	b.extend(segQuote, l)
}

func (b *blockScanner) atxHeading(l textLine) bool {
	text := strings.TrimLeft(l.text, "#")
	level := len(l.text) - len(text)
	if level > 6 || text != "" && text[0] != ' ' && text[0] != '\t' {
		return false
	}
	start := l.at + level
	end := start + len(strings.TrimRight(text, "# \t"))
	b.add(segHeading, start, end)
	b.startSection(b.s[start:end])
	return true
}

func (b *blockScanner) startSection(heading string) {
	b.heading = strings.TrimSpace(heading)
	b.before = -1
	b.lists = b.lists[:0]
	b.open, b.table = false, false
}

// setext turns the paragraph above a line of = or - into a heading.
func (b *blockScanner) setext(l textLine) bool {
	last := len(b.blocks) - 1
	if !b.open || last < 0 || b.blocks[last].kind != segProse || l.indent > 3 ||
		strings.Trim(l.text, "=") != "" && strings.Trim(l.text, "-") != "" {
		return false
	}
	b.blocks[last].kind = segHeading
	b.startSection(b.s[b.blocks[last].start:b.blocks[last].end])
	return true
}

// isRule says whether a line is a thematic break.
func isRule(text string) bool {
	c := text[0]
	if c != '-' && c != '*' && c != '_' {
		return false
	}
	n := 0
	for i := range len(text) {
		switch text[i] {
		case c:
			n++
		case ' ':
		default:
			return false
		}
	}
	return n >= 3
}

// paragraph adds a line of text, to the item that it is indented under or to the paragraph before.
func (b *blockScanner) paragraph(l textLine) {
	b.table = false
	last := len(b.blocks) - 1
	if b.open && last >= 0 {
		switch b.blocks[last].kind {
		case segProse, segListItem, segQuote:
			b.blocks[last].end = l.at + len(l.text)
			return
		}
	}
	b.open = false
	if len(b.lists) > 0 {
		b.extend(segListItem, l)
		return
	}
	b.extend(segProse, l)
	b.before = len(b.blocks) - 1
}
