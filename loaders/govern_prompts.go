package loaders

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pacheck/pacheck/loaders/source"
)

// maxIncludes bounds how far imports of prompts are followed.
const maxIncludes = 3

// instructions states what the prompts that are governed, and those of governed agents, consist of.
func (l *linker) instructions() {
	index := make(map[string]int, len(l.doc.Prompts))
	for i, p := range l.doc.Prompts {
		index[p.ID] = i
	}
	agents := map[string]bool{}
	for _, a := range l.doc.Agents {
		agents[a.ID] = a.Governed
	}
	wanted := map[int]bool{}
	imports := map[string][]*Edge{}
	for _, e := range l.doc.Edges {
		if i, known := index[e.To]; known && e.Rel == UsesPrompt && agents[e.From] {
			wanted[i] = true
		}
		if e.Rel == Imports && e.Resolved == true {
			imports[e.From] = append(imports[e.From], e)
		}
	}
	for i, p := range l.doc.Prompts {
		if !p.Governed && !wanted[i] {
			continue
		}
		whole := *p
		whole.Sections, whole.Discloses = sectionsOf(p), discloses(p)
		l.imported(&whole, imports, index)
		l.doc.Prompts[i] = &whole
	}
}

// imported adds what a prompt imports, and that in turn, to its sections.
func (l *linker) imported(p *Prompt, imports map[string][]*Edge, index map[string]int) {
	seen, next := map[string]bool{p.ID: true}, imports[p.ID]
	for range maxIncludes {
		edges := next
		next = nil
		for _, e := range edges {
			i, known := index[e.To]
			if !known || seen[e.To] {
				continue
			}
			seen[e.To] = true
			other := l.doc.Prompts[i]
			for _, s := range sectionsOf(other) {
				if s.From == "" {
					s.From = other.ID
				}
				s.At = e.At
				p.Sections = append(p.Sections, s)
			}
			p.Discloses = p.Discloses || discloses(other)
			next = append(next, imports[e.To]...)
		}
	}
}

// promptTexts are the texts of a prompt that instruct the model.
func promptTexts(p *Prompt) []source.Text {
	if p.Text.Set {
		return []source.Text{p.Text}
	}
	var texts []source.Text
	for _, m := range p.Messages {
		if m.Role == "system" || m.Role == "developer" || m.Role == "" {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// disclosing matches an instruction to say that one is a machine.
var disclosing = regexp.MustCompile(`(?i)\b(?:say|tell|state|disclose|introduce|identify|reveal|inform|remind|explain|make (?:it )?clear)\b[^.\n]{0,80}\b(?:you are|you're|that it is|as|an?)\s+(?:an?\s+)?(?:AI\b|artificial intelligence|automated|virtual assistant|chat ?bot|language model|machine)`)

// discloses says whether a prompt has the model say that it is a machine.
func discloses(p *Prompt) bool {
	return slices.ContainsFunc(promptTexts(p), func(t source.Text) bool { return disclosing.MatchString(t.V) })
}

// The beginnings of sections: a heading of level 1 to 4, a line with nothing but an opening element.
var (
	promptHeading = regexp.MustCompile(`^ {0,3}#{1,4}[ \t]+(.+?)[ \t]*#*$`)
	promptElement = regexp.MustCompile(`^[ \t]*<([A-Za-z][\w.-]*)(?:\s[^<>]*)?>(.*)$`)
	promptClosing = regexp.MustCompile(`</[A-Za-z][\w.-]*>`)
)

// sectionsOf cuts a prompt at its headings and elements. Fenced code belongs to the section that it stands
// in; a heading inside it begins none.
func sectionsOf(p *Prompt) []PromptSection {
	var all []PromptSection
	for _, t := range promptTexts(p) {
		all = append(all, cutSections(t)...)
	}
	return all
}

func cutSections(t source.Text) []PromptSection {
	c := sectionCutter{text: t, current: -1}
	offset := 0
	for line := range strings.Lines(t.V) {
		c.line(strings.TrimRight(line, "\r\n"), offset)
		offset += len(line)
	}
	return c.found
}

// sectionCutter is on its way through the lines of a prompt.
type sectionCutter struct {
	text    source.Text
	found   []PromptSection
	current int    // the section that a line belongs to; -1 before the first
	outer   []int  // the sections around the open elements
	fence   string // the mark of the open fence
}

func (c *sectionCutter) line(line string, offset int) {
	if mark := fenceMark(line); mark != "" && (c.fence == "" || c.fence == mark) {
		if c.fence == "" {
			c.fence = mark
		} else {
			c.fence = ""
		}
		return
	}
	if c.fence != "" {
		return
	}
	if m := promptHeading.FindStringSubmatchIndex(line); m != nil {
		c.begin(line[m[2]:m[3]], offset+m[2])
		return
	}
	if m := promptElement.FindStringSubmatchIndex(line); m != nil {
		c.outer = append(c.outer, c.current)
		c.begin(line[m[2]:m[3]], offset+m[2])
		line = line[m[4]:m[5]]
	}
	closings := promptClosing.FindAllStringIndex(line, -1)
	if len(closings) > 0 {
		c.count(line[:closings[0][0]])
		for range closings {
			c.end()
		}
		line = line[closings[len(closings)-1][1]:]
	}
	c.count(line)
}

func (c *sectionCutter) begin(title string, offset int) {
	at := c.text.At.Sub(c.text.V, offset, offset+len(title))
	c.found = append(c.found, PromptSection{Name: words(title), At: at})
	c.current = len(c.found) - 1
}

// end goes back to the section around the element that closes.
func (c *sectionCutter) end() {
	if n := len(c.outer); n > 0 {
		c.current, c.outer = c.outer[n-1], c.outer[:n-1]
	}
}

func (c *sectionCutter) count(line string) {
	if c.current >= 0 {
		own := strings.TrimSpace(withoutTemplate(line))
		c.found[c.current].Length += utf8.RuneCountInString(own)
	}
}

// fenceMark is the mark of a line that opens or closes a fence, else empty.
func fenceMark(line string) string {
	trimmed := strings.TrimLeft(line, " ")
	for _, mark := range []string{"```", "~~~"} {
		if strings.HasPrefix(trimmed, mark) {
			return mark
		}
	}
	return ""
}
