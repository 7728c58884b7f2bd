package loaders_test

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// imported are the files that the instruction files of a tree import, and the notes on all of them.
func imported(tree fstest.MapFS, exclude []string, names ...string) (files, notes []string) {
	r := loaders.NewRepository(tree, nil, 0)
	var docs []*loaders.Document
	for _, name := range names {
		docs = append(docs, r.Load(loaders.Entry{Path: name, Role: loaders.RoleRuntime}))
	}
	late := r.Imported(docs, exclude)
	for _, d := range late {
		files = append(files, d.Files[0].Path)
	}
	for _, d := range append(docs, late...) {
		for _, n := range d.Files[0].Notes {
			notes = append(notes, spot(n.At)+": "+n.Kind+": "+n.Text)
		}
	}
	return files, notes
}

func TestExcludedImports(t *testing.T) {
	tree := fstest.MapFS{
		"CLAUDE.md": {Data: []byte("@a.txt @private/b.txt @private/deep/c.txt @d.txt\n")},
		"a.txt":     {}, "private/b.txt": {}, "private/deep/c.txt": {}, "d.txt": {Data: []byte("@private/b.txt @e.txt")}, "e.txt": {},
	}
	tests := []struct {
		name    string
		exclude []string
		want    []string
	}{
		{"nothing", nil, []string{"a.txt", "private/b.txt", "private/deep/c.txt", "d.txt", "e.txt"}},
		{"a folder", []string{"private/"}, []string{"a.txt", "d.txt", "e.txt"}},
		{"a folder further down", []string{"deep/"}, []string{"a.txt", "private/b.txt", "d.txt", "e.txt"}},
		{"a file that imports", []string{"/d.txt"}, []string{"a.txt", "private/b.txt", "private/deep/c.txt"}},
		{"all but one", []string{"*.txt", "!a.txt"}, []string{"a.txt"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := imported(tree, tt.exclude, "CLAUDE.md")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCirclesOfImports(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	tests := []struct {
		name string
		tree fstest.MapFS
		want []string
	}{
		{"none", fstest.MapFS{"CLAUDE.md": file("@a.md @b.md"), "a.md": file("@b.md"), "b.md": file("x")}, nil},
		{"itself", fstest.MapFS{"CLAUDE.md": file("See @CLAUDE.md")}, []string{
			"1:5 @CLAUDE.md: import-circle: its imports come back to it: CLAUDE.md > CLAUDE.md",
		}},
		{"behind another", fstest.MapFS{"CLAUDE.md": file("@b.md"), "b.md": file("x\n@a.md"), "a.md": file("@b.md")}, []string{
			"1:1 @b.md: import-circle: its imports come back to it: a.md > b.md > a.md",
		}},
		{"two that share a file", fstest.MapFS{"CLAUDE.md": file("@a.md @b.md"), "a.md": file("@CLAUDE.md"), "b.md": file("@CLAUDE.md")}, []string{
			"1:1 @a.md: import-circle: its imports come back to it: CLAUDE.md > a.md > CLAUDE.md",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, got := imported(tt.tree, nil, "CLAUDE.md")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}
