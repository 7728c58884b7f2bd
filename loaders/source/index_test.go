package source_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pacheck/pacheck/loaders/source"
)

// TestManyKeys: a Map with many keys is looked up in as one with few: the last of repeated keys counts, and
// a copy with other pairs knows its own.
func TestManyKeys(t *testing.T) {
	for _, n := range []int{3, 63, 64, 65, 1000} {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "%q: %d, ", fmt.Sprint("k", i), i)
		}
		f := source.Read("a.json", []byte("{"+b.String()+`"k1": "again"}`))
		f.Parse()
		root := f.Root
		fewer := *root
		fewer.Pairs = root.Pairs[:2]
		other := *root
		other.Pairs = append([]source.Pair{{Key: &source.Node{Kind: source.String, Value: "own"}, Value: root.Pairs[0].Value}}, root.Pairs[1:]...)
		got := []any{
			root.Get("k0").Text(), root.Get("k1").Text(), root.Get(fmt.Sprint("k", n-1)).Text(), root.Get("k") == nil, root.Get("none", "k2").Text(),
			root.Key("k1").Start == root.Pairs[n].Key.Start, root.Has("k0", "k1"), root.Has("k0", "no"),
			fewer.Get("k1").Text(), fewer.Get("k2") == nil, other.Get("own").Text(), other.Get("k0") == nil,
		}
		want := []any{"0", "again", fmt.Sprint(n - 1), true, "2", true, true, false, "1", true, "0", true}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%d keys: got %v, want %v", n, got, want)
		}
	}
}
