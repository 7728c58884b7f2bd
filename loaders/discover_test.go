package loaders_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
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

func TestLinks(t *testing.T) {
	outside := writeTree(t, map[string]string{"secret.md": "", "folder/x.md": ""})
	root := writeTree(t, map[string]string{
		".gitignore":               "ignored/\nprivate.md\n",
		"AGENTS.md":                "agents",
		"CLAUDE.md":                "-> AGENTS.md",
		"GEMINI.md":                "-> CLAUDE.md",
		".agents/skills/SKILL.md":  "",
		".claude/skills":           "-> ../.agents/skills",
		"far/skills":               "-> ../.claude/skills",
		"up/here":                  "-> ..",
		"up/self":                  "-> .",
		"loop-a":                   "-> loop-b",
		"loop-b":                   "-> loop-a",
		"self":                     "-> self",
		"broken":                   "-> nothing/there",
		"through":                  "-> AGENTS.md/x",
		"out.md":                   "-> " + filepath.ToSlash(outside) + "/secret.md",
		"out":                      "-> " + filepath.ToSlash(outside) + "/folder",
		"out-and-broken":           "-> ../../../../../../../../../nothing/there",
		"private.md":               "four",
		"public.md":                "-> private.md",
		"again.md":                 "-> private.md",
		"ignored/x.md":             "",
		"to-ignored":               "-> ignored",
		"node_modules/p/AGENTS.md": "",
		"p.md":                     "-> node_modules/p/AGENTS.md",
		"p":                        "-> node_modules/p",
		".git/config":              "",
		"config":                   "-> .git/config",
		"vendored/x.md":            "",
		"v.md":                     "-> vendored/x.md",
		"big.md":                   strings.Repeat("x", 2000),
		"large.md":                 "-> big.md",
		"a/node_modules":           "-> ../.agents",
		"empty/":                   "",
		"to-empty":                 "-> empty",
		"ignored.lnk/private.md":   "-> ../AGENTS.md",
	})
	d := discover(t, root, loaders.Walk{MaxSize: 1000, Exclude: []string{"/vendored"}})
	files := map[string]string{}
	for _, e := range d.Files {
		files[e.Path] = fmt.Sprintf("%s %d %v %s", e.Link, e.Size, e.Dir, e.Role)
	}
	wantFiles := map[string]string{
		".gitignore":               " 20 false runtime",
		"AGENTS.md":                " 6 false runtime",
		"CLAUDE.md":                "AGENTS.md 6 false runtime",
		"GEMINI.md":                "AGENTS.md 6 false runtime",
		".agents/skills/SKILL.md":  " 0 false runtime",
		".claude/skills":           ".agents/skills 0 true runtime",
		"far/skills":               ".agents/skills 0 true runtime",
		"private.md":               " 4 false runtime",
		"public.md":                "private.md 4 false runtime",
		"again.md":                 "private.md 4 false runtime",
		"node_modules/p/AGENTS.md": " 0 false vendored",
		"p.md":                     "node_modules/p/AGENTS.md 0 false runtime",
		"to-empty":                 "empty 0 true runtime",
	}
	if diff := cmp.Diff(wantFiles, files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	skipped := map[string]string{}
	for _, s := range d.Skipped {
		skipped[s.Path] = string(s.Kind) + ": " + s.Reason
	}
	wantSkipped := map[string]string{
		"up/here":        "link-loop: link loop",
		"up/self":        "link-loop: link loop",
		"loop-a":         "link-loop: link loop",
		"loop-b":         "link-loop: link loop",
		"self":           "link-loop: link loop",
		"broken":         "broken-link: broken link",
		"through":        "broken-link: broken link",
		"out.md":         "escapes: links outside the repository",
		"out":            "escapes: links outside the repository",
		"out-and-broken": "escapes: links outside the repository",
		"to-ignored":     "unwalked: links to ignored/, which is left out",
		"p":              "unwalked: links to node_modules/p/, which is left out",
		"config":         "unwalked: links to .git/config, which is left out",
		"v.md":           "unwalked: links to vendored/x.md, which is left out",
		"big.md":         "too-large: larger than 1000 bytes",
		"large.md":       "too-large: links to a file larger than 1000 bytes",
	}
	if diff := cmp.Diff(wantSkipped, skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	wantLinks := []loaders.Symlink{
		{From: ".claude/skills", To: ".agents/skills", Dir: true},
		{From: "CLAUDE.md", To: "AGENTS.md"},
		{From: "GEMINI.md", To: "AGENTS.md"},
		{From: "again.md", To: "private.md"},
		{From: "far/skills", To: ".agents/skills", Dir: true},
		{From: "p.md", To: "node_modules/p/AGENTS.md"},
		{From: "public.md", To: "private.md"},
		{From: "to-empty", To: "empty", Dir: true},
	}
	if diff := cmp.Diff(wantLinks, d.Links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

// TestLinkedRoot: paths are relative to what a linked root leads to.
func TestLinkedRoot(t *testing.T) {
	root := writeTree(t, map[string]string{"real/a.md": "", "link": "-> real", "real/b.md": "-> a.md"})
	d := discover(t, filepath.Join(root, "link"), loaders.Walk{})
	if filepath.Base(d.Root) != "real" {
		t.Errorf("got root %s", d.Root)
	}
	if diff := cmp.Diff([]string{"a.md", "b.md"}, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
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
	want := []string{"\x01\x1b[31m", "\n", " ", "a\\b", "caf\xe9", "dir\xff/x", "‮evil", "\xff\xfe"}
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

// BenchmarkDiscover walks 100,000 files, of which 30,000 are in node_modules, 14,000 in .venv, and some
// are ignored by name.
func BenchmarkDiscover(b *testing.B) {
	root := b.TempDir()
	write := func(folder string, names ...string) {
		dir := filepath.Join(root, folder)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			b.Fatal(err)
		}
		for _, name := range names {
			if err := os.WriteFile(filepath.Join(dir, name), []byte("x\n"), 0o644); err != nil {
				b.Fatal(err)
			}
		}
	}
	series := func(n int, endings ...string) []string {
		names := make([]string, n)
		for i := range names {
			names[i] = fmt.Sprintf("file%02d.%s", i, endings[i%len(endings)])
		}
		return names
	}
	sources := series(14, "go", "py", "ts", "md", "json", "yaml", "txt", "css", "log", "map", "html", "js", "toml", "tmp")
	for s := range 200 {
		for p := range 20 {
			write(fmt.Sprintf("svc-%03d/pkg%02d", s, p), sources...)
		}
		if s%10 == 0 {
			writeFile(b, root, fmt.Sprintf("svc-%03d/.gitignore", s), "pkg03/*.txt\n!pkg03/file06.txt\ngenerated/\n")
		}
	}
	for m := range 1500 {
		write(fmt.Sprintf("node_modules/mod%04d/lib", m), series(20, "js")...)
	}
	for m := range 700 {
		write(fmt.Sprintf(".venv/lib/p%03d", m), series(20, "py")...)
	}
	writeFile(b, root, ".gitignore", "node_modules/\n*.log\n/build/\n.venv/\n!keep.log\ndist/**/*.map\n**/__pycache__/\n*.tmp\n/vendor/cache\n")
	for _, explain := range []bool{false, true} {
		b.Run(fmt.Sprintf("explain=%v", explain), func(b *testing.B) {
			for b.Loop() {
				d, err := loaders.Discover(b.Context(), root, loaders.Walk{Explain: explain})
				if err != nil || len(d.Files) != 48_021 {
					b.Fatalf("got %d files, error %v", len(d.Files), err)
				}
			}
		})
	}
	b.Run("all names by filepath.WalkDir", func(b *testing.B) { // to compare with
		for b.Loop() {
			if err := filepath.WalkDir(root, func(string, fs.DirEntry, error) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
}
