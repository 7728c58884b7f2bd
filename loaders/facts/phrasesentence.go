package facts

import (
	"regexp"
	"strings"
)

// sentence is the sentence around a phrase.
type sentence struct {
	text       string
	start, end int // of the phrase in it
}

// maxSentence is how many bytes of a sentence are looked at before and after a phrase.
const maxSentence = 400

// sentenceIn is the sentence around s[start:end]: it ends where white space follows a full stop, a question
// mark or an exclamation mark, and at an empty line.
func sentenceIn(s string, start, end int) sentence {
	before := s[max(0, start-maxSentence):start]
	if i := strings.LastIndex(before, "\n\n"); i >= 0 {
		before = before[i+2:]
	}
	before = strings.TrimLeft(lastSentence(before), " \t\r\n*_#>-")
	after := s[end:min(len(s), end+maxSentence)]
	if i := strings.Index(after, "\n\n"); i >= 0 {
		after = after[:i]
	}
	for i := range len(after) {
		if endsSentence(after, i) {
			after = after[:i]
			break
		}
	}
	return sentence{text: before + s[start:end] + after, start: len(before), end: len(before) + end - start}
}

// lastSentence is what follows the last sentence end of s that white space follows.
func lastSentence(s string) string {
	for i := len(s) - 2; i >= 0; i-- {
		if endsSentence(s, i) {
			return s[i+2:]
		}
	}
	return s
}

// endsSentence says whether a sentence ends with s[i].
func endsSentence(s string, i int) bool { return s[i] <= '?' && stops(s, i) }

// stops is endsSentence for the few characters that may do so.
func stops(s string, i int) bool {
	switch s[i] {
	case '!', '?':
	case '.':
		if before := s[max(0, i-3):i]; strings.EqualFold(before, "e.g") || strings.EqualFold(before, "i.e") {
			return false
		}
	default:
		return false
	}
	return i+1 < len(s) && (s[i+1] == ' ' || s[i+1] == '\n')
}

var condition = regexp.MustCompile(`(?i)^(?:if|unless|in\s+case|should\s+an?|when\s+(?:an?\s+)?(?:attacker|adversary|injected|malicious))\b`)

// conditional says whether the sentence begins with a condition, or with what an attacker does.
func (s sentence) conditional() bool { return condition.MatchString(s.text) }

// ordered says whether the verb that the phrase begins with is an order: it begins the sentence or a clause,
// or follows a word such as "must".
func (s sentence) ordered() bool {
	before := strings.TrimRight(s.text[:s.start], " \t\r\n*_`\"'")
	if before == "" || strings.IndexByte(",;:(>|-", before[len(before)-1]) >= 0 || strings.HasSuffix(before, "—") {
		return true
	}
	last := before[strings.LastIndexAny(before, " \t\r\n")+1:]
	switch strings.ToLower(last) {
	case "you", "must", "should", "shall", "always", "also", "then", "please", "and", "now", "next", "first", "finally", "silently", "secretly":
		return true
	}
	return false
}

var fiction = regexp.MustCompile(`(?i)\b(?:fiction\w*|role-?play(?:ing|s)?\s+(?:as\s+)?the\s+character|games?|screenplays?)\b`)

// request is what an interface is sent: that credentials go along with it is how they are used.
var request = regexp.MustCompile(`(?i)^\w+\s+(?:an?\s+|the\s+|all\s+)?(?:\S+\s+){0,4}?(?:requests?|calls?|quer(?:y|ies))\b|^POST\s+(?:to|at)\b`)

// sensitive says whether the sentence names what is not to leave.
func (s sentence) sensitive() bool { return Lookup("sensitive_object").MatchString(s.text) }
