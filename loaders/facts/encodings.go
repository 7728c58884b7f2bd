package facts

import (
	"encoding/base64"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decodeBase64 decodes either alphabet, with or without padding. It gives up early where the first bytes
// are no text.
func decodeBase64(s string) []byte {
	s = strings.TrimRight(s, "=")
	if len(s)%4 == 1 {
		s = s[:len(s)-1]
	}
	encoding := base64.RawStdEncoding
	if strings.ContainsAny(s, "-_") {
		encoding = base64.RawURLEncoding
		s = strings.NewReplacer("+", "-", "/", "_").Replace(s)
	}
	var head [minBase64 / 4 * 3]byte
	if n, err := encoding.Decode(head[:], []byte(s[:min(len(s), minBase64)])); err != nil || !mayBeText(head[:n]) {
		return nil
	}
	b, err := encoding.DecodeString(s)
	if err != nil {
		return nil
	}
	return b
}

// mayBeText says whether bytes hold few controls.
func mayBeText(b []byte) bool {
	controls := 0
	for _, c := range b {
		if c < ' ' && c != '\n' && c != '\t' && c != '\r' || c == 0x7f {
			controls++
		}
	}
	return controls <= len(b)/10
}

// decodeHex decodes hex digits; nil where s has other characters.
func decodeHex(s string) []byte {
	s = strings.TrimRight(s, "=")
	b, err := hex.DecodeString(s[:len(s)&^1])
	if err != nil {
		return nil
	}
	return b
}

// decodePercent replaces the percent triplets in s, and counts them.
func decodePercent(s string) (b []byte, triplets int) {
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if c, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				b = append(b, byte(c))
				triplets++
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return b, triplets
}

// decodeEscapes decodes the escapes that follow each other at the start of s.
func decodeEscapes(s string, one func(s string) (r rune, size int)) (b []byte, size, count int) {
	high := rune(0) // a surrogate that waits for the other half
	for {
		r, n := one(s[size:])
		if n == 0 {
			return b, size, count
		}
		size += n
		count++
		if utf16.IsSurrogate(r) && r < 0xdc00 {
			high = r
			continue
		}
		if utf16.IsSurrogate(r) {
			r = utf16.DecodeRune(high, r)
		}
		high = 0
		b = utf8.AppendRune(b, r)
	}
}

// escapedRune reads \u0041, \u{41}, \U00000041 or \x41.
func escapedRune(s string) (r rune, size int) {
	if len(s) < 4 || s[0] != '\\' {
		return 0, 0
	}
	switch s[1] {
	case 'x':
		return hexRune(s, 2, 2)
	case 'U':
		return hexRune(s, 2, 8)
	case 'u':
		if s[2] != '{' {
			return hexRune(s, 2, 4)
		}
		digits, _, ok := strings.Cut(s[3:min(len(s), 10)], "}")
		if r, n := hexRune(digits, 0, len(digits)); ok && n > 0 {
			return r, 3 + n + 1
		}
	}
	return 0, 0
}

// hexRune reads n hex digits at s[at:]; the size counts from the start of s.
func hexRune(s string, at, n int) (r rune, size int) {
	if len(s) < at+n || n == 0 {
		return 0, 0
	}
	v, err := strconv.ParseUint(s[at:at+n], 16, 32)
	if err != nil || v > utf8.MaxRune {
		return 0, 0
	}
	return rune(v), at + n
}

// referencedRune reads &#65; or &#x41;.
func referencedRune(s string) (r rune, size int) {
	if !strings.HasPrefix(s, "&#") {
		return 0, 0
	}
	digits, _, ok := strings.Cut(s[2:min(len(s), 12)], ";")
	if !ok || digits == "" {
		return 0, 0
	}
	base, number := 10, digits
	if digits[0] == 'x' || digits[0] == 'X' {
		base, number = 16, digits[1:]
	}
	v, err := strconv.ParseUint(number, base, 32)
	if err != nil || v > utf8.MaxRune {
		return 0, 0
	}
	return rune(v), 2 + len(digits) + 1
}
