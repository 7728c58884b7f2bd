package loaders_test

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// strange is a character that file names of other systems than Linux may not hold, or a broken one.
func strange(r rune) bool { return r == utf8.RuneError || strings.ContainsRune("\\*\t[", r) }

// TestGitignore says of each case which files stay; git is asked too.
func TestGitignore(t *testing.T) {
	tests := map[string]struct {
		rules string   // of the .gitignore at the root
		files []string // all files besides
		want  []string // those that stay
	}{
		"name at any depth":                {"foo", []string{"foo", "a/foo", "a/foobar"}, []string{"a/foobar"}},
		"leading slash anchors":            {"/foo", []string{"foo", "a/foo"}, []string{"a/foo"}},
		"inner slash anchors":              {"a/foo", []string{"a/foo", "b/a/foo"}, []string{"b/a/foo"}},
		"trailing slash is folders only":   {"foo/", []string{"a/foo", "foo/x"}, []string{"a/foo"}},
		"folder excluded cannot come back": {"a/\n!a/x", []string{"a/x"}, nil},
		"folder itself comes back":         {"a/*\n!a/x", []string{"a/x", "a/y"}, []string{"a/x"}},
		"below a double star comes back":   {"a/**\n!a/b/\n!a/b/x", []string{"a/b/x", "a/b/y", "a/z"}, []string{"a/b/x"}},
		"the last match wins":              {"*.md\n!*.md\nx.md", []string{"x.md", "y.md"}, []string{"y.md"}},
		"leading double star":              {"**/x/y", []string{"x/y", "a/b/x/y", "ax/y"}, []string{"ax/y"}},
		"double star in the middle":        {"a/**/z", []string{"a/z", "a/b/c/z", "b/a/z"}, []string{"b/a/z"}},
		"double star at the end":           {"a/**", []string{"a/b/c", "b"}, []string{"b"}},
		"two double stars":                 {"a/**/b/**/c", []string{"a/b/c", "a/x/b/y/z/c", "a/c", "a/b/x"}, []string{"a/b/x", "a/c"}},
		"double star inside a name":        {"a/b?**/c", []string{"a/bx/c", "a/bx/y/c", "a/bxy/c"}, []string{"a/bx/y/c"}},
		"double star behind a plain start": {"a/b**/c", []string{"a/b/c", "a/bx/y/c", "a/bc"}, []string{}},
		"double star and an escaped slash": {`**\/c`, []string{"a/b/c", "a/c", "c"}, []string{"c"}},
		"star does not cross":              {"a/*/c", []string{"a/b/c", "a/b/d/c"}, []string{"a/b/d/c"}},
		"star and retry":                   {"/a*b*c/x", []string{"abbc/x", "abcbd/x", "acbc/x"}, []string{"abcbd/x"}},
		"star before double star":          {"*/b/**/d*e", []string{"a/b/de", "a/b/c/dxe", "a/c/b/de", "x/b/d/e/dee"}, []string{"a/c/b/de"}},
		"question mark":                    {"a?c", []string{"abc", "ac", "abbc"}, []string{"abbc", "ac"}},
		"question mark is one byte":        {"?.md\n??.txt", []string{"é.md", "é.txt"}, []string{"é.md"}},
		"class":                            {"[ab].md", []string{"a.md", "c.md"}, []string{"c.md"}},
		"negated class":                    {"[!ab].md\n[^xy].txt", []string{"a.md", "c.md", "x.txt", "z.txt"}, []string{"a.md", "x.txt"}},
		"bracket first in class":           {"[]-].md", []string{"].md", "-.md", "a.md"}, []string{"a.md"}},
		"range":                            {"x[1-3]", []string{"x1", "x3", "x4"}, []string{"x4"}},
		"named class":                      {"[[:digit:][:upper:]].md", []string{"1.md", "Q.md", "q.md"}, []string{"q.md"}},
		"unknown named class":              {"[[:word:]a].md", []string{"a.md"}, []string{"a.md"}},
		"class that does not end":          {"[a.md\n[", []string{"[a.md", "["}, []string{"[", "[a.md"}},
		"class never takes a slash":        {"a[!x]b", []string{"a/b", "a-b"}, []string{"a/b"}},
		"escaped star":                     {`a\*`, []string{"a*", "ab"}, []string{"ab"}},
		"escaped hash":                     {"#a\n\\#b", []string{"#a", "#b"}, []string{"#a"}},
		"escaped exclamation":              {`\!a`, []string{"!a", "a"}, []string{"a"}},
		"backslash at the end":             {`a\`, []string{"a", `a\`}, []string{"a", `a\`}},
		"trailing spaces":                  {"a  \nb\\ \nc\\  ", []string{"a", "b ", "b", "c ", "c"}, []string{"b", "c"}},
		"tabs stay":                        {"a\t", []string{"a", "a\t"}, []string{"a"}},
		"leading spaces stay":              {" a", []string{"a", " a"}, []string{"a"}},
		"carriage return":                  {"a\r\nb\r\n!b\r\nc/\r", []string{"a", "b", "c/x"}, []string{"b"}},
		"byte order mark":                  {"\ufeffa\n", []string{"a"}, nil},
		"comments and blank lines":         {"# a\n\n   \n", []string{"a", "# a"}, []string{"# a", "a"}},
		"only a slash":                     {"/\n//\n!/\n", []string{"a"}, []string{"a"}},
		"two slashes in front":             {"//a", []string{"a"}, []string{"a"}},
		"dot slash means nothing":          {"./a", []string{"a"}, []string{"a"}},
		"no case folding":                  {"FOO", []string{"foo"}, []string{"foo"}},
		"bytes that are not UTF-8":         {"\xff*\n[\xfe]", []string{"\xff", "\xffa", "\xfe", "\xfd"}, []string{"\xfd"}},
		"NUL ends the line":                {"a\x00b\nc", []string{"a", "b", "c"}, []string{"b"}},
		"everything but":                   {"*\n!*/\n!*.md\n!.gitignore", []string{"a/b/x.md", "a/y.txt", "z.md"}, []string{"a/b/x.md", "z.md"}},
		"everything":                       {"*", []string{"a", "b/c"}, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if runtime.GOOS != "linux" && strings.ContainsFunc(strings.Join(test.files, ""), strange) {
				t.Skip("names that only Linux is sure to have")
			}
			root := writeTree(t, map[string]string{".gitignore": test.rules})
			makeRepository(t, root)
			for _, file := range test.files {
				writeFile(t, root, file, "")
			}
			got := slices.DeleteFunc(paths(discover(t, root, loaders.Walk{})), func(p string) bool { return p == ".gitignore" })
			if diff := cmp.Diff(append([]string{}, test.want...), got); diff != "" {
				t.Errorf("files that stay (-want +got):\n%s", diff)
			}
			needGit(t)
			asked := slices.DeleteFunc(gitFiles(t, root), func(p string) bool { return p == ".gitignore" })
			if diff := cmp.Diff(append([]string{}, asked...), got); diff != "" {
				t.Errorf("files that stay (-git +got):\n%s", diff)
			}
		})
	}
}

// TestGitignoreHostile has patterns over which git itself may brood for ever, so that it is not asked.
func TestGitignoreHostile(t *testing.T) {
	root := writeTree(t, map[string]string{
		".gitignore":                     strings.Repeat("a*", 40) + "b\n" + strings.Repeat("**/a/", 30) + "b\n",
		strings.Repeat("a", 200):         "",
		strings.Repeat("a/", 60) + "c":   "",
		strings.Repeat("a", 200) + ".ab": "",
		strings.Repeat("a/", 60) + "b/d": "",
	})
	want := []string{".gitignore", strings.Repeat("a/", 60) + "c", strings.Repeat("a", 200)}
	if diff := cmp.Diff(want, paths(discover(t, root, loaders.Walk{}))); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestIgnoreFiles is about where the rules come from.
func TestIgnoreFiles(t *testing.T) {
	root := writeTree(t, map[string]string{
		".gitignore":       "*.log\n/only-root\n",
		"a/.gitignore":     "!keep.log\nx/\n",
		"a/keep.log":       "",
		"a/b/keep.log":     "",
		"a/x/deep.md":      "",
		"a/y.md":           "",
		"b/keep.log":       "",
		"b/only-root":      "",
		"secret.md":        "",
		"linked/z.md":      "",
		"rules":            "z.md\n",
		"folder/q.md":      "",
		"only-root":        "",
		"back.md":          "",
		"again/.gitignore": "!secret.md\n",
		"again/secret.md":  "",
	})
	makeRepository(t, root)
	writeFile(t, root, ".git/info/exclude", "secret.md\n")
	if err := os.Symlink("../rules", filepath.Join(root, "linked", ".gitignore")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if err := os.Mkdir(filepath.Join(root, "folder", ".gitignore"), 0o755); err != nil {
		t.Fatal(err)
	}
	d := discover(t, root, loaders.Walk{Explain: true})
	want := []string{
		".gitignore", "a/.gitignore", "a/b/keep.log", "a/keep.log", "a/y.md", "again/.gitignore", "again/secret.md",
		"b/only-root", "back.md", "folder/q.md", "linked/.gitignore", "linked/z.md", "rules",
	}
	if diff := cmp.Diff(want, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	wantSkipped := []loaders.Skip{
		{Path: ".git/", Kind: loaders.SkipNeverWalked, Reason: "never walked"},
		{Path: "a/x/", Kind: loaders.SkipIgnored, Reason: "ignored by a/.gitignore:2"},
		{Path: "b/keep.log", Kind: loaders.SkipIgnored, Reason: "ignored by .gitignore:1"},
		{Path: "only-root", Kind: loaders.SkipIgnored, Reason: "ignored by .gitignore:2"},
		{Path: "secret.md", Kind: loaders.SkipIgnored, Reason: "ignored by .git/info/exclude:1"},
	}
	if diff := cmp.Diff(wantSkipped, d.Skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	quiet := discover(t, root, loaders.Walk{})
	if len(quiet.Skipped) > 0 {
		t.Errorf("without Explain, got %v", quiet.Skipped)
	}
	wantCounts := map[loaders.SkipKind]int{loaders.SkipNeverWalked: 1, loaders.SkipIgnored: 4}
	if diff := cmp.Diff(wantCounts, quiet.Counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	all := discover(t, root, loaders.Walk{NoGitignore: true})
	if got := len(all.Files); got != 17 {
		t.Errorf("without ignore files, got %d files, want 17: %q", got, paths(all))
	}
}

// TestIgnoreFileTooLarge does not read patterns without end.
func TestIgnoreFileTooLarge(t *testing.T) {
	root := writeTree(t, map[string]string{".gitignore": "a\n" + strings.Repeat("# much\n", 200_000), "a": ""})
	d := discover(t, root, loaders.Walk{})
	want := []loaders.Skip{{
		Path: ".gitignore", Kind: loaders.SkipTooLarge, Reason: "its patterns are not applied: larger than 1 MiB",
	}}
	if diff := cmp.Diff(want, d.Skipped); diff != "" {
		t.Errorf("skipped (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{".gitignore", "a"}, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestRulesAbove: a root inside a repository is ruled by the files above it.
func TestRulesAbove(t *testing.T) {
	top := writeTree(t, map[string]string{
		".gitignore":            "*.log\n/services/a/out\n/out\n/build/\n",
		"services/.gitignore":   "a/tmp\n!keep.log\n",
		"services/a/.gitignore": "here\n",
		"services/a/x.log":      "",
		"services/a/keep.log":   "",
		"services/a/out":        "",
		"services/a/b/out":      "",
		"services/a/tmp/x":      "",
		"services/a/here":       "",
		"build/x.log":           "",
		"build/x.md":            "",
	})
	makeRepository(t, top)
	writeFile(t, top, ".git/info/exclude", "/services/a/b/mine\n")
	writeFile(t, top, "services/a/b/mine", "")
	d := discover(t, filepath.Join(top, "services", "a"), loaders.Walk{Explain: true})
	if diff := cmp.Diff([]string{".gitignore", "b/out", "keep.log"}, paths(d)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	reasons := map[string]string{}
	for _, s := range d.Skipped {
		reasons[s.Path] = s.Reason
	}
	want := map[string]string{
		"x.log": "ignored by ../../.gitignore:1", "out": "ignored by ../../.gitignore:2", "here": "ignored by .gitignore:1",
		"tmp/": "ignored by ../.gitignore:1", "b/mine": "ignored by ../../.git/info/exclude:1",
	}
	if diff := cmp.Diff(want, reasons); diff != "" {
		t.Errorf("reasons (-want +got):\n%s", diff)
	}
	named := discover(t, filepath.Join(top, "build"), loaders.Walk{})
	if diff := cmp.Diff([]string{"x.log", "x.md"}, paths(named)); diff != "" {
		t.Errorf("an ignored folder that was named (-want +got):\n%s", diff)
	}
}

// FuzzGitignore walks a small tree by any rules: no fault, and the rules only take away.
func FuzzGitignore(f *testing.F) {
	for _, seed := range []string{
		"*.log\n!a/\n/b", "[[:alpha:]-z]\\", "**/a/**", "[!]a-]\r\n\xef\xbb\xbf", "a/b?**/c", "\\", "[", "!", "[[:", "a\x00", "**\\/x", "\xff",
	} {
		f.Add(seed, seed)
	}
	root := f.TempDir()
	files := []string{"a/b/c.log", "a/.x", "b", "bc/d/e", "é", "a.md"}
	for _, name := range files {
		writeFile(f, root, name, "")
	}
	f.Fuzz(func(t *testing.T, outer, inner string) {
		writeFile(t, root, ".gitignore", outer)
		writeFile(t, root, "a/.gitignore", inner)
		all := map[string]bool{".gitignore": true, "a/.gitignore": true}
		for _, name := range files {
			all[name] = true
		}
		for _, p := range paths(discover(t, root, loaders.Walk{})) {
			if !all[p] {
				t.Errorf("found %q, which is not there; there are %q", p, slices.Collect(maps.Keys(all)))
			}
		}
	})
}
