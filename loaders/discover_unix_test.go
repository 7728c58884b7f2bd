//go:build unix

package loaders_test

import (
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// TestSpecialFiles: opening a pipe would wait for ever.
func TestSpecialFiles(t *testing.T) {
	root := writeTree(t, map[string]string{"a.md": "", "link": "-> SKILL.md"})
	if err := syscall.Mkfifo(filepath.Join(root, "SKILL.md"), 0o644); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	if err := syscall.Mkfifo(filepath.Join(root, ".gitignore"), 0o644); err != nil {
		t.Fatal(err)
	}
	d := discover(t, root, loaders.Walk{})
	want := []loaders.Skip{
		{Path: ".gitignore", Kind: loaders.SkipSpecial, Reason: "not a regular file"},
		{Path: "SKILL.md", Kind: loaders.SkipSpecial, Reason: "not a regular file"},
		{Path: "link", Kind: loaders.SkipSpecial, Reason: "links to something that is not a regular file"},
	}
	if diff := cmp.Diff(want, d.Skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
}
