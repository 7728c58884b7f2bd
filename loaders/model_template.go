package loaders

import (
	"regexp"
	"strings"
)

// unwritten is what a template of a card says where somebody is to write, in lower case and without brackets.
var unwritten = []string{"more information needed", "todo", "tbd", "fixme"}

// maxUnwritten is how long in bytes a text in brackets is at most that says what somebody is to write.
const maxUnwritten = 300

// unwrittenBracket is the same in brackets, at the beginning of a text.
var unwrittenBracket = regexp.MustCompile(`^(?is)\[\s*(?:more\s+information\s+needed|todo|tbd|insert[^\]\n]*|optional)\s*\]`)

// templateIn finds the text of a template in a card, as spans in order: variables in double braces and what
// says that somebody is still to write here. It takes at most n; all where n is negative.
func templateIn(text string, n int) [][]int {
	var spans [][]int
	closed := strings.LastIndex(text, "}}")
	for at := 0; at < len(text) && len(spans) != n; {
		i := strings.IndexAny(text[at:], "{[mMtTfF")
		if i < 0 {
			break
		}
		start := at + i
		end := templateAt(text, start, closed)
		if at = start + 1; end > 0 {
			spans = append(spans, []int{start, end})
			at = end
		}
	}
	return spans
}

// templateAt is the end of the template text that begins at a place, in a text whose last variable is closed
// at another; 0 where there is none.
func templateAt(text string, start, closed int) int {
	rest := text[start:]
	switch rest[0] {
	case '{':
		if strings.HasPrefix(rest, "{{") && start+2 <= closed {
			return start + 4 + strings.Index(rest[2:], "}}")
		}
		return 0
	case '[':
		if m := unwrittenBracket.FindStringIndex(rest[:min(len(rest), maxUnwritten)]); m != nil {
			return start + m[1]
		}
		return 0
	}
	if start > 0 && isWordByte(text[start-1]) {
		return 0
	}
	for _, words := range unwritten {
		if n := len(words); len(rest) >= n && strings.EqualFold(rest[:n], words) && (len(rest) == n || !isWordByte(rest[n])) {
			return start + n
		}
	}
	return 0
}

// isWordByte says whether a byte belongs to a word, as \w does.
func isWordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// withoutTemplate is a text without the text of templates.
func withoutTemplate(text string) string {
	spans := templateIn(text, -1)
	if len(spans) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s[0]])
		at = s[1]
	}
	b.WriteString(text[at:])
	return b.String()
}
