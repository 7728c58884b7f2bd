package loaders_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// ignoredTree is a repository in which much is ignored and some of that is tracked.
func ignoredTree(t testing.TB) (root string, want []string) {
	t.Helper()
	long := "out/" + strings.Repeat("long/", 60)
	root = writeTree(t, map[string]string{
		".gitignore":         "out/\n*.log\n",
		"a.log":              "",
		"b.log":              "",
		"c.md":               "",
		"out/deep/in/x.md":   "",
		"out/deep/in/y.md":   "",
		"out/other/z.md":     "",
		"out/outer":          "",
		long + "first.md":    "",
		long + "second.md":   "",
		"zz/last.log":        "",
		"node_modules/x.log": "",
	})
	makeRepository(t, root)
	runGit(t, root, "", "add", "-f", "a.log", "out/deep/in/x.md", long+"first.md", "zz/last.log", "node_modules/x.log")
	return root, []string{".gitignore", "a.log", "c.md", "out/deep/in/x.md", long + "first.md", "zz/last.log"}
}

func TestTrackedFiles(t *testing.T) {
	needGit(t)
	commands := map[string][]string{
		"version 2": {"update-index", "--index-version", "2"},
		"version 3": {"add", "--intent-to-add", "c.md"}, // needs the longer flags
		"version 4": {"update-index", "--index-version", "4"},
		"with more": {"update-index", "--untracked-cache"},
	}
	for name, command := range commands {
		t.Run(name, func(t *testing.T) {
			root, want := ignoredTree(t)
			runGit(t, root, "", command...)
			index, err := os.ReadFile(filepath.Join(root, ".git", "index"))
			if err != nil {
				t.Fatal(err)
			}
			if version, ok := strings.CutPrefix(name, "version "); ok && index[7] != version[0]-'0' {
				t.Fatalf("git wrote version %d", index[7])
			}
			d := discover(t, root, loaders.Walk{})
			if diff := cmp.Diff(want, paths(d)); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			if len(d.Skipped) > 0 {
				t.Errorf("skipped %v", d.Skipped)
			}
		})
	}
}

// TestTrackedFilesExcluded: what the user excludes stays out, tracked or not.
func TestTrackedFilesExcluded(t *testing.T) {
	needGit(t)
	root, _ := ignoredTree(t)
	d := discover(t, root, loaders.Walk{Exclude: []string{"/out", "a.*"}})
	if diff := cmp.Diff([]string{".gitignore", "c.md", "zz/last.log"}, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestTrackedFilesSHA256: names of objects are longer in such a repository.
func TestTrackedFilesSHA256(t *testing.T) {
	needGit(t)
	root := writeTree(t, map[string]string{".gitignore": "*.log", "a.log": "", "b.log": "", "cc/d.log": ""})
	runGit(t, root, "", "init", "-q", "--object-format=sha256")
	runGit(t, root, "", "add", "-f", "a.log", "cc")
	runGit(t, root, "", "add", "-f", "cc/d.log")
	d := discover(t, root, loaders.Walk{})
	if diff := cmp.Diff([]string{".gitignore", "a.log", "cc/d.log"}, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestTrackedFilesBelowRoot: the index of an enclosing repository counts.
func TestTrackedFilesBelowRoot(t *testing.T) {
	needGit(t)
	root, _ := ignoredTree(t)
	d := discover(t, filepath.Join(root, "zz"), loaders.Walk{})
	if diff := cmp.Diff([]string{"last.log"}, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestWorktree: the .git of a worktree is a file, its info/exclude that of the main one.
func TestWorktree(t *testing.T) {
	needGit(t)
	root := writeTree(t, map[string]string{"a.log": "", "main/": ""})
	makeRepository(t, root)
	runGit(t, root, "", "add", "a.log")
	runGit(t, root, "", "-c", "user.name=n", "-c", "user.email=e@example.org", "commit", "-q", "-m", "x")
	work := filepath.Join(t.TempDir(), "work")
	runGit(t, root, "", "worktree", "add", "-q", work)
	writeFile(t, root, ".git/info/exclude", "*.log\n")
	writeFile(t, work, "b.log", "")
	writeFile(t, work, "b.md", "")
	d := discover(t, work, loaders.Walk{})
	if diff := cmp.Diff([]string{"a.log", "b.md"}, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestNestedRepository is walked by its own rules, also where only its folder is tracked.
func TestNestedRepository(t *testing.T) {
	needGit(t)
	root := writeTree(t, map[string]string{
		".gitignore":              "*.log\nlib/\n",
		"sub/.gitignore":          "*.md\n",
		"sub/x.log":               "",
		"sub/x.md":                "",
		"sub/tracked.md":          "",
		"lib/module/x.log":        "",
		"lib/module/.gitignore":   "y.md",
		"lib/module/y.md":         "",
		"lib/other/x.md":          "",
		"empty/.git/":             "",
		"empty/x.log":             "",
		"fake/.git":               "gitdir: ../nowhere\n",
		"fake/x.log":              "",
		"odd/.git":                "something\n",
		"odd/x.log":               "",
		"lib/module/deep/none.md": "",
	})
	makeRepository(t, root)
	for _, folder := range []string{"sub", "lib/module"} {
		makeRepository(t, filepath.Join(root, folder))
	}
	sub := filepath.Join(root, "sub")
	runGit(t, sub, "", "add", "-f", "tracked.md")
	runGit(t, root, "", "update-index", "--add", "--cacheinfo", "160000,"+strings.Repeat("1", 40)+",lib/module")
	d := discover(t, root, loaders.Walk{})
	want := []string{
		".gitignore", "lib/module/.gitignore", "lib/module/deep/none.md", "lib/module/x.log",
		"sub/.gitignore", "sub/tracked.md", "sub/x.log",
	}
	if diff := cmp.Diff(want, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestBrokenIndex: nothing counts as tracked, and it is said.
func TestBrokenIndex(t *testing.T) {
	needGit(t)
	sound, _ := ignoredTree(t)
	data, err := os.ReadFile(filepath.Join(sound, ".git", "index"))
	if err != nil {
		t.Fatal(err)
	}
	index := string(data)
	tests := map[string]struct{ index, want string }{
		"empty":           {"", "the index has no signature"},
		"signature":       {"X" + index[1:], "the index has no signature"},
		"version":         {index[:7] + "\x05" + index[8:], "index version 5 is not known"},
		"cut":             {index[:len(index)/2], "the index ends too early"},
		"count":           {index[:8] + "\xff\xff\xff\xff" + index[12:], "the index ends too early"},
		"name":            {strings.Replace(index, "out/deep", "out\x00deep", 1), "the index has a malformed entry"},
		"extension":       {index[:len(index)-20] + "TREE\x7f\xff\xff\xff" + index[len(index)-20:], "the index ends too early"},
		"wrong version 4": {index[:7] + "\x04" + index[8:], "the index has a malformed entry"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			root := writeTree(t, map[string]string{".gitignore": "*.log", "a.log": "", "b.md": ""})
			makeRepository(t, root)
			writeFile(t, root, ".git/index", test.index)
			d := discover(t, root, loaders.Walk{})
			if diff := cmp.Diff([]string{".gitignore", "b.md"}, paths(d)); diff != "" {
				t.Errorf("files (-want +got):\n%s", diff)
			}
			want := []loaders.Skip{{
				Path: ".git/index", Kind: loaders.SkipUnreadable,
				Reason: "unreadable, so that files which git both ignores and tracks may be left out: " + test.want,
			}}
			if diff := cmp.Diff(want, d.Skipped); diff != "" {
				t.Errorf("skipped (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSplitIndex(t *testing.T) {
	needGit(t)
	root, _ := ignoredTree(t)
	runGit(t, root, "", "update-index", "--split-index")
	d := discover(t, root, loaders.Walk{})
	if len(d.Skipped) != 1 || d.Skipped[0].Path != ".git/index" {
		t.Errorf("a split index is not reported: %v", d.Skipped)
	}
}

// FuzzIndex reads any bytes as an index.
func FuzzIndex(f *testing.F) {
	root := writeTree(f, map[string]string{".gitignore": "*.log", "a.log": "", "d/b.log": "", "c.md": ""})
	makeRepository(f, root)
	f.Add([]byte("DIRC\x00\x00\x00\x02\x00\x00\x00\x01"))
	for _, version := range []string{"2", "4"} {
		runGit(f, root, "", "add", "-f", "a.log", "d/b.log")
		runGit(f, root, "", "update-index", "--index-version", version)
		data, err := os.ReadFile(filepath.Join(root, ".git", "index"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		writeFile(t, root, ".git/index", string(data))
		d := discover(t, root, loaders.Walk{})
		if got := len(d.Files); got < 2 || got > 4 {
			t.Errorf("found %q", paths(d))
		}
	})
}
