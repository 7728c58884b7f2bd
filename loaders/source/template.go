package source

import (
	"regexp"
	"strings"
)

// placeholder matches what template engines replace: {{ x }}, {% x %}, <% x %>, ${x}, ${{ x }}, and
// comments over several lines.
var placeholder = regexp.MustCompile(`\{\{[-~]?\s*/\*(?s:.*?)\*/\s*[-~]?\}\}|\$?\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|<%[^\n]*?%>|\$\{[^\n{}]*\}|\{\{[-~]?\s*(/\*|#)`)

// control matches the placeholders that stand for no value: conditions, loops, comments, ends.
var control = regexp.MustCompile(`^(\{%|<%[^=]|\{\{[-~#^/]?\s*(/\*|#|!|(if|else|end|range|with|define|block|each|unless)\b))`)

// A letter mask is Z, q as often as needed, Z; masks finds them again.
var masks = regexp.MustCompile(`Zq+Z`)

// templated says whether the error of f is due to placeholders of a template: one stands on the line of
// the error, or the text parses when all are masked. What stands around the placeholders is then the tree
// of f, if it parses, with the placeholders in it as they are written.
func (f *File) templated() bool {
	if !strings.Contains(f.Text, "{{") && !strings.Contains(f.Text, "{%") && !strings.Contains(f.Text, "${") &&
		!strings.Contains(f.Text, "<%") {
		return false
	}
	return f.parseAround() || onPlaceholder(f.Text, f.Err.At.Start)
}

// parseAround parses f with its placeholders masked, and says whether that went well.
func (f *File) parseAround() bool {
	masked, kept := mask(f.Text, f.Syntax == JSON)
	if masked == f.Text || masks.MatchString(f.Text) {
		return false
	}
	whole := region{file: &File{Path: f.Path, Syntax: f.Syntax, Text: masked}, end: len(masked)}
	var t tree
	switch f.Syntax {
	case JSON:
		t = parseJSON(whole)
	case YAML:
		t = parseYAML(whole)
	case TOML:
		t = parseTOML(whole)
	}
	if t.err != nil || len(t.documents) == 0 {
		return false
	}
	for _, n := range t.documents {
		f.adopt(n, kept)
	}
	f.Root, f.Documents = t.documents[0], t.documents
	return true
}

// adopt makes a tree of the masked text one of f.
func (f *File) adopt(n *Node, kept map[int]string) {
	n.File = f
	if at := n.Start; n.Kind == String && strings.Contains(n.Value, "Zq") {
		n.Value = masks.ReplaceAllStringFunc(n.Value, func(found string) string {
			for ; at < n.End; at++ {
				if text, ok := kept[at]; ok {
					at++
					return text
				}
			}
			return found
		})
	}
	for _, item := range n.Items {
		f.adopt(item, kept)
	}
	for _, p := range n.Pairs {
		f.adopt(p.Key, kept)
		f.adopt(p.Value, kept)
	}
}

// mask replaces the placeholders of a text by as many other bytes: by blanks those that stand for no
// value, and those on lines of their own; by letters all others, in quotes in JSON, where those within
// strings stay as they are. It also returns what the letters stand for, by offset.
func mask(text string, json bool) (masked string, kept map[int]string) {
	var b strings.Builder
	kept = map[int]string{}
	spans := placeholder.FindAllStringIndex(text, -1)
	alone := aloneOnLines(text, spans)
	end, in := 0, jsonString{outside: true}
	for i, span := range spans {
		between, found := text[end:span[0]], text[span[0]:span[1]]
		in.read(between)
		bare := json && in.outside
		beside := bare && i > 0 && strings.TrimSpace(between) == "" && end > 0
		b.WriteString(between)
		switch {
		case strings.ContainsAny(found, "\r\n"), !json && alone[i], beside, bare && (control.MatchString(found) || len(found) < 5):
			b.WriteString(blanks(found))
		case json && !bare, strings.Contains(found, `\`):
			b.WriteString(found) // escapes and quotes in it would mean something else
		case bare:
			kept[span[0]] = found
			b.WriteString(`"` + letters(len(found)-2) + `"`)
		default:
			kept[span[0]] = found
			b.WriteString(letters(len(found)))
		}
		end = span[1]
	}
	return b.String() + text[end:], kept
}

func letters(n int) string { return "Z" + strings.Repeat("q", n-2) + "Z" }

// blanks are as many blanks as a text has bytes, its line ends kept.
func blanks(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(text, "?")) + strings.Repeat(" ", len(text)-len([]rune(text)))
}

// aloneOnLines says of each placeholder whether nothing but placeholders stands on its lines.
func aloneOnLines(text string, spans [][]int) []bool {
	alone := make([]bool, len(spans))
	blank := func(from, to int) bool { return strings.TrimSpace(text[from:to]) == "" }
	for first := 0; first < len(spans); {
		start := strings.LastIndexAny(text[:spans[first][0]], "\r\n") + 1
		end, _ := lineEnd(text, spans[first][1])
		all, next := blank(start, spans[first][0]), first+1
		for ; next < len(spans) && spans[next][0] < end; next++ {
			all = all && blank(spans[next-1][1], spans[next][0])
			if spans[next][1] > end {
				end, _ = lineEnd(text, spans[next][1])
			}
		}
		all = all && blank(spans[next-1][1], end)
		for ; first < next; first++ {
			alone[first] = all
		}
	}
	return alone
}

// jsonString knows whether what was read ends outside of a string of JSON. Strings do not go over lines.
type jsonString struct{ outside, escaped, comment bool }

func (s *jsonString) read(text string) {
	for i := range len(text) {
		switch c := text[i]; {
		case c == '\n' || c == '\r':
			*s = jsonString{outside: true}
		case s.escaped:
			s.escaped = false
		case s.comment:
		case c == '\\' && !s.outside:
			s.escaped = true
		case c == '"':
			s.outside = !s.outside
		case c == '/' && s.outside && strings.HasPrefix(text[i:], "//"):
			s.comment, s.outside = true, false
		}
	}
}

// onPlaceholder says whether a placeholder begins, ends or lies around an offset.
func onPlaceholder(text string, at int) bool {
	start := strings.LastIndexAny(text[:at], "\r\n") + 1
	end, _ := lineEnd(text, at)
	for _, span := range placeholder.FindAllStringIndex(text[start:end], -1) {
		if from, to := start+span[0], start+span[1]; from-1 <= at && at <= to {
			return true
		}
	}
	return false
}
