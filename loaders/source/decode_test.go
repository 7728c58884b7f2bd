package source_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/source"
)

func TestRead(t *testing.T) {
	tests := []struct {
		name, path, data string
		syntax           source.Syntax
		text, want       string
	}{
		{"utf-8", "a.json", "\"\u00e9\"", source.JSON, "\"\u00e9\"", "ok\n"},
		{"byte order mark", "a.yaml", "\xef\xbb\xbfa", source.YAML, "a", "ok\nnote bom 1:1-1:1\n"},
		{"utf-16 little endian", "a.toml", "\xff\xfea\x00\xac\x20", source.TOML, "a\u20ac", "ok\nnote utf-16 1:1-1:1\n"},
		{"utf-16 big endian", "a.md", "\xfe\xff\x00a\xd8\x3d\xde\x00", source.Markdown, "a\U0001f600", "ok\nnote utf-16 1:1-1:1\n"},
		{"utf-16 with half a character", "a.txt", "\xff\xfea\x00b", source.Plain, "a\ufffd", "ok\nnote utf-16 1:1-1:1\n"},
		{"latin-1", "a.mdc", "caf\xe9", source.Markdown, "caf\u00e9", "ok\nnote latin-1 1:1-1:1\n"},
		{"binary", "a.prompty", "a\x00b", source.Markdown, "", "failed\n1:1-1:1: binary file\n"},
		{"empty", "AGENTS", "", source.Plain, "", "ok\n"},
		{"upper case", "A.YML", "a", source.YAML, "a", "ok\n"},
		{"comments", "a.jsonc", "{}", source.JSON, "{}", "ok\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := source.Read(test.path, []byte(test.data))
			got := []any{f.Path, f.Size, f.Syntax, f.Text, outcome(f)}
			if diff := cmp.Diff([]any{test.path, int64(len(test.data)), test.syntax, test.text, test.want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadHashesTheBytesOnDisk(t *testing.T) {
	f := source.Read("a.txt", []byte("\xef\xbb\xbfabc"))
	want := "1c28dc3f1f804a1ad9c9b4b4cf5e2658d16ad4ed08e3020d04a8d2865018947c"
	if diff := cmp.Diff(want, f.SHA256); diff != "" {
		t.Error(diff)
	}
}

func TestParseLeavesBinaryFilesAlone(t *testing.T) {
	f := read("a.json", "\x00")
	if f.Root != nil || f.Body != nil || f.Status != source.Failed {
		t.Error(f.Root, f.Body, f.Status)
	}
}
