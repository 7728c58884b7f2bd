package loaders_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

var update = flag.Bool("update", false, "rewrite want.json")

// TestLoaders loads each folder testdata/<loader>/<case> as a repository and compares the document with
// its want.json.
func TestLoaders(t *testing.T) {
	cases, err := filepath.Glob("testdata/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range cases {
		if kind := filepath.Base(filepath.Dir(folder)); kind == "fuzz" || kind == "rapid" {
			continue
		}
		t.Run(filepath.ToSlash(folder), func(t *testing.T) {
			got, err := json.MarshalIndent(load(t, folder), "", "  ")
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, '\n')
			name := filepath.Join(folder, "want.json")
			if *update {
				if err := os.WriteFile(name, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("the document differs (-want +got); go test ./loaders -update rewrites it:\n%s", diff)
			}
		})
	}
}

// load is the merged and linked document of a folder.
func load(t *testing.T, folder string) *loaders.Document {
	t.Helper()
	root, err := filepath.Abs(folder)
	if err != nil {
		t.Fatal(err)
	}
	found, err := loaders.Discover(t.Context(), root, loaders.Walk{Exclude: []string{"/want.json", "/faults.txt"}})
	if err != nil {
		t.Fatal(err)
	}
	repository := loaders.NewRepository(os.DirFS(root), found.Links, 0)
	var docs []*loaders.Document
	for _, e := range found.Files {
		if d := repository.Load(e); d != nil {
			docs = append(docs, d)
		}
	}
	docs = append(docs, repository.Skipped(found)...)
	docs = append(docs, repository.Imported(docs, nil)...)
	all := loaders.Merge(docs)
	loaders.Link(all, repository)
	return all
}
