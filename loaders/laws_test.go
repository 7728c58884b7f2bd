package loaders_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// fixtureFolders are the fixtures of all loaders, each folder a repository.
var fixtureFolders = sync.OnceValue(func() []fstest.MapFS {
	folders, err := filepath.Glob("testdata/*/*")
	if err != nil {
		panic(err) // the pattern is right
	}
	var all []fstest.MapFS
	for _, folder := range folders {
		tree := fstest.MapFS{}
		disk := os.DirFS(folder)
		err := fs.WalkDir(disk, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() || name == "want.json" {
				return err
			}
			data, err := fs.ReadFile(disk, name)
			tree[name] = &fstest.MapFile{Data: data, Mode: 0o644}
			return err
		})
		if kind := filepath.Base(filepath.Dir(folder)); err == nil && kind != "fuzz" && kind != "rapid" {
			all = append(all, tree)
		}
	}
	return all
})

// linked is the merged and linked document of a tree.
func linked(t rapid.TB, tree fs.FS) *loaders.Document {
	t.Helper()
	found, err := loaders.List(tree, loaders.Walk{})
	if err != nil {
		t.Fatal(err)
	}
	repository := loaders.NewRepository(tree, nil, 0)
	var docs []*loaders.Document
	for _, e := range found.Files {
		if d := repository.Load(e); d != nil {
			docs = append(docs, d)
		}
	}
	all := loaders.Merge(append(docs, repository.Imported(docs, nil)...))
	loaders.Link(all, repository)
	return all
}

// eachPath calls visit for every path into a document, with the value there.
func eachPath(t rapid.TB, d *loaders.Document, visit func(path []any, value any)) {
	t.Helper()
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	var walk func(path []any, value any)
	walk = func(path []any, value any) {
		visit(path, value)
		switch value := value.(type) {
		case []any:
			for i, item := range value {
				walk(append(slices.Clip(path), i), item)
			}
		case map[string]any:
			for key, item := range value {
				walk(append(slices.Clip(path), key), item)
			}
		}
	}
	walk(nil, tree)
}

// mutatedTree draws a fixture with one file broken.
func mutatedTree(t *rapid.T) fstest.MapFS {
	folders := fixtureFolders()
	tree := fstest.MapFS{}
	for name, file := range folders[int(rapid.Uint32().Draw(t, "folder")*2654435761>>8)%len(folders)] {
		text := string(file.Data)
		at := rapid.IntRange(0, len(text)).Draw(t, "at")
		switch rapid.IntRange(0, 5).Draw(t, "mutation") {
		case 0:
			text = text[:at]
		case 1:
			text = text[:at] + rapid.SampledFrom([]string{"\x00", "\"", "é", "null", "- ", "\n", "\xff", "[]"}).Draw(t, "odd") + text[at:]
		case 2:
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		tree[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return tree
}

// TestPathsLeadIntoFiles: each path into a document leads to its end, to a place inside of the text of a
// file: that of the entity on the way, unless a governance file said it, or it is about other files.
func TestPathsLeadIntoFiles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		leadsIntoFiles(t, linked(t, mutatedTree(t)))
	})
}

// TestPathsOfCorpus holds the same for the repositories of PACHECK_CORPUS, the folders of a folder.
func TestPathsOfCorpus(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join(os.Getenv("PACHECK_CORPUS"), "*"))
	if err != nil || os.Getenv("PACHECK_CORPUS") == "" {
		t.Skip("PACHECK_CORPUS names no corpus")
	}
	paths := 0
	for _, folder := range folders {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			continue
		}
		t.Run(filepath.Base(folder), func(t *testing.T) {
			d := linked(t, os.DirFS(folder))
			leadsIntoFiles(t, d)
			eachPath(t, d, func([]any, any) { paths++ })
		})
	}
	t.Logf("%d paths", paths)
}

// leadsIntoFiles checks each path into a document.
func leadsIntoFiles(t rapid.TB, d *loaders.Document) {
	t.Helper()
	eachPath(t, d, func(path []any, _ any) {
		spot := d.Locate(path)
		switch place := spot.Place; {
		case len(d.Files) == 0:
		case !spot.Whole:
			t.Fatalf("%v is not found", path)
		case place.File == nil:
			t.Fatalf("%v has no place", path)
		case place.Start < 0 || place.End < place.Start || place.End > len(place.File.Text):
			t.Fatalf("%v is at %d to %d of %d bytes", path, place.Start, place.End, len(place.File.Text))
		case len(path) > 1 && spot.Role == "":
			t.Fatalf("%v has no role", path)
		case len(path) > 2 && (path[2] == "capabilities" || path[2] == "effective" || path[2] == "files"):
		case spot.Entity != "" && !strings.Contains(spot.Entity, ":"+place.File.Path+"#") && !strings.Contains(place.File.Path, ".governance."):
			t.Fatalf("%v of %s is in %s", path, spot.Entity, place.File.Path)
		}
	})
	for pointer, place := range d.Positions() {
		if !positioned.MatchString(place) {
			t.Fatalf("%s is at %q", pointer, place)
		}
	}
}

var positioned = regexp.MustCompile(`^.+:[1-9][0-9]*:[1-9][0-9]*$`)

// TestPathsThatLeadNowhere: what is not there is found at its parent, or at the first file.
func TestPathsThatLeadNowhere(t *testing.T) {
	d := linked(t, fstest.MapFS{
		"AGENTS.md":                   {Data: []byte("x\n")},
		"sub/.claude/settings.json":   {Data: []byte("{\n  \"permissions\": {\"allow\": [\"Bash(ls)\"]}\n}\n")},
		"sub/.claude/agents/draft.md": {Data: []byte("---\nname: draft\n---\nx\n")},
	})
	tests := []struct {
		path []any
		want string
	}{
		{[]any{}, "AGENTS.md:1:1 true"},
		{[]any{"nothing"}, "AGENTS.md:1:1 false"},
		{[]any{"-"}, "AGENTS.md:1:1 false"},
		{[]any{""}, "AGENTS.md:1:1 false"},
		{[]any{0}, "AGENTS.md:1:1 false"},
		{[]any{"settings", -1}, "AGENTS.md:1:1 false"},
		{[]any{"settings", 7, "allow"}, "AGENTS.md:1:1 false"},
		{[]any{"settings", 0.5}, "AGENTS.md:1:1 false"},
		{[]any{"settings", nil}, "AGENTS.md:1:1 false"},
		{[]any{"settings", 0, "-"}, "sub/.claude/settings.json:1:1 false"},
		{[]any{"settings", 0, "", "id"}, "sub/.claude/settings.json:1:1 false"},
		{[]any{"settings", 0, "mode"}, "sub/.claude/settings.json:1:1 false"},
		{[]any{"settings", 0, "sandbox", "enabled"}, "sub/.claude/settings.json:1:1 false"},
		{[]any{"settings", json.Number("0"), "allow", 1.0}, "sub/.claude/settings.json:2:28 false"},
		{[]any{"settings", 0, "allow", 0, "raw"}, "sub/.claude/settings.json:2:29 true"},
		{[]any{"settings", 0, "raw", "permissions", "allow", 0}, "sub/.claude/settings.json:2:29 true"},
		{[]any{"settings", 0, "raw", "permissions", "allow", 1}, "sub/.claude/settings.json:2:28 false"},
		{[]any{"settings", 0, "raw", "permissions", "deny"}, "sub/.claude/settings.json:2:18 false"},
		{[]any{"agents", 0, "description"}, "sub/.claude/agents/draft.md:2:1 false"},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.path), func(t *testing.T) {
			spot := d.Locate(tt.path)
			if got := fmt.Sprint(spot.Place.Location(), " ", spot.Whole); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestValuesStandAtTheirPlaces: a value is what stands at its place, apart from the few that are
// worked out.
func TestValuesStandAtTheirPlaces(t *testing.T) {
	stated, seen := 0, 0
	for _, tree := range fixtureFolders() {
		d := linked(t, tree)
		places := d.Positions()
		eachPath(t, d, func(path []any, value any) {
			text, ok := value.(string)
			at := pointer(path)
			if _, placed := places[at]; !ok || !placed || !plainWord.MatchString(text) || translated.MatchString(at) {
				return
			}
			stated++
			if strings.Contains(d.Locate(path).Place.Raw(), text) {
				seen++
			}
		})
	}
	if stated < 500 || seen*100 < stated*98 {
		t.Errorf("%d of %d values stand at their places", seen, stated)
	}
}

// translated are values in words of the document's own, and those of commands that a file implies.
var translated = regexp.MustCompile(`/(network|code_execution|approval|memory|launch)\b`)

var plainWord = regexp.MustCompile(`^[a-z][a-z-]{2,20}$`)

func pointer(path []any) string {
	var b strings.Builder
	for _, step := range path {
		fmt.Fprintf(&b, "/%v", step)
	}
	return b.String()
}

// TestIDsAreUnique: no two entities have one id, whatever they are called.
func TestIDsAreUnique(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom([]string{"a", "a", "a~2", "a~2~2", "b", ""})
		var tools []string
		for range rapid.IntRange(2, 8).Draw(t, "tools") {
			tools = append(tools, fmt.Sprintf(`{"name": %q, "description": "d", "inputSchema": {"type": "object"}}`, name.Draw(t, "name")))
		}
		d := linked(t, fstest.MapFS{"tools/tools.json": {Data: []byte("[" + strings.Join(tools, ",") + "]")}})
		ids := map[string]bool{}
		for _, tool := range d.Tools {
			if ids[tool.ID] {
				t.Fatalf("%s is there twice: %v", tool.ID, tools)
			}
			ids[tool.ID] = true
		}
	})
}

// TestPositionsInLongLines: a position is the count of lines and characters before it, however long the
// line is.
func TestPositionsInLongLines(t *testing.T) {
	text := strings.Repeat("\u00e9\u540d\U0001f600x", 3000) + "\n" + strings.Repeat("y", 9000) + "\r\n" + strings.Repeat("\u00e9", 4096)
	f := source.Read("a.txt", []byte(text))
	at := source.Position{Line: 1, Column: 1}
	for offset, r := range text {
		if got := f.Position(offset); got != at {
			t.Fatalf("byte %d is at %v, want %v", offset, got, at)
		}
		at.Column++
		if r == '\n' {
			at = source.Position{Line: at.Line + 1, Column: 1}
		}
	}
	if got := f.Position(len(text) + 1); got != at {
		t.Errorf("the end is at %v, want %v", got, at)
	}
}
