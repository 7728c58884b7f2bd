package facts

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxQuoted is how long quoted text within a block may be, in bytes.
const maxQuoted = 400

// inlineScanner cuts blocks into segments: what is quoted, code or a comment within them is one of its
// own.
type inlineScanner struct {
	s   string
	out []Segment

	cur       *block
	index     int   // of cur
	piece     int   // where the piece that is not yet added starts
	runs      []run // the runs of backticks that are not yet behind
	counted   bool  // whether the runs are those of cur
	noComment bool  // no comment closes in what is left of the block
}

// run is where some backticks stand in a row, and where the next row of as many does, 0 for nowhere.
type run struct{ at, closer int32 }

// rest takes all that is left from a block on as one segment.
func (n *inlineScanner) rest(b *block, index int) {
	n.cur, n.index = &block{kind: segProse}, index
	n.add(segProse, b.start, len(n.s))
}

func (n *inlineScanner) block(b *block, index int) {
	n.cur, n.index, n.piece = b, index, b.start
	n.runs, n.counted, n.noComment = n.runs[:0], false, false
	switch b.kind {
	case segFencedCode, segComment, segFrontMatter:
	case segQuote, segTableCell:
		n.each(&bracketMarks, n.comment)
	default:
		n.each(&inlineMarks, n.mark)
	}
	n.add(b.kind, n.piece, b.end)
}

// inlineMarks are the bytes with which something else than text may begin, bracketMarks those of a comment.
var (
	inlineMarks  = [256]bool{'\\': true, '`': true, '<': true, '"': true, '\'': true, 0xe2: true, 0xc2: true}
	bracketMarks = [256]bool{'<': true}
)

// each goes through the block and calls look where one of some bytes stands; it returns where to go on.
func (n *inlineScanner) each(marks *[256]bool, look func(i int) int) {
	for i := n.cur.start; i < n.cur.end; {
		if !marks[n.s[i]] {
			i++
			continue
		}
		if len(n.out) >= MaxSegments {
			return
		}
		i = look(i)
	}
}

// mark looks at one character and returns where to go on.
func (n *inlineScanner) mark(i int) int {
	switch c := n.s[i]; {
	case c == '\\':
		return i + 2
	case c == '`':
		return n.code(i)
	case c == '<':
		return n.comment(i)
	case c == '"':
		return n.quoted(i, 1, `"`)
	case c == '\'':
		return n.quoted(i, 1, `'`)
	case c == 0xe2 && strings.HasPrefix(n.s[i:], "“"):
		return n.quoted(i, len("“"), "”")
	case c == 0xe2 && strings.HasPrefix(n.s[i:], "‘"):
		return n.quoted(i, len("‘"), "’")
	case c == 0xc2 && strings.HasPrefix(n.s[i:], "«"):
		return n.quoted(i, len("«"), "»")
	}
	return i + 1
}

// split adds the piece before start, and s[start:end] as a segment of its own.
func (n *inlineScanner) split(kind string, before, start, end, next int) int {
	n.add(n.cur.kind, n.piece, before)
	n.add(kind, start, end)
	n.piece = next
	return next
}

// code takes a code span, where the run of backticks at i is closed by one of the same length.
func (n *inlineScanner) code(i int) int {
	size := 0
	for i+size < n.cur.end && n.s[i+size] == '`' {
		size++
	}
	if !n.counted {
		n.findRuns(i)
	}
	for len(n.runs) > 0 && int(n.runs[0].at) < i {
		n.runs = n.runs[1:]
	}
	if len(n.runs) == 0 || int(n.runs[0].at) != i || n.runs[0].closer == 0 {
		return i + size
	}
	closer := int(n.runs[0].closer)
	return n.split(segInlineCode, i, i+size, closer, closer+size)
}

// findRuns finds the runs of backticks from i on.
func (n *inlineScanner) findRuns(i int) {
	n.counted = true
	last := map[int]int{} // by length, the index of the last run
	for i < n.cur.end {
		if n.s[i] != '`' {
			i++
			continue
		}
		start := i
		for i < n.cur.end && n.s[i] == '`' {
			i++
		}
		if before, ok := last[i-start]; ok {
			n.runs[before].closer = int32(start)
		}
		last[i-start] = len(n.runs)
		n.runs = append(n.runs, run{at: int32(start)})
	}
}

// comment takes a comment that closes within the block.
func (n *inlineScanner) comment(i int) int {
	if n.noComment || !strings.HasPrefix(n.s[i:n.cur.end], "<!--") {
		return i + 1
	}
	start, end, next := commentSpan(n.s[:n.cur.end], i)
	if next == end {
		n.noComment = true
		return i + 1
	}
	return n.split(segComment, i, start, end, next)
}

// quoted takes a short text in quotation marks: the first stands before a word and not in one, the last
// behind a word.
func (n *inlineScanner) quoted(i, size int, closer string) int {
	start := i + size
	before, _ := utf8.DecodeLastRuneInString(n.s[n.cur.start:i])
	if i > n.cur.start && !unicode.IsSpace(before) && !strings.ContainsRune("([{*_—–-:,/>", before) {
		return start
	}
	window := n.s[start:min(n.cur.end, start+maxQuoted)]
	length := strings.Index(window, closer)
	for closer == "'" && length > 0 && isWordAt(window, length+1) { // an apostrophe
		more := strings.Index(window[length+1:], closer)
		if more < 0 {
			return start
		}
		length += 1 + more
	}
	if length <= 0 || unicode.IsSpace(rune(window[0])) || unicode.IsSpace(rune(window[length-1])) ||
		isWordAt(window, length+len(closer)) {
		return start
	}
	return n.split(segQuoted, i, start, start+length, start+length+len(closer))
}

// isWordAt says whether a letter or a digit stands at s[i:].
func isWordAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// add adds a segment without the white space around it, unless nothing is left that says something.
func (n *inlineScanner) add(kind string, start, end int) {
	end = min(end, len(n.s))
	if start >= end {
		return
	}
	for kind != segFencedCode && start < end && isBlank(n.s[start]) {
		start++
	}
	end = trimEnd(n.s, start, end)
	says := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	if start >= end || kind != segInlineCode && kind != segFencedCode && !strings.ContainsFunc(n.s[start:end], says) {
		return
	}
	seg := Segment{Kind: kind, start: start, end: end, block: n.index}
	if kind == segListItem {
		seg.Lead = n.cur.lead
	}
	if kind == segFencedCode {
		seg.Lang = n.cur.lang
	}
	n.out = append(n.out, seg)
}
