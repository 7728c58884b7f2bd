package cmd_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/pacheck/pacheck/cmd"
)

// TestDocsAreFresh holds the derived pages of docs/ equal to what they are derived from.
func TestDocsAreFresh(t *testing.T) {
	pages, err := cmd.Docs(t.Context(), "..")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range pages {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil || string(got) != string(want) {
			t.Errorf("%s is stale: run go generate ./...", name)
		}
	}
	rules, err := filepath.Glob("../docs/rules/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range rules {
		if name := "docs/rules/" + filepath.Base(file); pages[name] == nil {
			t.Errorf("%s belongs to no rule: run go generate ./...", name)
		}
	}
}
