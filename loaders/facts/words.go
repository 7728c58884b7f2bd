package facts

import "strings"

// wordStart is how many bytes of a word are looked up. Words that are shorter are searched for one by one.
const wordStart = 4

// Words finds which of many words stand in a text, in one pass over it.
type Words struct {
	fold   bool                // in any case, as regular expressions have it
	marks  [1 << 10]uint64     // a bit for each hash of the first bytes of a word
	starts map[uint32][]string // the words by their first bytes
	short  []string
}

// NewWords makes the Words of a list. With fold they are found in any case of ASCII letters, and are to be
// given in lower case.
func NewWords(words []string, fold bool) *Words {
	w := &Words{fold: fold, starts: map[uint32][]string{}}
	seen := map[string]bool{}
	for _, word := range words {
		if !seen[word] {
			seen[word] = true
			w.add(word)
		}
	}
	return w
}

func (w *Words) add(word string) {
	if len(word) < wordStart {
		w.short = append(w.short, word)
		return
	}
	start := uint32(0)
	for i := range wordStart {
		start = start>>8 | uint32(word[i])<<24
	}
	w.starts[start] = append(w.starts[start], word)
	h := wordHash(start)
	w.marks[h>>6] |= 1 << (h & 63)
}

func wordHash(start uint32) uint32 { return start * 2654435761 >> 16 }

// In is the set of the words that stand in the text; nil for none.
func (w *Words) In(text string) map[string]bool {
	var found map[string]bool
	note := func(word string) {
		if found == nil {
			found = map[string]bool{}
		}
		found[word] = true
	}
	if w.fold {
		text = strings.ToLower(strings.ReplaceAll(text, "\u017f", "s")) // the long s, which lower case leaves
	}
	for _, word := range w.short {
		if strings.Contains(text, word) {
			note(word)
		}
	}
	window := uint32(0)
	for i := range len(text) {
		window = window>>8 | uint32(text[i])<<24
		if h := wordHash(window); w.marks[h>>6]&(1<<(h&63)) == 0 || i < wordStart-1 {
			continue
		}
		for _, word := range w.starts[window] {
			if strings.HasPrefix(text[i-wordStart+1:], word) {
				note(word)
			}
		}
	}
	return found
}
