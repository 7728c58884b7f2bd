package source

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"gopkg.in/yaml.v3"
)

// yamlReader turns the trees of the YAML library into ours.
type yamlReader struct {
	slab
	text    string // of the region
	base    int    // where the region starts in the file
	lines   []int  // offsets in text, counted by YAML's line breaks
	line    int    // where offset was last: a line, a column
	column  int
	at      int // and their offset in text
	depth   int // of the value being read
	deepest int // the greatest depth since the innermost anchor
	anchors map[*yaml.Node]*anchored
	tags    map[string]bool // the unknown ones that were noted
	notes   []Note
	err     *Error
}

// anchored is what an alias stands for. The node is nil while it is being read.
type anchored struct {
	node        *Node
	size, depth int
}

// parseYAML reads a stream of documents.
func parseYAML(in region) tree {
	text := in.text()
	if strings.HasPrefix(text, "%YAML 1.2") { // which the library refuses, though it reads it
		text = "#" + text[1:]
	}
	r := &yamlReader{slab: newSlab(in.file, len(text)), text: text, base: in.start, anchors: map[*yaml.Node]*anchored{}}
	if crowded(text, ",:[{-?") {
		return tree{err: in.file.tooMany(in.start)}
	}
	roots, err := decodeYAML(text)
	if err != nil {
		return tree{err: r.explain(err)}
	}
	r.lines = yamlLines(text)
	var documents []*Node
	for _, root := range roots {
		if len(root.Content) == 0 {
			continue
		}
		content := root.Content[0]
		documents = append(documents, r.value(content, r.offset(content)))
		if r.err != nil {
			return tree{notes: r.notes, err: r.err}
		}
	}
	return tree{documents: documents, notes: r.notes}
}

// decodeYAML reads all documents of a text, until the first error or until they are too many.
func decodeYAML(text string) (roots []*yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the parser gave up: %v", r)
		}
	}()
	decoder := yaml.NewDecoder(strings.NewReader(text))
	for len(roots) <= maxNodes {
		var root yaml.Node
		err := decoder.Decode(&root)
		if errors.Is(err, io.EOF) {
			return roots, nil
		}
		if err != nil {
			return nil, err
		}
		roots = append(roots, &root)
	}
	return roots, nil
}

// offset turns a line and a column of the library into an offset in the text. It goes on from where
// it was before, since lines can be long.
func (r *yamlReader) offset(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(r.lines) {
		return len(r.text)
	}
	if n.Line != r.line || n.Column < r.column {
		r.line, r.column, r.at = n.Line, 1, r.lines[n.Line-1]
	}
	for ; r.column < n.Column && r.at < len(r.text); r.column++ {
		r.at++
		for r.at < len(r.text) && r.text[r.at]&0xc0 == 0x80 {
			r.at++
		}
	}
	return r.at
}

// make is a node at [start, end) of the text.
func (r *yamlReader) make(kind Kind, start, end int) *Node {
	return r.node(kind, r.base+start, r.base+end)
}

// value converts a node and all that is in it. Nothing before offset from belongs to it.
func (r *yamlReader) value(n *yaml.Node, from int) *Node {
	if r.count++; r.count > maxNodes {
		r.stop(r.file.tooMany(r.base + r.offset(n)))
	}
	if n.Kind == yaml.MappingNode || n.Kind == yaml.SequenceNode {
		if r.depth++; r.depth > maxDepth {
			r.stop(r.file.tooDeep(r.base + r.offset(n)))
		}
		defer func() { r.depth-- }()
		r.deepest = max(r.deepest, r.depth)
	}
	if r.err != nil {
		return r.make(Null, from, from)
	}
	if n.Kind == yaml.AliasNode {
		return r.alias(n)
	}
	if n.Anchor == "" {
		return r.content(n, from)
	}
	known := &anchored{}
	r.anchors[n] = known
	before, outer, outside := r.count, r.deepest, r.depth
	if n.Kind != yaml.ScalarNode {
		outside--
	}
	r.deepest = r.depth
	v := r.content(n, from)
	*known = anchored{node: v, size: r.count - before + 1, depth: r.deepest - outside}
	r.deepest = max(r.deepest, outer)
	return v
}

func (r *yamlReader) stop(err *Error) {
	if r.err == nil {
		r.err = err
	}
}

// alias is a node that shares all that is in the alias's target, so that expanding costs nothing; it
// counts all the same, since whoever walks the tree meets every node of it.
func (r *yamlReader) alias(n *yaml.Node) *Node {
	start := r.offset(n)
	v := r.make(Null, start, min(start+1+len(n.Value), len(r.text)))
	target := r.anchors[n.Alias]
	if target == nil || target.node == nil {
		err := r.file.errorAt(v.Start, "the alias *"+n.Value+" contains itself")
		err.Limit = true
		r.stop(err)
		return v
	}
	r.count += target.size - 1
	if r.count > maxNodes {
		r.stop(r.file.tooMany(v.Start))
	}
	r.deepest = max(r.deepest, r.depth+target.depth)
	if r.deepest > maxDepth {
		r.stop(r.file.tooDeep(v.Start))
	}
	t := target.node
	v.Kind, v.Value, v.Tag, v.Items, v.Pairs = t.Kind, t.Value, t.Tag, t.Items, t.Pairs
	return v
}

// content converts a node that is no alias.
func (r *yamlReader) content(n *yaml.Node, from int) *Node {
	start, bare := r.properties(r.offset(n))
	var v *Node
	switch {
	case n.Kind == yaml.ScalarNode:
		v = r.scalar(n, start, bare, from)
	case isPlaceholder(n, r.text[start:]):
		end := start + strings.Index(r.text[start:], "}}") + 2
		v = r.make(String, start, end)
		v.Value = r.text[start:end]
	case n.Kind == yaml.MappingNode:
		v = r.mapping(n, start)
	default:
		v = r.sequence(n, start)
	}
	if tag := foreignTag(n); tag != "" {
		v.Tag = tag
		r.unknownTag(tag, v.Place)
	}
	return v
}

// isPlaceholder says whether a mapping is no mapping but {{ a placeholder }} without quotes.
func isPlaceholder(n *yaml.Node, text string) bool {
	return n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0 && strings.HasPrefix(text, "{{") &&
		len(n.Content) == 2 && n.Content[0].Kind == yaml.MappingNode && strings.Contains(text, "}}")
}

// foreignTag is the tag of a node where YAML does not define it.
func foreignTag(n *yaml.Node) string {
	switch n.Tag {
	case "", "!", "!!null", "!!bool", "!!int", "!!float", "!!str", "!!timestamp", "!!binary", "!!merge",
		"!!map", "!!seq", "!!omap", "!!pairs", "!!set":
		return ""
	}
	return n.Tag
}

func (r *yamlReader) unknownTag(tag string, at Place) {
	if r.tags[tag] {
		return
	}
	if r.tags == nil {
		r.tags = map[string]bool{}
	}
	r.tags[tag] = true
	r.notes = append(r.notes, Note{Kind: "unknown-tag", Text: "the tag " + quote(tag) + " is not known", At: at})
}
