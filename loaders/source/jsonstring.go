package source

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// string reads a string in double quotes.
func (r *jsonReader) string() *Node {
	start := r.at
	text := r.text
	i := start + 1
	for i < len(text) && text[i] != '"' && text[i] != '\\' && text[i] >= ' ' {
		i++
	}
	r.at = i
	if i < len(text) && text[i] == '"' {
		r.at++
		n := r.node(String, start, r.at)
		n.Value = text[start+1 : i]
		return n
	}
	return r.escaped(start)
}

// escaped reads the rest of a string from the first character on that is not plain.
func (r *jsonReader) escaped(start int) *Node {
	r.buffer = append(r.buffer[:0], r.text[start+1:r.at]...)
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == '"':
			r.at++
			n := r.node(String, start, r.at)
			n.Value = string(r.buffer)
			return n
		case c < ' ':
			r.fail("a control character in a string must be escaped")
			return nil
		case c == '\\':
			value, size := jsonEscape(r.text[r.at:])
			if size == 0 {
				r.fail("invalid escape in a string")
				return nil
			}
			r.buffer = append(r.buffer, value...)
			r.at += size
		default:
			r.buffer = append(r.buffer, c)
			r.at++
		}
	}
	r.err = r.file.errorAt(start, "this string has no end")
	return nil
}

// jsonEscape decodes the escape that s begins with. The size is 0 where it is none.
func jsonEscape(s string) (value string, size int) {
	if len(s) < 2 {
		return "", 0
	}
	switch s[1] {
	case '"', '\\', '/':
		return s[1:2], 2
	case 'b':
		return "\b", 2
	case 'f':
		return "\f", 2
	case 'n':
		return "\n", 2
	case 'r':
		return "\r", 2
	case 't':
		return "\t", 2
	}
	first, ok := hexEscape(s, 'u', 4)
	if !ok {
		return "", 0
	}
	if utf16.IsSurrogate(first) {
		if second, ok := hexEscape(s[6:], 'u', 4); ok {
			if r := utf16.DecodeRune(first, second); r != utf8.RuneError {
				return string(r), 12
			}
		}
	}
	return string(first), 6 // half a surrogate pair becomes U+FFFD
}

// hexEscape reads a backslash, a letter and so many hexadecimal digits.
func hexEscape(s string, letter byte, digits int) (rune, bool) {
	if len(s) < 2+digits || s[0] != '\\' || s[1] != letter {
		return 0, false
	}
	for i := 2; i < 2+digits; i++ {
		if !isHex(s[i]) {
			return 0, false
		}
	}
	v, err := strconv.ParseUint(s[2:2+digits], 16, 32)
	return rune(v), err == nil
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// quote is a short form of s in quotes, for messages.
func quote(s string) string {
	const limit = 60
	if len(s) > limit {
		cut := limit
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + "..."
	}
	return strconv.Quote(s)
}
