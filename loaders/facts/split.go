package facts

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// splitRules are the operators of a shell whose scripts are only split, not parsed.
type splitRules struct {
	operators map[string]string // operator -> reason; tried longest first
	quotes    string
}

var (
	// posixRules serve scripts that the parser refuses, mostly because of template placeholders.
	posixRules = splitRules{quotes: `"'`, operators: map[string]string{
		"&&": "several_commands", "||": "several_commands", ";": "several_commands", "\n": "several_commands",
		"|": "pipeline", "$(": "substitution", "`": "substitution", ">>": "redirection", "&": "background",
	}}
	cmdRules = splitRules{quotes: `"`, operators: map[string]string{ // a line end ends a word, so each has it
		"&&": "several_commands", "||": "several_commands", "&": "several_commands", "|": "pipeline", ">>": "redirection", ">": "redirection",
		"\n": "several_commands",
	}}
	powershellRules = splitRules{quotes: `"'`, operators: map[string]string{
		"&&": "several_commands", "||": "several_commands", ";": "several_commands", "\n": "several_commands", "|": "pipeline",
		"$(": "substitution", ">>": "redirection", ">": "redirection", "&": "background",
	}}
)

// splitScript splits a script at blanks and operators outside quotes.
func splitScript(t source.Text, rules splitRules) *shellScript {
	s := &shellScript{}
	var words []source.Text
	ended := false // by a semicolon or a line end, which matters only if something follows
	for at := 0; at < len(t.V); {
		if skip := blankLength(t.V[at:]); skip > 0 {
			at += skip
			continue
		}
		op, reason := rules.operator(t.V[at:])
		switch {
		case op == ";" || op == "\n":
			ended = ended || len(words) > 0
			s.flush(words)
			words = nil
		case op == "&" && len(words)+len(s.commands) == 0: // the call operator
		case op != "" && !redirectsToNothing(t.V[at:], op):
			s.because(reason)
			s.flush(words)
			words = nil
		}
		if op != "" {
			at += len(op)
			continue
		}
		if ended {
			s.because("several_commands")
		}
		end, value := rules.word(t.V, at)
		words = append(words, subWord(t, value, at, end))
		at = end
	}
	s.flush(words)
	return s
}

// blankLength is the length of the blank, the continued line or the comment that text begins with.
func blankLength(text string) int {
	switch {
	case strings.IndexByte(" \t\r", text[0]) >= 0:
		return 1
	case strings.HasPrefix(text, "\\\n"), strings.HasPrefix(text, "`\n"):
		return 2
	case strings.HasPrefix(text, "# "):
		if end := strings.IndexByte(text, '\n'); end >= 0 {
			return end
		}
		return len(text)
	}
	return 0
}

// flush ends a simple command.
func (s *shellScript) flush(words []source.Text) {
	if len(words) > 0 {
		s.commands = append(s.commands, words)
	}
}

// operator is the operator at the start of text, and the reason that it gives.
func (r splitRules) operator(text string) (op, reason string) {
	for length := min(2, len(text)); length > 0; length-- {
		if reason, ok := r.operators[text[:length]]; ok {
			return text[:length], reason
		}
	}
	return "", ""
}

// redirectsToNothing says whether an operator at the start of text sends output to the null device or to
// another stream.
func redirectsToNothing(text, op string) bool {
	if op != ">" && op != ">>" {
		return false
	}
	target := strings.ToLower(strings.TrimLeft(text[len(op):min(len(text), len(op)+12)], " "))
	for _, null := range []string{"nul", "$null", "/dev/null", "&"} {
		if strings.HasPrefix(target, null) {
			return true
		}
	}
	return false
}

// word reads the word at an offset: up to a blank or an operator, both outside quotes. In an address an
// ampersand and a semicolon do not end it.
func (r splitRules) word(text string, at int) (end int, value string) {
	var b strings.Builder
	var quote byte
	address := false
	for start := at; at < len(text); at++ {
		c := text[at]
		switch {
		case quote != 0 && c == quote:
			quote = 0
			continue
		case quote != 0:
		case strings.IndexByte(r.quotes, c) >= 0:
			quote = c
			continue
		case strings.IndexByte(" \t\r\n", c) >= 0:
			return at, b.String()
		case at > start:
			op, _ := r.operator(text[at:])
			if op != "" && !(address && (op == "&" || op == ";")) {
				return at, b.String()
			}
		}
		address = address || strings.HasPrefix(text[at:], "://")
		b.WriteByte(c)
	}
	return at, b.String()
}
