package facts

import (
	"strconv"
	"strings"
)

const (
	maxTag     = 2048 // bytes that a start tag may have
	maxLink    = 2048 // bytes that the target and title of a link may have
	shownAlt   = 200  // characters of an image's alternative text that are thought to be seen
	maxAltText = 1 << 16
)

// elements finds HTML elements that are not shown, with all that is in them, and folded ones without a
// title. A hidden element that is not closed goes to the end of the text.
func (h *hiddenFinder) elements() {
	for at := 0; at < len(h.s); {
		i := strings.IndexByte(h.s[at:], '<')
		if i < 0 {
			return
		}
		start := at + i
		at = start + 1
		name, attributes, end := startTag(h.s, start)
		if name == "" || h.inCode(start) {
			continue
		}
		switch {
		case isVoid(name):
			if isHiddenBy(attributes) {
				h.add("hidden_element", start, end)
			}
		case isHiddenBy(attributes):
			at = h.closing(name, end)
			h.add("hidden_element", start, at)
		case name == "details" && emptySummary(h.s[end:]):
			at = h.closing(name, end)
			h.add("empty_summary", start, at)
		}
	}
}

// startTag reads the start tag at s[start:]: its name in lower case, its attributes and where it ends. The
// name is empty where there is none.
func startTag(s string, start int) (name, attributes string, end int) {
	window := s[start:min(len(s), start+maxTag)]
	i := 1
	for i < len(window) && (isLetterOrDigit(window[i]) || i > 1 && window[i] == '-') {
		i++
	}
	if i == 1 || window[1] < 'A' {
		return "", "", 0
	}
	quote := byte(0)
	for j := i; j < len(window); j++ {
		switch c := window[j]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && window[j-1] == '=':
			quote = c
		case c == '<':
			return "", "", 0
		case c == '>':
			return strings.ToLower(window[1:i]), window[i:j], start + j + 1
		}
	}
	return "", "", 0
}

func isLetterOrDigit(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

func isVoid(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}

// isHiddenBy says whether attributes hide their element.
func isHiddenBy(attributes string) bool {
	lower := strings.ToLower(attributes)
	if strings.Contains(lower, "hidden") && hasHiddenAttribute(lower) {
		return true
	}
	_, style, ok := strings.Cut(lower, "style")
	if !ok {
		return false
	}
	style = strings.Join(strings.Fields(style), "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") ||
		atMost(style, "opacity:", 0) || atMost(style, "font-size:", 2)
}

// hasHiddenAttribute says whether one of the attributes is called hidden.
func hasHiddenAttribute(attributes string) bool {
	for _, word := range strings.FieldsFunc(attributes, func(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '/' }) {
		if word == "hidden" || strings.HasPrefix(word, "hidden=") {
			return true
		}
	}
	return false
}

// atMost says whether a property of a style, which is without white space, is zero or a number of pixels
// or points that is not over most.
func atMost(style, property string, most float64) bool {
	for {
		_, after, ok := strings.Cut(style, property)
		if !ok {
			return false
		}
		unit := strings.TrimLeft(after, "0123456789.")
		value, err := strconv.ParseFloat(after[:len(after)-len(unit)], 64)
		if err == nil && (value == 0 || value <= most && (strings.HasPrefix(unit, "px") || strings.HasPrefix(unit, "pt"))) {
			return true
		}
		style = after
	}
}

// closing is where the element that is open at s[from:] is closed, or the end of the text.
func (h *hiddenFinder) closing(name string, from int) int {
	for at := from; ; {
		i := strings.Index(h.s[at:], "</")
		if i < 0 {
			return len(h.s)
		}
		at += i + 2
		end := at + len(name)
		if len(h.s) >= end && strings.EqualFold(h.s[at:end], name) && (end == len(h.s) || !isLetterOrDigit(h.s[end])) {
			if end := strings.IndexByte(h.s[at:], '>'); end >= 0 {
				return at + end + 1
			}
			return len(h.s)
		}
	}
}

// emptySummary says whether s, the inside of a folded element, starts with a title that says nothing.
func emptySummary(s string) bool {
	s = strings.TrimLeft(s[:min(len(s), maxTag)], " \t\r\n")
	if len(s) < len("<summary>") || !strings.EqualFold(s[:len("<summary")], "<summary") {
		return false
	}
	_, inside, _ := strings.Cut(s, ">")
	inside = strings.ReplaceAll(strings.TrimLeft(inside, " \t\r\n"), "&nbsp;", "")
	return strings.HasPrefix(strings.TrimLeft(inside, " \t\r\n"), "</")
}

// definitions finds the lines that define the target of a reference, which are also used as comments: the
// name apart from the target and title, since the two make no sentence. Footnotes are shown.
func (h *hiddenFinder) definitions() {
	for at := 0; at < len(h.s); {
		line, next := h.s[at:], len(h.s)
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line, next = line[:i], at+i+1
		}
		text := strings.TrimLeft(line, " ")
		if len(text) > 3 && text[0] == '[' && text[1] != '^' && len(line)-len(text) < 4 && !h.inCode(at) {
			if label := strings.IndexByte(text, ']'); label > 0 && strings.HasPrefix(text[label:], "]:") {
				start := at + len(line) - len(text)
				h.add("reference_definition", start+1, start+label)
				h.add("reference_definition", start+label+2, titleEnd(h.s, at+len(line), next))
			}
		}
		at = next
	}
}

// titleEnd is the end of a definition whose line ends at end: that of the next line where this is its
// title.
func titleEnd(s string, end, next int) int {
	line, _, _ := strings.Cut(s[next:], "\n")
	if title := strings.TrimSpace(line); title != "" && strings.IndexByte(`"'(`, title[0]) >= 0 {
		return next + len(line)
	}
	return end
}

// links finds the titles of links and images, and alternative texts that are too long to be seen.
func (h *hiddenFinder) links() {
	image := -1 // start of the last image's alternative text
	for i := 0; i+1 < len(h.s); i++ {
		switch {
		case h.s[i] == '!' && h.s[i+1] == '[':
			image = i + 2
		case h.s[i] == ']' && h.s[i+1] == '(':
			if h.inCode(i) {
				image = -1
				continue
			}
			if image >= 0 && i-image < maxAltText && isLongAlt(h.s[image:i]) {
				h.add("long_alt_text", image, i)
			}
			image = -1
			h.title(i + 2)
		}
	}
}

func isLongAlt(alt string) bool {
	return len(alt) > shownAlt && len([]rune(alt)) > shownAlt && !strings.Contains(alt, "\n\n")
}

// title adds the title of the link whose target is at s[at:].
func (h *hiddenFinder) title(at int) {
	window := h.s[at:min(len(h.s), at+maxLink)]
	if end := strings.Index(window, "\n\n"); end >= 0 {
		window = window[:end]
	}
	open := strings.IndexAny(window, " \t\n)")
	if open < 0 || window[open] == ')' {
		return
	}
	title := strings.TrimLeft(window[open:], " \t\n")
	if title == "" || strings.IndexByte(`"'(`, title[0]) < 0 {
		return
	}
	closer := title[:1]
	if closer == "(" {
		closer = ")"
	}
	start := at + len(window) - len(title) + 1
	if n := strings.Index(title[1:], closer); n >= 0 {
		h.add("link_title", start, start+n)
	}
}
