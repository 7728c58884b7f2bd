package facts

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isFlag says whether tag characters after a black flag name a subdivision: its country and code, and
// the closing tag.
func isFlag(run string) bool {
	code := strings.TrimSuffix(run, "\U000e007f")
	name := decodeTags(code)
	if code == run || 4*len(name) != len(code) || len(name) < 3 || len(name) > 6 {
		return false
	}
	for i := range len(name) {
		letter := name[i] >= 'a' && name[i] <= 'z'
		if !letter && (i < 2 || name[i] < '0' || name[i] > '9') {
			return false
		}
	}
	return true
}

// decodeTags is the ASCII text that tag characters mirror.
func decodeTags(run string) string {
	var b strings.Builder
	for _, r := range run {
		if r >= 0xe0020 && r <= 0xe007e {
			b.WriteByte(byte(r - 0xe0000))
		}
	}
	return b.String()
}

// decodeSelectors is the text whose bytes variation selectors stand for, where there is one.
func decodeSelectors(run string) string {
	var b []byte
	for _, r := range run {
		if r >= 0xe0100 {
			b = append(b, byte(r-0xe0100+16))
		} else {
			b = append(b, byte(r-0xfe00))
		}
	}
	return printable(b)
}

// decodeBits reads a sequence of two different characters as bits, eight to a byte, either of them being
// the one. It is empty where that gives no text.
func decodeBits(seq []rune) string {
	if len(seq) < 16 {
		return ""
	}
	zero, other := seq[0], rune(-1)
	for _, r := range seq {
		if r == zero || r == other {
			continue
		}
		if other >= 0 {
			return ""
		}
		other = r
	}
	for _, one := range []rune{other, zero} {
		b := make([]byte, len(seq)/8)
		for i := range 8 * len(b) {
			b[i/8] <<= 1
			if seq[i] == one {
				b[i/8] |= 1
			}
		}
		if text := printable(b); text != "" {
			return text
		}
	}
	return ""
}

// printable is b as a text where it is UTF-8 of which at least nine characters in ten can be printed,
// and else empty.
func printable(b []byte) string {
	good, all := 0, 0
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		all++
		broken := r == utf8.RuneError && size == 1
		if !broken && (unicode.IsPrint(r) || r == '\n' || r == '\t' || r == '\r') {
			good++
		}
		i += size
	}
	if all == 0 || 10*good < 9*all {
		return ""
	}
	return strings.ToValidUTF8(string(b), "")
}

// controlName is the class and the name of the control at the start of s.
func controlName(s string, r rune) (class, sequence string) {
	switch {
	case r == 0x9b, strings.HasPrefix(s, "\x1b["):
		return classEscape, "CSI"
	case strings.HasPrefix(s, "\x1b]8;"), strings.HasPrefix(s, "\u009d8;"):
		return classEscape, "OSC 8"
	case r == 0x9d, strings.HasPrefix(s, "\x1b]"):
		return classEscape, "OSC"
	case r == 0x1b:
		return classEscape, "ESC"
	}
	return classControl, codePoint(r)
}
