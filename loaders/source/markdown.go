package source

import (
	"path"
	"strings"
)

// fence is the block of front matter of a text, with the lines around it.
type fence struct {
	open       int // offset of the opening line
	start, end int // of the block
	after      int // offset of what follows the closing line
	toml       bool
}

// parseMarkdown reads the front matter and leaves the rest as it stands.
func (f *File) parseMarkdown() {
	f.Body = f.textNode(0)
	block, ok := f.findFence()
	if !ok {
		return
	}
	switch {
	case block.after < 0:
		line, _ := lineEnd(f.Text, block.open)
		f.noteFence("unclosed-front-matter", "the front matter has no closing line", f.place(block.open, line))
	case block.end-block.start > maxFrontMatter:
		err := f.errorAt(block.open, "the front matter is larger than 64 KiB")
		err.Limit = true
		f.fail(err)
	case strings.TrimSpace(f.Text[block.start:block.end]) == "":
		f.Body = f.textNode(block.after)
		f.noteFence("empty-front-matter", "the front matter is empty", f.place(block.open, block.after))
	default:
		f.parseFrontMatter(block)
	}
}

// parseFrontMatter reads a block strictly, then leniently.
func (f *File) parseFrontMatter(block fence) {
	in := region{file: f, start: block.start, end: block.end}
	var t tree
	if block.toml {
		t = parseTOML(in)
	} else {
		t = parseYAML(in)
	}
	recovered := false
	if !block.toml && !isMapping(t) && (t.err == nil || !t.err.Limit) {
		if root, notes := parseLenient(in); root != nil {
			t, recovered = tree{documents: []*Node{root}, notes: notes}, true
		}
	}
	switch {
	case t.err != nil && t.err.Limit:
		f.fail(t.err)
	case isMapping(t):
		f.Root, f.Body = t.documents[0], f.textNode(block.after)
		f.Notes = append(f.Notes, t.notes...)
		if recovered {
			f.Status = Recovered
		}
		if before := f.Text[:block.open]; before != "" && strings.TrimSpace(before) == "" {
			f.note("blank-before-front-matter", "blank lines stand before the front matter", f.place(0, block.open))
		}
	case placeholder.MatchString(in.text()):
		f.Body = f.textNode(block.after)
		at := block.start + placeholder.FindStringIndex(in.text())[0]
		f.fail(f.errorAt(at, "the front matter is a template"))
		f.Status = Templated
	default:
		f.noteFence("front-matter-not-a-mapping", "the block at the start is no front matter", f.place(block.open, block.after))
	}
}

// noteFence notes something about lines that look like those around front matter. After blank lines
// they are taken for horizontal rules, which are nothing odd.
func (f *File) noteFence(kind, text string, at Place) {
	if before := f.Text[:at.Start]; before == "" || strings.TrimSpace(before) != "" {
		f.note(kind, text, at)
	}
}

// isMapping says whether a tree is one Map.
func isMapping(t tree) bool { return t.err == nil && len(t.documents) == 1 && t.documents[0].IsMap() }

// findFence finds the front matter. Without a closing line, after is -1.
func (f *File) findFence() (block fence, ok bool) {
	at := 0
	if strings.ToLower(path.Ext(f.Path)) == ".prompt" {
		at = skipLicence(f.Text)
	}
	for at < len(f.Text) && isBlankOrBreak(f.Text[at]) {
		at++
	}
	block.open = at
	end, next := lineEnd(f.Text, at)
	mark := strings.TrimRight(f.Text[at:end], " \t")
	if mark != "---" && mark != "+++" || !atLineStart(f.Text, at) {
		return block, false
	}
	block.toml, block.start = mark == "+++", next
	for at = next; at < len(f.Text); at = next {
		end, next = lineEnd(f.Text, at)
		line := strings.TrimRight(f.Text[at:end], " \t")
		if line == mark || line == "..." && mark == "---" {
			block.end, block.after = at, next
			return block, true
		}
	}
	block.after = -1
	return block, mark == "---"
}

func atLineStart(text string, at int) bool {
	return at == 0 || text[at-1] == '\n' || text[at-1] == '\r'
}

// skipLicence is the offset behind the comments that a dotprompt may begin with: lines of "#", and
// HTML comments.
func skipLicence(text string) int {
	for at := 0; ; {
		i := at
		for i < len(text) && isBlankOrBreak(text[i]) {
			i++
		}
		switch {
		case strings.HasPrefix(text[i:], "#"):
			_, at = lineEnd(text, i)
		case strings.HasPrefix(text[i:], "<!--") && strings.Contains(text[i:], "-->"):
			at = i + strings.Index(text[i:], "-->") + 3
		default:
			return at
		}
	}
}
