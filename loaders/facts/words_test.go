package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/pacheck/pacheck/loaders/facts"
)

// TestWords compares the one pass with a search for each word.
func TestWords(t *testing.T) {
	words := []string{"mcp:", "mcpservers", `"_type"`, "_type: chat", "ab", "aab", "aaab", "é: x", "mcp:"}
	pieces := append([]string{"", "a", "m", "mcp", "_type", " ", "\"", "b", "MCP:", "Ab", "É", "\u212a", "mcp\u017fervers"}, words...)
	for _, fold := range []bool{false, true} {
		w := facts.NewWords(words, fold)
		rapid.Check(t, func(t *rapid.T) {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "text"), "")
			read := text
			if fold {
				read = strings.ReplaceAll(strings.ToLower(text), "\u017f", "s")
			}
			var want map[string]bool
			for _, word := range words {
				if strings.Contains(read, word) {
					if want == nil {
						want = map[string]bool{}
					}
					want[word] = true
				}
			}
			if diff := cmp.Diff(want, w.In(text)); diff != "" {
				t.Errorf("words in %q (-want +got):\n%s", text, diff)
			}
		})
	}
}
