package loaders_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// imports are the references to files of the prompt of one text, as place, text and path.
func imports(doc *loaders.Document) []string {
	got := []string{}
	for _, ref := range doc.Prompts[0].Refs {
		got = append(got, spot(ref.To.At)+" -> "+ref.Path)
	}
	return got
}

func TestImports(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a file that is there", "See @Makefile now", []string{"1:5 @Makefile -> sub/Makefile"}},
		{"a text that is not there", "@docs/gone.md", []string{"1:1 @docs/gone.md -> sub/docs/gone.md"}},
		{"the end of a sentence", "(see\n@docs/a.md).", []string{"2:1 @docs/a.md -> sub/docs/a.md"}},
		{"a heading", "@a.md#top", []string{"1:1 @a.md#top -> sub/a.md"}},
		{"a folder above", "@../a.md", []string{"1:1 @../a.md -> a.md"}},
		{"outside the repository", "@../../a.md", []string{"1:1 @../../a.md -> ../a.md"}},
		{"the home directory", "@~/.claude/a.md", []string{"1:1 @~/.claude/a.md -> "}},
		{"an absolute path", "@/etc/a.md", []string{"1:1 @/etc/a.md -> "}},
		{"a blank in the name", `@my\ file.md`, []string{`1:1 @my\ file.md -> sub/my file.md`}},
		{"two on a line", "- @a.md @b.txt", []string{"1:3 @a.md -> sub/a.md", "1:9 @b.txt -> sub/b.txt"}},
		{"an address", "mail ops@corp.example", []string{}},
		{"a mention", "ask @maintainers.", []string{}},
		{"a package", "install @corp/tool and @corp/tool/sub", []string{}},
		{"a decorator", "@Override @tool(name)", []string{}},
		{"a code span", "`@a.md` and ``x ` @a.md``", []string{}},
		{"a fenced block", "```\n@a.md\n```\n~~~md\n@a.md\n~~~\n@b.md", []string{"7:1 @b.md -> sub/b.md"}},
		{"an open fence", "```\n@a.md", []string{}},
		{"a backtick without a partner", "a ` b @a.md", []string{"1:7 @a.md -> sub/a.md"}},
		{"a span that ends with its paragraph", "a ` b\n\n@a.md `", []string{"3:1 @a.md -> sub/a.md"}},
		{"a fence in a list", "- x\n  ```\n  @a.md\n  ```\n  @b.md", []string{"5:3 @b.md -> sub/b.md"}},
		{"a pattern", "@docs/*.md @{x}.md @$1.md", []string{}},
		{"nothing behind", "@ @", []string{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText("sub/CLAUDE.md", map[string]string{"sub/CLAUDE.md": tt.text, "sub/Makefile": "all:"})
			if diff := cmp.Diff(tt.want, imports(doc)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestImportsByHost(t *testing.T) {
	tests := []struct {
		path string
		want int
	}{
		{"CLAUDE.md", 1}, {"GEMINI.md", 1}, {"AGENTS.md", 0}, {".github/copilot-instructions.md", 0}, {".claude/rules/a.md", 1},
		{".cursor/rules/a.mdc", 0}, {".claude/commands/a.md", 1},
	}
	for _, tt := range tests {
		t.Run(tt.path, func(t *testing.T) {
			doc := loadText(tt.path, map[string]string{tt.path: "@a.md"})
			if got := len(imports(doc)); got != tt.want {
				t.Errorf("got %d imports, want %d", got, tt.want)
			}
		})
	}
}

func TestInjections(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"at the start", "!`git status`", []string{"1:3 git status"}},
		{"behind a blank", "Now: !`git log -1` and !`ls`", []string{"1:8 git log -1", "1:26 ls"}},
		{"a marked block", "x\n```!\ngit log\n```\n", []string{"3:1 git log"}},
		{"behind a word", "wow!`ls`", nil},
		{"in a code span", "`` !`ls` ``", nil},
		{"in a fenced block", "```\n!`ls`\n```", nil},
		{"no mark", "`ls`! !x", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText(".claude/commands/a.md", map[string]string{".claude/commands/a.md": tt.text})
			var got []string
			for _, i := range doc.Skills[0].Injections {
				got = append(got, spot(i.At))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzInstructions(f *testing.F) {
	for _, seed := range []string{"@a.md `x` !`ls`", "```\n@a.md\n", "a ` b\n\n@a\\ b.md", "---\nx: 1\n---\n@a.md", "@\\", "`", "~~~!\n`\\"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const name = ".claude/commands/a.md"
		doc := loadText(name, map[string]string{name: text})
		if doc == nil || len(doc.Prompts) == 0 {
			return
		}
		for _, ref := range doc.Prompts[0].Refs {
			if raw := ref.To.At.Raw(); !strings.HasPrefix(raw, "@") || strings.ContainsAny(raw, "`\n") {
				t.Errorf("an import stands at %q", raw)
			}
		}
		for _, i := range doc.Skills[0].Injections {
			if i.At.Raw() != i.Command {
				t.Errorf("%q stands at %q", i.Command, i.At.Raw())
			}
		}
	})
}
