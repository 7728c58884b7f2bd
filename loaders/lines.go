package loaders

import (
	"regexp"
	"strings"
	"sync"
)

// linePattern is a regular expression for a whole line, and a cheap test for the lines that are worth
// showing to it. It is compiled when it is first needed.
type linePattern struct {
	expression func() *regexp.Regexp
	may        func(line string) bool
}

func newLinePattern(expression string, may func(line string) bool) linePattern {
	return linePattern{sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) }), may}
}

// find is where lines of the text match, as FindAllStringSubmatchIndex has it.
func (p linePattern) find(text string) [][]int {
	var found [][]int
	for start := 0; start < len(text); {
		end := lineBreak(text, start)
		if line := text[start:end]; p.may(line) {
			if m := p.expression().FindStringSubmatchIndex(line); m != nil {
				for i := range m {
					if m[i] >= 0 {
						m[i] += start
					}
				}
				found = append(found, m)
			}
		}
		start = end + 1
	}
	return found
}

// matches says whether a line of the text matches.
func (p linePattern) matches(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSuffix(line, "\n"); p.may(line) && p.expression().MatchString(line) {
			return true
		}
	}
	return false
}

// remove is the text without what matches.
func (p linePattern) remove(text string) string {
	found := p.find(text)
	if found == nil {
		return text
	}
	var b strings.Builder
	end := 0
	for _, m := range found {
		b.WriteString(text[end:m[0]])
		end = m[1]
	}
	b.WriteString(text[end:])
	return b.String()
}
