package loaders

import "github.com/pacheck/pacheck/loaders/source"

// documentsOf are the documents of a file, at least one, which may be nil.
func documentsOf(f *source.File) []*source.Node {
	if len(f.Documents) > 0 {
		return f.Documents
	}
	return []*source.Node{f.Root}
}

// placeOf is the place of a node that may be nil.
func placeOf(n *source.Node) source.Place {
	if n == nil {
		return source.Place{}
	}
	return n.Place
}

// entryPlace is the place of an entry of a Map, from its key to the end of its value.
func entryPlace(p source.Pair) source.Place {
	at := p.Key.Place
	if p.Value != nil && p.Value.File == at.File && p.Value.End > at.End {
		at.End = p.Value.End
	}
	return at
}

// textOr is a scalar itself, or of a Map the first of the keys that is there.
func textOr(n *source.Node, keys ...string) source.Text {
	if n.IsMap() {
		return n.Get(keys...).Field()
	}
	return n.Field()
}

// nameOr is what the key "name" says, else the fallback.
func nameOr(n *source.Node, fallback source.Text) source.Text {
	if name := n.Get("name").Field(); name.V != "" {
		return name
	}
	return fallback
}

// pairsOf is a Map as a list; a value that is no scalar is absent in its pair.
func pairsOf(n *source.Node) []Pair {
	if !n.IsMap() {
		return nil
	}
	pairs := make([]Pair, 0, len(n.Pairs))
	for _, p := range n.Pairs {
		pairs = append(pairs, Pair{Key: p.Key.Value, Value: p.Value.Field(), At: p.Key.Place})
	}
	return pairs
}

// itemsOf are the items of a List; of anything else there are none.
func itemsOf(n *source.Node) []*source.Node {
	if !n.IsList() {
		return nil
	}
	return n.Items
}

// entriesOf are the entries of a Map; of anything else there are none.
func entriesOf(n *source.Node) []source.Pair {
	if !n.IsMap() {
		return nil
	}
	return n.Pairs
}
