package facts

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The classes of code points, which are those of lexicons.yaml.
const (
	classTags       = "tags"
	classBidi       = "bidi"
	classBidiMark   = "bidi_mark"
	classZeroWidth  = "zero_width"
	classJoiner     = "joiner"
	classBOM        = "bom"
	classVariation  = "variation_selector"
	classVariation2 = "variation_selector_supplement"
	classControl    = "control"
	classPrivate    = "private_use"
)

// notable marks the bytes at which a code point with a class, or a carriage return, may start.
var notable = func() (table [256]bool) {
	for b := range 0x20 {
		table[b] = b != '\t' && b != '\n'
	}
	for _, b := range []byte{0x7f, 0xc2, 0xcd, 0xd8, 0xe1, 0xe2, 0xe3, 0xee, 0xef, 0xf3, 0xf4} {
		table[b] = true
	}
	return table
}()

// plainPrefix is how much of s holds no notable byte but line ends.
func plainPrefix(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		w := uint64(s[i]) | uint64(s[i+1])<<8 | uint64(s[i+2])<<16 | uint64(s[i+3])<<24 |
			uint64(s[i+4])<<32 | uint64(s[i+5])<<40 | uint64(s[i+6])<<48 | uint64(s[i+7])<<56
		// The high bit of a byte stays 0 only where it is from 0x20 to 0x7e.
		if (w|(w+0x0101010101010101)|(w-0x2020202020202020))&0x8080808080808080 != 0 && !plain(s, i, i+8) {
			break
		}
	}
	for i < len(s) && plain(s, i, i+1) {
		i++
	}
	return i
}

// plain says whether s[from:to] holds no notable byte but line ends.
func plain(s string, from, to int) bool {
	for i := from; i < to; i++ {
		if notable[s[i]] && !(s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n') {
			return false
		}
	}
	return true
}

// worthDecoding says whether a code point with a class may start with two bytes, the first of which is
// notable.
func worthDecoding(lead, second byte) bool {
	switch lead {
	case 0xc2:
		return second <= 0x9f || second == 0xad
	case 0xcd:
		return second == 0x8f
	case 0xd8:
		return second == 0x9c
	case 0xe1:
		return second == 0x85 || second == 0xa0
	case 0xe2:
		return second == 0x80 || second == 0x81
	case 0xe3:
		return second == 0x85
	case 0xef:
		return second <= 0xa3 || second == 0xb8 || second == 0xbb || second == 0xbe
	}
	return true
}

// charClass is the class of a code point, empty for all that show or that every text has.
func charClass(r rune) string {
	switch {
	case r < 0x20:
		if r == '\t' || r == '\n' || r == '\r' {
			return ""
		}
		return classControl
	case r < 0x7f:
		return ""
	case r <= 0x9f:
		return classControl
	case r < 0xe000:
		return basicClass(r)
	case r <= 0xf8ff || r >= 0xf0000 && r <= 0xffffd || r >= 0x100000 && r <= 0x10fffd:
		return classPrivate
	case r >= 0xfe00 && r <= 0xfe0f:
		return classVariation
	case r == 0xfeff:
		return classBOM
	case r == 0xffa0:
		return classZeroWidth
	case r >= 0xe0000 && r <= 0xe007f:
		return classTags
	case r >= 0xe0100 && r <= 0xe01ef:
		return classVariation2
	}
	return ""
}

// basicClass is charClass for the code points up to the surrogates.
func basicClass(r rune) string {
	switch {
	case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
		return classBidi
	case r == 0x200e || r == 0x200f || r == 0x061c:
		return classBidiMark
	case r == 0x200c || r == 0x200d:
		return classJoiner
	case r == 0x00ad || r == 0x200b || r >= 0x2060 && r <= 0x2064,
		r == 0x180e || r == 0x034f || r == 0x115f || r == 0x1160 || r == 0x3164:
		return classZeroWidth
	}
	return ""
}

// allowedHere says whether the code point r at s[i:], which has a class, stands where writing needs it.
func allowedHere(s string, i int, r rune, class string) bool {
	before, after := s[:i], s[i+utf8.RuneLen(r):]
	prev, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	switch class {
	case classZeroWidth:
		return neededZeroWidth(r, prev, next)
	case classBidiMark:
		return isRightToLeft(prev) || isRightToLeft(next)
	case classJoiner:
		return joins(before, prev, next, r)
	case classVariation:
		return takesVariation(prev) && charClass(next) != classVariation
	case classVariation2:
		return unicode.Is(unicode.Han, prev) && charClass(next) != classVariation2
	case classControl:
		return r == '\f' && aloneOnLine(before, after)
	}
	return false
}

// neededZeroWidth says whether r, of zero width, hyphenates a word, also at the end of a line, stands before a fence, or stands where a
// script wants it: between words that are written without spaces, before a vowel, or between marks.
func neededZeroWidth(r, prev, next rune) bool {
	switch r {
	case 0xad:
		return unicode.IsLetter(prev) && (unicode.IsLetter(next) || next == '\n' || next == '\r')
	case 0x200b:
		return next == '`' || unspacedScript(prev) || unspacedScript(next)
	case 0x180e:
		return unicode.Is(unicode.Mongolian, prev)
	case 0x034f:
		return unicode.IsMark(prev) && unicode.IsMark(next)
	}
	return false
}

// unspacedScript says whether a letter or sign belongs to a script that is written without spaces.
func unspacedScript(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
		unicode.Javanese, unicode.Balinese)
}

// joins says whether a joiner or non-joiner stands between emoji, or beside a letter of a script that needs
// it, as between a Latin abbreviation and its Persian ending.
func joins(before string, prev, next, r rune) bool {
	if joiningScript(prev) || joiningScript(next) {
		return true
	}
	if r != 0x200d || !isEmoji(next) {
		return false
	}
	for prev == 0xfe0f || prev >= 0x1f3fb && prev <= 0x1f3ff {
		before = before[:len(before)-utf8.RuneLen(prev)]
		prev, _ = utf8.DecodeLastRuneInString(before)
	}
	return isEmoji(prev)
}

func joiningScript(r rune) bool {
	return r >= 0x0600 && (sharedArabic(r) || unicode.In(r, unicode.Arabic, unicode.Syriac, unicode.Nko, unicode.Mandaic, unicode.Mongolian,
		unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
		unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Myanmar, unicode.Khmer,
		unicode.Tibetan, unicode.Balinese, unicode.Javanese))
}

// sharedArabic says whether a character stands in Arabic words and is counted as of no script, since others use
// it, too: the tatweel, which lengthens a letter, and the marks of vowels.
func sharedArabic(r rune) bool {
	return r == 0x0640 || r >= 0x064b && r <= 0x0655 || r == 0x0670
}

// isEmoji is generous: pictographs, dingbats, arrows and technical symbols.
func isEmoji(r rune) bool {
	switch {
	case r >= 0x1f000 && r <= 0x1faff, r >= 0x2190 && r <= 0x21ff, r >= 0x2300 && r <= 0x23ff,
		r >= 0x2460 && r <= 0x27bf, r >= 0x2900 && r <= 0x297f, r >= 0x2b00 && r <= 0x2bff:
		return true
	}
	return strings.ContainsRune("©®‼⁉™ℹ〰〽㊗㊙", r)
}

func takesVariation(r rune) bool {
	return r >= '0' && r <= '9' || r == '#' || r == '*' || isEmoji(r) ||
		unicode.In(r, unicode.Han, unicode.Sm, unicode.So, unicode.Mongolian, unicode.Myanmar)
}

// aloneOnLine says whether there is only blank space around a form feed on its line. A second form feed
// is not blank, which also keeps the search linear.
func aloneOnLine(before, after string) bool {
	before = strings.TrimRight(before, " \t\r")
	after = strings.TrimLeft(after, " \t\r")
	return (before == "" || before[len(before)-1] == '\n') && (after == "" || after[0] == '\n')
}

// isRightToLeft says whether a letter belongs to a script that is written from right to left.
func isRightToLeft(r rune) bool {
	return r >= 0x0590 && (sharedArabic(r) || unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko))
}

// rightToLeftShare is the share of such letters among the letters of s.
func rightToLeftShare(s string) float64 {
	letters, found := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if isRightToLeft(r) {
				found++
			}
		}
	}
	if letters == 0 {
		return 0
	}
	return float64(found) / float64(letters)
}

// balancedLine says whether the embeddings, overrides and isolates on a line are all closed in order.
func balancedLine(line string) bool {
	const popEmbedding, popIsolate = 0x202c, 0x2069
	var open []rune
	for _, r := range line {
		switch {
		case r >= 0x2066 && r <= 0x2068:
			open = append(open, popIsolate)
		case r >= 0x202a && r <= 0x202e && r != popEmbedding:
			open = append(open, popEmbedding)
		case r == popEmbedding || r == popIsolate:
			if len(open) == 0 || open[len(open)-1] != r {
				return false
			}
			open = open[:len(open)-1]
		}
	}
	return len(open) == 0
}
