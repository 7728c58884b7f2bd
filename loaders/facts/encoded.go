package facts

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Encoded is a part of a text that decodes to an instruction or a command.
type Encoded struct {
	Encoding string       `json:"encoding" doc:"base64, hex, percent, unicode_escape or html_entity; two of them joined by a plus, the outer one first, where it was decoded twice."`
	Decoded  string       `json:"decoded" doc:"What it says; at most 200 characters, credentials masked."`
	Length   int          `json:"length" doc:"How many bytes long it is as it stands."`
	Phrases  []string     `json:"phrases" doc:"The ids of the phrase and command patterns that the decoded text matches."`
	Depth    int          `json:"depth" doc:"How often it had to be decoded: 1 or 2."`
	At       source.Place `json:"-"`

	start, end int
}

const (
	minBase64  = 24 // characters
	minHex     = 48 // digits
	minEscapes = 8  // percent triplets, escapes or character references
	maxDepth   = 2
)

// FindEncoded finds what in t decodes to an instruction or a command, in the order of the text. Images,
// tokens, hashes and other data are not reported, whatever their form, since what they decode to matches
// no pattern.
func FindEncoded(t source.Text) []Encoded {
	if len(t.V) < minBase64 {
		return nil
	}
	e := encodedFinder{s: t.V, depth: 1}
	e.scan()
	slices.SortStableFunc(e.found, func(a, b Encoded) int { return cmp.Compare(a.start, b.start) })
	p := newPlacer(t)
	for i := range e.found {
		f := &e.found[i]
		f.At = p.place(f.start, f.end)
		f.start, f.end = 0, 0
	}
	return e.found
}

// encodedFinder collects what is encoded in one text.
type encodedFinder struct {
	s     string
	depth int
	found []Encoded

	joined int // up to here, lines have been joined already
}

func (e *encodedFinder) scan() {
	e.tokens()
	e.percent()
	e.escapes('\\', "unicode_escape", escapedRune)
	e.escapes('&', "html_entity", referencedRune)
}

// add adds what s[start:end] decodes to, if that is a text which says something that the encoded form
// does not say openly, or which decodes to such a text in turn.
func (e *encodedFinder) add(encoding string, start, end int, decoded []byte) bool {
	text := printable(decoded)
	if text == "" {
		return false
	}
	found := Encoded{Encoding: encoding, Length: end - start, Depth: e.depth, start: start, end: end}
	if strings.Contains(text, " ") {
		open := MatchPhrases(e.s[start:end], encodedPhrases...)
		found.Phrases = slices.DeleteFunc(MatchPhrases(text, encodedPhrases...), func(id string) bool {
			return slices.Contains(open, id)
		})
	}
	if len(found.Phrases) > 0 {
		found.Decoded = excerpt(text, maxDecoded)
		e.found = append(e.found, found)
		return true
	}
	if e.depth == maxDepth {
		return false
	}
	inner := encodedFinder{s: text, depth: e.depth + 1}
	inner.scan()
	for _, f := range inner.found {
		f.Encoding = encoding + "+" + f.Encoding
		f.Length, f.start, f.end = end-start, start, end
		e.found = append(e.found, f)
	}
	return len(inner.found) > 0
}

// tokens finds the runs of letters, digits and the marks of base64 that are long enough for base64 or hex.
// It looks at every 24th byte only, as long as those are not part of a run.
func (e *encodedFinder) tokens() {
	s := e.s
	for i := 0; i+minBase64 <= len(s); {
		at := i + minBase64 - 1
		if !base64Byte[s[at]] {
			i = at + 1
			continue
		}
		start := at
		for start > i && base64Byte[s[start-1]] {
			start--
		}
		end := at + 1
		for end < len(s) && base64Byte[s[end]] {
			end++
		}
		i = end
		if end-start >= minBase64 {
			i = e.token(start, padded(s, end))
		}
	}
}

// padded is the end of a run that ends at s[end:] with its padding.
func padded(s string, end int) int {
	for n := 0; n < 2 && end < len(s) && s[end] == '='; n++ {
		end++
	}
	return end
}

// base64Byte are the bytes of both alphabets.
var base64Byte = func() (table [256]bool) {
	for _, c := range []byte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_") {
		table[c] = true
	}
	return table
}()

// token decodes the run s[start:end], with the lines that go on with it, and returns where it is over.
func (e *encodedFinder) token(start, end int) int {
	if e.isData(start, end) {
		return end
	}
	if all := e.moreLines(start, end); all > end {
		e.joined = all
		if e.add("base64", start, all, decodeBase64(strings.Join(strings.Fields(e.s[start:all]), ""))) {
			return all
		}
	}
	for _, at := range glued(e.s, start, end) {
		if e.decode(at, end) {
			break
		}
	}
	return end
}

// decode decodes the run s[start:end] by itself.
func (e *encodedFinder) decode(start, end int) bool {
	if end-start >= minHex {
		if b := decodeHex(e.s[start:end]); b != nil && e.add("hex", start, end, b) {
			return true
		}
	}
	return e.add("base64", start, end, decodeBase64(e.s[start:end]))
}

// glued are the places where what is encoded may start in the run s[start:end]: the start, and behind the first
// few marks that may join it to a word, as in seed-aWdub3Jl.
func glued(s string, start, end int) []int {
	const mostStarts, maxWord = 5, 64
	starts := []int{start}
	for at := start; at < min(end-minBase64, start+maxWord) && len(starts) < mostStarts; at++ {
		if strings.IndexByte("-_/", s[at]) >= 0 {
			starts = append(starts, at+1)
		}
	}
	return starts
}

// isData says whether the run s[start:end] is an image or the like, or a part of a signed token.
func (e *encodedFinder) isData(start, end int) bool {
	before, run := e.s[max(0, start-120):start], e.s[start:end]
	if strings.HasSuffix(before, ";base64,") {
		i := strings.LastIndex(before, "data:")
		kind, _, _ := strings.Cut(before[max(0, i):], "/")
		switch kind {
		case "data:image", "data:font", "data:audio", "data:video":
			return true
		}
		return i >= 0 && strings.HasSuffix(before[:i], "sourceMappingURL=")
	}
	return strings.HasPrefix(run, "eyJ") && (strings.HasPrefix(e.s[end:], ".") || strings.HasSuffix(before, "."))
}

// moreLines is where a run that fills its line ends if the lines below go on with it: as long as they
// are runs of the same length, and one more that is shorter.
func (e *encodedFinder) moreLines(start, end int) int {
	const fullLine = 40
	length := end - start
	if length < fullLine || start < e.joined {
		return end
	}
	for more := true; more; {
		line := strings.TrimLeft(e.s[end:], " \t\r")
		if !strings.HasPrefix(line, "\n") {
			break
		}
		at := len(e.s) - len(strings.TrimLeft(line, " \t\r\n"))
		stop := at
		for stop < len(e.s) && base64Byte[e.s[stop]] {
			stop++
		}
		stop = padded(e.s, stop)
		rest, _, _ := strings.Cut(e.s[stop:min(len(e.s), stop+4)], "\n")
		if stop == at || stop-at > length || strings.TrimSpace(rest) != "" {
			break
		}
		more = stop-at == length
		end = stop
	}
	return end
}

// percent finds the words with many percent triplets.
func (e *encodedFinder) percent() {
	for at := 0; ; {
		i := strings.IndexByte(e.s[at:], '%')
		if i < 0 {
			return
		}
		start, end := at+i, at+i
		for start > at && !endsWord(e.s[start-1]) {
			start--
		}
		for end < len(e.s) && !endsWord(e.s[end]) {
			end++
		}
		if b, triplets := decodePercent(e.s[start:end]); triplets >= minEscapes {
			e.add("percent", start, end, b)
		}
		at = end
	}
}

// endsWord says whether a byte cannot stand in an address.
func endsWord(c byte) bool {
	return c <= ' ' || strings.IndexByte("\"'`<>()[]{}|\\^", c) >= 0
}

// escapes finds runs of escapes that start with a mark; one reads an escape.
func (e *encodedFinder) escapes(mark byte, encoding string, one func(s string) (r rune, size int)) {
	for at := 0; ; {
		i := strings.IndexByte(e.s[at:], mark)
		if i < 0 {
			return
		}
		start := at + i
		b, size, count := decodeEscapes(e.s[start:], one)
		if count >= minEscapes {
			e.add(encoding, start, start+size, b)
		}
		at = start + max(1, size)
	}
}
