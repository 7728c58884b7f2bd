package source

import (
	"path"
	"strings"
)

// jsonReader reads JSON with comments and trailing commas and remembers where everything stands.
type jsonReader struct {
	slab
	text   string // up to the end of the region
	at     int
	depth  int
	err    *Error // the first one; reading stops there
	notes  []Note
	items  []*Node // of the lists being read, innermost last
	pairs  []Pair  // of the maps being read
	buffer []byte  // for strings with escapes
}

// parseJSON reads one value, or the values of a stream of JSON lines.
func parseJSON(in region) tree {
	r := &jsonReader{slab: newSlab(in.file, in.end-in.start), text: in.file.Text[:in.end], at: in.start}
	var documents []*Node
	stream := isStream(in.file.Path)
	for r.space(); r.err == nil && (len(documents) == 0 || stream && r.at < len(r.text)); r.space() {
		documents = append(documents, r.value())
	}
	if r.err == nil && r.at < len(r.text) {
		r.fail("expected the end of the file")
	}
	if r.err != nil {
		return tree{notes: r.notes, err: r.err}
	}
	return tree{documents: documents, notes: r.notes}
}

func isStream(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".jsonl" || ext == ".ndjson"
}

// fail stops at the current character.
func (r *jsonReader) fail(message string) {
	if r.err != nil {
		return
	}
	if r.at >= len(r.text) {
		message = "unexpected end of the file, " + message
	}
	r.err = r.file.errorAt(r.at, message)
}

// peek is the current character, or 0 at the end.
func (r *jsonReader) peek() byte {
	if r.at < len(r.text) {
		return r.text[r.at]
	}
	return 0
}

// space skips blanks and comments.
func (r *jsonReader) space() {
	for r.at < len(r.text) {
		switch r.text[r.at] {
		case ' ', '\t', '\n', '\r':
			r.at++
		case '/':
			if !r.comment() {
				return
			}
		default:
			return
		}
	}
}

// comment skips a comment and says whether there was one.
func (r *jsonReader) comment() bool {
	rest := r.text[r.at:]
	switch {
	case strings.HasPrefix(rest, "//"):
		r.at, _ = lineEnd(r.text, r.at)
		return true
	case strings.HasPrefix(rest, "/*"):
		if n := strings.Index(rest[2:], "*/"); n >= 0 {
			r.at += n + 4
			return true
		}
		r.fail("this comment has no end")
	}
	return false
}

// value reads a value; space has been skipped. It is nil after an error.
func (r *jsonReader) value() *Node {
	if r.count++; r.count > maxNodes {
		r.err = r.file.tooMany(r.at)
		return nil
	}
	switch c := r.peek(); c {
	case '{', '[':
		return r.collection(c)
	case '"':
		return r.string()
	case 't':
		return r.word("true", Bool)
	case 'f':
		return r.word("false", Bool)
	case 'n':
		return r.word("null", Null)
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return r.number()
	}
	r.fail("expected a value")
	return nil
}

func (r *jsonReader) collection(open byte) *Node {
	if r.depth++; r.depth > maxDepth {
		r.err = r.file.tooDeep(r.at)
		return nil
	}
	start := r.at
	r.at++
	r.space()
	var n *Node
	if open == '{' {
		n = r.object(start)
	} else {
		n = r.array(start)
	}
	r.depth--
	return n
}

func (r *jsonReader) array(start int) *Node {
	n := r.node(List, start, start)
	first := len(r.items)
	for r.err == nil && r.peek() != ']' {
		r.items = append(r.items, r.value())
		r.separator(']', `expected "," or "]"`)
	}
	n.Items = r.list(r.items[first:])
	r.items = r.items[:first]
	r.at++
	n.End = r.at
	return n
}

func (r *jsonReader) object(start int) *Node {
	n := r.node(Map, start, start)
	first := len(r.pairs)
	for r.err == nil && r.peek() != '}' {
		r.pairs = append(r.pairs, r.pair())
		r.separator('}', `expected "," or "}"`)
	}
	n.Pairs = r.entries(r.pairs[first:])
	n.indexPairs()
	r.pairs = r.pairs[:first]
	r.at++
	n.End = r.at
	if r.err != nil {
		return n
	}
	repeats(n.Pairs, func(key *Node) { r.notes = append(r.notes, duplicateKey(key)) })
	return n
}

// pair reads a key, a colon and a value.
func (r *jsonReader) pair() Pair {
	if r.peek() != '"' {
		r.fail("expected a key in double quotes")
		return Pair{Key: &Node{}}
	}
	key := r.string()
	if r.err != nil {
		return Pair{Key: &Node{}}
	}
	r.space()
	if r.peek() != ':' {
		r.fail(`expected ":" after the key`)
		return Pair{Key: &Node{}}
	}
	r.at++
	r.space()
	return Pair{Key: key, Value: r.value()}
}

// separator reads the comma after an entry, the last of which may be left out.
func (r *jsonReader) separator(end byte, message string) {
	if r.err != nil {
		return
	}
	r.space()
	switch r.peek() {
	case ',':
		r.at++
		r.space()
	case end:
	default:
		r.fail(message)
	}
}

func (r *jsonReader) word(word string, kind Kind) *Node {
	if !strings.HasPrefix(r.text[r.at:], word) {
		r.fail("expected a value")
		return nil
	}
	n := r.node(kind, r.at, r.at+len(word))
	if kind == Bool {
		n.Value = word
	}
	r.at = n.End
	return n
}

// number reads a number, which keeps its spelling.
func (r *jsonReader) number() *Node {
	start := r.at
	if r.peek() == '-' {
		r.at++
	}
	if r.peek() == '0' {
		r.at++
	} else {
		r.digits()
	}
	if r.peek() == '.' {
		r.at++
		r.digits()
	}
	if c := r.peek(); c == 'e' || c == 'E' {
		r.at++
		if c := r.peek(); c == '+' || c == '-' {
			r.at++
		}
		r.digits()
	}
	n := r.node(Number, start, r.at)
	n.Value = r.text[start:r.at]
	return n
}

func (r *jsonReader) digits() {
	start := r.at
	for r.at < len(r.text) && r.text[r.at]-'0' < 10 {
		r.at++
	}
	if start == r.at {
		r.fail("expected a digit")
	}
}
