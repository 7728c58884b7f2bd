package facts

import (
	"slices"
	"strings"
	"unicode"
)

// DescriptionFault is why a description says nothing: empty, placeholder, or name where it only repeats the
// name in words; empty where it says something.
func DescriptionFault(name, description string) string {
	const longest = 200 // bytes of a placeholder, but for a variable and words without meaning
	text := strings.TrimSpace(description)
	switch {
	case text == "":
		return "empty"
	case (len(text) <= longest || strings.IndexByte("<{[lL", text[0]) >= 0) && Lookup("placeholder_text").MatchString(text):
		return "placeholder"
	case onlyName(name, description):
		return "name"
	}
	return ""
}

// fillers are the words that a repetition of a name may have besides.
var fillers = []string{"a", "an", "the", "this", "tool", "function", "skill", "for", "of", "to"}

// tellingWords is how many words a name has at least that says enough by itself.
const tellingWords = 4

// onlyName says whether a description has no words besides those of the name.
func onlyName(name, description string) bool {
	words := NameTokens(name)
	if len(words) >= tellingWords {
		return false
	}
	said := false
	for field := range strings.FieldsSeq(description) {
		for _, word := range NameTokens(field) {
			if slices.Contains(fillers, word) {
				continue
			}
			if said = true; !slices.ContainsFunc(words, func(known string) bool { return toolSingular(known) == toolSingular(word) }) {
				return false
			}
		}
	}
	return said && !strings.ContainsFunc(description, func(r rune) bool { return r > unicode.MaxASCII })
}

// DescriptionLength is how many characters a description has. One of Chinese, Japanese or Korean says as
// much as three.
func DescriptionLength(description string) int {
	n := 0
	for _, r := range strings.TrimSpace(description) {
		n++
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
			n += 2
		}
	}
	return n
}
