package loaders

import (
	"path"
	"reflect"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// textCan is what a body is able to state; what belongs to it stands in the front matter, and is the
// agent's, the command's or the skill's.
var textCan = []string{"text"}

// bodyPrompt is the text of a Markdown file as a prompt, with its front matter as it stands.
func bodyPrompt(f *source.File, kind string) *Prompt {
	p := &Prompt{Kind: kind, FrontMatter: frontMatter(f)}
	if f.Body != nil {
		p.Text = source.Say(f.Body.Value, f.Body.Place)
		p.At = f.Body.Place
	}
	return p
}

// frontMatter is what stands between the fences, comments included; absent where there are none.
func frontMatter(f *source.File) source.Text {
	if f.Root == nil || f.Body == nil || f.Body.Start == 0 {
		return source.Text{}
	}
	head := strings.TrimRight(f.Text[:f.Body.Start], " \t\r\n")
	end := strings.LastIndexAny(head, "\r\n") + 1
	start := strings.IndexAny(head, "-+")
	if start < 0 {
		return source.Text{}
	}
	if i := strings.IndexByte(head[start:], '\n'); i >= 0 {
		start += i + 1
	}
	if start > end {
		return source.Text{}
	}
	return source.Say(head[start:end], source.Place{File: f, Start: start, End: end})
}

// stem is the last segment of a path without the first of the endings that it has.
func stem(name string, endings ...string) string {
	base := path.Base(name)
	for _, ending := range endings {
		if cut, ok := strings.CutSuffix(base, ending); ok && cut != "" {
			return cut
		}
	}
	return base
}

// named is the name that n states, else the one that the host makes of the file's.
func named(n *source.Node, fallback string) source.Text {
	return nameOr(n, source.Say(fallback, source.Place{}))
}

// firstText is a scalar, or the first item of a List.
func firstText(n *source.Node) source.Text {
	if n.IsList() {
		return n.Index(0).Field()
	}
	return n.Field()
}

// commaList is a List of texts, or one text split at its commas outside braces and brackets. Blank parts
// are left out.
func commaList(n *source.Node) source.Texts {
	if !n.IsString() {
		return n.Texts()
	}
	items := []source.Text{}
	depth, start := 0, 0
	cut := func(end int) {
		part := strings.TrimSpace(n.Value[start:end])
		if part != "" {
			from := start + strings.Index(n.Value[start:end], part)
			items = append(items, source.Say(part, n.Sub(n.Value, from, from+len(part))))
		}
		start = end + 1
	}
	for i := range len(n.Value) {
		switch c := n.Value[i]; {
		case strings.IndexByte("{[(", c) >= 0:
			depth++
		case strings.IndexByte("}])", c) >= 0:
			depth = max(0, depth-1)
		case c == ',' && depth == 0:
			cut(i)
		}
	}
	cut(len(n.Value))
	return source.Say(items, n.Place)
}

// toolTexts is a List of tools, or one text with all of them. It is absent where n is nil, null or a Map.
func toolTexts(n *source.Node) source.Texts {
	if !n.IsString() {
		return n.Texts()
	}
	return source.Say(facts.SplitTools(n.Field()), n.Place)
}

// grants reads toolTexts in the vocabulary of a host.
func grants(n *source.Node, host string) source.Field[[]facts.Grant] {
	texts := toolTexts(n)
	if !texts.Set {
		return source.Field[[]facts.Grant]{}
	}
	found := make([]facts.Grant, 0, len(texts.V))
	for _, text := range texts.V {
		found = append(found, facts.ParseGrant(text, host))
	}
	return source.Say(found, texts.At)
}

// toolsOf reads which tools an agent is given, for hosts that give all of them where nothing is stated.
func toolsOf(n *source.Node, host string) Tools {
	t := Tools{Mode: "all", Allow: grants(n, host), At: placeOf(n)}
	if !t.Allow.Set {
		return t
	}
	t.Mode = "list"
	if len(t.Allow.V) == 0 {
		t.Mode = "none"
	}
	for _, text := range toolTexts(n).V {
		if text.V == "*" {
			t.Mode = "all"
		}
	}
	return t
}

// governanceOf reads the governance fields of front matter: its own, and else those of its metadata.
func governanceOf(n *source.Node) Governance {
	own, meta := readGovernance(n), readGovernance(n.Get("metadata"))
	to, from := reflect.ValueOf(&own).Elem(), reflect.ValueOf(meta)
	for i := range to.NumField() {
		if to.Field(i).IsZero() {
			to.Field(i).Set(from.Field(i))
		}
	}
	return own
}

// usesPrompt is the reference of an agent or a skill to its text in the same file.
func usesPrompt(p *Prompt, file string) Ref {
	return Ref{Rel: UsesPrompt, To: source.Say(p.Name.V, p.At), Path: file}
}

// isDocumentation says whether a Markdown file among agents or commands is only about them.
func isDocumentation(name string) bool {
	switch strings.ToUpper(stem(name, ".md")) {
	case "README", "CONTRIBUTING", "CHANGELOG", "LICENSE", "INDEX":
		return true
	}
	return false
}
