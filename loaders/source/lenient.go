package source

import (
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

// lenientKey matches the start of a line that is an entry of front matter: a key, a colon, and a
// blank, a quote or the end of the line behind it.
var lenientKey = regexp.MustCompile(`^(?:([A-Za-z_$][\w.$/?*@-]*)|"([^"\\\n]*)"|'([^'\n]*)')[ \t]*:(?:[ \t]+|$|["'\[{]|\r?$)`)

// openExample and closeExample surround text in descriptions that is never an entry.
var (
	openExample  = regexp.MustCompile(`<(example|examples|commentary)>`)
	closeExample = regexp.MustCompile(`</(example|examples|commentary)>`)
)

// lenient reads front matter that is not YAML, the way in which the hosts do that read it line by
// line: every entry that is YAML is read as such, any other one as text.
type lenient struct {
	file  *File
	slab  slab
	notes []Note
	spent int // bytes that were given to the YAML parser
}

// maxStrict is how many bytes of one front matter may be given to the YAML parser again, entry by entry.
const maxStrict = 4 * maxFrontMatter

// strict reads a region as YAML. It is an error to ask for too much of it.
func (r *lenient) strict(in region) tree {
	if r.spent += in.end - in.start; r.spent > maxStrict {
		return tree{err: in.file.errorAt(in.start, "too much to read")}
	}
	return parseYAML(in)
}

// parseLenient is nil where the first line with text is no entry.
func parseLenient(in region) (*Node, []Note) {
	r := lenient{file: in.file, slab: newSlab(in.file, in.end-in.start)}
	n := r.mapping(in, 0)
	if n == nil {
		return nil, nil
	}
	repeats(n.Pairs, func(key *Node) { r.notes = append(r.notes, duplicateKey(key)) })
	return n, r.notes
}

// mapping reads entries whose keys are indented by so much.
func (r *lenient) mapping(in region, indent int) *Node {
	chunks := r.split(in, indent, func(line string) bool { return lenientKey.MatchString(line) })
	if chunks == nil {
		return nil
	}
	n := r.slab.node(Map, chunks[0].start+indent, chunks[len(chunks)-1].end)
	for _, chunk := range chunks {
		n.Pairs = append(n.Pairs, r.entry(chunk, indent)...)
	}
	for _, pair := range n.Pairs {
		n.End = max(n.End, pair.Value.End)
	}
	return n
}

// split cuts a region at the lines that begin an entry, which is nothing where text comes first.
// Blank lines at the end of an entry are left out.
func (r *lenient) split(in region, indent int, begins func(line string) bool) []region {
	var chunks []region
	depth := 0
	text := in.file.Text
	for at := in.start; at < in.end; {
		end, next := lineEnd(text[:in.end], at)
		line := text[at:end]
		trimmed := strings.TrimSpace(line)
		here := leadingSpaces(line) == indent && begins(line[min(indent, len(line)):])
		switch {
		case depth == 0 && here:
			chunks = append(chunks, region{file: in.file, start: at, end: end})
		case trimmed == "" || len(chunks) == 0 && strings.HasPrefix(trimmed, "#"):
		case len(chunks) == 0:
			return nil
		default:
			chunks[len(chunks)-1].end = end
		}
		depth = max(0, depth+len(openExample.FindAllString(line, -1))-len(closeExample.FindAllString(line, -1)))
		at = next
	}
	return chunks
}

// entry reads a key and its value. There is more than one entry only where YAML says so.
func (r *lenient) entry(chunk region, indent int) []Pair {
	if t := r.strict(chunk); isMapping(t) {
		r.notes = append(r.notes, t.notes...)
		return t.documents[0].Pairs
	}
	start := chunk.start + indent
	line, _ := lineEnd(r.file.Text[:chunk.end], start)
	m := lenientKey.FindStringSubmatchIndex(r.file.Text[start:line])
	colon := start + strings.IndexByte(r.file.Text[start+keyEnd(m):chunk.end], ':') + keyEnd(m)
	key := r.slab.node(String, start, start+keyEnd(m))
	key.Value = strings.Trim(key.Raw(), `"'`)
	return []Pair{{Key: key, Value: r.value(region{file: r.file, start: colon + 1, end: chunk.end}, indent)}}
}

// keyEnd is the end of the key, quotes included, in a match of lenientKey.
func keyEnd(m []int) int {
	if m[2] >= 0 {
		return m[3]
	}
	return max(m[5], m[7]) + 1
}

// value reads what stands behind a colon, up to the next entry.
func (r *lenient) value(in region, indent int) *Node {
	text := r.file.Text
	end, next := lineEnd(text[:in.end], in.start)
	if strings.TrimSpace(text[in.start:end]) != "" {
		return r.scalar(in)
	}
	rest := region{file: in.file, start: min(next, in.end), end: in.end}
	if first, ok := firstLine(rest.text()); ok {
		deeper := leadingSpaces(first)
		if strings.HasPrefix(first[deeper:], "- ") {
			return r.list(rest, deeper)
		}
		if deeper > indent && deeper < maxDepth {
			if n := r.mapping(rest, deeper); n != nil {
				return n
			}
		}
	}
	return r.scalar(in)
}

// list reads items that begin with a dash.
func (r *lenient) list(in region, indent int) *Node {
	chunks := r.split(in, indent, func(line string) bool { return strings.HasPrefix(line, "- ") })
	n := r.slab.node(List, in.start, in.end)
	if len(chunks) > 0 {
		n.Start = chunks[0].start + indent
	}
	for _, chunk := range chunks {
		if t := r.strict(chunk); t.err == nil && len(t.documents) == 1 && t.documents[0].IsList() {
			n.Items = append(n.Items, t.documents[0].Items...)
			continue
		}
		chunk.start += indent + 1
		n.Items = append(n.Items, r.scalar(chunk))
	}
	return n
}

// scalar reads a region as one text without the blanks around it, and without quotes around it.
func (r *lenient) scalar(in region) *Node {
	text := in.text()
	trimmed := strings.TrimSpace(text)
	start := in.start + strings.Index(text, trimmed)
	n := r.slab.node(String, start, start+len(trimmed))
	n.Value = trimmed
	if trimmed == "" {
		n.Kind = Null
		return n
	}
	if unquote(n) {
		return n
	}
	if !strings.ContainsAny(trimmed, " \r\n") {
		plain := &yaml.Node{Kind: yaml.ScalarNode, Value: trimmed}
		plain.Tag = plain.ShortTag()
		(&yamlReader{}).resolve(n, plain)
	}
	return n
}

// unquote takes the quotes off a text that is in quotes as a whole, and says whether it is. Where there
// are escapes that YAML does not know, the text stands as it is.
func unquote(n *Node) bool {
	raw := n.Value
	end, walk := 0, walkDoubleQuoted
	switch raw[0] {
	case '"':
		end = doubleQuotedEnd(raw, 0)
	case '\'':
		end, walk = singleQuotedEnd(raw, 0), walkSingleQuoted
	}
	if len(raw) < 2 || end != len(raw) || raw[end-1] != raw[0] {
		return false
	}
	var b strings.Builder
	read := 1
	walk(raw, func(piece string, _, to int) bool {
		b.WriteString(piece)
		read = to
		return true
	})
	if n.Value = b.String(); read < len(raw)-1 {
		n.Start, n.End = n.Start+1, n.End-1
		n.Value = n.Raw()
	}
	return true
}
