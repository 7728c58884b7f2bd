package source

// slab hands out nodes and their children from few large allocations and counts the nodes. The nodes
// of one parse live and die together, so that nothing is lost by it.
type slab struct {
	file  *File
	nodes []Node
	items []*Node
	pairs []Pair
	next  int // size of the next chunk of nodes
	count int // of the values made so far, keys left out
}

func newSlab(f *File, size int) slab {
	return slab{file: f, next: min(max(size/32, 8), 512)}
}

// node is a new node at [start, end).
func (s *slab) node(kind Kind, start, end int) *Node {
	if len(s.nodes) == 0 {
		s.nodes = make([]Node, s.next)
		s.next = max(s.next/2, 32)
	}
	n := &s.nodes[0]
	s.nodes = s.nodes[1:]
	n.File, n.Start, n.End, n.Kind = s.file, start, end, kind
	return n
}

// list is a copy of items.
func (s *slab) list(items []*Node) []*Node {
	if len(items) > len(s.items) {
		s.items = make([]*Node, max(len(items), s.next/2))
	}
	n := copy(s.items, items)
	out := s.items[:n:n]
	s.items = s.items[n:]
	return out
}

// entries is a copy of pairs.
func (s *slab) entries(pairs []Pair) []Pair {
	if len(pairs) > len(s.pairs) {
		s.pairs = make([]Pair, max(len(pairs), s.next/2))
	}
	n := copy(s.pairs, pairs)
	out := s.pairs[:n:n]
	s.pairs = s.pairs[n:]
	return out
}

// repeats calls report with each key of a Map that stands in it before.
func repeats(pairs []Pair, report func(key *Node)) {
	if len(pairs) <= 12 {
		for i := 1; i < len(pairs); i++ {
			key := pairs[i].Key
			for _, pair := range pairs[:i] {
				if pair.Key.Value == key.Value {
					report(key)
					break
				}
			}
		}
		return
	}
	seen := make(map[string]struct{}, len(pairs))
	for _, pair := range pairs {
		if _, again := seen[pair.Key.Value]; again {
			report(pair.Key)
		}
		seen[pair.Key.Value] = struct{}{}
	}
}

// duplicateKey is the note for a repeated key.
func duplicateKey(key *Node) Note {
	return Note{Kind: "duplicate-key", Text: "the key " + quote(key.Value) + " is repeated", At: key.Place}
}
