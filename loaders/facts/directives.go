package facts

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Conflict is a pair of sentences of which one orders what the other forbids.
type Conflict struct {
	Order   string       `json:"order" doc:"The sentence that orders; at most 120 characters."`
	Ban     string       `json:"ban" doc:"The sentence that forbids; at most 120 characters."`
	OrderAt source.Place `json:"-"`
	At      source.Place `json:"-"`
}

// directive is a sentence that orders or forbids something, whatever happens.
type directive struct {
	forbids    bool
	what       string // the verb and its object, without small words
	heading    string // the heading above
	start, end int
}

var (
	directiveHead = regexp.MustCompile(`(?i)^(?:please\s+|you\s+)?(?:(always|must\s+always|must|should\s+always)|(never|must\s+never|must\s+not|do\s+not|don.?t|should\s+never))\s+([a-z]+)\b`)
	scoped        = regexp.MustCompile(`(?i)\b(?:if|unless|when|whenever|except|while|until|during|without|only|other|instead|otherwise|where|mode|phase)\b`)
	conditional   = regexp.MustCompile(`(?i)\b(?:if|unless|when|except)\b`)
	// directiveWords are the words that a directive begins with.
	directiveWords = strings.Fields("please you always must never do don't don’t should")
	smallWords     = strings.Fields("a an the any all every your their its this that these those for to of user users please ever")
)

// maxDirectives is how many directives of a text are compared.
const maxDirectives = 200

// FindConflicts finds orders in a text that another sentence of it takes back: the same verb and the same
// object, in sentences that hold without a condition.
func FindConflicts(t source.Text, segments []Segment) []Conflict {
	found := opposed(t, segments)
	if !strings.Contains(t.V, "lways") && !strings.Contains(t.V, "ust ") {
		return found
	}
	bans := map[string]directive{}
	var orders []directive
	heading, count := "", 0
	for i := range segments {
		seg := &segments[i]
		if seg.Kind == segHeading {
			heading = strings.ToLower(seg.Text)
		}
		if seg.Kind != segProse && seg.Kind != segListItem {
			continue
		}
		for _, d := range directives(seg) {
			if count++; count > maxDirectives {
				break
			}
			d.heading = heading
			if d.forbids {
				bans[d.what] = d
			} else {
				orders = append(orders, d)
			}
		}
	}
	return append(found, conflicts(t, orders, bans)...)
}

// opposites are words of which one text has only one.
var opposites = [][2]string{
	{"always ask", "never ask"}, {"always confirm", "without confirmation"}, {"only json", "include an explanation"},
}

// firstOpposites matches the first words of opposites.
var firstOpposites = NewPattern(`(?i)always ask|always confirm|only json`)

// opposed finds opposites in what speaks to the model without a condition.
func opposed(t source.Text, segments []Segment) []Conflict {
	if !firstOpposites.MatchString(t.V) {
		return nil
	}
	var found []Conflict
	whole := strings.ToLower(t.V)
	for _, pair := range opposites {
		if !strings.Contains(whole, pair[0]) || !strings.Contains(whole, pair[1]) {
			continue
		}
		order, ban := unconditional(segments, pair[0]), unconditional(segments, pair[1])
		if order == nil || ban == nil {
			continue
		}
		places := newPlacer(t)
		found = append(found, Conflict{
			Order: excerpt(order.Text, maxExcerpt), Ban: excerpt(ban.Text, maxExcerpt),
			OrderAt: places.place(order.start, order.end), At: places.place(ban.start, ban.end),
		})
	}
	return found
}

// unconditional is the first segment that says some words to the model, whatever happens, or nil.
func unconditional(segments []Segment, words string) *Segment {
	for i := range segments {
		seg := &segments[i]
		speaks := seg.Kind == segProse || seg.Kind == segListItem || seg.Kind == segHeading
		if speaks && strings.Contains(strings.ToLower(seg.Text), words) && !conditional.MatchString(seg.Text) {
			return seg
		}
	}
	return nil
}

// conflicts joins orders with the bans of the same.
func conflicts(t source.Text, orders []directive, bans map[string]directive) []Conflict {
	var found []Conflict
	places := newPlacer(t)
	for _, order := range orders {
		ban, ok := bans[order.what]
		if !ok || order.heading != ban.heading && (strings.Contains(order.heading, "mode") || strings.Contains(ban.heading, "mode")) {
			continue
		}
		found = append(found, Conflict{
			Order: excerpt(t.V[order.start:order.end], maxExcerpt), Ban: excerpt(t.V[ban.start:ban.end], maxExcerpt),
			OrderAt: places.place(order.start, order.end), At: places.place(ban.start, ban.end),
		})
	}
	return found
}

// directives are the sentences of a segment that order or forbid.
func directives(seg *Segment) []directive {
	var found []directive
	s := seg.Text
	for start := 0; start < len(s); {
		end := start
		for end < len(s) && !endsSentence(s, end) {
			end++
		}
		if d, ok := directiveOf(s[start:end]); ok {
			d.start, d.end = seg.start+start, seg.start+end
			found = append(found, d)
		}
		start = end + 1
		for start < len(s) && (s[start] == ' ' || s[start] == '\n') {
			start++
		}
	}
	return found
}

// directiveOf reads one sentence.
func directiveOf(s string) (directive, bool) {
	first, _, _ := strings.Cut(s[:min(len(s), 10)], " ")
	if !slices.Contains(directiveWords, strings.ToLower(first)) {
		return directive{}, false
	}
	m := directiveHead.FindStringSubmatchIndex(s)
	if m == nil || scoped.MatchString(s) {
		return directive{}, false
	}
	words := strings.FieldsFunc(strings.ToLower(s[m[6]:]), func(r rune) bool { return strings.ContainsRune(" \t\r\n,;:.!?()\"'`*_", r) })
	words = slices.DeleteFunc(words, func(w string) bool { return slices.Contains(smallWords, w) })
	if len(words) < 2 {
		return directive{}, false
	}
	return directive{forbids: m[4] >= 0, what: strings.Join(words, " ")}, true
}
