package source

import (
	"math"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"
)

// value is a new node at [start, end) of the text, and counts.
func (r *tomlReader) value(kind Kind, start, end int) *Node {
	if r.count++; r.count > maxNodes && r.err == nil {
		r.err = r.file.tooMany(r.base + start)
	}
	return r.node(kind, r.base+start, r.base+end)
}

// entry reads a key, which may be dotted, and its value into the last table of a path.
func (r *tomlReader) entry(e *unstable.Node, path []*Node) {
	keys := r.keys(e.Key())
	if len(keys) == 0 || r.err != nil {
		return
	}
	start := keys[0].Start
	last := keys[len(keys)-1]
	r.cursor = last.End - r.base
	r.cursor += strings.IndexByte(r.text[r.cursor:], '=') + 1
	depth := len(path)
	for i, key := range keys[:len(keys)-1] {
		next := keys[i+1].Start - r.base
		path = r.step(path, key, false, next, next)
	}
	if r.err != nil {
		return
	}
	value := r.read(e.Value(), r.depth+len(path)+1)
	r.put(path[len(path)-1], last, value)
	r.widen(path[:depth], start, value.End)
	for i, table := range path[depth:] {
		r.widen([]*Node{table}, keys[min(i+1, len(keys)-1)].Start, value.End)
	}
}

// read reads a value that stands behind the cursor, and moves that behind it.
func (r *tomlReader) read(e *unstable.Node, depth int) *Node {
	r.skip()
	if (e.Kind == unstable.Array || e.Kind == unstable.InlineTable) && depth > maxDepth && r.err == nil {
		r.err = r.file.tooDeep(r.base + r.cursor)
	}
	if r.err != nil {
		return r.value(Null, r.cursor, r.cursor)
	}
	start := r.cursor
	switch e.Kind {
	case unstable.Array:
		return r.array(e, start, depth)
	case unstable.InlineTable:
		return r.inlineTable(e, start, depth)
	}
	start = int(e.Raw.Offset)
	r.cursor = start + int(e.Raw.Length)
	n := r.value(String, start, r.cursor)
	n.Value = string(e.Data)
	switch e.Kind {
	case unstable.Bool:
		n.Kind = Bool
	case unstable.Integer, unstable.Float:
		tomlNumber(n)
	}
	return n
}

func (r *tomlReader) array(e *unstable.Node, start, depth int) *Node {
	n := r.value(List, start, start)
	r.cursor++
	it := e.Children()
	for it.Next() {
		if it.Node().Kind != unstable.Comment {
			n.Items = append(n.Items, r.read(it.Node(), depth+1))
		}
	}
	r.skip()
	r.cursor++
	n.End = r.base + r.cursor
	return n
}

func (r *tomlReader) inlineTable(e *unstable.Node, start, depth int) *Node {
	n := r.value(Map, start, start)
	r.cursor++
	it := e.Children()
	for it.Next() {
		if it.Node().Kind == unstable.KeyValue {
			outer := r.depth
			r.depth = depth - 1
			r.entry(it.Node(), []*Node{n})
			r.depth = outer
		}
	}
	r.skip()
	r.cursor++
	n.End = r.base + r.cursor
	return n
}

// skip moves the cursor over blanks, line breaks, commas and comments.
func (r *tomlReader) skip() {
	for r.cursor < len(r.text) {
		switch r.text[r.cursor] {
		case ' ', '\t', '\r', '\n', ',':
			r.cursor++
		case '#':
			r.cursor, _ = lineEnd(r.text, r.cursor)
		default:
			return
		}
	}
}

// tomlNumber makes a Number of n where it is finite, in a spelling that is decimal.
func tomlNumber(n *Node) {
	plain := strings.ReplaceAll(n.Value, "_", "")
	if i, err := strconv.ParseInt(plain, 0, 64); err == nil {
		n.Kind = Number
		if plain != n.Value || len(plain) > 1 && plain[0] == '0' {
			n.Value = strconv.FormatInt(i, 10)
		}
		return
	}
	if x, err := strconv.ParseFloat(plain, 64); err == nil && !math.IsInf(x, 0) && !math.IsNaN(x) {
		n.Kind, n.Value = Number, plain
	}
}
