package check_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/loaders"
)

// soon is how long a check of bad input may take at most, on a machine that is busy.
const soon = 5 * time.Second

// witness is a file with a fault that is found whatever is beside it.
const witness = `{"permissions": {"allow": ["Bash(*)"]}}`

// problemsOf are the problems of a check of bad input, which ends soon, and in which the other files are
// judged as ever.
func problemsOf(t *testing.T, o check.Options) []string {
	t.Helper()
	start := time.Now()
	r := run(t, o)
	if took := time.Since(start); took > soon {
		t.Errorf("it took %v", took)
	}
	judged := false
	for _, f := range r.Findings {
		judged = judged || f.Location.File == "witness/.claude/settings.json" && f.Rule.Name == "unrestricted-shell-grant"
		if f.Location.File == "" || f.Location.Start.Line < 1 || f.Location.Start.Column < 1 {
			t.Errorf("%s has no place: %v", f.Rule.Name, f.Location)
		}
	}
	if !judged {
		t.Error("the other files are not judged")
	}
	written(t, r)
	problems := []string{}
	for _, p := range r.Problems {
		problems = append(problems, fmt.Sprintf("%s %s: %s", p.Kind, p.Location, p.Message))
	}
	return problems
}

func TestBadFiles(t *testing.T) {
	deep := func(open, end string) string { return strings.Repeat(open, 5000) + "1" + strings.Repeat(end, 5000) }
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'm'; c++ {
		bomb += fmt.Sprintf("%c: &%c [%s*%c]\n", c, c, strings.Repeat(fmt.Sprintf("*%c, ", c-1), 8), c-1)
	}
	tests := []struct {
		name, path, text string
		want             []string
	}{
		{"truncated JSON", ".mcp.json", "{\n  \"mcpServers\": {", []string{`file .mcp.json:2:18: unexpected end of the file, expected a key in double quotes`}},
		{"two values in JSON", ".mcp.json", "{} {}", []string{"file .mcp.json:1:4: expected the end of the file"}},
		{"invalid YAML", "a.governance.yaml", "agent: a\nowner: [x\n", []string{"file a.governance.yaml:2:9: expected ',' or ']'"}},
		{"a YAML alias bomb", "a.governance.yaml", bomb, []string{"file a.governance.yaml:6:8: more than 100000 values"}},
		{"a YAML alias of itself", "a.governance.yaml", "a: &a [*a]\n", []string{"file a.governance.yaml:1:8: the alias *a contains itself"}},
		{"deep JSON lists", ".mcp.json", deep("[", "]"), []string{"file .mcp.json:1:257: nested deeper than 256 levels"}},
		{"deep JSON maps", ".mcp.json", deep(`{"a":`, "}"), []string{"file .mcp.json:1:1281: nested deeper than 256 levels"}},
		{"deep YAML in brackets", "a.governance.yaml", "a: " + deep("[", "]"), []string{"file a.governance.yaml:1:259: nested deeper than 256 levels"}},
		{"deep YAML by dashes", "a.governance.yaml", strings.Repeat("- ", 5000), []string{"file a.governance.yaml:1:513: nested deeper than 256 levels"}},
		{"deep TOML lists", ".codex/config.toml", "a = " + deep("[", "]"), []string{"file .codex/config.toml:1:260: nested deeper than 256 levels"}},
		{"deep TOML tables", ".codex/config.toml", "[a" + strings.Repeat(".a", 5000) + "]\n", []string{"file .codex/config.toml:1:514: nested deeper than 256 levels"}},
		{"deep front matter", "x/SKILL.md", "---\na: " + deep("[", "]") + "\n---\n", []string{"file x/SKILL.md:2:259: nested deeper than 256 levels"}},
		{"a deep text", "CLAUDE.md", strings.Repeat("> - ", 5000) + strings.Repeat("[", 5000) + strings.Repeat("<div>", 5000), nil},
		{"a binary skill", "x/SKILL.md", "\x7fELF\x00\x01", []string{"file x/SKILL.md:1:1: binary file"}},
		{"a binary that is no agent file", "x/data.yaml", "\x7fELF\x00\x01", nil},
		{"numbers without end", ".codex/config.toml", "a = inf\nb = nan\n[mcp_servers.x]\ncommand = \"npx\"\nstartup_timeout_sec = inf\n", nil},
		{"a number beyond any", ".claude/settings.json", `{"cleanupPeriodDays": 1e999, "permissions": {"allow": []}}`, nil},
		{"control characters in a name", "a\x1b[31m\u202e\n/.mcp.json", "{", []string{"file a\x1b[31m\u202e\n/.mcp.json:1:2: unexpected end of the file, expected a key in double quotes"}},
		{"a line of 4 MB", "CLAUDE.md", strings.Repeat("a", 4<<20), nil},
		{"lists of 4 MB", "CLAUDE.md", strings.Repeat("- ", 2<<20), nil},
		{"backticks of 4 MB", "CLAUDE.md", strings.Repeat("`", 4<<20), nil},
		{"comments of 4 MB", "CLAUDE.md", strings.Repeat("<!--", 1<<20), nil},
		{"a schema that contains itself", "t/tools.json", `[{"name": "t", "description": "d", "inputSchema": {"type": "object", "properties": {"a": {"$ref": "#"}}}}]`, nil},
		{"a schema that doubles", "t/tools.json", doubling(40), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			all := files{"witness/.claude/settings.json": witness, tt.path: tt.text}
			if diff := gocmp.Diff(append([]string{}, tt.want...), problemsOf(t, options(mapFS(all)))); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// doubling is a schema each of whose definitions uses the next one twice.
func doubling(n int) string {
	var defs []string
	for i := range n {
		defs = append(defs, fmt.Sprintf(`"d%d": {"type": "object", "properties": {"a": {"$ref": "#/$defs/d%d"}, "b": {"$ref": "#/$defs/d%d"}}}`, i, i+1, i+1))
	}
	defs = append(defs, fmt.Sprintf(`"d%d": {"type": "string"}`, n))
	return `[{"name": "t", "description": "d", "inputSchema": {"type": "object", "$defs": {` + strings.Join(defs, ", ") + `}, "properties": {"a": {"$ref": "#/$defs/d0"}}}}]`
}

// TestEmptyFiles: an empty file under each name that a loader asks for neither stops anything nor fails a
// rule.
func TestEmptyFiles(t *testing.T) {
	for _, text := range []string{"", "\n", "\ufeff", "---\n---\n", "{}", "[]", "null"} {
		t.Run(fmt.Sprintf("%q", text), func(t *testing.T) {
			all := files{"witness/.claude/settings.json": witness}
			for _, l := range loaders.All() {
				for i, glob := range l.Globs {
					all[fmt.Sprintf("%s%d/%s", l.Name, i, strings.NewReplacer("**/", "", "**", "x", "*", "x").Replace(glob))] = text
				}
			}
			for _, p := range problemsOf(t, options(mapFS(all))) {
				if !strings.HasPrefix(p, "file ") {
					t.Error(p)
				}
			}
		})
	}
}

// vanishing is a tree one of whose files cannot be opened.
type vanishing struct {
	fstest.MapFS
	name string
	err  error
}

// Open opens a file.
func (v vanishing) Open(name string) (fs.File, error) {
	if name == v.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: v.err}
	}
	return v.MapFS.Open(name)
}

func TestFilesThatCannotBeOpened(t *testing.T) {
	all := files{"witness/.claude/settings.json": witness, "x/SKILL.md": "x", "x/notes.yaml": "x", "x/folder/SKILL.md": "x"}
	tests := []struct {
		name, path string
		err        error
		want       []string
	}{
		{"vanished", "x/SKILL.md", fs.ErrNotExist, []string{"file x/SKILL.md:1:1: file does not exist"}},
		{"forbidden", "x/SKILL.md", fs.ErrPermission, []string{"file x/SKILL.md:1:1: permission denied"}},
		{"broken disk", "x/SKILL.md", errors.New("input/output error"), []string{"file x/SKILL.md:1:1: input/output error"}},
		{"no agent file", "x/notes.yaml", fs.ErrNotExist, nil},
		{"a folder", "x/folder", fs.ErrPermission, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := problemsOf(t, options(vanishing{mapFS(all), tt.path, tt.err}))
			if diff := gocmp.Diff(append([]string{}, tt.want...), got); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// disk is a repository on the disk; a text that begins with "-> " is a symbolic link.
func disk(t *testing.T, all files) check.Options {
	t.Helper()
	root := t.TempDir()
	all["witness/.claude/settings.json"], all[".git/HEAD"] = witness, ""
	for name, text := range all {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if target, ok := strings.CutPrefix(text, "-> "); ok {
			if err := os.Symlink(target, file); err != nil {
				t.Skipf("no symbolic links here: %v", err)
			}
			continue
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o := options(nil)
	o.Tree, o.Root = nil, root
	return o
}

func TestBadTrees(t *testing.T) {
	chain, wide := files{"CLAUDE.md": "@c0.md\n"}, files{"CLAUDE.md": ""}
	for i := range 200 {
		chain[fmt.Sprintf("c%d.md", i)] = fmt.Sprintf("@c%d.md\n", i+1)
		wide["CLAUDE.md"] += fmt.Sprintf("@w%d.md\n", i)
		if i < 66 {
			wide[fmt.Sprintf("w%d.md", i)] = "x\n"
		}
	}
	big := strings.Repeat("a", loaders.DefaultMaxSize+1)
	const unread = "it is not read, since 64 other files are imported before it"
	tests := []struct {
		name string
		all  files
		want []string
		seen int // files that are recognised, the witness among them
	}{
		{"a loop of links", files{"AGENTS.md": "-> CLAUDE.md", "CLAUDE.md": "-> AGENTS.md"}, nil, 3},
		{"a link to itself", files{"AGENTS.md": "-> AGENTS.md", "x": "-> ."}, nil, 2},
		{"a link that escapes", files{"AGENTS.md": "-> /etc/hostname"}, []string{"file AGENTS.md:1:1: links outside the repository"}, 2},
		{"a link to nothing", files{"AGENTS.md": "-> gone.md"}, nil, 2},
		{"two links to one text", files{"AGENTS.md": "-> docs/text", "CLAUDE.md": "-> docs/text", "docs/text": "x"}, nil, 4},
		{"a folder with the name of a file", files{"x/SKILL.md/notes.txt": "x", ".mcp.json/x": "x"}, nil, 1},
		{"a skill over the size", files{"x/SKILL.md": big}, []string{"file x/SKILL.md:1:1: larger than 5 MiB"}, 2},
		{"an import over the size", files{"CLAUDE.md": "@big.txt", "big.txt": big}, []string{"file big.txt:1:1: larger than 5242880 bytes"}, 3},
		{"imports in a circle", files{"CLAUDE.md": "@a.md @CLAUDE.md", "a.md": "@b.md", "b.md": "@a.md @CLAUDE.md @b.md"}, nil, 4},
		{"an import through a link", files{"CLAUDE.md": "@l.md @d/t.md", "l.md": "-> t.md", "t.md": "x", "d": "-> e", "e/t.md": "y"}, nil, 4},
		{"200 hops of imports", chain, []string{"file c64.md:1:1: " + unread}, 67},
		{"200 imports", wide, []string{"file w64.md:1:1: " + unread, "file w65.md:1:1: " + unread}, 68},
		{"two files of one name", files{"a/.claude/agents/x.md": "---\nname: x\n---\n", "b/.claude/agents/x.md": "---\nname: x\n---\n"}, nil, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := disk(t, tt.all)
			if diff := gocmp.Diff(append([]string{}, tt.want...), problemsOf(t, o)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			d, _, err := check.Inspect(t.Context(), o)
			if err != nil || len(d.Files) != tt.seen {
				t.Errorf("%d files are recognised, want %d: %v", len(d.Files), tt.seen, err)
			}
			prompts := map[string]bool{}
			for _, p := range d.Prompts {
				if prompts[p.ID] {
					t.Errorf("%s is there twice", p.ID)
				}
				prompts[p.ID] = true
			}
		})
	}
}

func TestUnreadableFile(t *testing.T) {
	o := disk(t, files{"x/SKILL.md": "x"})
	if err := os.Chmod(filepath.Join(o.Root, "x/SKILL.md"), 0); err != nil {
		t.Fatal(err)
	}
	if file, err := os.Open(filepath.Join(o.Root, "x/SKILL.md")); err == nil {
		file.Close() //nolint:errcheck // nothing was written
		t.Skip("this user reads everything")
	}
	if diff := gocmp.Diff([]string{"file x/SKILL.md:1:1: permission denied"}, problemsOf(t, o)); diff != "" {
		t.Error(diff)
	}
}

func TestCancelledRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, o := range map[string]check.Options{"tree": options(mapFS(files{"CLAUDE.md": "x"})), "disk": disk(t, files{"CLAUDE.md": "x"})} {
		if _, err := check.Run(ctx, o); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, want that the context has ended", name, err)
		}
		if _, _, err := check.Inspect(ctx, o); !errors.Is(err, context.Canceled) {
			t.Errorf("inspecting %s: got %v, want that the context has ended", name, err)
		}
	}
}

// FuzzScan: no file under any of the names that loaders ask for makes a check fail, or take long.
func FuzzScan(f *testing.F) {
	var names []string
	for _, l := range loaders.All() {
		for _, glob := range append(l.Globs, l.Weak...) {
			names = append(names, strings.NewReplacer("**/", "", "**", "x", "*", "x").Replace(glob))
		}
	}
	for _, fixture := range fixtures() {
		same := func(name string) bool { return path.Base(name) == path.Base(fixture.path) }
		f.Add(uint16(max(0, slices.IndexFunc(names, same))), []byte(fixture.text))
	}
	o := options(nil)
	o.Run.Jobs = 1
	f.Fuzz(func(t *testing.T, name uint16, data []byte) {
		o := o
		o.Tree = mapFS(files{names[int(name)%len(names)]: string(data)})
		start := time.Now()
		for _, p := range run(t, o).Problems {
			if p.Kind == "policy" || strings.Contains(p.Message, "pacheck itself") || strings.Contains(p.Message, "gave up") {
				t.Errorf("%s %s: %s", p.Rule, p.Location, p.Message)
			}
		}
		if took := time.Since(start); took > soon {
			t.Errorf("it took %v", took)
		}
	})
}
