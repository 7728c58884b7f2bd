package loaders

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// maxUses bounds how many uses of variables are looked at in one text.
const maxUses = 500

// readUses states how the texts of a template use its variables, and whom their content comes from.
func (p *Prompt) readUses() {
	for i := range p.Variables {
		v := &p.Variables[i]
		if v.Trust == "" && facts.Lookup("undelimited_var").MatchString("{{"+v.Name+"}}") {
			v.Trust = "untrusted"
		}
	}
	if p.Template == "" {
		return
	}
	index := map[string]int{}
	for i, v := range slices.Backward(p.Variables) {
		index[v.Name] = i
	}
	left := maxMarks + 1
	for _, m := range p.messages() {
		enclosures, blocks := findEnclosures(m.Text.V), codeIn(m.Text.V)
		count := 0
		left -= eachUse(p.Template, m.Text.V, left, func(name string, start, end int) {
			i, known := index[name]
			if count++; known && count <= maxUses {
				p.Variables[i].addUse(Use{
					Role: m.Role, EnclosedBy: enclosures.around(start, end), Alone: strings.TrimSpace(m.Text.V) == m.Text.V[start:end],
					Escaped: escapes(m.Text.V[start:end]), Code: inBlocks(blocks, m.Text.V, start), At: m.Text.At.Sub(m.Text.V, start, end),
				})
			}
		})
		if p.Template == jinja2 || p.Template == "nunjucks" {
			p.Reaches = append(p.Reaches, reaches(m.Text)...)
		}
	}
}

// messages are the texts by role, or the whole text in the role that its kind shows.
func (p *Prompt) messages() []Message {
	if len(p.Messages) > 0 {
		return p.Messages
	}
	role := ""
	if slices.Contains([]string{"system", "instructions", "rule", "agent"}, p.Kind) {
		role = "system"
	}
	return []Message{{Role: role, Text: p.Text}}
}

// addUse keeps a use of a variable, unless an earlier one is alike.
func (v *Variable) addUse(use Use) {
	alike := func(u Use) bool {
		return u.Role == use.Role && u.EnclosedBy == use.EnclosedBy && u.Alone == use.Alone && u.Escaped == use.Escaped && u.Code == use.Code
	}
	if v.Used && !slices.ContainsFunc(v.Uses, alike) {
		v.Uses = append(v.Uses, use)
	}
}

// engineName matches what leads from a value of a template to the engine and the language behind it.
var engineName = facts.NewPattern(`\b__\w+__\b|\.\s*(?:mro|subclasses|globals|builtins|import_module)\b`)

// reaches are the places where the marks of a template name parts of the engine.
func reaches(t source.Text) []source.Text {
	if !strings.Contains(t.V, "__") && !engineName.MatchString(t.V) {
		return nil
	}
	var found []source.Text
	blocks := codeIn(t.V)
	for _, m := range jinjaMarks.FindAllStringIndex(t.V, maxMarks+1) {
		mark := t.V[m[0]:m[1]]
		if slices.ContainsFunc(blocks, func(c code) bool { return c.start <= m[0] && m[0] < c.end }) {
			continue // shown, as documentation does
		}
		if at := engineName.FindAllIndex(mark, 1); at != nil && !strings.HasPrefix(mark, "{#") {
			start, end := m[0]+at[0][0], m[0]+at[0][1]
			found = append(found, source.Say(t.V[start:end], t.At.Sub(t.V, start, end)))
		}
	}
	return found
}

// enclosure is a stretch of a text between two delimiters.
type enclosure struct {
	start, end int
	by         string
}

type enclosures []enclosure

// around is the delimiter of the innermost enclosure around a span; empty where there is none.
func (all enclosures) around(start, end int) string {
	best := enclosure{end: 1 << 62}
	for _, e := range all {
		if e.start <= start && end <= e.end && e.end-e.start < best.end-best.start {
			best = e
		}
	}
	return best.by
}

var (
	elementTag = regexp.MustCompile(`<(/?)([A-Za-z][\w:.-]*)(?:\s[^<>]*)?>`)
	beginLine  = newLinePattern(`(?i)^[^\w\n]*(BEGIN|START|END)\b[^\n]*$`, func(line string) bool {
		first := strings.IndexFunc(line, isWordCharacter)
		return first >= 0 && strings.IndexByte("bBsSeE", line[first]) >= 0 || strings.Contains(line, "\u017f") // folds to s
	})
)

// plainElements format text, or hold instructions themselves; they are no boundary around data.
var plainElements = strings.Fields(`a b i u p em strong br hr div span ul ol li table tr td th thead tbody h1 h2 h3 h4 h5 h6 html body head
	prompt instruction instructions system role task rules guidelines user assistant message messages output_format`)

// findEnclosures finds what stands in an element, in a fence, or between lines of BEGIN and END.
func findEnclosures(text string) enclosures {
	found := elementsIn(text)
	open := map[string]int{} // behind the opening fence, by its first character
	for _, m := range fenceMarks(text) {
		mark := text[m[0]:m[1]]
		start, opened := open[mark[:1]]
		if !opened {
			open[mark[:1]] = m[1]
			continue
		}
		delete(open, mark[:1])
		found = append(found, enclosure{start: start, end: m[0], by: mark})
	}
	begin := -1
	for _, m := range beginLine.find(text) {
		switch {
		case !strings.EqualFold(text[m[2]:m[3]], "END"):
			begin = m[1]
		case begin >= 0:
			found = append(found, enclosure{start: begin, end: m[0], by: "BEGIN"})
			begin = -1
		}
	}
	return found
}

// isWordCharacter is what \w matches.
func isWordCharacter(r rune) bool {
	return r == '_' || r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// fenceMarks are where quotation marks, tildes or back quotes stand three or more in a row.
func fenceMarks(text string) [][]int {
	var found [][]int
	for start := 0; start < len(text); {
		end := start + 1
		if strings.IndexByte("`~\"'", text[start]) >= 0 {
			for end < len(text) && text[end] == text[start] {
				end++
			}
			if end-start >= 3 {
				found = append(found, []int{start, end})
			}
		}
		start = end
	}
	return found
}

// elementsIn pairs the tags of a text by their names.
func elementsIn(text string) enclosures {
	var found enclosures
	open := map[string][]int{}
	for _, m := range elementTag.FindAllStringSubmatchIndex(text, -1) {
		name := text[m[4]:m[5]]
		if slices.Contains(plainElements, strings.ToLower(name)) {
			continue
		}
		if m[2] == m[3] {
			open[name] = append(open[name], m[1])
			continue
		}
		if starts := open[name]; len(starts) > 0 {
			found = append(found, enclosure{start: starts[len(starts)-1], end: m[0], by: "<" + name + ">"})
			open[name] = starts[:len(starts)-1]
		}
	}
	return found
}

// declare states what the declarations of a prompt say of its variables: a Map of names to declarations, or
// a List of them.
func (p *Prompt) declare(inputs *source.Node) {
	p.Declares = p.Declares || inputs.IsMap() || inputs.IsList()
	say := func(name string, n *source.Node) {
		i := slices.IndexFunc(p.Variables, func(v Variable) bool { return v.Name == name })
		if i < 0 || !n.IsMap() {
			return
		}
		v := &p.Variables[i]
		v.Trust = declaredTrust(n)
		v.TrustSaid, v.Listed = v.Trust != "", len(n.Get("enum", "options", "values").Texts().V) > 0
		for _, option := range []struct {
			key    string
			unsafe bool
		}{{"allow_dangerously_set_content", true}, {"allowDangerouslySetContent", true}, {"encode", false}} {
			if value := n.Get(option.key).Flag(); value.Set && value.V == option.unsafe {
				v.Unsafe = source.Say(option.key, value.At)
			}
		}
	}
	for _, pair := range entriesOf(inputs) {
		say(pair.Key.Value, pair.Value)
	}
	for _, item := range itemsOf(inputs) {
		say(item.Get("name").Text(), item)
	}
}

// declaredTrust reads a key "trust" in the words that organisations use.
func declaredTrust(n *source.Node) string {
	switch trust, _ := n.Get("trusted").Bool(); {
	case trust:
		return "trusted"
	case n.Get("trusted").Flag().Set:
		return "untrusted"
	}
	switch strings.ToLower(n.Get("trust").Text()) {
	case "trusted", "internal", "developer", "system":
		return "trusted"
	case "untrusted", "public", "user", "tool", "external":
		return "untrusted"
	}
	return ""
}
