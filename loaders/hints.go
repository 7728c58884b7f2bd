package loaders

import "strings"

// hintSize is how many bytes of a hint are looked up. Hints that are shorter are searched for one by one.
const hintSize = 4

// hintIndex finds which of all hints stand in a text, in one pass over it: files that only might be agent
// files are many, and so are the loaders that might read them.
type hintIndex struct {
	marks  [1 << 10]uint64     // a bit for each hash of the first bytes of a hint
	starts map[uint32][]string // the hints by their first bytes
	short  []string
}

func newHintIndex(loaders []Loader) *hintIndex {
	x := &hintIndex{starts: map[uint32][]string{}}
	seen := map[string]bool{}
	for i := range loaders {
		for _, hint := range loaders[i].Hints {
			if !seen[hint] {
				seen[hint] = true
				x.add(hint)
			}
		}
	}
	return x
}

func (x *hintIndex) add(hint string) {
	if len(hint) < hintSize {
		x.short = append(x.short, hint)
		return
	}
	start := uint32(0)
	for i := range hintSize {
		start = start>>8 | uint32(hint[i])<<24
	}
	x.starts[start] = append(x.starts[start], hint)
	h := hintHash(start)
	x.marks[h>>6] |= 1 << (h & 63)
}

func hintHash(start uint32) uint32 { return start * 2654435761 >> 16 }

// find is the set of the hints that stand in the text.
func (x *hintIndex) find(text string) map[string]bool {
	found := map[string]bool{}
	for _, hint := range x.short {
		if strings.Contains(text, hint) {
			found[hint] = true
		}
	}
	window := uint32(0)
	for i := range len(text) {
		window = window>>8 | uint32(text[i])<<24
		if h := hintHash(window); x.marks[h>>6]&(1<<(h&63)) == 0 || i < hintSize-1 {
			continue
		}
		for _, hint := range x.starts[window] {
			if strings.HasPrefix(text[i-hintSize+1:], hint) {
				found[hint] = true
			}
		}
	}
	return found
}
