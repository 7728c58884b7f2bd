package loaders

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Ignore is a comment in a file that leaves a finding out.
type Ignore struct {
	Rule    source.Text   `json:"rule,omitzero" doc:"The rule, by name or code."`
	Reason  source.Text   `json:"reason,omitzero" doc:"Why."`
	Until   source.Text   `json:"until,omitzero" doc:"The last day on which it holds, as stated."`
	Unknown source.Texts  `json:"unknown,omitzero" doc:"What else the comment says."`
	Ends    string        `json:"ends,omitempty" doc:"When it ends, RFC 3339; absent where until is missing or no date."`
	InText  bool          `json:"in_text" doc:"Whether it stands in a text, such as that of a prompt, where it is no comment."`
	Prose   bool          `json:"prose" doc:"Whether it stands in a text such as Markdown, rather than in a manifest or front matter."`
	Use     *ExceptionUse `json:"use,omitempty" doc:"What it is for in this run; there for rules of the scope exceptions alone."`
	File    string        `json:"file" doc:"The path of the file."`
	Role    string        `json:"role" doc:"The role of the file."`
	At      source.Place  `json:"-"`

	from, to source.Position // what it is for: from one position up to before the other
}

// Covers says whether the comment is for what begins at a position of a file.
func (i *Ignore) Covers(file string, at source.Position) bool {
	return i.File == file && !before(at, i.from) && before(at, i.to)
}

func before(a, b source.Position) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
}

// ignoreMark begins a comment that leaves a finding out.
const ignoreMark = "pacheck:ignore"

// maxIgnores bounds how many such comments one file has.
const maxIgnores = 1000

// findIgnores lists the comments of a file that leave findings out, and says where its waivers are.
func (d *Document) findIgnores(f *source.File, role string) {
	for _, w := range d.Waivers {
		w.File, w.Role = f.Path, role
	}
	d.findIgnoreKeys(f, role)
	for at := 0; len(d.Ignores) < maxIgnores; {
		next := strings.Index(f.Text[at:], ignoreMark)
		if next < 0 {
			return
		}
		start := at + next
		at = start + len(ignoreMark)
		if i := d.newIgnore(f, start); i != nil {
			i.File, i.Role = f.Path, role
			d.Ignores = append(d.Ignores, i)
		}
	}
}

// newIgnore is the comment with the mark at start; nil where that is no comment.
func (d *Document) newIgnore(f *source.File, start int) *Ignore {
	begin := strings.LastIndexByte(f.Text[:start], '\n') + 1
	line, rest, _ := strings.Cut(f.Text[start:], "\n")
	end, next := start+len(line), len(f.Text)-len(rest)
	before := strings.TrimRight(f.Text[begin:start], " \t")
	marker := commentMarker(before)
	if marker == "" {
		return nil
	}
	before = strings.TrimSpace(strings.TrimSuffix(before, marker))
	inText := d.inText(f, start)
	if inText && before != "" || f.Body != nil && start >= f.Body.Start && marker != "<!--" {
		return nil
	}
	i := &Ignore{InText: inText, Prose: f.Body != nil && start >= f.Body.Start, At: source.Place{File: f, Start: start, End: end}}
	i.parse(f, start+len(ignoreMark), closing(f.Text, marker, start, end))
	i.At.End = start + len(strings.TrimRight(f.Text[start:closing(f.Text, marker, start, end)], " \t\r"))
	number := f.Position(start).Line
	last := number
	if before == "" {
		number = nextLine(f.Text, marker, next, number+1)
		last = number
	} else if end := valueEnd(f, begin, start); end > start {
		last = f.Position(end).Line
	}
	i.from, i.to = source.Position{Line: number}, source.Position{Line: last + 1}
	return i
}

// commentMarker is the beginning of a comment that stands at the end of a text, else empty.
func commentMarker(before string) string {
	for _, marker := range []string{"#", "//", "/*", "<!--"} {
		if strings.HasSuffix(before, marker) {
			return marker
		}
	}
	return ""
}

// closing is where a comment ends on its line.
func closing(text, marker string, start, end int) int {
	for open, shut := range map[string]string{"<!--": "-->", "/*": "*/"} {
		if i := strings.Index(text[start:end], shut); marker == open && i >= 0 {
			return start + i
		}
	}
	return end
}

// inText says whether what stands at an offset is part of a value, and so of a text, and no comment. In
// Markdown it is where the text is that of a prompt.
func (d *Document) inText(f *source.File, at int) bool {
	if f.Body != nil && at >= f.Body.Start {
		for _, p := range d.Prompts {
			for _, t := range p.texts() {
				if t.At.File == f && t.At.Start <= at && at < t.At.End {
					return true
				}
			}
		}
		return false
	}
	for _, n := range append([]*source.Node{f.Root}, f.Documents...) {
		if inScalar(n, at) {
			return true
		}
	}
	return false
}

// inScalar says whether an offset lies in a scalar below n.
func inScalar(n *source.Node, at int) bool {
	if n == nil || at < n.Start || at >= n.End {
		return false
	}
	for _, p := range n.Pairs {
		if inScalar(p.Key, at) || inScalar(p.Value, at) {
			return true
		}
	}
	for _, item := range n.Items {
		if inScalar(item, at) {
			return true
		}
	}
	return n.Kind != source.Map && n.Kind != source.List
}

// ignoreWord is a word of a comment: a value in quotes may follow a name.
var ignoreWord = regexp.MustCompile(`[^\s="]+(?:=(?:"[^"]*"|[^\s"]*))?|\S+`)

// parse reads what the comment says between two offsets: the rule, then reason="..." and until=YYYY-MM-DD.
func (i *Ignore) parse(f *source.File, start, end int) {
	text := f.Text[start:end]
	for n, span := range ignoreWord.FindAllStringIndex(text, -1) {
		word := text[span[0]:span[1]]
		key, value, stated := strings.Cut(word, "=")
		said := source.Say(strings.Trim(value, `"`), source.Place{File: f, Start: start + span[0], End: start + span[1]})
		switch {
		case n == 0 && !stated && span[0] > 0:
			said.V = word
			i.Rule = said
		case stated && key == "reason" && !i.Reason.Set:
			i.Reason = said
		case stated && key == "until" && !i.Until.Set:
			i.Until = said
		default:
			said.V = word
			i.Unknown = source.Say(append(i.Unknown.V, said), said.At)
		}
	}
	i.Ends = endOf(i.Until)
}

// nextLine is the number of the first line from an offset on that is neither blank nor a comment of the same
// sort; the offset is where a line begins, which has the given number.
func nextLine(text, marker string, at, number int) int {
	for at < len(text) {
		line, rest, _ := strings.Cut(text[at:], "\n")
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, marker) {
			return number
		}
		at, number = len(text)-len(rest), number+1
	}
	return number
}

// valueEnd is the end of the map or list whose key stands on a line, between two offsets; 0 for none.
func valueEnd(f *source.File, from, to int) int {
	last := 0
	var look func(n *source.Node)
	look = func(n *source.Node) {
		if n == nil || n.Start >= to || last > 0 {
			return
		}
		for _, p := range n.Pairs {
			if p.Key.Start >= from && p.Key.Start < to && (p.Value.IsMap() || p.Value.IsList()) && last == 0 {
				last = p.Value.End
			}
			look(p.Value)
		}
		for _, item := range n.Items {
			look(item)
		}
	}
	look(f.Root)
	for _, n := range f.Documents {
		look(n)
	}
	return last
}
