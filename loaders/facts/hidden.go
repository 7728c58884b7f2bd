package facts

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Hidden is a part of a text that rendering drops and that speaks to a model all the same.
type Hidden struct {
	Kind    string       `json:"kind" doc:"html_comment, hidden_element, empty_summary (the inside of a folded element without a title), reference_definition, link_title, long_alt_text (over 200 characters) or front_matter_comment."`
	Excerpt string       `json:"excerpt" doc:"Its text; at most 120 characters, credentials masked."`
	Phrases []string     `json:"phrases" doc:"The ids of the phrase patterns that match it."`
	At      source.Place `json:"-"`
}

// hiddenPhrases are the patterns that no hidden text has a reason to match.
var hiddenPhrases = []string{
	"override_phrase", "safeguard_off_phrase", "persona_unlock_phrase", "conceal_phrase", "covert_action_phrase",
	"remote_instruction", "approval_suppress", "egress_verb_url", "pipe_to_shell", "poison_precondition",
}

// Hidden finds what is hidden in a text and matches a phrase pattern. What stands in code does not
// count, since it is shown. The segments are those of Segments; where they are nil and needed, they are
// made.
func (s *Scan) Hidden(segments []Segment) []Hidden {
	t := s.text
	if !strings.Contains(t.V, "<") && !strings.Contains(t.V, "](") && !strings.Contains(t.V, "]:") {
		return nil
	}
	if !slices.ContainsFunc(s.pass(openPhraseGate().hidden), func(k phraseKind) bool { return k.pattern.mayMatch(t.V) }) {
		return nil
	}
	if segments == nil {
		segments = Segments(t)
	}
	h := hiddenFinder{s: t.V}
	for i := range segments {
		switch seg := &segments[i]; seg.Kind {
		case segComment:
			h.add("html_comment", seg.start, seg.end)
		case segFencedCode, segInlineCode:
			h.code = append(h.code, span{seg.start, seg.end})
		}
	}
	h.elements()
	h.definitions()
	h.links()
	return h.finish(t)
}

// matchesAny says whether one of the patterns may match s; no engine runs.
func matchesAny(s string, ids []string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return Lookup(id).mayMatch(s) })
}

// span is a part of a text.
type span struct{ start, end int }

// hiddenFinder collects what is hidden in one text.
type hiddenFinder struct {
	s     string
	code  []span // in order
	spans []hiddenSpan
}

type hiddenSpan struct {
	span
	kind string
}

func (h *hiddenFinder) add(kind string, start, end int) {
	h.spans = append(h.spans, hiddenSpan{span{start, end}, kind})
}

// inCode says whether s[i] stands in code.
func (h *hiddenFinder) inCode(i int) bool {
	at, found := slices.BinarySearchFunc(h.code, i, func(c span, i int) int { return cmp.Compare(c.start, i) })
	return found || at > 0 && i < h.code[at-1].end
}

// finish keeps what matches a pattern, in the order of the text; a span within another one that matches is
// left out.
func (h *hiddenFinder) finish(t source.Text) []Hidden {
	slices.SortStableFunc(h.spans, func(a, b hiddenSpan) int { return cmp.Compare(a.start, b.start) })
	var found []Hidden
	places := newPlacer(t)
	end := 0
	for _, s := range h.spans {
		if s.start < end {
			continue
		}
		text := h.s[s.start:s.end]
		if s.kind == frontMatterComment {
			text = withoutMarks(text)
		}
		if phrases := spoken(text); len(phrases) > 0 {
			found = append(found, Hidden{
				Kind: s.kind, Excerpt: excerpt(text, maxExcerpt), Phrases: phrases, At: places.place(s.start, s.end),
			})
			end = s.end
		}
	}
	return found
}

// sending is an order to send something on, and not where people are to report or submit something.
var sending = regexp.MustCompile(`(?i)\b(?:send|upload|forward|transmit|exfiltrate)\b[^.\n]{0,100}\b(?:contents?|files?|data|notes?|messages?|` +
	`conversations?|outputs?|results?|code|history|keys?|tokens?|passwords?|credentials?|everything|answers?|replies|prompts?|context|it|them|this)\b`)

// spoken are the ids of the patterns by which a hidden text speaks to a model. An address to write to alone
// is meant for people.
func spoken(text string) []string {
	phrases := MatchPhrases(text, hiddenPhrases...)
	return slices.DeleteFunc(phrases, func(id string) bool {
		return id == "egress_verb_url" && !sending.MatchString(text) && !Lookup("sensitive_object").MatchString(text)
	})
}

const frontMatterComment = "front_matter_comment"

// withoutMarks is a comment over several lines without the marks before them.
func withoutMarks(comment string) string {
	var b strings.Builder
	for line := range strings.Lines(comment) {
		b.WriteString(strings.TrimLeft(line, "# \t"))
	}
	return b.String()
}

// FindHiddenComments finds YAML comments that match a phrase pattern. The text is front matter as it is
// written. Comment lines that follow each other are one comment.
func FindHiddenComments(frontMatter source.Text) []Hidden {
	s := frontMatter.V
	if !strings.Contains(s, "#") || !matchesAny(s, hiddenPhrases) {
		return nil
	}
	h := hiddenFinder{s: s}
	block := -1 // indentation of the key whose block scalar is open
	for at := 0; at < len(s); {
		line, next := s[at:], len(s)
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line, next = line[:i], at+i+1
		}
		text := strings.TrimLeft(line, " \t")
		indent := len(line) - len(text)
		if block < 0 || text != "" && indent <= block {
			block = -1
			i := commentStart(line)
			h.comment(at, line, i)
			if opensBlock(strings.TrimRight(line[:i], " \t\r")) {
				block = indent
			}
		}
		at = next
	}
	return h.finish(frontMatter)
}

// comment adds the comment in line[i:], a line at s[at:], to the comment line above or as a new one.
func (h *hiddenFinder) comment(at int, line string, i int) {
	if i == len(line) {
		return
	}
	whole := strings.TrimSpace(line[:i]) == ""
	if last := len(h.spans) - 1; last >= 0 && whole && strings.TrimSpace(h.s[h.spans[last].end:at]) == "" {
		h.spans[last].end = at + len(line)
		return
	}
	h.add(frontMatterComment, at+i, at+len(line))
}

// commentStart is where the comment of a line of YAML starts, or its length.
func commentStart(line string) int {
	quote := byte(0)
	for i := range len(line) {
		switch c := line[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '"' || c == '\'') && (i == 0 || strings.IndexByte(" \t:[{,-", line[i-1]) >= 0):
			quote = c
		case c == '#' && (i == 0 || line[i-1] == ' ' || line[i-1] == '\t'):
			return i
		}
	}
	return len(line)
}

// opensBlock says whether a line of YAML ends with the mark of a block scalar.
func opensBlock(line string) bool {
	line = strings.TrimRight(line, "+-0123456789")
	return strings.HasSuffix(line, ": |") || strings.HasSuffix(line, ": >") || strings.HasSuffix(line, "- |") || strings.HasSuffix(line, "- >")
}
