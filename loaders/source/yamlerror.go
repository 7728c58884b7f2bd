package source

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxBisected is the size of a text in which the place of an error is looked for by parsing parts.
const maxBisected = 1 << 20

var (
	yamlErrorLine = regexp.MustCompile(`line \d+: `)
	unknownAnchor = regexp.MustCompile(`unknown anchor '([^']*)' referenced`)
)

// explain turns an error of the library into ours. The library says at most a line, and that is often
// the one where the block began that the error is in.
func (r *yamlReader) explain(err error) *Error {
	message := yamlMessage(err)
	if m := unknownAnchor.FindStringSubmatch(message); m != nil {
		if i := findAlias(r.text, m[1]); i >= 0 {
			return r.file.errorAt(r.base+i, "the alias *"+m[1]+" has no anchor")
		}
	}
	if message == "control characters are not allowed" {
		return r.file.errorAt(r.base+controlCharacter(r.text), "a control character")
	}
	return r.file.errorAt(r.base+r.locate(err), message)
}

// yamlMessage is the message of an error without prefixes.
func yamlMessage(err error) string {
	message := strings.TrimPrefix(err.Error(), "yaml: ")
	return yamlErrorLine.ReplaceAllString(message, "")
}

// findAlias is the offset of the first alias of that name, or -1.
func findAlias(text, name string) int {
	for at := 0; ; {
		i := strings.Index(text[at:], "*"+name)
		if i < 0 {
			return -1
		}
		at += i
		before := at == 0 || strings.IndexByte(" \t\r\n[{,:-", text[at-1]) >= 0
		after, _ := utf8.DecodeRuneInString(text[at+1+len(name):])
		if before && !unicode.IsLetter(after) && !unicode.IsDigit(after) && after != '_' && after != '-' {
			return at
		}
		at++
	}
}

// controlCharacter is the offset of the first character that YAML does not allow.
func controlCharacter(text string) int {
	for i, c := range text {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f || 0x80 <= c && c < 0xa0 && c != 0x85 ||
			c == 0xfffe || c == 0xffff {
			return i
		}
	}
	return 0
}

// locate finds the first line that gives rise to an error: the last one of the shortest part of the
// text with the same error.
func (r *yamlReader) locate(err error) int {
	lines := yamlLines(r.text)
	if len(r.text) > maxBisected {
		return 0
	}
	low, high := 0, len(lines) // the error is in the first high lines, not in the first low ones
	for high-low > 1 {
		middle := (low + high) / 2
		if _, again := decodeYAML(r.text[:lines[middle]]); again != nil && again.Error() == err.Error() {
			high = middle
		} else {
			low = middle
		}
	}
	at := lines[high-1]
	return skipBlanks(r.text, at)
}
