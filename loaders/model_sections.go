package loaders

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/pacheck/pacheck/loaders/source"
)

var (
	headingLine = newLinePattern(`^ {0,3}(#{1,6})[ \t]+([^\n]*?)[ \t]*#*[ \t]*\r?$`, func(line string) bool {
		return strings.HasPrefix(strings.TrimLeft(line, " "), "#")
	})
	boldLine = newLinePattern(`^(?:[-*+][ \t]+)?\*\*([^*\n]{3,60})\*\*:?`, func(line string) bool {
		return strings.Contains(line, "**")
	})
	tableRow = newLinePattern(`^\|[ \t]*\**([^|\n*]{3,60}?)\**[ \t]*\|([^\n]*)$`, func(line string) bool {
		return strings.HasPrefix(line, "|")
	})
	emptyLabel = newLinePattern(`^[ \t]*(?:[-*+][ \t]+)?\**[^*\n:]{1,60}:\**:?[ \t]*\r?$`, func(line string) bool {
		end := strings.TrimRight(line, " \t\r")
		return strings.HasSuffix(end, ":") || strings.HasSuffix(end, "*")
	})
	htmlComment = regexp.MustCompile(`(?s)<!--.*?(?:-->|$)`)
)

// cardBody is what the text of a card consists of.
type cardBody struct {
	title        source.Text // the first heading, where it is of the first level
	sections     []Section
	placeholders []Section
	contact      source.Text // the first address in a section that is about whom to ask
}

// heading is a heading of a card, or what serves as one.
type heading struct {
	title       string
	level       int // 7 for a bold lead-in, 8 for a row of a table
	start, body int // of the title, of the text below
	end         int // of the text below
}

// readSections cuts a Markdown text into its sections. A section goes on until the next heading that is
// not below it.
func readSections(t source.Text) cardBody {
	visible := blank(t.V, htmlComment.FindAllStringIndex(t.V, -1))
	var fences [][]int
	for _, c := range codeIn(visible) {
		if c.fence {
			fences = append(fences, []int{c.start, c.end})
		}
	}
	prose := blank(visible, fences)
	headings := findHeadings(prose)
	headings = headings[:min(len(headings), maxSections+1)]
	var body cardBody
	if len(headings) > 0 && headings[0].level == 1 {
		h := headings[0]
		body.title = source.Say(h.title, t.At.Sub(t.V, h.start, h.start+len(h.title)))
	}
	templates := templateIn(visible, -1)
	for _, h := range headings {
		s := h.section(visible[h.body:h.end], t.V[h.body:h.end], touch(templates, h.body, h.end))
		s.At = t.At.Sub(t.V, h.start, h.start+len(h.title))
		body.sections = append(body.sections, s)
		if !body.contact.Set && (s.ID == "contact" || slices.Contains(s.Also, "contact")) {
			if start, end := addressIn(t.V[h.body:h.end]); end > 0 {
				body.contact = source.Say(t.V[h.body+start:h.body+end], t.At.Sub(t.V, h.body+start, h.body+end))
			}
		}
	}
	countRepeats(body.sections, headings, visible, templates)
	if len(templates) == 0 {
		return body
	}
	for _, m := range templateIn(prose, maxSections+1) {
		if strings.EqualFold(strings.Trim(prose[m[0]:m[1]], "[] "), "optional") {
			continue
		}
		p := Section{Placeholder: true, At: t.At.Sub(t.V, m[0], m[1])}
		before := sort.Search(len(headings), func(i int) bool { return headings[i].start > m[0] })
		for _, h := range slices.Backward(headings[:before]) {
			if m[0] < h.end {
				p.ID, p.Title = sectionID(h.title), h.title
				break
			}
		}
		body.placeholders = append(body.placeholders, p)
	}
	return body
}

// touch says whether one of some spans, which stand in order, has a part between two places.
func touch(spans [][]int, start, end int) bool {
	i := sort.Search(len(spans), func(i int) bool { return spans[i][1] > start })
	return i < len(spans) && spans[i][0] < end
}

// findHeadings finds headings and what serves as one: a bold lead-in or the first cell of a row, where
// the words are those of a section that cards have.
func findHeadings(text string) []heading {
	var found []heading
	for _, m := range headingLine.find(text) {
		found = append(found, heading{title: text[m[4]:m[5]], level: m[3] - m[2], start: m[4], body: m[1]})
	}
	for i := range found {
		found[i].end = len(text)
		for _, next := range found[i+1:] {
			if next.level <= found[i].level {
				found[i].end = strings.LastIndexByte(text[:next.start], '\n') + 1
				break
			}
		}
	}
	for _, m := range boldLine.find(text) {
		if title := strings.TrimRight(text[m[2]:m[3]], ": "); sectionID(title) != "" {
			found = append(found, heading{title: title, level: 7, start: m[2], body: m[1], end: paragraphEnd(text, m[1])})
		}
	}
	for _, m := range tableRow.find(text) {
		if title := text[m[2]:m[3]]; sectionID(title) != "" && strings.Trim(text[m[4]:m[5]], "|-: \t\r") != "" {
			found = append(found, heading{title: title, level: 8, start: m[2], body: m[4], end: m[5]})
		}
	}
	slices.SortStableFunc(found, func(a, b heading) int { return a.start - b.start })
	return found
}

// paragraphEnd is the offset of the next blank line or heading.
func paragraphEnd(text string, at int) int {
	for next := at; next < len(text); {
		end := lineBreak(text, next)
		line := strings.TrimSpace(text[min(end+1, len(text)):lineBreak(text, min(end+1, len(text)))])
		if line == "" || line[0] == '#' {
			return end
		}
		next = end + 1
	}
	return len(text)
}

// blank replaces spans of a text by blanks, so that all else keeps its offset.
func blank(text string, spans [][]int) string {
	if len(spans) == 0 {
		return text
	}
	out := []byte(text)
	for _, s := range spans {
		for i := s[0]; i < s[1]; i++ {
			if out[i] != '\n' && out[i] != '\r' {
				out[i] = ' '
			}
		}
	}
	return string(out)
}

// ownText is what somebody wrote below a heading: the text without template text, which is looked for where
// templated says that there may be some, labels that nothing follows, and headings.
func ownText(text string, templated bool) string {
	if templated {
		text = withoutTemplate(text)
	}
	text = headingLine.remove(text)
	text = emptyLabel.remove(text)
	if strings.IndexFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return ""
	}
	return strings.TrimSpace(text)
}

// isPlaceholderText says whether a value is nothing but template text.
func isPlaceholderText(text string) bool {
	return len(templateIn(text, 1)) > 0 && ownText(text, true) == ""
}

// sectionWords map words of headings to what the section is about; the first that fits decides.
var sectionWords = []struct {
	id    string
	words string // separated by bars; "=" asks for the whole heading
}{
	{"out_of_scope", "out of scope|outside the scope|misuse|prohibited|limitations of use|unintended use|not intended|excessive use|malicious use"},
	{"intended_use", "intended use|intended purpose|intended user|=uses|=use|direct use|downstream use|use cases|=model use|primary use|=applications|=usage and limitations"},
	{"environmental", "environmental|carbon|energy consumption|co2|=sustainability"},
	{"bias_risks", "bias|risks|ethical|ethics|fairness|=considerations"},
	{"limitations", "limitation|known issue|caveat|failure mode"},
	{"training_data", "training data|training dataset|pretraining data|pre training data|=data|=dataset|=datasets|data sources|data source|training corpus|=training|training and evaluation data|=data overview|training set"},
	{"safety", "safety|red team|responsible|safeguard|guardrail"},
	{"evaluation", "evaluation|=results|training results|test results|experimental results|performance|benchmark|=metrics|quantitative anal|=testing data factors and metrics|=accuracy"},
	{"contact", "contact|feedback|where to send|questions or comments|=support|maintainer|=maintained by"},
	{"licence", "license|licence|licensing|terms of use"},
}

// sectionID is what a heading announces, of the subjects that cards have; empty where it is none.
func sectionID(title string) string {
	if ids := sectionIDs(title); len(ids) > 0 {
		return ids[0]
	}
	return ""
}

// sectionIDs are all the subjects that a heading announces, the one that it is about first.
func sectionIDs(title string) []string {
	clean := strings.ToLower(strings.ReplaceAll(title, "[optional]", ""))
	clean = strings.Join(strings.FieldsFunc(clean, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
	if utf8.RuneCountInString(clean) > 70 {
		return nil
	}
	var ids []string
	for _, s := range sectionWords {
		for word := range strings.SplitSeq(s.words, "|") {
			whole, exact := strings.CutPrefix(word, "=")
			if exact && clean == whole || !exact && strings.Contains(" "+clean, " "+word) {
				ids = append(ids, s.id)
				break
			}
		}
	}
	return ids
}
