package source_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/source"
)

// TestSub looks for the text "HERE" in the value of the key "a".
func TestSub(t *testing.T) {
	tests := []struct{ name, path, text, want string }{
		{"json plain", "a.json", `{"a": "x HERE y"}`, "1:10-1:14"},
		{"json escapes", "a.json", `{"a": "\n\u00e9\ud83d\ude00 HERE\t"}`, "1:29-1:33"},
		{"json escaped", "a.json", `{"a": "\n\u0048ERE\t"}`, "1:10-1:19"},
		{"json wide", "a.json", "{\n \"a\": \"\u65e5\\\"\U0001f600HERE\"}", "2:12-2:16"},
		{"json crlf", "a.json", "{\r\n\"b\": 1,\r\n\"a\": \"\\/HERE\"}", "3:9-3:13"},
		{"yaml plain", "a.yaml", "a: x HERE y", "1:6-1:10"},
		{"yaml plain lines", "a.yaml", "a: x\n  y\n\n  z HERE\n", "4:5-4:9"},
		{"yaml plain crlf", "a.yaml", "a: x\r\n  y\r\n\r\n  z HERE\r\n", "4:5-4:9"},
		{"yaml plain wide", "a.yaml", "a: \u65e5\n  \u65e5 HERE", "2:5-2:9"},
		{"yaml double quotes", "a.yaml", `a: "x\ty\x41 \u65e5 HERE"`, "1:21-1:25"},
		{"yaml double quotes, lines", "a.yaml", "a: \"x\\\n    y\n\n  z \\\n  \\ HERE\"", "5:5-5:9"},
		{"yaml single quotes", "a.yaml", "a: 'it''s HERE'", "1:11-1:15"},
		{"yaml single quotes, lines", "a.yaml", "a: 'it''s\n\n   \\\n  HERE'", "4:3-4:7"},
		{"yaml literal", "a.yaml", "a: |\n  one\n\n   two HERE\n", "4:8-4:12"},
		{"yaml literal crlf", "a.yaml", "a: |\r\n  one\r\n\r\n   two HERE\r\n", "4:8-4:12"},
		{"yaml literal wide", "a.yaml", "a: |-\n  \u65e5\u65e5\n  \u65e5 HERE", "3:5-3:9"},
		{"yaml literal with an indicator", "a.yaml", "a: |1 # c\n\n   one\n two HERE\n", "4:6-4:10"},
		{"yaml folded", "a.yaml", "a: >\n  one\n  two\n\n    three\n\n  HERE\n", "7:3-7:7"},
		{"yaml folded crlf", "a.yaml", "a: >+\r\n  one\r\n  two\r\n  HERE\r\n\r\n", "4:3-4:7"},
		{"toml basic", "a.toml", `a = "\t\u00e9\" HERE"`, "1:17-1:21"},
		{"toml literal", "a.toml", `a = '\t HERE'`, "1:9-1:13"},
		{"toml basic lines", "a.toml", "a = \"\"\"\none \\\n\n   two\nHERE\"\"\"", "5:1-5:5"},
		{"toml literal lines", "a.toml", "a = '''\r\n\u65e5\r\n HERE'''", "3:2-3:6"},
		{"front matter", "a.md", "---\nb: c\na: 'it''s HERE'\n---\n", "3:11-3:15"},
		{"lenient front matter", "a.md", "---\nb: *\na: x: HERE\n---\n", "3:7-3:11"},
		{"lenient front matter with quotes", "a.md", "---\nb: *\na:\"\\t HERE\"\n---\n", "3:7-3:11"},
		{"lenient front matter with unknown escapes", "a.md", "---\nb: *\na: \"x\\d: HERE\"\n---\n", "3:10-3:14"},
		{"TOML front matter", "a.md", "+++\na = \"\\t HERE\"\n+++\n", "2:9-2:13"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := read(test.path, test.text).Root.Get("a")
			i := strings.Index(n.Value, "HERE")
			if diff := cmp.Diff(test.want, span(n.Sub(n.Value, i, i+len("HERE")))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSubEdges(t *testing.T) {
	tests := []struct {
		name, path, text string
		i, j             int
		want             string
	}{
		{"nothing at the start", "a.json", `{"a": "\tx"}`, 0, 0, "1:8-1:8"},
		{"nothing at the end", "a.json", `{"a": "\tx"}`, 2, 2, "1:11-1:11"},
		{"all", "a.json", `{"a": "\tx"}`, 0, 2, "1:8-1:11"},
		{"a fold", "a.yaml", "a: x\n  y", 1, 2, "1:5-2:3"},
		{"the last line break of a block scalar", "a.yaml", "a: |\n  x\nb: c\n", 1, 2, "2:4-2:4"},
		{"line breaks in a block scalar", "a.yaml", "a: |\n  x\n\n  y\n", 1, 3, "2:4-4:1"},
		{"outside", "a.json", `{"a": "\tx"}`, 1, 3, "1:7-1:12"},
		{"the wrong way round", "a.json", `{"a": "\tx"}`, 2, 1, "1:7-1:12"},
		{"a word that is not as written", "a.yaml", "a: Yes\n", 0, 1, "1:4-1:7"},
		{"behind an alias", "a.yaml", "b: &x text\na: *x\n", 1, 2, "2:4-2:6"},
		{"an empty text", "a.yaml", "a: ''\n", 0, 0, "1:4-1:6"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := read(test.path, test.text).Root.Get("a")
			if diff := cmp.Diff(test.want, span(n.Sub(n.Value, test.i, test.j))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSubOfBody(t *testing.T) {
	n := read("a.md", "---\na: b\n---\nx\r\n\u65e5 \\n HERE\n").Body
	i := strings.Index(n.Value, "HERE")
	if diff := cmp.Diff("5:6-5:10", span(n.Sub(n.Value, i, i+4))); diff != "" {
		t.Error(diff)
	}
}

func TestSubOfNowhere(t *testing.T) {
	if at := (source.Place{}).Sub("abc", 1, 2); !at.IsZero() {
		t.Error(at)
	}
}
