package source

import "strings"

// blockScalarEnd is where the block scalar whose header starts at start ends: behind the last of its
// lines that is not blank.
func blockScalarEnd(text string, start int, value string) int {
	headerEnd, at := lineEnd(text, start)
	indent := blockIndent(text[at:], value)
	end := start + len(strings.TrimRight(text[start:headerEnd], " \t"))
	if indent < 0 {
		return end
	}
	for at < len(text) {
		lineStop, next := lineEnd(text, at)
		blanks := leadingSpaces(text[at:lineStop])
		if blanks < len(text[at:lineStop]) {
			if blanks < indent {
				break
			}
			end = lineStop
		}
		at = next
	}
	return end
}

func leadingSpaces(s string) int { return len(s) - len(strings.TrimLeft(s, " ")) }

// blockIndent is how far the lines of a block scalar are indented: by what the first line of its text
// that is not blank has more than that of its value. It is -1 where there is none.
func blockIndent(lines, value string) int {
	line, ok := firstLine(lines)
	if !ok {
		return -1
	}
	first, ok := firstLine(value)
	if !ok {
		return -1
	}
	return max(leadingSpaces(line)-leadingSpaces(first), 0)
}

// firstLine is the first line of s that has more than spaces.
func firstLine(s string) (line string, ok bool) {
	for at := 0; at < len(s); {
		end, next := lineEnd(s, at)
		if leadingSpaces(s[at:end]) < end-at {
			return s[at:end], true
		}
		at = next
	}
	return "", false
}

// blockWalker walks through a block scalar with a known value.
func blockWalker(value string) walk {
	return func(raw string, yield yield) {
		_, at := lineEnd(raw, 0)
		b := blockWalk{raw: raw, folded: raw[0] == '>', yield: yield}
		if b.indent = blockIndent(raw[at:], value); b.indent >= 0 {
			b.run(at)
		}
	}
}

// blockWalk is a walk through a block scalar.
type blockWalk struct {
	raw    string
	indent int
	folded bool
	yield  yield
	breaks []int // pairs of offsets: the line breaks since the last text
	blank  bool  // the line before began with a blank
	text   bool  // there was a line with text
}

func (b *blockWalk) run(at int) {
	for at < len(b.raw) {
		end, next := yamlLineEnd(b.raw, at)
		start := at + min(b.indent, leadingSpaces(b.raw[at:end]))
		if start < end && !b.line(start, end) {
			return
		}
		b.breaks = append(b.breaks, end, next)
		at = next
	}
	b.flush(0)
}

// line passes on the breaks before a line, and the line.
func (b *blockWalk) line(start, end int) bool {
	blank := b.raw[start] == ' ' || b.raw[start] == '\t'
	skip := 0
	if b.folded && b.text && !b.blank && !blank && breakValue(b.raw[b.breaks[0]:b.breaks[1]]) == "\n" {
		skip = 2
		if len(b.breaks) == 2 && !b.yield(" ", b.breaks[0], start) {
			return false
		}
	}
	if !b.flush(skip) {
		return false
	}
	b.blank, b.text = blank, true
	return b.yield(b.raw[start:end], start, end)
}

// flush passes on the breaks that were held back, but for the first ones.
func (b *blockWalk) flush(skip int) bool {
	for i := skip; i+1 < len(b.breaks); i += 2 {
		from, to := b.breaks[i], b.breaks[i+1]
		if from < to && !b.yield(breakValue(b.raw[from:to]), from, to) {
			return false
		}
	}
	b.breaks = b.breaks[:0]
	return true
}

// yamlLineEnd is lineEnd by YAML's line breaks.
func yamlLineEnd(text string, at int) (end, next int) {
	for end = at; end < len(text); end++ {
		if c := text[end]; c == '\n' || c == '\r' || c >= 0x80 {
			if n := yamlBreak(text[end:]); n > 0 {
				return end, end + n
			}
		}
	}
	return end, end
}
