package facts

import "strings"

// maxLead is how much of the lines that lead into a list is kept.
const maxLead = 200

// listMark is the length of the mark of a list item with the white space behind it.
func listMark(text string) (size int, ok bool) {
	digits := 0
	for digits < len(text) && digits < 9 && text[digits] >= '0' && text[digits] <= '9' {
		digits++
	}
	switch {
	case digits == 0 && (text[0] == '-' || text[0] == '*' || text[0] == '+'):
		size = 1
	case digits > 0 && digits < len(text) && (text[digits] == '.' || text[digits] == ')'):
		size = digits + 1
	default:
		return 0, false
	}
	rest := strings.TrimLeft(text[size:], " \t")
	if rest != "" && len(rest) == len(text)-size {
		return 0, false
	}
	return len(text) - len(rest), true
}

// listItem starts an item where the line has the mark of one. It moves next back to what stands behind
// the mark where that is code or a comment.
func (b *blockScanner) listItem(l textLine, next *int) bool {
	size, ok := listMark(l.text)
	if !ok {
		return false
	}
	lead, isSibling := "", false
	for n := len(b.lists); n > 0 && b.lists[n-1].indent >= l.indent; n-- {
		lead, isSibling = b.lists[n-1].lead, b.lists[n-1].indent == l.indent
		b.lists = b.lists[:n-1]
	}
	if !isSibling {
		lead = b.leadIn()
	}
	b.lists = append(b.lists, listLevel{indent: l.indent, content: l.indent + size, lead: lead, block: len(b.blocks)})
	b.open, b.table = false, false
	at, text := l.at+size, l.text[size:]
	if strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") || strings.HasPrefix(text, "<!--") {
		*next, b.column = at, b.margin+l.indent+size
		text = ""
	}
	text = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(text, "[ ] "), "[x] "), "[X] ")
	end := l.at + len(l.text)
	b.add(segListItem, end-len(text), end)
	b.open = text != ""
	return true
}

// leadIn is what leads into an item that is now added: what leads into its list and, where that ends in
// a colon, the item above it.
func (b *blockScanner) leadIn() string {
	if n := len(b.lists); n > 0 {
		parent := b.lists[n-1]
		text := b.textOf(parent.block)
		if strings.HasSuffix(strings.TrimRight(text, "*_ "), ":") {
			return tail(parent.lead + " " + text)
		}
		return parent.lead
	}
	if b.before >= 0 {
		return b.textOf(b.before)
	}
	return tail(b.heading)
}

func (b *blockScanner) textOf(i int) string {
	return tail(b.s[b.blocks[i].start:b.blocks[i].end])
}

// tail is the end of a lead-in, on one line.
func tail(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > maxLead {
		s = strings.ToValidUTF8(s[len(s)-maxLead:], "")
	}
	return strings.Join(strings.Fields(s), " ")
}

// tableRow takes a row of a table: the header, which stands above a line of dashes, and what follows.
func (b *blockScanner) tableRow(l textLine) bool {
	if !strings.Contains(l.text, "|") {
		return false
	}
	if b.table {
		if !isDelimiterRow(l.text) {
			b.addCells(l)
		}
		return true
	}
	if l.next >= len(b.s) || !isDelimiterRow(b.line(l.next).text) {
		return false
	}
	b.addCells(l)
	b.table = true
	return true
}

func isDelimiterRow(text string) bool {
	return strings.Trim(text, "|-: \t") == "" && strings.Contains(text, "-") && strings.Contains(text, "|")
}

// addCells adds the cells of a row.
func (b *blockScanner) addCells(l textLine) {
	b.open = false
	start, end := l.at, l.at+len(l.text)
	for i := start; i <= end; i++ {
		if i < end && (b.s[i] != '|' || i > start && b.s[i-1] == '\\') {
			continue
		}
		if strings.TrimSpace(b.s[start:i]) != "" {
			b.add(segTableCell, start, i)
		}
		start = i + 1
	}
}
