package source_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/source"
)

// TestLimits holds that texts beyond the limits are Skipped, with the place where they go beyond.
func TestLimits(t *testing.T) {
	deep := strings.Repeat
	tests := []struct{ name, path, text, want string }{
		{"json lists", "a.json", deep("[", 5000) + deep("]", 5000), "1:257-1:258: nested deeper than 256 levels"},
		{"json maps", "a.json", deep(`{"a":`, 5000) + "1" + deep("}", 5000), "1:1281-1:1282: nested deeper than 256 levels"},
		{"json lists without end", "a.json", deep("[", 1<<20), "1:257-1:258: nested deeper than 256 levels"},
		{"json values", "a.json", "[" + deep("1,\n", 100_000) + "1]", "100000:1-100000:2: more than 100000 values"},
		{"yaml flow lists", "a.yaml", deep("[", 5000) + deep("]", 5000), "1:257-1:258: nested deeper than 256 levels"},
		{"yaml block lists", "a.yaml", deep("- ", 5000) + "a", "1:513-1:514: nested deeper than 256 levels"},
		{"yaml maps", "a.yaml", deep("{a: ", 300) + deep("}", 300), "1:1025-1:1026: nested deeper than 256 levels"},
		{"yaml values", "a.yaml", deep("- a\n", 100_000), "100000:3-100000:4: more than 100000 values"},
		{"yaml crowd", "a.yaml", deep("- a\n", 1_000_001), "1:1-1:2: more than 100000 values"},
		{"yaml aliases", "a.yaml", bomb(), "5:45-5:46: more than 100000 values"},
		{"yaml nested aliases", "a.yaml", "a: &a " + deep("[", 100) + deep("]", 100) + "\nb: " + deep("[", 156) + "*a" + deep("]", 156), "2:160-2:161: nested deeper than 256 levels"},
		{"yaml merge keys", "a.yaml", "a: &a {" + manyKeys(5000, "k%d: 1, ") + "}\nb:\n" + deep("- <<: *a\n", 5000), "21:7-21:8: more than 100000 values"},
		{"yaml alias in itself", "a.yaml", "a: &a\n  b: *a\n", "2:6-2:7: the alias *a contains itself"},
		{"toml lists", "a.toml", "a = " + deep("[", 5000) + deep("]", 5000), "1:260-1:261: nested deeper than 256 levels"},
		{"toml inline tables", "a.toml", "a = " + deep("{a = ", 5000) + "1" + deep("}", 5000), "1:1280-1:1281: nested deeper than 256 levels"},
		{"toml keys", "a.toml", deep("a.", 5000) + "a = 1", "1:513-1:514: nested deeper than 256 levels"},
		{"toml headers", "a.toml", "[" + deep("a.", 5000) + "a]", "1:514-1:515: nested deeper than 256 levels"},
		{"toml values", "a.toml", manyKeys(100_001, "k%d = 1\n"), "100001:11-100001:12: more than 100000 values"},
		{"front matter depth", "a.md", "---\na: " + deep("[", 5000) + deep("]", 5000) + "\n---\n", "2:259-2:260: nested deeper than 256 levels"},
		{"front matter size", "a.md", "---\n" + manyKeys(10_000, "k%d: 1\n") + "---\n", "1:1-1:2: the front matter is larger than 64 KiB"},
		{"front matter aliases", "a.md", "---\n" + bomb() + "---\n", "6:45-6:46: more than 100000 values"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := read(test.path, test.text)
			if f.Err == nil {
				t.Fatal(f.Status)
			}
			got := []any{f.Status, f.Err.Limit, span(f.Err.At) + ": " + f.Err.Message}
			if diff := cmp.Diff([]any{source.Skipped, true, test.want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// bomb has lists each of which holds the one before it ten times.
func bomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := range 30 {
		name := fmt.Sprintf("a%d", i+1)
		fmt.Fprintf(&b, "%s: &%s [%s*a%d]\n", name, name, strings.Repeat(fmt.Sprintf("*a%d, ", i), 9), i)
	}
	return b.String()
}

// manyKeys is a format with so many numbers.
func manyKeys(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestWithinLimits holds that texts just within the limits are read.
func TestWithinLimits(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"json depth", "a.json", strings.Repeat("[", 256) + "1" + strings.Repeat("]", 256)},
		{"json values", "a.json", "[" + strings.Repeat("1,", 99_998) + "1]"},
		{"yaml depth", "a.yaml", strings.Repeat("- ", 256) + "a"},
		{"yaml values", "a.yaml", strings.Repeat("- a\n", 99_999)},
		{"yaml nested aliases", "a.yaml", "a: &a " + strings.Repeat("[", 100) + strings.Repeat("]", 100) + "\nb: " + strings.Repeat("[", 155) + "*a" + strings.Repeat("]", 155)},
		{"yaml prose", "a.yaml", "a: |\n" + strings.Repeat("  one, two: three - four\n", 40_000)},
		{"toml depth", "a.toml", "a = " + strings.Repeat("[", 255) + "1" + strings.Repeat("]", 255)},
		{"toml values", "a.toml", "a = [" + strings.Repeat("1,", 99_997) + "1]"},
		{"front matter size", "a.md", "---\na: |\n" + strings.Repeat("  b\n", 16_000) + "---\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if f := read(test.path, test.text); f.Status != source.OK {
				t.Error(f.Status, f.Err)
			}
		})
	}
}
