package source

import (
	"errors"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// tomlReader builds one tree of the expressions of a TOML document. A table is where its header and
// its entries stand; tables may be stated in any order, so the places of neighbours may overlap.
type tomlReader struct {
	slab
	parser unstable.Parser
	text   string // of the region
	base   int    // where the region starts in the file
	cursor int    // in text, behind what was read of the current expression
	root   *Node
	depth  int                      // of the table that entries are read into, less the length of the path to it
	index  map[*Node]map[string]int // of each Map that is read, the pair of each key
	err    *Error
}

// parseTOML reads a document. An empty one is an empty Map.
func parseTOML(in region) tree {
	r := &tomlReader{
		slab:  newSlab(in.file, in.end-in.start),
		text:  in.text(),
		base:  in.start,
		index: map[*Node]map[string]int{},
	}
	if crowded(r.text, ".,=[{") {
		return tree{err: in.file.tooMany(in.start)}
	}
	r.root = r.node(Map, in.start, in.end)
	r.parser.Reset([]byte(r.text))
	path := []*Node{r.root}
	for r.err == nil && r.parser.NextExpression() {
		path = r.expression(path)
	}
	if r.err == nil && r.parser.Error() == nil {
		r.check()
	}
	if err := r.parser.Error(); err != nil && r.err == nil {
		r.explain(err)
	}
	if r.err != nil {
		return tree{err: r.err}
	}
	return tree{documents: []*Node{r.root}}
}

// explain turns an error of the parser into ours.
func (r *tomlReader) explain(err error) {
	at := len(r.text)
	if parserError, ok := errors.AsType[*unstable.ParserError](err); ok {
		at = int(r.parser.Range(parserError.Highlight).Offset)
	}
	r.err = r.file.errorAt(r.base+at, err.Error())
}

// check lets the library decide whether the document is valid: repeated keys and tables, numbers and
// dates out of range.
func (r *tomlReader) check() {
	var values map[string]any
	err := toml.Unmarshal([]byte(r.text), &values)
	if err == nil {
		return
	}
	at := 0
	if decodeError, ok := errors.AsType[*toml.DecodeError](err); ok {
		line, column := decodeError.Position()
		for range line - 1 {
			at += strings.IndexByte(r.text[at:], '\n') + 1
		}
		at = min(at+column-1, len(r.text))
	}
	r.err = r.file.errorAt(r.base+at, strings.TrimPrefix(err.Error(), "toml: "))
}

// expression reads a header or an entry. The path leads to the table that entries belong to.
func (r *tomlReader) expression(path []*Node) []*Node {
	e := r.parser.Expression()
	switch e.Kind {
	case unstable.KeyValue:
		r.entry(e, path)
	case unstable.Table, unstable.ArrayTable:
		path = r.header(e)
	}
	return path
}

// header makes the table that a header names, or finds it, and is the path to it.
func (r *tomlReader) header(e *unstable.Node) []*Node {
	keys := r.keys(e.Key())
	if len(keys) == 0 || r.err != nil {
		return []*Node{r.root}
	}
	start := strings.LastIndexByte(r.text[:keys[0].Start-r.base], '[')
	end := keys[len(keys)-1].End - r.base
	end += strings.IndexByte(r.text[end:], ']') + 1
	if e.Kind == unstable.ArrayTable {
		start, end = start-1, end+1
	}
	path := []*Node{r.root}
	for i, key := range keys {
		last := i == len(keys)-1
		path = r.step(path, key, last && e.Kind == unstable.ArrayTable, start, end)
	}
	r.widen(path, r.base+start, r.base+end)
	return path
}

// step goes from the last table of a path to what a key of it names, and makes that where it is not
// there. With add it is a new table in a list of tables.
func (r *tomlReader) step(path []*Node, key *Node, add bool, start, end int) []*Node {
	if r.depth+len(path) >= maxDepth {
		r.err = r.file.tooDeep(key.Start)
		return path
	}
	table := path[len(path)-1]
	value := r.find(table, key.Value)
	if value == nil {
		kind := Map
		if add {
			kind = List
		}
		value = r.value(kind, start, end)
		r.put(table, key, value)
	}
	path = append(path, value)
	if value.Kind != List {
		return path
	}
	if add {
		value.Items = append(value.Items, r.value(Map, start, end))
	}
	if len(value.Items) == 0 {
		return path
	}
	return append(path, value.Items[len(value.Items)-1])
}

// find is the value of a key of a table.
func (r *tomlReader) find(table *Node, key string) *Node {
	if i, ok := r.index[table][key]; ok {
		return table.Pairs[i].Value
	}
	return nil
}

// put adds an entry to a table.
func (r *tomlReader) put(table, key, value *Node) {
	if r.index[table] == nil {
		r.index[table] = map[string]int{}
	}
	r.index[table][key.Value] = len(table.Pairs)
	table.Pairs = append(table.Pairs, Pair{Key: key, Value: value})
}

// widen makes all tables of a path contain a span.
func (r *tomlReader) widen(path []*Node, start, end int) {
	for _, table := range path {
		table.Start, table.End = min(table.Start, start), max(table.End, end)
	}
}

// keys makes nodes of a dotted key.
func (r *tomlReader) keys(it unstable.Iterator) []*Node {
	var keys []*Node
	for it.Next() {
		raw := it.Node().Raw
		start := r.base + int(raw.Offset)
		key := r.node(String, start, start+int(raw.Length))
		key.Value = string(it.Node().Data)
		if keys = append(keys, key); len(keys) > maxDepth {
			r.err = r.file.tooDeep(start)
			return nil
		}
	}
	return keys
}
