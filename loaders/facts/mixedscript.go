package facts

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pacheck/pacheck/loaders/source"
)

// MixedWord is a word with letters of scripts that look alike.
type MixedWord struct {
	Word     string       `json:"word" doc:"The word, or the whole name."`
	Within   bool         `json:"within" doc:"Whether one word of it mixes scripts, or words that look Latin stand beside Latin ones without a blank."`
	Scripts  []string     `json:"scripts" doc:"The scripts of its letters: Latin, Cyrillic, Greek or Other, in this order."`
	Skeleton string       `json:"skeleton,omitempty" doc:"Of a name: what it looks like, in Latin letters; absent where not all of its letters look like Latin ones."`
	Foreign  string       `json:"foreign" doc:"The letters that are not Latin, by their code points."`
	At       source.Place `json:"-"`
}

// lookalikes are letters that are drawn as a Latin one.
var lookalikes = map[rune]rune{
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ј': 'j', 'ѕ': 's', 'һ': 'h', 'ԁ': 'd', 'ԛ': 'q', 'ԝ': 'w', 'ӏ': 'l', 'ѵ': 'v', 'г': 'r',
	'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T', 'У': 'Y', 'Х': 'X', 'І': 'I', 'Ј': 'J', 'Ѕ': 'S', 'Ԛ': 'Q', 'Ԝ': 'W',
	'α': 'a', 'ο': 'o', 'ν': 'v', 'ρ': 'p', 'ι': 'i', 'κ': 'k', 'υ': 'u', 'γ': 'y', 'ϲ': 'c', 'ϳ': 'j',
	'Α': 'A', 'Β': 'B', 'Ε': 'E', 'Ζ': 'Z', 'Η': 'H', 'Ι': 'I', 'Κ': 'K', 'Μ': 'M', 'Ν': 'N', 'Ο': 'O', 'Ρ': 'P', 'Τ': 'T', 'Υ': 'Y', 'Χ': 'X',
}

// FindMixedWords finds Latin words of four letters or more in which some letters are replaced by Cyrillic or
// Greek ones that look like them. In a text that holds words of that script as well, an ending may well be
// written in it: the letter then has Latin ones on both sides.
func FindMixedWords(t source.Text) []MixedWord {
	if !mayMix(t.V) {
		return nil
	}
	own := ownScripts(t.V)
	var found []MixedWord
	places := newPlacer(t)
	for start := 0; start < len(t.V); {
		r, size := utf8.DecodeRuneInString(t.V[start:])
		if !unicode.IsLetter(r) {
			start += size
			continue
		}
		end := start
		for end < len(t.V) {
			r, size := utf8.DecodeRuneInString(t.V[end:])
			if !unicode.IsLetter(r) && r != '_' {
				break
			}
			end += size
		}
		if word := t.V[start:end]; imitates(word, own) && len(found) < maxPhrases {
			found = append(found, MixedWord{Word: cut(word, 60), Within: true, Scripts: scriptsOf(word), Foreign: foreignIn(word), At: places.place(start, end)})
		}
		start = end
	}
	return found
}

// MixedName looks at a name that people compare by eye. It is nil where no word of the name mixes scripts and
// the name as a whole does not look Latin.
func MixedName(name source.Text) *MixedWord {
	if !mayMix(name.V) {
		return nil
	}
	found := MixedWord{Word: cut(name.V, 60), Scripts: scriptsOf(name.V), Skeleton: skeletonOf(name.V), Foreign: foreignIn(name.V), At: name.At}
	for word := range strings.FieldsFuncSeq(name.V, func(r rune) bool { return !unicode.IsLetter(r) }) {
		found.Within = found.Within || len(scriptsOf(word)) > 1
	}
	if found.Skeleton != "" && len(found.Scripts) > 1 && !strings.Contains(name.V, " ") {
		found.Within = true
	}
	if !found.Within && found.Skeleton == "" || len(found.Scripts) == 0 {
		return nil
	}
	return &found
}

// skeletonOf is what a name looks like in Latin letters; empty where some letter looks like none.
func skeletonOf(name string) string {
	skeleton := strings.Map(func(r rune) rune {
		if latin, ok := lookalikes[r]; ok {
			return latin
		}
		return r
	}, name)
	if strings.IndexFunc(skeleton, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 {
		return ""
	}
	return skeleton
}

// mayMix says whether a text may hold letters of Greek or Cyrillic: these are written with certain bytes.
func mayMix(s string) bool {
	for i := range len(s) {
		if 0xCD <= s[i] && s[i] <= 0xD4 {
			return true
		}
	}
	return false
}

// imitates says whether a word is Latin but for a few letters that look it.
func imitates(word string, own map[string]bool) bool {
	if !mayMix(word) {
		return false
	}
	letters := []rune(word)
	latin, foreign := 0, 0
	for i, r := range letters {
		switch script := scriptOf(r); script {
		case "":
		case "Latin":
			latin++
		case "Other":
			return false
		default:
			if lookalikes[r] == 0 || own[script] && !latinAround(letters, i) {
				return false
			}
			foreign++
		}
	}
	return foreign > 0 && latin+foreign >= 4 && foreign < latin && !isSign(letters)
}

// isSign says whether small Greek letters stand among Latin capitals, as in the signs of sciences; there they look
// like none of the others.
func isSign(letters []rune) bool {
	return !slices.ContainsFunc(letters, func(r rune) bool {
		script := scriptOf(r)
		return script == "Latin" && !unicode.IsUpper(r) || script == "Greek" && !unicode.IsLower(r) || script == "Cyrillic"
	})
}

// latinAround says whether the letters on both sides of one are Latin.
func latinAround(letters []rune, i int) bool {
	return i > 0 && i+1 < len(letters) && scriptOf(letters[i-1]) == "Latin" && scriptOf(letters[i+1]) == "Latin"
}

// ownScripts are the scripts other than Latin in which a text holds whole words.
func ownScripts(s string) map[string]bool {
	own := map[string]bool{}
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(word) < 6 || !mayMix(word) {
			continue // less than three letters
		}
		if scripts := scriptsOf(word); len(scripts) == 1 {
			own[scripts[0]] = true
		}
	}
	return own
}

// scriptsOf are the scripts of the letters of a word.
func scriptsOf(word string) []string {
	has := map[string]bool{}
	for _, r := range word {
		has[scriptOf(r)] = true
	}
	var found []string
	for _, script := range []string{"Latin", "Cyrillic", "Greek", "Other"} {
		if has[script] {
			found = append(found, script)
		}
	}
	return found
}

// scriptOf is the script of a letter; empty for what is no letter, and for the signs of units.
func scriptOf(r rune) string {
	switch {
	case r == '\u00b5' || r == '\u03bc' || r == '\u2126' || r == '\u03a9' || !unicode.IsLetter(r): // micro and ohm
		return ""
	case unicode.Is(unicode.Latin, r):
		return "Latin"
	case unicode.Is(unicode.Cyrillic, r):
		return "Cyrillic"
	case unicode.Is(unicode.Greek, r):
		return "Greek"
	}
	return "Other"
}

// foreignIn spells the letters of a word that are Cyrillic or Greek: "U+0430 for a".
func foreignIn(word string) string {
	var parts []string
	for _, r := range word {
		if s := scriptOf(r); (s == "Cyrillic" || s == "Greek") && len(parts) < 5 {
			parts = append(parts, codePoint(r))
		}
	}
	return strings.Join(parts, " ")
}
