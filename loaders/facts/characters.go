package facts

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pacheck/pacheck/loaders/source"
)

// Characters are characters of a text that do not show as what they are, outside the contexts that need
// them. Tag characters, bidirectional controls and runs of supplementary variation selectors have an
// entry for each run; all other kinds have one for the text, at the first of them.
type Characters struct {
	Class      string       `json:"class" doc:"tags, bidi, variation_selector_supplement, invisible (zero-width characters, joiners, directional marks, byte order marks, variation selectors and private-use characters together), control, escape_sequence or carriage_return (one without a line feed)."`
	Kinds      []string     `json:"kinds,omitempty" doc:"Of class invisible, what was found: zero_width, joiner, bidi_mark, bom, variation_selector, private_use."`
	CodePoints []string     `json:"code_points" doc:"The different code points, such as U+200B, in the order of the text; at most eight."`
	Count      int          `json:"count" doc:"How many characters there are."`
	Run        int          `json:"run" doc:"How many of them follow each other without a gap, at most."`
	Decoded    string       `json:"decoded,omitempty" doc:"The text that they spell, where they do: tag characters as ASCII, variation selectors as bytes, two alternating characters as bits; at most 200 characters."`
	Phrases    []string     `json:"phrases,omitempty" doc:"The ids of the phrase patterns that the decoded text matches."`
	Sequence   string       `json:"sequence,omitempty" doc:"Of controls: CSI, OSC 8, OSC, ESC, CR, or the code point of the first."`
	Balanced   bool         `json:"balanced" doc:"Of class bidi: whether all embeddings, overrides and isolates of the line are closed in order."`
	RTLShare   float64      `json:"rtl_share" doc:"Of class bidi: the share of right-to-left letters among the letters of the text, 0 to 1."`
	At         source.Place `json:"-"`

	start, end int // in the text
}

const (
	classInvisible = "invisible"
	classEscape    = "escape_sequence"
	classReturn    = "carriage_return"

	maxRuns       = 50  // entries of one class; further runs count for the last one
	maxCodePoints = 8   // listed in one entry
	maxDecoded    = 200 // characters
)

// FindCharacters finds the characters of t that do not show as what they are, in the order of the text.
func FindCharacters(t source.Text) []Characters {
	s := t.V
	i := plainPrefix(s)
	if i == len(s) {
		return nil
	}
	f := charFinder{text: t, s: s, share: -1}
	for i < len(s) {
		if notable[s[i]] && (i+1 == len(s) || worthDecoding(s[i], s[i+1])) {
			i += f.at(i)
		} else {
			i++
		}
	}
	return f.finish()
}

// charFinder collects the entries of one text.
type charFinder struct {
	text      source.Text
	s         string
	found     []Characters
	invisible []rune // up to maxSpelt of them, for decoding
	runStart  int    // where in invisible the longest run starts
	curRun    int
	share     float64 // of right-to-left letters; -1 until asked for
	lineStart int     // of the line that balanced speaks of
	lineEnd   int
	balanced  bool
}

// maxSpelt is how many characters may be needed to spell maxDecoded characters in bits.
const maxSpelt = 8 * utf8.UTFMax * maxDecoded

// at looks at the character at s[i], and returns how many bytes it has taken.
func (f *charFinder) at(i int) int {
	r, size := utf8.DecodeRuneInString(f.s[i:])
	class := charClass(r)
	switch {
	case r == '\r':
		if !strings.HasPrefix(f.s[i+1:], "\n") {
			f.add(classReturn, "CR", i, r)
		}
	case class == "":
	case class == classTags:
		return f.tags(i)
	case class == classBidi:
		return f.bidi(i)
	case class == classVariation && f.smuggles(i), class == classVariation2:
		return f.selectors(i)
	case allowedHere(f.s, i, r, class), f.allowedByFile(i, class):
	case class == classControl:
		name, sequence := controlName(f.s[i:], r)
		f.add(name, sequence, i, r)
	default:
		f.addInvisible(i, r, class)
	}
	return size
}

// allowedByFile is what depends on the file: its first character, and icons of a theme.
func (f *charFinder) allowedByFile(i int, class string) bool {
	at := f.text.At
	switch {
	case at.File == nil:
		return false
	case class == classBOM:
		return i == 0 && at.Start == 0
	case class == classPrivate:
		path := strings.ToLower(at.File.Path)
		return strings.Contains(path, "theme") || strings.Contains(path, "statusline") ||
			strings.Contains(path, "status-line") || strings.Contains(path, "status_line")
	case class == classBidiMark:
		return f.rtlShare() >= 0.2
	}
	return false
}

func (f *charFinder) rtlShare() float64 {
	if f.share < 0 {
		f.share = rightToLeftShare(f.s)
	}
	return f.share
}

// run is the length in bytes and in characters of the run at s[i:] of characters that ok accepts.
func (f *charFinder) run(i int, ok func(class string) bool) (size, count int) {
	for _, r := range f.s[i:] {
		if !ok(charClass(r)) {
			break
		}
		size += utf8.RuneLen(r)
		count++
	}
	return size, count
}

func (f *charFinder) tags(i int) int {
	size, count := f.run(i, func(class string) bool { return class == classTags })
	run := f.s[i : i+size]
	if strings.HasSuffix(f.s[:i], "\U0001f3f4") && isFlag(run) {
		return size
	}
	f.addRun(Characters{Class: classTags, Decoded: decodeTags(run), Count: count, start: i, end: i + size})
	return size
}

func (f *charFinder) bidi(i int) int {
	size, count := f.run(i, func(class string) bool { return class == classBidi })
	if i >= f.lineEnd {
		f.lineStart = strings.LastIndexByte(f.s[:i], '\n') + 1
		line, _, _ := strings.Cut(f.s[f.lineStart:], "\n")
		f.lineEnd = f.lineStart + len(line)
		f.balanced = balancedLine(line)
	}
	f.addRun(Characters{
		Class: classBidi, Count: count, Balanced: f.balanced, RTLShare: f.rtlShare(), start: i, end: i + size,
	})
	return size
}

// smuggles says whether the variation selectors at s[i:] run into supplementary ones.
func (f *charFinder) smuggles(i int) bool {
	for n, r := range f.s[i:] {
		if class := charClass(r); class != classVariation || n > 16*utf8.UTFMax {
			return class == classVariation2
		}
	}
	return false
}

func (f *charFinder) selectors(i int) int {
	size, count := f.run(i, func(class string) bool { return class == classVariation || class == classVariation2 })
	r, _ := utf8.DecodeRuneInString(f.s[i:])
	if count == 1 && allowedHere(f.s, i, r, classVariation2) {
		return size
	}
	e := Characters{Class: classVariation2, Count: count, start: i, end: i + size}
	if count > 3 {
		e.Decoded = decodeSelectors(f.s[i : i+size])
	}
	f.addRun(e)
	return size
}

// addRun adds the entry of a run, or counts it for the last one where there are many.
func (f *charFinder) addRun(e Characters) {
	e.Run = e.Count
	for _, r := range f.s[e.start:e.end] {
		e.addCodePoint(r)
	}
	same := 0
	for i := range f.found {
		if f.found[i].Class != e.Class {
			continue
		}
		if same++; same == maxRuns {
			f.found[i].Count += e.Count
			f.found[i].Run = max(f.found[i].Run, e.Run)
			return
		}
	}
	f.found = append(f.found, e)
}

// add counts a control for its entry.
func (f *charFinder) add(class, sequence string, i int, r rune) {
	at := slices.IndexFunc(f.found, func(e Characters) bool {
		return e.Class == class && (class == classControl || e.Sequence == sequence)
	})
	if at < 0 {
		at = len(f.found)
		f.found = append(f.found, Characters{Class: class, Sequence: sequence, start: i})
	}
	e := &f.found[at]
	e.count(i, r, &f.curRun)
}

// addInvisible counts an invisible character for the entry that they share.
func (f *charFinder) addInvisible(i int, r rune, class string) {
	at := slices.IndexFunc(f.found, func(e Characters) bool { return e.Class == classInvisible })
	if at < 0 {
		at = len(f.found)
		f.found = append(f.found, Characters{Class: classInvisible, start: i})
	}
	e := &f.found[at]
	if !slices.Contains(e.Kinds, class) {
		e.Kinds = append(e.Kinds, class)
	}
	longest := e.Run
	e.count(i, r, &f.curRun)
	if len(f.invisible) < maxSpelt {
		f.invisible = append(f.invisible, r)
		if e.Run > longest {
			f.runStart = len(f.invisible) - e.Run
		}
	}
}

// count adds one character at i; run is how long the run is that ends with it.
func (e *Characters) count(i int, r rune, run *int) {
	if e.Count > 0 && e.end == i {
		*run++
	} else {
		*run = 1
	}
	e.Count++
	e.Run = max(e.Run, *run)
	e.end = i + utf8.RuneLen(r)
	e.addCodePoint(r)
}

func (e *Characters) addCodePoint(r rune) {
	if len(e.CodePoints) == maxCodePoints {
		return
	}
	if name := codePoint(r); !slices.Contains(e.CodePoints, name) {
		e.CodePoints = append(e.CodePoints, name)
	}
}

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }

// finish works out what the characters spell, and their places. The place of an entry for the whole text
// is that of its first character.
func (f *charFinder) finish() []Characters {
	slices.SortStableFunc(f.found, func(a, b Characters) int { return a.start - b.start })
	p := newPlacer(f.text)
	for i := range f.found {
		e := &f.found[i]
		switch e.Class {
		case classInvisible:
			e.Decoded = f.decodeInvisible(e.Run)
			fallthrough
		case classControl, classEscape, classReturn:
			_, size := utf8.DecodeRuneInString(f.s[e.start:])
			e.end = e.start + size
		}
		if e.Decoded != "" {
			e.Phrases = MatchPhrases(e.Decoded, encodedPhrases...)
			e.Decoded = excerpt(e.Decoded, maxDecoded)
		}
		e.At = p.place(e.start, e.end)
		e.start, e.end = 0, 0
	}
	return f.found
}

// decodeInvisible reads the longest run as bits, or else all invisible characters of the text.
func (f *charFinder) decodeInvisible(longest int) string {
	if end := f.runStart + longest; end <= len(f.invisible) {
		if text := decodeBits(f.invisible[f.runStart:end]); text != "" {
			return text
		}
	}
	return decodeBits(f.invisible)
}
