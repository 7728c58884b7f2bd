package source_test

import (
	"testing"

	"github.com/pacheck/pacheck/loaders/source"
)

func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{
		"", "# x\n", "---\na: b\n---\nbody\n", "\n---\ntools: *\n---\n", "---\nglobs: **/*.ts\nx: [a] [b]\n", "---\n---\n", "---\na: \"b\nc: - d\n- e\n...\nbody",
		"---\ndescription: x: y\n<example>\nuser: z\n</example>\nmodel: a\nlist:\n  - *\n  - 'b'\nmap:\n  c: d: e\n  f: \"g\\n\"\n---\n", "+++\na = 1\n+++\nx", "---\r\na: *\r\n---\r\nx\r\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := read("f.md", text)
		if file.Status == source.Failed || file.Status == source.Skipped {
			return
		}
		if file.Body.Start+len(file.Body.Value) != len(file.Text) || file.Body.Value != file.Text[file.Body.Start:] {
			t.Fatalf("%q: the body is not the rest of the text", text)
		}
		if file.Root == nil {
			return
		}
		checkPlaces(t, file.Root, source.Place{File: file, End: file.Body.Start}, file.Text != text)
	})
}
