package source

import (
	"encoding/json"
	"math"
	"strconv"
)

// Kind is what a Node is.
type Kind uint8

// The kinds of nodes: those of JSON. YAML and TOML dates are strings.
const (
	Null Kind = iota
	Bool
	Number
	String
	List
	Map
)

// Node is one value of a parsed JSON, YAML, TOML or front matter tree, with the place where it stands.
// Nodes are never changed after parsing and may be shared between goroutines. All methods work on nil,
// which stands for a value that is not there.
//
// A node lies within the place of its parent, and neighbours do not overlap. The exceptions: a YAML
// alias stands where it is used, but all that is in it where it is defined; so do the pairs that a
// merge key adds, behind a mapping's own; and TOML tables may be stated in pieces, in any order, and
// reach from the first piece to the last. The place of a YAML value leaves out its tag and its anchor,
// that of a block scalar the blank lines at its end.
type Node struct {
	Place
	Kind  Kind
	Value string  // Bool: "true" or "false"; Number: as written; String: decoded
	Tag   string  // a YAML tag that is not of YAML's own, such as "!Sub"; else empty
	Items []*Node // of a List
	Pairs []Pair  // of a Map, in the order of the file; a repeated key stands here each time
	index *index  // of many Pairs; nil for few
}

// Pair is an entry of a Map.
type Pair struct {
	Key   *Node // always a String, in YAML with the key's scalar as written
	Value *Node
}

// Get is the value of a key of a Map, the last one where the key is repeated, else nil. With several
// keys it is the first of them that is there.
func (n *Node) Get(keys ...string) *Node {
	if n == nil {
		return nil
	}
	for _, key := range keys {
		if i := n.find(key); i >= 0 {
			return n.Pairs[i].Value
		}
	}
	return nil
}

// At walks down: a string is the key of a Map, an int the index in a List.
func (n *Node) At(path ...any) *Node {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			n = n.Get(step)
		case int:
			n = n.Index(step)
		}
	}
	return n
}

// Index is an item of a List, else nil.
func (n *Node) Index(i int) *Node {
	if n == nil || i < 0 || i >= len(n.Items) {
		return nil
	}
	return n.Items[i]
}

// Key is the node of a key of a Map, the last one where the key is repeated, else nil.
func (n *Node) Key(key string) *Node {
	if n == nil {
		return nil
	}
	if i := n.find(key); i >= 0 {
		return n.Pairs[i].Key
	}
	return nil
}

// Has says whether n is a Map with all of the keys.
func (n *Node) Has(keys ...string) bool {
	for _, key := range keys {
		if n.Get(key) == nil {
			return false
		}
	}
	return n.IsMap()
}

// IsMap says whether n is a Map.
func (n *Node) IsMap() bool { return n != nil && n.Kind == Map }

// IsList says whether n is a List.
func (n *Node) IsList() bool { return n != nil && n.Kind == List }

// IsString says whether n is a String.
func (n *Node) IsString() bool { return n != nil && n.Kind == String }

// Text is the decoded text of a String, and of a Number or a Bool as written; else "".
func (n *Node) Text() string {
	if n == nil || n.Kind == Null {
		return ""
	}
	return n.Value
}

// Bool is the value of a Bool, also in the spellings of YAML 1.1 (yes, off, …) where n is a plain YAML
// scalar; ok says whether n is one.
func (n *Node) Bool() (value, ok bool) {
	if n == nil || n.Kind != Bool {
		return false, false
	}
	return n.Value == "true", true
}

// Number is the value of a Number; ok says whether n is one, and one that JSON can hold: neither infinite
// nor NaN.
func (n *Node) Number() (value float64, ok bool) {
	if n == nil || n.Kind != Number {
		return 0, false
	}
	value, err := strconv.ParseFloat(n.Value, 64)
	return value, err == nil && !math.IsInf(value, 0) && !math.IsNaN(value)
}

// MarshalJSON writes the plain value, of a repeated key the last one.
func (n *Node) MarshalJSON() ([]byte, error) { return json.Marshal(n.plain()) }

func (n *Node) plain() any {
	switch n.Kind {
	case Bool:
		return n.Value == "true"
	case Number:
		if v, ok := n.Number(); ok {
			return v
		}
		return n.Value
	case String:
		return n.Value
	case List:
		items := make([]any, len(n.Items))
		for i, item := range n.Items {
			items[i] = item.plain()
		}
		return items
	case Map:
		entries := make(map[string]any, len(n.Pairs))
		for _, pair := range n.Pairs {
			entries[pair.Key.Value] = pair.Value.plain()
		}
		return entries
	}
	return nil
}
