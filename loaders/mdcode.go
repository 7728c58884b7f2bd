package loaders

import "strings"

// code is a code span or a fenced block of a Markdown text, as byte offsets.
type code struct {
	start, end int    // with its backticks
	from, to   int    // without them
	fence      bool   // a block rather than a span
	info       string // what stands behind the opening fence
}

// codeIn finds the code of a Markdown text, in order. An indented block counts as prose.
func codeIn(text string) []code {
	var found []code
	for at, lineStart := 0, true; at < len(text); {
		if lineStart {
			if c, ok := fencedCode(text, at); ok {
				found = append(found, c)
				at = c.end
				continue
			}
		}
		lineStart = false
		switch text[at] {
		case '\n':
			lineStart = true
			at++
		case '\\':
			at += 2
		case '`':
			c, ok := codeSpan(text, at)
			if ok {
				found = append(found, c)
			}
			at = c.end
		default:
			at++
		}
	}
	return found
}

// fencedCode reads the fenced block whose opening line starts at an offset. It ends with its closing
// line, or with the text.
func fencedCode(text string, at int) (code, bool) {
	end := lineBreak(text, at)
	line := strings.TrimLeft(text[at:end], " \t>")
	if !strings.HasPrefix(line, "```") && !strings.HasPrefix(line, "~~~") {
		return code{}, false
	}
	mark := line[:1]
	info := strings.TrimLeft(line, mark)
	size := len(line) - len(info)
	if mark == "`" && strings.Contains(info, "`") {
		return code{}, false
	}
	c := code{start: at, from: min(end+1, len(text)), to: len(text), end: len(text), fence: true, info: strings.TrimSpace(info)}
	for next := c.from; next < len(text); {
		end := lineBreak(text, next)
		line := strings.Trim(text[next:end], " \t>\r")
		if len(line) >= size && strings.Trim(line, mark) == "" {
			c.to, c.end = next, min(end+1, len(text))
			break
		}
		next = end + 1
	}
	return c, true
}

// codeSpan reads the code span that starts at a backtick. Without a closing run of as many backticks in
// the same paragraph, there is none, and end is behind the run.
func codeSpan(text string, at int) (c code, ok bool) {
	from := at
	for from < len(text) && text[from] == '`' {
		from++
	}
	size := from - at
	for i := from; i < len(text); {
		switch text[i] {
		case '\n':
			if rest := strings.TrimLeft(text[i+1:], " \t\r"); strings.HasPrefix(rest, "\n") {
				return code{end: from}, false
			}
			i++
		case '`':
			run := i
			for i < len(text) && text[i] == '`' {
				i++
			}
			if i-run == size {
				return code{start: at, from: from, to: run, end: i}, true
			}
		default:
			i++
		}
	}
	return code{end: from}, false
}

// lineBreak is the offset of the end of the line that an offset lies in.
func lineBreak(text string, at int) int {
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		return at + i
	}
	return len(text)
}
