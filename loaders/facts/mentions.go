package facts

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// ToolNames finds the names of tools in texts.
type ToolNames struct {
	names map[string]bool
	words *Words
}

// ToolMention is a place where a text names a tool.
type ToolMention struct {
	Name      string       // the name of the tool
	Directive string       // the word in the same sentence that makes it an order, in lower case; else empty
	Excerpt   string       // the sentence, shortened
	At        source.Place // the name
}

// NewToolNames makes the ToolNames of a list.
func NewToolNames(names []string) *ToolNames {
	n := &ToolNames{names: map[string]bool{}}
	var list []string
	for _, name := range names {
		if len(name) > 2 {
			n.names[name] = true
			list = append(list, name)
		}
	}
	n.words = NewWords(list, false)
	return n
}

// toolDirective is what makes of a sentence that names a tool an order about it.
var toolDirective = regexp.MustCompile(`(?i)\b(?:must|always|never|instead of|rather than|before|after|(?:when|whenever|if) (?:you )?(?:us(?:e|ing)|call(?:ing)?|invok(?:e|ing))|also|do not use|don't use|ignore|replaces?|prefer|redirect|add|bcc|change|set)\b`)

// In lists the mentions of tools in a text, in order. A name that is an ordinary word counts in quotes and
// before "tool" only.
func (n *ToolNames) In(t source.Text) []ToolMention {
	if len(n.words.In(t.V)) == 0 {
		return nil
	}
	var found []ToolMention
	for at := 0; at < len(t.V); {
		size := signalWord(t.V[at:])
		if size == 0 {
			at++
			continue
		}
		start := at
		at += size
		name := strings.TrimRight(t.V[start:at], ".-")
		if end := start + len(name); n.names[name] && (len(NameTokens(name)) > 1 || called(t.V, start, end)) {
			found = append(found, mention(t, start, end))
		}
	}
	return found
}

// called says whether text[start:end] is marked as a name: in quotes, or followed by "tool".
func called(text string, start, end int) bool {
	quoted := start > 0 && end < len(text) && text[start-1] == text[end] && strings.IndexByte("`'\"", text[end]) >= 0
	return quoted || strings.HasPrefix(text[end:], " tool") || strings.HasPrefix(text[end:], "()")
}

func mention(t source.Text, start, end int) ToolMention {
	from, to := signalSentence(t.V, start, end)
	m := ToolMention{Name: t.V[start:end], Excerpt: signalExcerpt(t.V[from:to]), At: t.At.Sub(t.V, start, end)}
	// what the name itself says is no order: set_mode
	rest := t.V[from:start] + strings.Repeat("_", end-start) + t.V[end:to]
	m.Directive = strings.ToLower(toolDirective.FindString(rest))
	return m
}
