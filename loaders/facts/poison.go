package facts

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/pacheck/pacheck/loaders/source"
)

// Signal is a sign that the description of a tool, server, skill or agent speaks to the model instead of
// saying what the thing does.
type Signal struct {
	ID      string `json:"id" doc:"Which sign it is: poison_tag, poison_precondition, override_phrase, conceal_phrase, covert_action_phrase, remote_instruction, sensitive_egress, credential_path, other_tool, approval_suppress, urgency or side_note."`
	Weight  int    `json:"weight" doc:"How much it counts; signals of different ids add up. A poison_tag or credential_path counts 2 or, where it may be a placeholder or only says where a file lies, 1."`
	Excerpt string `json:"excerpt" doc:"The words that were found, shortened."`

	At source.Place `json:"-"`
}

// signalPatterns are the signals that a pattern of the lexicon finds by itself.
var signalPatterns = [...]struct {
	id, pattern string
	weight      int
}{
	{"poison_precondition", "poison_precondition", 2},
	{"override_phrase", "override_phrase", 2},
	{"conceal_phrase", "conceal_phrase", 2},
	{"covert_action_phrase", "covert_action_phrase", 2},
	{"remote_instruction", "remote_instruction", 2},
	{"remote_instruction", "remote_instruction_noun", 2},
	{"approval_suppress", "approval_suppress", 1},
}

// Signals finds what in some texts speaks to the model: each sign once, where it occurs first.
func Signals(texts ...source.Text) []Signal { return ToolSignals(texts, nil, nil) }

// ToolSignals is Signals for a tool: its own texts, its parameters with theirs, and the names of the
// other tools that it may talk about.
func ToolSignals(texts []source.Text, params []Param, others []string) []Signal {
	f := signalFinder{others: others}
	f.foresee(texts, params)
	for _, t := range texts {
		f.text(t)
	}
	for i := range params {
		f.param(&params[i])
	}
	return f.found
}

// signalFinder gathers signals.
type signalFinder struct {
	others   []string
	possible map[string]bool // the ids of patterns that may match somewhere; most texts have none
	names    bool            // whether some text may name another tool
	urges    bool            // whether some text may urge
	found    []Signal
}

// foresee looks over all texts at once for what may be in them, so that the usual tool is looked at but
// once.
func (f *signalFinder) foresee(texts []source.Text, params []Param) {
	var all strings.Builder
	add := func(t source.Text) {
		all.WriteString(t.V)
		all.WriteByte('\n')
	}
	for _, t := range texts {
		add(t)
	}
	for i := range params {
		eachText(&params[i], add)
	}
	text := all.String()
	if strings.Trim(text, "\n") == "" {
		return
	}
	words := signalWords().In(text)
	for _, id := range signalIDs {
		if p := Lookup(id); p.filter.Met(words) && p.mayMatch(text) {
			if f.possible == nil {
				f.possible = map[string]bool{}
			}
			f.possible[id] = true
		}
	}
	f.names = len(f.others) > 0 && signalNaming.mayMatch(text)
	f.urges = strings.Contains(text, "IMPORTANT") || strings.Contains(text, "CRITICAL") || strings.Contains(text, "MANDATORY")
}

// signalIDs are the ids of all patterns that a signal begins with.
var signalIDs = []string{
	"poison_tag", "poison_precondition", "override_phrase", "conceal_phrase", "covert_action_phrase", "remote_instruction",
	"remote_instruction_noun", "approval_suppress", "credential_path", "egress_verb_url",
}

// signalWords are the words without which none of the patterns matches.
var signalWords = sync.OnceValue(func() *Words {
	var words []string
	for _, id := range signalIDs {
		words = append(words, Lookup(id).filter.Words()...)
	}
	return NewWords(words, true)
})

// matches is where a pattern matches, up to a number of times.
func (f *signalFinder) matches(id string, t source.Text, most int) [][]int {
	if !f.possible[id] {
		return nil
	}
	return Lookup(id).FindAllIndex(t.V, most)
}

// eachText calls visit for each text of a parameter.
func eachText(p *Param, visit func(source.Text)) {
	visit(p.Title)
	visit(p.Description)
	visit(p.Default)
	for _, t := range p.Enum.V {
		visit(t)
	}
	for _, t := range p.Examples.V {
		visit(t)
	}
}

// add notes t.V[start:end], unless the same sign was found before with no less weight.
func (f *signalFinder) add(id string, weight int, t source.Text, start, end int) {
	i := slices.IndexFunc(f.found, func(s Signal) bool { return s.ID == id })
	if i >= 0 && f.found[i].Weight >= weight {
		return
	}
	s := Signal{ID: id, Weight: weight, Excerpt: signalExcerpt(t.V[start:end]), At: t.At.Sub(t.V, start, end)}
	if i >= 0 {
		f.found[i] = s
		return
	}
	f.found = append(f.found, s)
}

func (f *signalFinder) has(id string) bool {
	return slices.ContainsFunc(f.found, func(s Signal) bool { return s.ID == id })
}

// signalExcerpt is a text on one line, of up to 120 characters.
func signalExcerpt(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= 120 {
		return text
	}
	return string([]rune(text)[:117]) + "..."
}

// text looks for everything that one text can show.
func (f *signalFinder) text(t source.Text) {
	if len(t.V) < 4 || len(f.possible) == 0 && !f.names && !f.urges {
		return
	}
	f.tag(t)
	for _, s := range signalPatterns {
		if !f.possible[s.pattern] || f.has(s.id) {
			continue
		}
		for _, at := range f.matches(s.pattern, t, 1) {
			f.add(s.id, s.weight, t, at[0], at[1])
		}
	}
	f.credentialPath(t)
	f.egress(t)
	f.urgency(t)
	f.otherTool(t)
}

// tag looks for tags that set a part of the text apart as an order. One in small letters that is not closed
// may be a placeholder, as in "create secret <secret>".
func (f *signalFinder) tag(t source.Text) {
	const enough = 50
	all := f.matches("poison_tag", t, enough)
	for _, at := range all {
		if word := t.V[at[0]:at[1]]; strings.Contains(word, "/") || strings.ToUpper(word) == word {
			f.add("poison_tag", 2, t, all[0][0], all[0][1])
			return
		}
	}
	if len(all) > 0 {
		f.add("poison_tag", 1, t, all[0][0], all[0][1])
	}
}

// credentialPath looks for the path of a key file: one that is to be read or passed on, or one that is only
// said to be where the keys are.
func (f *signalFinder) credentialPath(t source.Text) {
	const enough = 50
	for _, at := range f.matches("credential_path", t, enough) {
		start, end := signalSentence(t.V, at[0], at[1])
		weight := 1
		if signalTaking.MatchString(t.V[start:end]) {
			weight = 2
		}
		f.add("credential_path", weight, t, at[0], at[1])
	}
}

// egress looks for an order to send something sensitive to an address.
func (f *signalFinder) egress(t source.Text) {
	for _, at := range f.matches("egress_verb_url", t, -1) {
		start, end := signalSentence(t.V, at[0], at[1])
		if Lookup("sensitive_object").MatchString(t.V[start:end]) {
			f.add("sensitive_egress", 2, t, at[0], at[1])
		}
	}
}

var (
	signalUrgent = regexp.MustCompile(`\b(?:IMPORTANT|CRITICAL|MANDATORY)\b`)
	signalOrder  = regexp.MustCompile(`(?i)\b(?:must|always|never|do\s+not|don.?t|should|shall|call|use|read|send|include|pass|ensure|make\s+sure|follow|run|execute|open|fetch|add|provide|ask|check|keep|set|first|before)\b`)
	signalTaking = regexp.MustCompile(`(?i)\b(?:read|cat|open|include|pass(?:ed)?|sen[dt]|copy|paste|upload|append|attach|print|contents?)(?:[^\w-]|$)`)
	signalNaming = NewPattern(`(?i)\b(?:must|always|first)\b`)
)

// urgency looks for an urgent word in capitals and an order in the same sentence or the next.
func (f *signalFinder) urgency(t source.Text) {
	if !f.urges {
		return
	}
	for _, at := range signalUrgent.FindAllStringIndex(t.V, -1) {
		_, end := signalSentence(t.V, at[0], min(at[1]+2, len(t.V)))
		if signalOrder.MatchString(t.V[at[1]:max(at[1], end)]) {
			f.add("urgency", 1, t, at[0], end)
			return
		}
	}
}

// otherTool looks for a sentence that says what must be done with another tool.
func (f *signalFinder) otherTool(t source.Text) {
	if !f.names || f.has("other_tool") {
		return
	}
	for _, word := range signalNaming.FindAllIndex(t.V, -1) {
		start, end := signalSentence(t.V, word[0], word[1])
		if signalNames(t.V[start:end], f.others) {
			f.add("other_tool", 1, t, start, end)
			return
		}
	}
}

// signalNames says whether a sentence names one of some tools. A name that is an ordinary word counts in
// quotes and before "tool" only.
func signalNames(sentence string, names []string) bool {
	for at := 0; at < len(sentence); {
		size := signalWord(sentence[at:])
		if size == 0 {
			at++
			continue
		}
		start, end := at, at+size
		at = end
		word := strings.TrimRight(sentence[start:end], ".-")
		quoted := start > 0 && end < len(sentence) && sentence[start-1] == sentence[end] && strings.IndexByte("`'\"", sentence[end]) >= 0
		called := quoted || strings.HasPrefix(sentence[end:], " tool")
		if len(word) > 2 && (called || len(NameTokens(word)) > 1) && slices.Contains(names, word) {
			return true
		}
	}
	return false
}

// signalWord is the length of the name with which a text begins.
func signalWord(text string) int {
	for i := range len(text) {
		c := text[i]
		if c != '_' && c != '-' && c != '.' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return i
		}
	}
	return len(text)
}

// signalSentence is the sentence around text[start:end]: up to a line break, or a full stop, question or
// exclamation mark before a blank.
func signalSentence(text string, start, end int) (from, to int) {
	for from = start; from > 0 && !signalStop(text, from-1); {
		from--
	}
	for to = end; to < len(text) && !signalStop(text, to); {
		to++
	}
	for from < start && (text[from] == ' ' || text[from] == '\t') {
		from++
	}
	return from, to
}

// signalStop says whether a sentence ends with the byte at i.
func signalStop(text string, i int) bool {
	switch text[i] {
	case '\n', '\r':
		return true
	case '.', '!', '?':
		return i+1 == len(text) || strings.IndexByte(" \t\n\r", text[i+1]) >= 0
	}
	return false
}

// param looks at the texts of a parameter, and at a parameter that is there to carry things out.
func (f *signalFinder) param(p *Param) {
	eachText(p, f.text)
	if p.Role != "side_note" || p.Enum.Set || !slices.Contains(p.Type, "string") || f.has("side_note") {
		return
	}
	if strings.Contains(strings.ToLower(p.Description.V), "required") {
		f.found = append(f.found, Signal{ID: "side_note", Weight: 1, At: p.At,
			Excerpt: signalExcerpt(p.Name + ": " + p.Description.V)})
	}
}
