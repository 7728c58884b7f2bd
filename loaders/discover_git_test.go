package loaders_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// writeFile writes a file below root and the folders above it.
func writeFile(t testing.TB, root, name, content string) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
}

// writeTree makes a folder with files, given as names and contents; a name that ends in a slash is an
// empty folder, and a content that begins with "-> " makes a symbolic link.
func writeTree(t testing.TB, files map[string]string) (root string) {
	t.Helper()
	root = t.TempDir()
	for name, content := range files {
		target, link := strings.CutPrefix(content, "-> ")
		switch {
		case strings.HasSuffix(name, "/"):
			if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil {
				t.Fatal(err)
			}
		case link:
			if err := os.MkdirAll(filepath.Join(root, path.Dir(name)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(filepath.FromSlash(target), filepath.Join(root, name)); err != nil {
				t.Skipf("no symbolic links here: %v", err)
			}
		default:
			writeFile(t, root, name, content)
		}
	}
	return root
}

// makeRepository makes the least that git takes for a repository.
func makeRepository(t testing.TB, root string) {
	t.Helper()
	for _, folder := range []string{"objects", "refs"} {
		if err := os.MkdirAll(filepath.Join(root, ".git", folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	writeFile(t, root, ".git/HEAD", "ref: refs/heads/main\n")
	writeFile(t, root, ".git/config", "[core]\n\trepositoryformatversion = 0\n\tbare = false\n")
}

// runGit runs git without the configuration of the user and the machine.
func runGit(t testing.TB, dir, input string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool { return strings.HasPrefix(v, "GIT_") }),
		"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "XDG_CONFIG_HOME="+os.DevNull, "HOME="+os.DevNull)
	cmd.Stdin = strings.NewReader(input)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	// check-ignore says with an exit code of 1 that nothing is ignored
	if err != nil && (args[0] != "check-ignore" || stderr.Len() > 0) {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, &stderr)
	}
	return string(out)
}

func needGit(t testing.TB) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
}

func discover(t testing.TB, root string, w loaders.Walk) *loaders.Discovery {
	t.Helper()
	d, err := loaders.Discover(t.Context(), root, w)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func paths(d *loaders.Discovery) []string {
	list := []string{}
	for _, e := range d.Files {
		list = append(list, e.Path)
	}
	return list
}

func gitFiles(t testing.TB, root string) []string {
	t.Helper()
	out := runGit(t, root, "", "ls-files", "-co", "--exclude-standard", "-z")
	list := strings.Split(strings.TrimSuffix(out, "\x00"), "\x00")
	slices.Sort(list)
	return slices.Compact(slices.DeleteFunc(list, func(p string) bool { return p == "" }))
}

// TestGitAgrees builds trees at random and asks git what it lists and which line ignores what it does
// not.
func TestGitAgrees(t *testing.T) {
	needGit(t)
	trees := 300
	if testing.Short() {
		trees = 50
	}
	left := 0
	for seed := range trees {
		root := t.TempDir()
		g := treeGenerator{t: t, root: root, Rand: rand.New(rand.NewPCG(uint64(seed), 7))}
		g.tree()
		d := discover(t, root, loaders.Walk{Explain: true})
		diff := cmp.Diff(gitFiles(t, root), paths(d))
		if diff == "" {
			diff = cmp.Diff(gitReasons(t, root, g.files, d), ownReasons(g.files, d))
		}
		if diff != "" {
			t.Fatalf("tree %d (-git +pacheck):\n%s\n%s", seed, diff, g.log.String())
		}
		left += d.Counts[loaders.SkipIgnored]
	}
	if left < 3*trees {
		t.Errorf("only %d paths were ignored in %d trees: the generator is too tame", left, trees)
	}
}

// ownReasons gives for each file that was left out the line that ignores it or a folder above it.
func ownReasons(files []string, d *loaders.Discovery) map[string]string {
	skipped := map[string]string{}
	for _, s := range d.Skipped {
		skipped[s.Path] = s.Reason
	}
	reasons := map[string]string{}
	for _, file := range files {
		for at := file; at != "."; at = path.Dir(at) {
			for _, shown := range []string{at, at + "/"} {
				if reason, ok := skipped[shown]; ok {
					reasons[file] = strings.TrimPrefix(reason, "ignored by ")
				}
			}
		}
	}
	return reasons
}

// gitReasons is the same as git sees it, for the files that were left out.
func gitReasons(t testing.TB, root string, files []string, d *loaders.Discovery) map[string]string {
	found := paths(d)
	var out []string
	for _, file := range files {
		if _, ok := slices.BinarySearch(found, file); !ok {
			out = append(out, file)
		}
	}
	reasons := map[string]string{}
	if len(out) == 0 {
		return reasons
	}
	fields := strings.Split(runGit(t, root, strings.Join(out, "\x00")+"\x00",
		"check-ignore", "--no-index", "-v", "-z", "--stdin"), "\x00")
	for ; len(fields) >= 4; fields = fields[4:] {
		reasons[fields[3]] = fields[0] + ":" + fields[1]
	}
	return reasons
}

// treeGenerator builds a repository with ignore files that have much to do with the names in it.
type treeGenerator struct {
	*rand.Rand
	t     testing.TB
	root  string
	files []string
	all   []string // files and folders
	log   strings.Builder
}

func (g *treeGenerator) tree() {
	makeRepository(g.t, g.root)
	g.folder("", 0)
	g.rules(".git/info/exclude", "")
	for _, name := range append([]string{""}, g.all...) {
		info, err := os.Stat(filepath.Join(g.root, name))
		if err == nil && info.IsDir() && g.IntN(5) < 2 {
			g.rules(path.Join(name, ".gitignore"), name)
		}
	}
	if g.IntN(3) == 0 {
		tracked := slices.DeleteFunc(slices.Clone(g.files), func(string) bool { return g.IntN(4) > 0 })
		runGit(g.t, g.root, strings.Join(tracked, "\x00"), "update-index", "--add", "-z", "--stdin")
		version := []string{"2", "3", "4"}[g.IntN(3)]
		runGit(g.t, g.root, "", "update-index", "--index-version", version)
		fmt.Fprintf(&g.log, "tracked, version %s: %q\n", version, tracked)
	}
}

func (g *treeGenerator) name() string {
	names := []string{"a", "b", "ab", "abc", "foo", "bar", "foo.log", "x.md", "build", ".env", "-", "a-b", "A", "0", "foobar", "b.log", "doc"}
	if runtime.GOOS == "linux" {
		names = append(names, "[a]", "*", "a ", " b", `c\`, "#h", "!n", "\xc3\xa9", "\xff", "\x01", "a\nb", "?", "a]", "^", "]", "a b", "\t", "**", "a**")
	}
	return names[g.IntN(len(names))]
}

func (g *treeGenerator) folder(at string, depth int) {
	seen := map[string]bool{}
	for range 2 + g.IntN(5) {
		name := g.name()
		if runtime.GOOS != "linux" {
			name = strings.ToLower(name)
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		full := path.Join(at, name)
		g.all = append(g.all, full)
		if depth < 4 && g.IntN(5) < 2 {
			if err := os.Mkdir(filepath.Join(g.root, full), 0o755); err != nil {
				g.t.Fatal(err)
			}
			g.folder(full, depth+1)
			continue
		}
		writeFile(g.t, g.root, full, "")
		g.files = append(g.files, full)
	}
}

func (g *treeGenerator) rules(file, base string) {
	var b strings.Builder
	if g.IntN(6) == 0 {
		b.WriteString("\ufeff")
	}
	end := []string{"\n", "\n", "\r\n"}[g.IntN(3)]
	for range 1 + g.IntN(6) {
		b.WriteString(g.pattern(base) + end)
	}
	content := b.String()
	if g.IntN(3) == 0 {
		content = strings.TrimSuffix(content, "\n")
	}
	writeFile(g.t, g.root, file, content)
	if base != "" || file == ".gitignore" {
		g.files = append(g.files, file)
	}
	fmt.Fprintf(&g.log, "%s: %q\n", file, content)
}

// pattern takes a path below base, or a name, and makes some of it unclear.
func (g *treeGenerator) pattern(base string) string {
	var below []string
	for _, p := range g.all {
		if rest, ok := strings.CutPrefix(p, base); ok && rest != "" {
			below = append(below, strings.TrimPrefix(rest, "/"))
		}
	}
	p := g.name()
	if len(below) > 0 && g.IntN(3) > 0 {
		p = below[g.IntN(len(below))]
	}
	if g.IntN(3) == 0 {
		p = path.Base(p)
	}
	var b strings.Builder
	for i := range len(p) {
		b.WriteString(g.vague(p[i]))
	}
	p = b.String()
	if g.IntN(6) == 0 {
		segments := strings.Split(p, "/")
		segments[g.IntN(len(segments))] = []string{"*", "**", "***", "?*", "a**", "**b", "*.log", "*/**", "?**", `[!x]**`}[g.IntN(10)]
		p = strings.Join(segments, "/")
	}
	pick := func(often int, options ...string) string {
		if g.IntN(often) > 0 {
			return ""
		}
		return options[g.IntN(len(options))]
	}
	return pick(4, "!", "!", "#", " ") + pick(4, "/", "**/", "/**/", "*/", "//", "./") + p +
		pick(4, "/", "/**", "/*", "**", "*", "/**/", `\`, `\/`) + pick(8, " ", "  ", `\ `, "\t", `\  `, "\r", "\x00x")
}

// vague replaces a byte of a pattern by something that matches it, or nearly.
func (g *treeGenerator) vague(b byte) string {
	if g.IntN(5) > 0 {
		return string([]byte{b})
	}
	s := string([]byte{b})
	options := []string{
		"?", "*", "**", `\` + s, "[" + s + "]", "[!" + s + "]", "[^" + s + "]", "[a-z]", "[" + s, "[]" + s + "]", "[" + s + "-]",
		"[!a-m]", "[z-a]", `[\` + s + "]", "[[:alpha:]]", "[[:alnum:]_]", "[![:space:]]", "[[:nope:]]", "[[:punct:]]",
		"[[:print:]-a]", "[[:upper:]" + s + "]", "[[:" + s + "]", "[a-[:digit:]" + s + "]", "[--0]", "", s + s, "/**/", "[[:cntrl:]]",
		"[[:graph:]]", "[[:xdigit:]]", "[[:blank:]]", "[[:lower:]]", `[\]` + s + "]", `[a-\c]`, "[]-a]", "[/]", "[!/]",
	}
	return options[g.IntN(len(options))]
}
