package source

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxBisected is the size of a text in which the place of an error is looked for by parsing parts.
const maxBisected = 256 << 10

var (
	yamlErrorLine = regexp.MustCompile(`line (\d+): `)
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
	message := yamlErrorLine.ReplaceAllString(strings.TrimPrefix(err.Error(), "yaml: "), "")
	switch message {
	case "found character that cannot start any token":
		return "this character cannot begin a value"
	case "found unexpected end of stream":
		return "unexpected end of the file, expected a closing quote"
	case "did not find expected key":
		return "expected a key"
	case "did not find expected node content":
		return "expected a value"
	}
	return strings.Replace(message, "did not find expected", "expected", 1)
}

// statedLine is the line in the message of an error, else 1.
func statedLine(err error) int {
	if m := yamlErrorLine.FindStringSubmatch(err.Error()); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n > 0 {
			return n
		}
	}
	return 1
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

// locate finds the first character that gives rise to an error: the last one of the shortest part of
// the text with the same error.
func (r *yamlReader) locate(err error) int {
	lines := yamlLines(r.text)
	if len(r.text) > maxBisected {
		return lines[min(statedLine(err), len(lines))-1]
	}
	fails := func(end int) bool {
		_, again := decodeYAML(r.text[:end])
		return again != nil && again.Error() == err.Error()
	}
	line := sort.Search(len(lines)-1, func(i int) bool { return fails(lines[i+1]) })
	start, end := lines[line], len(r.text)
	if line+1 < len(lines) {
		end = lines[line+1]
	}
	at := start + sort.Search(end-start, func(i int) bool { return fails(start + i + 1) })
	for at = min(at, len(r.text)-1); at > 0 && !utf8.RuneStart(r.text[at]); {
		at--
	}
	return at
}
