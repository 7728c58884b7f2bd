package loaders

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestLinePatterns compares the patterns for lines with the expressions over the whole text.
func TestLinePatterns(t *testing.T) {
	patterns := map[string]linePattern{
		"heading": headingLine, "bold": boldLine, "row": tableRow, "label": emptyLabel, "role": roleLine, "begin": beginLine,
	}
	pieces := []string{
		"", " ", "\t", "\n", "\r\n", "#", "## ", "*", "**", "- ", "Use", "use:", ":", "|", "| a b c |", "system", "User", "[x]",
		"BEGIN", "start", "End", "\u017ftart", "É", "_", "=== ", "abc def",
	}
	for name, p := range patterns {
		t.Run(name, func(t *testing.T) {
			whole := regexp.MustCompile(`(?m)` + p.expression().String())
			rapid.Check(t, func(t *rapid.T) {
				text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 16).Draw(t, "text"), "")
				if diff := cmp.Diff(whole.FindAllStringSubmatchIndex(text, -1), p.find(text)); diff != "" {
					t.Errorf("matches in %q (-want +got):\n%s", text, diff)
				}
				if diff := cmp.Diff(whole.ReplaceAllString(text, ""), p.remove(text)); diff != "" {
					t.Errorf("without matches %q (-want +got):\n%s", text, diff)
				}
			})
		})
	}
}

// TestFenceMarks compares the scan with an expression.
func TestFenceMarks(t *testing.T) {
	whole := regexp.MustCompile("`{3,}|~{3,}|\"{3,}|'{3,}")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"`", "``", "~", "\"", "'", "'''", "a", "\n"}), 0, 16).Draw(t, "text"), "")
		if diff := cmp.Diff(whole.FindAllStringIndex(text, -1), fenceMarks(text)); diff != "" {
			t.Errorf("marks in %q (-want +got):\n%s", text, diff)
		}
	})
}
