package source

import (
	"cmp"
	"strings"

	"gopkg.in/yaml.v3"
)

// sequence converts a sequence.
func (r *yamlReader) sequence(n *yaml.Node, start int) *Node {
	v := r.make(List, start, start)
	v.Items = make([]*Node, 0, len(n.Content))
	end := start + 1
	for _, item := range n.Content {
		if r.err != nil {
			break
		}
		w := r.value(item, end)
		end = max(end, w.End-r.base)
		v.Items = append(v.Items, w)
	}
	if n.Style&yaml.FlowStyle != 0 {
		end = r.closing(end)
	}
	r.close(v, v.Index(0), end)
	return v
}

// mapping converts a mapping.
func (r *yamlReader) mapping(n *yaml.Node, start int) *Node {
	v := r.make(Map, start, start)
	pairs := make([]Pair, 0, len(n.Content)/2)
	var first *Node
	var merged []*Node
	end := start
	explicit := n.Style&yaml.FlowStyle != 0 && strings.HasPrefix(r.text[start:], "{")
	for i := 0; i+1 < len(n.Content) && r.err == nil; i += 2 {
		key := r.key(n.Content[i], end)
		first = cmp.Or(first, key)
		explicit = explicit && (i > 0 || key.Start > v.Start)
		value := r.value(n.Content[i+1], key.End-r.base)
		end = max(end, key.End-r.base, value.End-r.base)
		if n.Content[i].Tag == "!!merge" && mergeable(value) {
			merged = append(merged, value)
			continue
		}
		pairs = append(pairs, Pair{Key: key, Value: value})
	}
	if explicit {
		end = r.closing(max(end, start+1))
	}
	r.close(v, first, end)
	repeats(pairs, func(key *Node) { r.notes = append(r.notes, duplicateKey(key)) })
	v.Pairs = merge(pairs, merged)
	v.indexPairs()
	return v
}

// close sets the end of a collection, and its start to that of its first node where properties of both
// stand in front of it.
func (r *yamlReader) close(v, first *Node, end int) {
	if first != nil {
		v.Start = min(v.Start, first.Start)
	}
	v.End = max(r.base+end, v.Start)
}

// key converts a key, which is a String whatever it looks like.
func (r *yamlReader) key(n *yaml.Node, from int) *Node {
	v := r.value(n, from)
	r.count-- // keys do not count
	if v.Kind == String && n.Kind != yaml.MappingNode {
		return v
	}
	k := r.make(String, v.Start-r.base, v.End-r.base)
	k.Value = v.Raw()
	switch {
	case n.Kind == yaml.ScalarNode:
		k.Value = n.Value
	case n.Kind == yaml.AliasNode && n.Alias.Kind == yaml.ScalarNode:
		k.Value = n.Alias.Value
	}
	return k
}

// mergeable says whether a value may stand behind "<<": a Map or a List of Maps.
func mergeable(v *Node) bool {
	if v.Kind != List {
		return v.Kind == Map
	}
	for _, item := range v.Items {
		if item.Kind != Map {
			return false
		}
	}
	return true
}

// merge adds to the pairs of a mapping what is merged into it. The mapping's own keys win over merged
// ones, and earlier merged mappings over later ones.
func merge(pairs []Pair, merged []*Node) []Pair {
	if len(merged) == 0 {
		return pairs
	}
	own := make(map[string]bool, len(pairs))
	for _, pair := range pairs {
		own[pair.Key.Value] = true
	}
	for _, value := range merged {
		sources := value.Items
		if value.Kind == Map {
			sources = []*Node{value}
		}
		for _, from := range sources {
			for _, pair := range from.Pairs {
				if !own[pair.Key.Value] {
					own[pair.Key.Value] = true
					pairs = append(pairs, Pair{Key: pair.Key, Value: from.Get(pair.Key.Value)})
				}
			}
		}
	}
	return pairs
}

// closing is the offset behind the bracket that closes a flow collection whose last item ends at i.
func (r *yamlReader) closing(i int) int {
	for i < len(r.text) {
		switch c := r.text[i]; {
		case c == ']' || c == '}':
			return i + 1
		case c == '#' && isBlankOrBreak(r.text[i-1]):
			i, _ = lineEnd(r.text, i)
		default:
			i++
		}
	}
	return len(r.text)
}

// properties skips anchors and tags in front of a node. The first result is where its content starts,
// the second where the properties end, for a node without content.
func (r *yamlReader) properties(at int) (start, bare int) {
	start, bare = at, at
	for start < len(r.text) && (r.text[start] == '&' || r.text[start] == '!') {
		ends := isBlankOrBreak
		if r.text[start] == '&' {
			ends = endsAnchor
		}
		for bare = start + 1; bare < len(r.text) && !ends(r.text[bare]); {
			bare++
		}
		start = r.skipBlank(bare)
	}
	return start, bare
}

// skipBlank skips blanks, line breaks and comments.
func (r *yamlReader) skipBlank(i int) int {
	for i < len(r.text) {
		switch {
		case isBlankOrBreak(r.text[i]):
			i++
		case r.text[i] == '#' && i > 0 && isBlankOrBreak(r.text[i-1]):
			i, _ = lineEnd(r.text, i)
		default:
			return i
		}
	}
	return i
}

// endsAnchor says whether a byte is none that names of anchors have in the library.
func endsAnchor(c byte) bool {
	letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
	return !letter && (c < '0' || c > '9') && c != '_' && c != '-'
}

func isBlankOrBreak(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// yamlBreak is the length of the YAML line break that s begins with, or 0.
func yamlBreak(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] == '\n':
		return 1
	case s[0] == '\r':
		if len(s) > 1 && s[1] == '\n' {
			return 2
		}
		return 1
	case s[0] == 0xc2 && strings.HasPrefix(s, "\u0085"):
		return 2
	case s[0] == 0xe2 && (strings.HasPrefix(s, "\u2028") || strings.HasPrefix(s, "\u2029")):
		return 3
	}
	return 0
}

// yamlLines has the offset of every line of a text, by YAML's line breaks, which are more than those
// that people see.
func yamlLines(text string) []int {
	lines := make([]int, 1, len(text)/32+2)
	for i := 0; i < len(text); {
		if c := text[i]; c != '\n' && c != '\r' && c < 0x80 {
			i++
			continue
		}
		if n := yamlBreak(text[i:]); n > 0 {
			i += n
			lines = append(lines, i)
			continue
		}
		i++
	}
	return lines
}
