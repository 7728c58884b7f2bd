package check_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// leaves is a policy that sees each scalar of the document that is not the text of a file, its size or
// its digest, which edits change by right.
var leaves = policy.Source{Name: "leaves", FS: fstest.MapFS{"every_leaf.rego": {Data: probe("every_leaf", "file", `
	not path[0] in {"files", "context"}
	not path[2] in {"text", "segments", "front_matter", "messages"}
	not is_object(value)
	not is_array(value)`)}}}

// move is an edit that moves what it does not change.
type move struct {
	name, ending string
	edit         func(string) string
	turns        bool // it moves the items of lists, which matters to some
}

var moves = []move{
	{"a blank line above", ".json", func(s string) string { return "\n" + s }, false},
	{"a comment above", ".json", func(s string) string { return "// about this file\n" + s }, false},
	{"indented anew", ".json", func(s string) string { return reindented(s, "    ") }, false},
	{"on one line", ".json", func(s string) string { return reindented(s, "") }, false},
	{"lists turned round", ".json", turned, true},
	{"a comment above", ".yaml", func(s string) string { return "# about this file\n\n" + s }, false},
	{"a comment above", ".toml", func(s string) string { return "# about this file\n\n" + s }, false},
	{"a line in the text", ".md", func(s string) string { return strings.Replace(s, "\n---\n", "\n---\nOne line more.\n\n", 1) }, false},
	{"a line in the text", ".prompty", func(s string) string { return strings.Replace(s, "\n---\n", "\n---\n\n", 1) }, false},
	{"other line ends", ".yaml", func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }, false},
}

func reindented(s, indent string) string {
	var b bytes.Buffer
	if json.Indent(&b, []byte(s), "", indent) != nil {
		return s
	}
	return b.String()
}

// turned is JSON with each list the other way round, but for commands.
func turned(s string) string {
	var v any
	if json.Unmarshal([]byte(s), &v) != nil {
		return s
	}
	var turn func(any)
	turn = func(v any) {
		switch v := v.(type) {
		case []any:
			slices.Reverse(v)
			for _, item := range v {
				turn(item)
			}
		case map[string]any:
			for key, item := range v {
				if key != "args" { // the words of a command are another command in another order
					turn(item)
				}
			}
		}
	}
	turn(v)
	data, _ := json.Marshal(v) // it was JSON
	return string(data)
}

// TestFingerprintsSurviveMoves: a finding keeps its fingerprint when lines are inserted above it, the file
// is indented anew, or the items of lists are moved.
func TestFingerprintsSurviveMoves(t *testing.T) {
	for _, move := range moves {
		t.Run(move.name+" in "+move.ending, func(t *testing.T) {
			law(t, 2, func(t *rapid.T) {
				all := whole(t, move.ending)
				if !move.turns { // the order of a command's words matters
					more(t, all, move.ending)
				}
				before := fingerprints(t, all)
				moved := maps.Clone(all)
				for name, text := range all {
					moved[name] = move.edit(text)
				}
				if diff := gocmp.Diff(before, fingerprints(t, moved)); diff != "" {
					t.Fatalf("the fingerprints change (-before +after):\n%s\n%q", diff, all)
				}
			})
		})
	}
}

// whole draws fixtures with an ending, unbroken, and fills templates with words that are plain in any
// syntax.
func whole(t *rapid.T, ending string) files {
	var those []fixture
	for _, f := range templates {
		if strings.HasSuffix(f.path, ending) {
			those = append(those, f)
		}
	}
	all := files{}
	for i, f := range those {
		for strings.Contains(f.text, "%") {
			word := rapid.StringMatching(`[a-z]{3,8}`).Draw(t, "word")
			f.text = strings.Replace(f.text, "%", fmt.Sprintf("%s%d", word, len(f.text)), 1)
		}
		all[fmt.Sprintf("%d/%s", i, f.path)] = f.text
	}
	return all
}

// more adds fixtures with an ending that say the same when they are read and written again.
func more(t *rapid.T, all files, ending string) {
	for i := range 5 {
		f := picked(t, fixtures())
		read := source.Read(f.path, []byte(f.text))
		read.Parse()
		plain := read.Status == source.OK && len(read.Notes) == 0 && (ending != ".json" || json.Valid([]byte(f.text)))
		if strings.HasSuffix(f.path, ending) && plain {
			all[fmt.Sprintf("more%d/%s", i, f.path)] = f.text
		}
	}
}

// fingerprints are those of all findings, each with what it is about.
func fingerprints(t rapid.TB, all files) []string {
	t.Helper()
	var list []string
	for _, f := range run(t, options(mapFS(all), leaves)).Findings {
		list = append(list, f.Fingerprint+" "+f.Location.File)
	}
	if len(list) == 0 {
		t.Fatalf("nothing is found: %q", all)
	}
	slices.Sort(list)
	return list
}

// TestRuleFingerprintsSurviveMoves holds each built-in rule to the same, on its own examples.
func TestRuleFingerprintsSurviveMoves(t *testing.T) {
	for _, r := range everyRule(t) {
		t.Run(r.Name, func(t *testing.T) {
			for _, example := range r.Bad {
				before, after := exampleFingerprints(t, r.Name, example.Files), exampleFingerprints(t, r.Name, edited(example.Files))
				if diff := gocmp.Diff(before, after); diff != "" {
					t.Errorf("the fingerprints change (-before +after):\n%s\n%v", diff, example.Files)
				}
			}
		})
	}
}

// edited is an example with all that may be moved in it moved, lists left as they are.
func edited(example policy.Files) policy.Files {
	moved := maps.Clone(example)
	_, locked := example[loaders.LockPath] // a lock has digests of texts, which a line more changes
	for _, move := range slices.Backward(moves) {
		for name := range moved {
			if locked && move.name == "a line in the text" {
				continue
			}
			if strings.HasSuffix(name, move.ending) && !move.turns {
				moved[name] = move.edit(moved[name])
			}
		}
	}
	return moved
}

func exampleFingerprints(t *testing.T, rule string, example policy.Files) []string {
	t.Helper()
	var list []string
	for _, f := range findings(t, rule, example) {
		list = append(list, f.Fingerprint+" "+f.Message)
	}
	slices.Sort(list)
	return list
}

// TestFingerprintsOfFiles: the same text in another file has other fingerprints.
func TestFingerprintsOfFiles(t *testing.T) {
	seen := map[string]string{}
	all := files{}
	for i, f := range fixtures() {
		all[fmt.Sprintf("%d/%s", i%7, f.path)] = f.text
		all[fmt.Sprintf("other/%s", f.path)] = f.text
	}
	for _, f := range run(t, options(mapFS(all), entries)).Findings {
		if file, ok := seen[f.Fingerprint]; ok && file != f.Location.File {
			t.Errorf("%s in %s and %s have one fingerprint", f.Rule.Name, f.Location.File, file)
		}
		seen[f.Fingerprint] = f.Location.File
	}
	if len(seen) < len(all)/2 {
		t.Errorf("only %d findings in %d files", len(seen), len(all))
	}
}
