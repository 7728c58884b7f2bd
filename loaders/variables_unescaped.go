package loaders

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

var (
	unescapedMark  = regexp.MustCompile(`<%-\s*([A-Za-z_][\w.]*)\s*[-_]?%>`)
	escapingFilter = regexp.MustCompile(`\|\s*(?:e\b|escape|strip|replace|sanitize|sanitise|tojson|json|xml)|\b(?:escape|encode|json)\w*[\s(]`)
)

// escapes says whether the use of a variable passes a filter that takes marks out of it.
func escapes(use string) bool { return escapingFilter.MatchString(use) }

// inBlocks says whether a place stands in a fenced block of code, which the text shows.
func inBlocks(blocks []code, text string, at int) bool {
	for _, b := range blocks {
		if b.start <= at && at < b.end {
			mark := strings.TrimLeft(text[b.start:b.end], " \t>")
			return strings.HasPrefix(mark, "```") || strings.HasPrefix(mark, "~~~")
		}
	}
	return false
}

// readUnescaped notes where untrusted content goes into the text as it is: by a mark of EJS, or because the
// file switches escaping off.
func (p *Prompt) readUnescaped(root *source.Node) {
	for _, t := range p.texts() {
		if !strings.Contains(t.V, "<%-") {
			continue
		}
		blocks := codeIn(t.V)
		for _, m := range unescapedMark.FindAllStringSubmatchIndex(t.V, -1) {
			name, _, _ := strings.Cut(t.V[m[2]:m[3]], ".")
			if p.untrusted(name) && !inBlocks(blocks, t.V, m[0]) {
				p.Unescaped = append(p.Unescaped, Unescaped{Variable: name, Option: "<%-", At: t.At.Sub(t.V, m[0], m[1])})
			}
		}
	}
	if off := root.Get("noEscape").Flag(); off.Set && off.V {
		for _, v := range p.Variables {
			if v.Used && p.untrusted(v.Name) {
				p.Unescaped = append(p.Unescaped, Unescaped{Variable: v.Name, Option: "noEscape", At: off.At})
			}
		}
	}
}

// untrusted says whether the content of a variable comes from outside, as the file says or its name shows.
func (p *Prompt) untrusted(name string) bool {
	for _, v := range p.Variables {
		if v.Name == name && v.Trust != "" {
			return v.Trust == "untrusted"
		}
	}
	return facts.Lookup("undelimited_var").MatchString("{{" + name + "}}")
}
