package loaders_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// TestLimits: of what goes over a limit, as much is in the document as the limit allows, and the file says
// that it was read in part, where, and which limit it was. What just fits is read in full.
func TestLimits(t *testing.T) {
	repeat := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	type counts = map[string]int
	variables := func(d *loaders.Document) int { return len(d.Prompts[0].Variables) }
	launches := func(d *loaders.Document) int { return len(d.Launches) }
	tests := []struct {
		name, path, before, unit string
		limit                    int
		what, at                 string // where the first one beyond the limit stands
		count                    func(*loaders.Document) int
	}{
		{"headings", "CLAUDE.md", "", "# h%d\n", 50_000, "paragraphs, headings, list items and other parts of a text", "50001:1", nil},
		{"list items", "CLAUDE.md", "", "- i%d\n", 50_000, "paragraphs, headings, list items and other parts of a text", "50001:1", nil},
		{"code in a paragraph", "CLAUDE.md", "", "`c%d`\n", 50_000, "paragraphs, headings, list items and other parts of a text", "50001:1", nil},
		{"variables", "prompts/a.j2", "", "{{ v%d }}\n", 1000, "variables of a template", "1001:1", variables},
		{"marks of a template", "prompts/a.j2", "", "{%% if x %%}a%d\n", 20_000, "marks of a template", "1:1", variables},
		{"roles", "a.prompty", "---\nname: x\n---\n", "user:\na%d\n", 1000, "messages of a prompt", "2005:1", func(d *loaders.Document) int { return len(d.Prompts[0].Messages) }},
		{"dynamic commands", ".claude/commands/a.md", "", "!`c%d`\n", 1000, "commands that the host runs while it loads a text", "1001:3", func(d *loaders.Document) int { return len(d.Skills[0].Injections) }},
		{"imports", "CLAUDE.md", "", "@a%d.md\n", 1000, "references of a text", "1001:1", func(d *loaders.Document) int { return len(d.Prompts[0].Refs) }},
		{"sections of a card", "MODEL_CARD.md", "", "## Limitations %d\n", 2000, "sections of a card", "2001:4", func(d *loaders.Document) int { return len(d.Models[0].Sections) }},
		{"a makefile", "Makefile", "all:\n", "\tclaude -p x%d\n", 5000, "commands that name an agent program", "5002:2", launches},
		{"a container file", "Dockerfile", "FROM x\n", "RUN claude -p x%d\n", 5000, "commands that name an agent program", "5002:5", launches},
		{"a script", "a.sh", "", "claude -p x%d\n", 5000, "commands that name an agent program", "5001:1", launches},
		{"an unreadable script", "a.sh", "if then\n", "claude -p x%d\n", 5000, "commands that name an agent program", "1:1", launches},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			fits := loadText(tt.path, map[string]string{tt.path: tt.before + repeat(tt.limit, tt.unit)})
			over := loadText(tt.path, map[string]string{tt.path: tt.before + repeat(tt.limit+1, tt.unit)})
			got := []string{fits.Files[0].Parse, fits.Files[0].Problem, over.Files[0].Parse, over.Files[0].Problem, over.Files[0].At.Location().String()}
			want := []string{
				"ok", "", "partial", fmt.Sprintf("only as far as this: it has more than %d %s; split the file", tt.limit, tt.what), tt.path + ":" + tt.at,
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if tt.count != nil {
				if diff := cmp.Diff(counts{"fits": tt.count(fits)}, counts{"fits": tt.count(over)}); diff != "" {
					t.Error(diff)
				}
			}
			if !over.Files[0].Unread() {
				t.Error("the verdict is not incomplete")
			}
		})
	}
}

func TestScriptsOverALimit(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"long", "claude -p x\n" + strings.Repeat("# a comment\n", 50_000), "only as far as this: it has more than 524288 bytes in one script; split the file"},
		{"deep", nested(6), "only as far as this: it has more than 4 scripts in each other; split the file"},
		{"not so deep", nested(3), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText("a.sh", map[string]string{"a.sh": tt.text})
			if diff := cmp.Diff(tt.want, doc.Files[0].Problem); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// nested is a script in a script, so many times.
func nested(n int) string {
	script := "claude -p x; true"
	for range n {
		script = "bash -c '" + strings.ReplaceAll(script, "'", `'\''`) + "'; true"
	}
	return script
}
