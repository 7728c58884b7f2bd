package facts

import (
	"slices"
	"strings"
	"sync"

	"github.com/pacheck/pacheck/loaders/facts/internal/prefilter"
	"github.com/pacheck/pacheck/loaders/source"
)

// gateStart is how many bytes of a word are looked up.
const gateStart = 3

// phraseGate tells in one pass over a text which kinds of phrases it may hold. It looks for the literals of
// their filters that have three bytes or more, in any case; the others it takes as given.
type phraseGate struct {
	marks  [1 << 10]uint64       // a bit for each hash of the first bytes of a word
	starts map[uint32][]gateWord // the words by their first bytes
	kinds  []phraseKind          // all kinds, with what they need
	hidden []phraseKind          // what no hidden text has a reason to match
}

// gateWord is a word, and its number.
type gateWord struct {
	text string
	n    int
}

// gateSet is a set of words, by their numbers.
type gateSet [4]uint64

func (s *gateSet) add(n int) { s[n>>6] |= 1 << (n & 63) }
func (s *gateSet) meets(o *gateSet) bool {
	return s[0]&o[0]|s[1]&o[1]|s[2]&o[2]|s[3]&o[3] != 0
}

// openPhraseGate is the gate of all kinds.
var openPhraseGate = sync.OnceValue(func() *phraseGate {
	g := &phraseGate{starts: map[uint32][]gateWord{}}
	numbers := map[string]int{}
	for _, k := range phraseKinds() {
		g.kinds = append(g.kinds, g.learn(k, numbers))
	}
	for _, id := range hiddenPhrases {
		g.hidden = append(g.hidden, g.learn(phraseKind{id: id, pattern: Lookup(id)}, numbers))
	}
	return g
})

// learn is a kind with what it needs.
func (g *phraseGate) learn(k phraseKind, numbers map[string]int) phraseKind {
	for _, needs := range k.pattern.filter {
		var sets []gateSet
		for _, need := range rareNeeds(needs) {
			if set, ok := g.set(need, numbers); ok {
				sets = append(sets, set)
			}
		}
		k.needs = append(k.needs, sets)
	}
	return k
}

// Scan looks for phrases in one text, whose words it looks up but once.
type Scan struct {
	text  source.Text
	words *gateWords // nil before they are looked up, and where a gate cannot tell
}

// NewScan is a Scan of a text.
func NewScan(t source.Text) *Scan { return &Scan{text: t} }

// pass are those of some kinds that the text may hold.
func (s *Scan) pass(kinds []phraseKind) []phraseKind {
	if foldsOutside(s.text.V) {
		return kinds
	}
	if s.words == nil {
		s.words = openPhraseGate().words(s.text.V)
	}
	s.words.next = 0
	kinds = s.words.pass(kinds, 0, len(s.text.V))
	s.words.next = 0
	return kinds
}

// rareNeeds are those needs whose words all have four bytes or more, for shorter ones are everywhere; where
// there are none, all needs.
func rareNeeds(needs []prefilter.Need) []prefilter.Need {
	long := slices.DeleteFunc(slices.Clone(needs), func(n prefilter.Need) bool {
		return slices.ContainsFunc(n.Literals, func(l prefilter.Literal) bool { return len(l.Text) <= gateStart })
	})
	if len(long) > 0 {
		return long
	}
	return needs
}

// set numbers the words of a need. It is not ok where one is too short, or there are too many words.
func (g *phraseGate) set(need prefilter.Need, numbers map[string]int) (gateSet, bool) {
	const most = 64 * len(gateSet{})
	var set gateSet
	for _, l := range need.Literals {
		if len(l.Text) < gateStart {
			return gateSet{}, false
		}
	}
	for _, l := range need.Literals {
		word := strings.ToLower(l.Text)
		n, known := numbers[word]
		if !known {
			if n = len(numbers); n == most {
				return gateSet{}, false
			}
			numbers[word] = n
			g.add(gateWord{word, n})
		}
		set.add(n)
	}
	return set, true
}

func (g *phraseGate) add(w gateWord) {
	start := uint32(0)
	for i := range gateStart {
		start = start>>8 | uint32(w.text[i])<<16
	}
	g.starts[start] = append(g.starts[start], w)
	h := wordHash(start)
	g.marks[h>>6] |= 1 << (h & 63)
}

// gateWords are the words of a gate that stand in a text, in order.
type gateWords struct {
	found []gatePlace
	next  int // the first one that pass has not yet gone by
}

// gatePlace is the number of a word and where it starts.
type gatePlace struct{ at, n int }

// pass are those of some kinds that a part of the text may hold. The parts are asked for in order.
func (w *gateWords) pass(kinds []phraseKind, start, end int) []phraseKind {
	for w.next < len(w.found) && w.found[w.next].at < start {
		w.next++
	}
	var set gateSet
	for ; w.next < len(w.found) && w.found[w.next].at < end; w.next++ {
		set.add(w.found[w.next].n)
	}
	var passed []phraseKind
	for _, k := range kinds {
		if len(k.needs) == 0 || anyMet(k.needs, &set) {
			passed = append(passed, k)
		}
	}
	return passed
}

// anyMet says whether the words that were found meet the needs of an alternative.
func anyMet(alternatives [][]gateSet, found *gateSet) bool {
next:
	for _, needs := range alternatives {
		for i := range needs {
			if !needs[i].meets(found) {
				continue next
			}
		}
		return true
	}
	return false
}

// foldsOutside says whether a text holds one of the two letters that are no ASCII and fold to ASCII: the long
// s and the Kelvin sign.
func foldsOutside(s string) bool {
	return strings.Contains(s, "\u017f") || strings.Contains(s, "\u212a")
}

// words are the words that stand in a text.
func (g *phraseGate) words(text string) *gateWords {
	w := &gateWords{}
	window := uint32(0)
	for i := range len(text) {
		window = window>>8 | uint32(lowerByte(text[i]))<<16
		h := wordHash(window)
		if g.marks[h>>6]&(1<<(h&63)) == 0 || i < gateStart-1 {
			continue
		}
		at := i - gateStart + 1
		for _, word := range g.starts[window] {
			if hasPrefixFold(text[at:], word.text) {
				w.found = append(w.found, gatePlace{at, word.n})
			}
		}
	}
	return w
}

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// hasPrefixFold says whether s begins with a word in lower case, in any case.
func hasPrefixFold(s, word string) bool {
	if len(s) < len(word) {
		return false
	}
	for i := gateStart; i < len(word); i++ {
		if lowerByte(s[i]) != word[i] {
			return false
		}
	}
	return true
}
