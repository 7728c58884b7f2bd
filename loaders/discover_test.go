package loaders_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

func TestDiscover(t *testing.T) {
	root := writeTree(t, map[string]string{
		"b.md":                 "four",
		"a/AGENTS.md":          "",
		"examples/a/x.json":    "{}",
		"a-b":                  "",
		"node_modules/p/x.js":  "",
		"a/node_modules/q.js":  "",
		".venv/lib/x.py":       "",
		"deep/.venv":           "a file of this name is a file",
		"big.bin":              strings.Repeat("x", 4097),
		"fits.bin":             strings.Repeat("x", 4096),
		"empty/":               "",
		"c/node_modules_not/x": "",
	})
	d := discover(t, root, loaders.Walk{MaxSize: 4096, Explain: true})
	real, err := filepath.EvalSymlinks(root)
	if err != nil {
		t.Fatal(err)
	}
	want := &loaders.Discovery{
		Root: real,
		Files: []loaders.Entry{
			{Path: "a-b", Role: loaders.RoleRuntime},
			{Path: "a/AGENTS.md", Role: loaders.RoleRuntime},
			{Path: "b.md", Size: 4, Role: loaders.RoleRuntime},
			{Path: "c/node_modules_not/x", Role: loaders.RoleRuntime},
			{Path: "deep/.venv", Size: 29, Role: loaders.RoleRuntime},
			{Path: "examples/a/x.json", Size: 2, Role: loaders.RoleExample},
			{Path: "fits.bin", Size: 4096, Role: loaders.RoleRuntime},
		},
		Skipped: []loaders.Skip{
			{Path: ".venv/", Kind: loaders.SkipNeverWalked, Reason: "never walked"},
			{Path: "a/node_modules/", Kind: loaders.SkipNeverWalked, Reason: "never walked"},
			{Path: "big.bin", Kind: loaders.SkipTooLarge, Reason: "larger than 4 KiB"},
			{Path: "node_modules/", Kind: loaders.SkipNeverWalked, Reason: "never walked"},
		},
		Counts: map[loaders.SkipKind]int{loaders.SkipNeverWalked: 3, loaders.SkipTooLarge: 1},
	}
	if diff := cmp.Diff(want, d); diff != "" {
		t.Errorf("discovery (-want +got):\n%s", diff)
	}
}

func TestDiscoverSizes(t *testing.T) {
	root := writeTree(t, map[string]string{"a": ""})
	if err := os.Truncate(filepath.Join(root, "a"), loaders.DefaultMaxSize+1); err != nil {
		t.Fatal(err)
	}
	tests := map[int64]string{0: "larger than 5 MiB", 1: "larger than 1 bytes", 1 << 20: "larger than 1 MiB", loaders.DefaultMaxSize + 1: ""}
	for size, want := range tests {
		got := ""
		if d := discover(t, root, loaders.Walk{MaxSize: size}); len(d.Skipped) > 0 {
			got = d.Skipped[0].Reason
		}
		if got != want {
			t.Errorf("MaxSize %d: got %q, want %q", size, got, want)
		}
	}
}

func TestExclude(t *testing.T) {
	files := map[string]string{
		"a.md": "", "a.txt": "", "third_party/x.md": "", "third_party/agents/y.md": "", "third_party/agents/deep/z.md": "",
		"src/third_party/q.md": "", "src/a.md": "", "docs/a.md": "", "docs/b/c.md": "",
	}
	tests := map[string]struct {
		exclude []string
		out     []string
	}{
		"name at any depth":        {[]string{"a.md"}, []string{"a.md", "docs/a.md", "src/a.md"}},
		"anchored":                 {[]string{"/a.md"}, []string{"a.md"}},
		"folder at any depth":      {[]string{"third_party/"}, []string{"src/third_party/", "third_party/"}},
		"inner slash anchors":      {[]string{"third_party/agents"}, []string{"third_party/agents/"}},
		"below":                    {[]string{"third_party/**"}, []string{"third_party/agents/", "third_party/x.md"}},
		"below, but one":           {[]string{"third_party/**", "!third_party/agents", "!third_party/agents/**"}, []string{"third_party/x.md"}},
		"not out of a folder":      {[]string{"third_party", "!third_party/agents/**"}, []string{"src/third_party/", "third_party/"}},
		"double star":              {[]string{"**/third_party/*.md"}, []string{"src/third_party/q.md", "third_party/x.md"}},
		"alternatives":             {[]string{"*.{txt,rst}"}, []string{"a.txt"}},
		"the last match wins":      {[]string{"!docs/a.md", "docs/*.md"}, []string{"docs/a.md"}},
		"taken back":               {[]string{"*.md", "!a.md"}, []string{"docs/b/c.md", "src/third_party/q.md", "third_party/agents/deep/z.md", "third_party/agents/y.md", "third_party/x.md"}},
		"folders only, not a file": {[]string{"a.md/"}, nil},
	}
	root := writeTree(t, files)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			d := discover(t, root, loaders.Walk{Exclude: test.exclude, Explain: true})
			var out []string
			for _, s := range d.Skipped {
				out = append(out, s.Path)
				if s.Kind != loaders.SkipExcluded || !strings.HasPrefix(s.Reason, "excluded by ") {
					t.Errorf("skipped as %v", s)
				}
			}
			if diff := cmp.Diff(test.out, out); diff != "" {
				t.Errorf("excluded (-want +got):\n%s", diff)
			}
		})
	}
	for _, bad := range []string{"[a", "", "!", "/", "{a"} {
		if _, err := loaders.Discover(t.Context(), root, loaders.Walk{Exclude: []string{bad}}); err == nil || !strings.Contains(err.Error(), "exclude pattern") {
			t.Errorf("exclude %q: got error %v", bad, err)
		}
	}
}

func TestUnreadable(t *testing.T) {
	if runtime.GOOS == "windows" || os.Getuid() == 0 {
		t.Skip("everything is readable here")
	}
	root := writeTree(t, map[string]string{"a/x.md": "", "b/.gitignore": "x.md", "b/x.md": "", "c.md": ""})
	for _, name := range []string{"a", "b/.gitignore"} {
		if err := os.Chmod(filepath.Join(root, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Join(root, "a"), 0o755) })
	d := discover(t, root, loaders.Walk{})
	want := []loaders.Skip{
		{Path: "a/", Kind: loaders.SkipUnreadable, Reason: "unreadable: permission denied"},
		{Path: "b/.gitignore", Kind: loaders.SkipUnreadable, Reason: "unreadable: permission denied"},
	}
	if diff := cmp.Diff(want, d.Skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"b/.gitignore", "b/x.md", "c.md"}, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

func TestOddNames(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("names that only Linux is sure to have")
	}
	want := []string{"\x01\x1b[31m", "\n", " ", "a\\b", "caf\xe9", "dir\xff/x", "\u202eevil", "\xff\xfe"}
	files := map[string]string{}
	for _, name := range want {
		files[name] = ""
	}
	got := paths(discover(t, writeTree(t, files), loaders.Walk{}))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestSameEachTime walks a broad tree several times.
func TestSameEachTime(t *testing.T) {
	files := map[string]string{".gitignore": "*.log\n", "link": "-> d3/e1"}
	for i := range 400 {
		files[fmt.Sprintf("d%d/e%d/f%d.%s", i%7, i%5, i, []string{"md", "log"}[i%2])] = ""
	}
	root := writeTree(t, files)
	first := discover(t, root, loaders.Walk{Explain: true})
	if len(first.Files) != 202 || len(first.Skipped) != 200 {
		t.Fatalf("got %d files and %d skips", len(first.Files), len(first.Skipped))
	}
	for range 20 {
		if diff := cmp.Diff(first, discover(t, root, loaders.Walk{Explain: true})); diff != "" {
			t.Fatalf("another time (-first +now):\n%s", diff)
		}
	}
}

func TestDiscoverErrors(t *testing.T) {
	root := writeTree(t, map[string]string{"a.md": ""})
	for name, path := range map[string]string{"missing": filepath.Join(root, "missing"), "a file": filepath.Join(root, "a.md")} {
		if _, err := loaders.Discover(t.Context(), path, loaders.Walk{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := loaders.Discover(ctx, root, loaders.Walk{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: got error %v", err)
	}
}

func TestFindRoot(t *testing.T) {
	root, err := filepath.EvalSymlinks(writeTree(t, map[string]string{
		"repo/.git/HEAD":         "",
		"repo/a/b/x.md":          "",
		"repo/sub/.pacheck.yaml": "",
		"repo/sub/c/y.md":        "",
		"repo/tree/.git":         "gitdir: elsewhere",
		"repo/tree/d/":           "",
		"plain/e/z.md":           "",
		"link":                   "-> repo/a",
	}))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{
		"repo": "repo", "repo/a/b": "repo", "repo/a/b/x.md": "repo", "repo/sub/c/y.md": "repo/sub", "repo/tree/d": "repo/tree",
		"plain/e": "plain/e", "plain/e/z.md": "plain/e", "link/b": "repo", "repo/.git": "repo",
	}
	for path, want := range tests {
		got, err := loaders.FindRoot(filepath.Join(root, path))
		if err != nil || got != filepath.Join(root, want) {
			t.Errorf("FindRoot(%s) = %s, %v; want %s", path, got, err, want)
		}
	}
	if _, err := loaders.FindRoot(filepath.Join(root, "missing")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a path that is not there: got error %v", err)
	}
}
