package loaders

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestHintIndex compares the one pass with a search for each hint.
func TestHintIndex(t *testing.T) {
	hints := []string{"mcp:", "mcpServers", `"_type"`, "_type: chat", "ab", "aab", "aaab", "é: x"}
	x := newHintIndex([]Loader{{Hints: hints[:4]}, {Hints: hints[2:]}})
	pieces := append([]string{"", "a", "m", "mcp", "_type", " ", "\"", "b"}, hints...)
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "text"), "")
		want := map[string]bool{}
		for _, hint := range hints {
			if strings.Contains(text, hint) {
				want[hint] = true
			}
		}
		if diff := cmp.Diff(want, x.find(text)); diff != "" {
			t.Errorf("hints in %q (-want +got):\n%s", text, diff)
		}
	})
}
