package facts

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Phrase is a place where a pattern of lexicons.yaml matches.
type Phrase struct {
	ID      string       `json:"id" doc:"The id of the pattern, such as override_phrase."`
	Excerpt string       `json:"excerpt" doc:"The text from the start of the match; at most 120 characters, credentials masked."`
	Segment string       `json:"segment,omitempty" doc:"The kind of segment that it stands in; absent where the text was matched whole."`
	Mention bool         `json:"mention" doc:"Whether it stands in a quote, in code or in a table, and so is talked about."`
	Negated bool         `json:"negated" doc:"Whether the words before it in the sentence, or the line that leads into the list, forbid or report it."`
	At      source.Place `json:"-"`

	start, end int
}

const (
	maxExcerpt    = 120 // characters
	negatedWindow = 140 // bytes before a phrase that may negate or report it
)

// encodedPhrases are the patterns that tell an instruction or a command from other text once it is
// decoded.
var encodedPhrases = []string{
	"override_phrase", "safeguard_off_phrase", "persona_unlock_phrase", "conceal_phrase", "covert_action_phrase",
	"egress_verb_url", "markdown_beacon", "remote_instruction", "remote_instruction_noun", "approval_suppress",
	"ai_denial", "poison_tag", "poison_precondition", "pipe_to_shell", "reverse_shell", "outbound_command", riskyHost,
}

// riskyHost is the id of the pattern of hosts that no documentation sends people to.
const riskyHost = "risky_host"

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

// Phrases finds the patterns in the segments of t, in the order of the text. Without segments the text is
// matched whole: a description has no reason to talk about an attack. With them a phrase may go across
// inline code and quotes within a paragraph, and is a mention only where all of it is.
func Phrases(t source.Text, segments []Segment, ids ...string) []Phrase {
	var found []Phrase
	for _, id := range ids {
		p := Lookup(id)
		if p == nil || !p.mayMatch(t.V) {
			continue
		}
		if segments == nil {
			found = append(found, findPhrases(p, t.V, nil, 0, len(t.V))...)
			continue
		}
		for i := 0; i < len(segments); {
			first := i
			for i < len(segments) && segments[i].block == segments[first].block {
				i++
			}
			block := segments[first:i]
			found = append(found, findPhrases(p, t.V, block, block[0].start, block[len(block)-1].end)...)
		}
	}
	slices.SortStableFunc(found, func(a, b Phrase) int { return cmp.Compare(a.start, b.start) })
	places := newPlacer(t)
	for i := range found {
		found[i].At = places.place(found[i].start, found[i].end)
	}
	return found
}

// findPhrases finds one pattern in s[start:end], which are the segments of one block.
func findPhrases(p *Pattern, s string, block []Segment, start, end int) []Phrase {
	var hits [][]int
	if p.id == riskyHost {
		hits = riskyHosts(p, s[start:end])
	} else {
		hits = p.FindAllIndex(s[start:end], -1)
	}
	var found []Phrase
	for _, hit := range hits {
		f := Phrase{ID: p.id, start: start + hit[0], end: start + hit[1]}
		f.Excerpt = excerpt(s[f.start:end], maxExcerpt)
		if block != nil {
			seg := segmentOf(block, f.start, f.end)
			f.Segment, f.Mention = seg.Kind, seg.mention()
			f.Negated = negated(s[start:f.start], seg.Lead)
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
	if p.MatchString(strings.Join(strings.Fields(window), " ") + " ") {
		return true
	}
	lead = strings.TrimRight(lead, " :*_")
	return lead != "" && (p.MatchString(lead) || forbids(lead))
}

// lastSentence is what follows the last sentence end of s that white space follows.
func lastSentence(s string) string {
	for i := len(s) - 2; i >= 0; i-- {
		switch s[i] {
		case '.', '!', '?':
			if s[i+1] == ' ' || s[i+1] == '\n' {
				return s[i+2:]
			}
		}
	}
	return s
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

// riskyHosts is where p, the pattern of risky hosts, matches a host that is not local.
func riskyHosts(p *Pattern, s string) [][]int {
	return slices.DeleteFunc(p.FindAllIndex(s, -1), func(hit []int) bool {
		_, host, _ := strings.Cut(s[hit[0]:hit[1]], "://")
		host = strings.TrimRight(host, "/")
		if i := strings.IndexByte(host, ':'); i >= 0 {
			host = host[:i]
		}
		addr, err := netip.ParseAddr(host)
		return err == nil && isExemptAddress(addr)
	})
}

// isExemptAddress says whether an address is one that nothing outside the own network answers at.
func isExemptAddress(addr netip.Addr) bool {
	for _, exempt := range WordList("risky_host.exempt_hosts") {
		if prefix, err := netip.ParsePrefix(exempt); err == nil && prefix.Contains(addr) {
			return true
		}
		if one, err := netip.ParseAddr(exempt); err == nil && one == addr {
			return true
		}
	}
	return addr.IsUnspecified()
}
