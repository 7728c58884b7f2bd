package source

import "slices"

// manyPairs is from how many pairs on a Map has an index, so that looking up each of a list of names in it
// does not take the product of both.
const manyPairs = 64

// index says where the keys of a Map stand.
type index struct {
	first *Pair // of the pairs that it is about: a copy of the node may have others
	count int
	at    map[string]int // the last one of a repeated key
}

// indexPairs makes the index of a Map whose pairs are complete, where it has many.
func (n *Node) indexPairs() {
	if len(n.Pairs) < manyPairs {
		return
	}
	n.index = &index{first: &n.Pairs[0], count: len(n.Pairs), at: make(map[string]int, len(n.Pairs))}
	for i, pair := range n.Pairs {
		n.index.at[pair.Key.Value] = i
	}
}

// find is the index of the last pair with a key, -1 for none.
func (n *Node) find(key string) int {
	if x := n.index; x != nil && x.count == len(n.Pairs) && x.first == &n.Pairs[0] {
		if i, ok := x.at[key]; ok {
			return i
		}
		return -1
	}
	for i, pair := range slices.Backward(n.Pairs) {
		if pair.Key.Value == key {
			return i
		}
	}
	return -1
}
