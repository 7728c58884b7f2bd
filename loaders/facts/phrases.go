package facts

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Phrase is a place where a text speaks to a model in the words of an attack or of another instruction that
// no text should hold.
type Phrase struct {
	ID          string       `json:"id" doc:"What it is: the id of a pattern of lexicons.yaml such as override_phrase, or remote_import (@ before an address), egress_channel (private data are to go into a link), self_modification and self_modification_command (the agent is to write its own rules), prompt_secret and prompt_access_rule (the prompt guards something), internal_host."`
	Excerpt     string       `json:"excerpt" doc:"The text from the start of the match; at most 120 characters, credentials masked."`
	Segment     string       `json:"segment,omitempty" doc:"The kind of segment that it stands in; absent where the text was matched whole."`
	Mention     bool         `json:"mention" doc:"Whether it stands in a quote, in code or in a table, and so is talked about."`
	Negated     bool         `json:"negated" doc:"Whether the words before it in the sentence, or the line that leads into the list, forbid or report it."`
	Conditional bool         `json:"conditional,omitempty" doc:"Of conceal_phrase: whether its sentence begins with a condition, or says until when something is not shown."`
	Ordered     bool         `json:"ordered,omitempty" doc:"Of egress_verb_url: whether the sentence orders it, and does not describe it."`
	Sensitive   bool         `json:"sensitive,omitempty" doc:"Of covert_action_phrase and egress_verb_url: whether the sentence names credentials, a conversation or the like."`
	Fiction     bool         `json:"fiction,omitempty" doc:"Of ai_denial: whether the sentence speaks of fiction or a game."`
	Negation    bool         `json:"negation,omitempty" doc:"Of ai_denial: whether it forbids to say something, and does not order to pretend."`
	Pinned      bool         `json:"pinned,omitempty" doc:"Of remote_instruction and remote_instruction_noun: whether the address names a commit or a digest."`
	Host        string       `json:"host,omitempty" doc:"The host that it names, in lower case."`
	Variable    string       `json:"variable,omitempty" doc:"Of markdown_beacon: the variable that becomes a part of the address."`
	Path        string       `json:"path,omitempty" doc:"Of self_modification: the file that is to be written."`
	At          source.Place `json:"-"`

	start, end int
}

const (
	maxExcerpt    = 120 // characters
	negatedWindow = 140 // bytes before a phrase that may negate or report it
	maxPhrases    = 100 // phrases that are kept of one text
)

// MatchPhrases returns those of the ids whose pattern matches s, wherever it stands. It knows of no
// segments, quotes or negations, but leaves out risky hosts that are local or private addresses.
func MatchPhrases(s string, ids ...string) []string {
	var found []string
	for _, id := range ids {
		switch p := Lookup(id); {
		case p == nil:
		case id == riskyHost && len(riskyHosts(p, s)) > 0, id != riskyHost && p.MatchString(s):
			found = append(found, id)
		}
	}
	return found
}

// Phrases finds all phrases that rules ask for. Of a text that holds none, and that is nearly every one,
// it is read once. In Markdown what stands in quotes, in code and in tables is a mention; the segments are
// those of Segments, and are made where they are nil and needed. Other texts are matched whole: a
// description has no reason to talk about an attack.
func (s *Scan) Phrases(markdown bool, segments []Segment) []Phrase {
	const shortest = 12 // bytes; no phrase is shorter
	if len(s.text.V) < shortest {
		return nil
	}
	kinds := s.pass(openPhraseGate().kinds)
	if len(kinds) == 0 {
		return nil
	}
	if !markdown {
		segments = nil
	} else if segments == nil {
		segments = Segments(s.text)
	}
	return findPhrases(s.text, segments, kinds, s.words)
}

// Phrases finds the patterns in the segments of t, in the order of the text. Without segments the text is
// matched whole. With them a phrase may go across inline code and quotes within a paragraph, and is a
// mention only where all of it is.
func Phrases(t source.Text, segments []Segment, ids ...string) []Phrase {
	var kinds []phraseKind
	for _, id := range ids {
		if p := Lookup(id); p != nil && p.mayMatch(t.V) {
			kinds = append(kinds, phraseKind{id: id, pattern: p})
		}
	}
	return findPhrases(t, segments, kinds, nil)
}

// findPhrases finds phrases block by block, or in the whole text where there are no segments. The words of
// the text, where they are known, tell which kinds a block may hold.
func findPhrases(t source.Text, segments []Segment, kinds []phraseKind, words *gateWords) []Phrase {
	const most = 5 * maxPhrases // of all kinds, before they are in order
	var found []Phrase
	if segments == nil {
		for _, k := range kinds {
			found = append(found, k.phrases(t.V, nil, 0, len(t.V))...)
		}
	}
	for i := 0; i < len(segments) && len(found) < most; {
		first := i
		for i < len(segments) && segments[i].block == segments[first].block {
			i++
		}
		block := segments[first:i]
		start, end := block[0].start, block[len(block)-1].end
		passed := kinds
		if words != nil {
			passed = words.pass(kinds, start, end)
		}
		for _, k := range passed {
			found = append(found, k.phrases(t.V, block, start, end)...)
		}
	}
	slices.SortStableFunc(found, func(a, b Phrase) int { return cmp.Compare(a.start, b.start) })
	if len(found) > maxPhrases {
		found = found[:maxPhrases]
	}
	places := newPlacer(t)
	for i := range found {
		found[i].At = places.place(found[i].start, found[i].end)
	}
	return found
}

// phrases finds one kind in s[start:end], which are the segments of one block.
func (k phraseKind) phrases(s string, block []Segment, start, end int) []Phrase {
	var found []Phrase
	for _, hit := range k.hits(s[start:end]) {
		f := Phrase{ID: k.id, start: start + hit[0], end: start + hit[1]}
		f.Excerpt = excerpt(s[f.start:end], maxExcerpt)
		if block != nil {
			seg := segmentOf(block, f.start, f.end)
			f.Segment, f.Mention = seg.Kind, seg.mention()
			f.Negated = negated(s[start:f.start], seg.Lead) || f.Mention && told(s[start:f.start])
		}
		if k.tell != nil {
			k.tell(&f, sentenceIn(s[start:end], hit[0], hit[1]))
		}
		found = append(found, f)
	}
	return found
}

// segmentOf is the segment that s[start:end] stands in: one that holds all of it, or else the first that
// speaks to the model.
func segmentOf(block []Segment, start, end int) *Segment {
	var first *Segment
	for i := range block {
		seg := &block[i]
		if seg.start <= start && end <= seg.end {
			return seg
		}
		overlaps := seg.start < end && start < seg.end
		if overlaps && (first == nil || first.mention()) {
			first = seg
		}
	}
	if first == nil {
		return &block[0]
	}
	return first
}

// negated says whether the words before a phrase, or the lead-in of its list, forbid or report it.
func negated(before, lead string) bool {
	p := Lookup("negated_or_reported")
	window := lastSentence(before[max(0, len(before)-negatedWindow):])
	if p.MatchString(joined(window) + " ") {
		return true
	}
	lead = strings.TrimRight(lead, " :*_")
	return lead != "" && (p.MatchString(lead) || forbids(lead))
}

var tellsOf = regexp.MustCompile(`(?i)\b(?:crafted|looks?\s+like|shaped\s+like|reads?\s+like|disguised|pretend(?:s|ing)?|directives?|strings?|wording|patterns?)\b`)

// told says whether the sentence before something in quotes or code says what it is.
func told(before string) bool {
	return tellsOf.MatchString(lastSentence(before[max(0, len(before)-negatedWindow):]))
}

// joined is a text on one line, in which a full stop within a word, as in a name of a file, is none.
func joined(s string) string {
	b := []byte(strings.ReplaceAll(strings.Join(strings.Fields(s), " "), "e.g.", "such as"))
	for i := range b {
		if b[i] == '.' && i+1 < len(b) && b[i+1] != ' ' {
			b[i] = '_'
		}
	}
	return string(b)
}

// forbids says whether a lead-in or heading says that what follows is not to be done.
func forbids(lead string) bool {
	lead = strings.ToLower(lead)
	for _, word := range []string{"do not", "don't", "don’t", "never", "must not", "should not", "prohibited", "forbidden", "avoid"} {
		if strings.Contains(lead, word) {
			return true
		}
	}
	return false
}
