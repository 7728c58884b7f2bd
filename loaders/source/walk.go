package source

import (
	"strconv"
	"strings"
)

// yield takes a decoded piece of a scalar and the span that it comes from; see walk.
type yield = func(piece string, from, to int) bool

// walkJSON walks through a JSON string.
func walkJSON(raw string, yield yield) {
	walkEscapes(raw[:len(raw)-1], 1, jsonEscape, yield)
}

// walkEscapes walks through a text in which escapes are all that is not verbatim.
func walkEscapes(raw string, i int, escape func(string) (string, int), yield yield) {
	for i < len(raw) {
		if raw[i] != '\\' {
			end := i + 1
			for end < len(raw) && raw[end] != '\\' {
				end++
			}
			if !yield(raw[i:end], i, end) {
				return
			}
			i = end
			continue
		}
		value, size := escape(raw[i:])
		if size == 0 || !yield(value, i, i+size) {
			return
		}
		i += size
	}
}

// walkPlain walks through a plain YAML scalar, also of several lines.
func walkPlain(raw string, yield yield) { walkFlow(raw, 0, nil, yield) }

// walkDoubleQuoted walks through a YAML string in double quotes.
func walkDoubleQuoted(raw string, yield yield) {
	walkFlow(raw[:len(raw)-1], 1, yamlEscape, yield)
}

// walkSingleQuoted walks through a YAML string in single quotes.
func walkSingleQuoted(raw string, yield yield) {
	walkFlow(raw[:len(raw)-1], 1, doubledQuote, yield)
}

// doubledQuote decodes the quote that stands for itself by being doubled.
func doubledQuote(s string) (string, int) {
	if strings.HasPrefix(s, "''") {
		return "'", 2
	}
	return s[:1], 1 // a backslash, which is nothing special here
}

// walkFlow walks through a YAML scalar that is folded over lines: blanks around line breaks go, one
// break becomes a space, of several the first goes.
func walkFlow(raw string, i int, escape func(string) (string, int), yield yield) {
	for i < len(raw) {
		end := flowRun(raw, i, escape != nil)
		if end > i {
			if !yield(raw[i:end], i, end) {
				return
			}
			i = end
			continue
		}
		if yamlBreak(raw[skipBlanks(raw, i):]) > 0 {
			value, end := fold(raw, i, false)
			if !yield(value, i, end) {
				return
			}
			i = end
			continue
		}
		value, size := raw[i:i+1], 1
		if c := raw[i]; escape != nil && (c == '\\' || c == '\'') {
			value, size = escape(raw[i:])
		}
		if size == 0 || !yield(value, i, i+size) {
			return
		}
		i += size
	}
}

// flowRun is the end of the verbatim text that begins at i: up to an escape, or to blanks before a
// line break.
func flowRun(raw string, i int, escapes bool) int {
	for i < len(raw) {
		switch c := raw[i]; {
		case escapes && (c == '\\' || c == '\''):
			return i
		case c == ' ' || c == '\t':
			next := skipBlanks(raw, i)
			if yamlBreak(raw[next:]) > 0 {
				return i
			}
			i = next
		case (c == '\n' || c == '\r' || c >= 0x80) && yamlBreak(raw[i:]) > 0:
			return i
		default:
			i++
		}
	}
	return i
}

func skipBlanks(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

// fold decodes the blanks and line breaks at i. After an escaped break the others all count.
func fold(raw string, i int, escaped bool) (value string, end int) {
	var first, rest strings.Builder
	seen := escaped
	for {
		i = skipBlanks(raw, i)
		n := yamlBreak(raw[i:])
		if n == 0 {
			break
		}
		if seen {
			rest.WriteString(breakValue(raw[i : i+n]))
		} else {
			first.WriteString(breakValue(raw[i : i+n]))
		}
		seen = true
		i += n
	}
	switch {
	case first.String() != "\n":
		return first.String() + rest.String(), i
	case rest.Len() == 0:
		return " ", i
	}
	return rest.String(), i
}

// breakValue is what a line break is decoded to.
func breakValue(s string) string {
	if strings.HasPrefix(s, "\xe2") {
		return s
	}
	return "\n"
}

// yamlEscape decodes the escape of a YAML string in double quotes that s begins with.
func yamlEscape(s string) (value string, size int) {
	if s[0] != '\\' {
		return s[:1], 1 // a single quote, which is nothing special here
	}
	if len(s) < 2 {
		return "", 0
	}
	if n := yamlBreak(s[1:]); n > 0 {
		return fold(s, 1+n, true)
	}
	const letters = "0abt\tnvfre \"'/\\N_LP"
	values := []string{"\x00", "\a", "\b", "\t", "\t", "\n", "\v", "\f", "\r", "\x1b", " ", "\"", "'", "/", "\\",
		"\u0085", "\u00a0", "\u2028", "\u2029"}
	if i := strings.IndexByte(letters, s[1]); i >= 0 {
		return values[i], 2
	}
	for _, form := range []struct {
		letter byte
		digits int
	}{{'x', 2}, {'u', 4}, {'U', 8}} {
		if r, ok := hexEscape(s, form.letter, form.digits); ok {
			return string(r), 2 + form.digits
		}
	}
	return "", 0
}

// walkTOML walks through a TOML basic string, of one or several lines.
func walkTOML(raw string, yield yield) {
	start, end := tomlContent(raw)
	walkEscapes(raw[:end], start, tomlEscape, yield)
}

// walkTOMLLiteral walks through a TOML literal string, of one or several lines.
func walkTOMLLiteral(raw string, yield yield) {
	if start, end := tomlContent(raw); start < end {
		yield(raw[start:end], start, end)
	}
}

// tomlContent is where the text between the quotes starts and ends; a line break right behind three
// quotes does not belong to it.
func tomlContent(raw string) (start, end int) {
	quotes := 1
	if len(raw) >= 6 && raw[1] == raw[0] && raw[2] == raw[0] {
		quotes = 3
	}
	start, end = quotes, max(quotes, len(raw)-quotes)
	if quotes == 3 {
		start += lineBreak(raw[start:end])
	}
	return start, end
}

// lineBreak is the length of the CRLF or LF that s begins with.
func lineBreak(s string) int {
	switch {
	case strings.HasPrefix(s, "\r\n"):
		return 2
	case strings.HasPrefix(s, "\n"):
		return 1
	}
	return 0
}

// tomlEscape decodes the escape of a TOML basic string that s begins with.
func tomlEscape(s string) (value string, size int) {
	if len(s) < 2 {
		return "", 0
	}
	if i := strings.IndexByte("btnfre\"\\", s[1]); i >= 0 {
		return "\b\t\n\f\r\x1b\"\\"[i : i+1], 2
	}
	for _, form := range []struct {
		letter byte
		digits int
	}{{'x', 2}, {'u', 4}, {'U', 8}} {
		if len(s) >= 2+form.digits && s[1] == form.letter {
			v, err := strconv.ParseUint(s[2:2+form.digits], 16, 32)
			if err != nil {
				return "", 0
			}
			return string(rune(v)), 2 + form.digits
		}
	}
	end := 1 // an escaped line break goes with all blanks and breaks that follow
	for end < len(s) && isBlankOrBreak(s[end]) {
		end++
	}
	if end > 1 && strings.ContainsRune(s[:end], '\n') {
		return "", end
	}
	return "", 0
}
