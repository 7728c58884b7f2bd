package loaders_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// linkedTexts is the linked document of a repository of texts.
func linkedTexts(files map[string]string) *loaders.Document {
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	r := loaders.NewRepository(tree, nil, 0)
	var docs []*loaders.Document
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if doc := r.Load(loaders.Entry{Path: name, Role: loaders.RoleOf(name)}); doc != nil {
			docs = append(docs, doc)
		}
	}
	doc := loaders.Merge(docs)
	loaders.Link(doc, r)
	return doc
}

const tracker = `{"mcpServers": {"tracker": {"command": "node", "args": ["t.js"]}}}`

func agentFile(name, extra string) string {
	return "---\nname: " + name + "\ndescription: Does it.\n" + extra + "---\nDo it.\n"
}

func TestClosedWorlds(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		rel   string
		want  []string // what is known not to be there, with what was meant
	}{
		{"a misspelt server", map[string]string{".mcp.json": tracker, ".claude/settings.json": `{"permissions": {"allow": ["mcp__trackr__a", "mcp__trackr__b"]}}`}, loaders.UsesServer, []string{"trackr tracker"}},
		{"no configuration at all", map[string]string{".claude/settings.json": `{"permissions": {"allow": ["mcp__trackr__a"]}}`}, loaders.UsesServer, nil},
		{"a server of an action", map[string]string{".mcp.json": tracker, ".claude/settings.json": `{"permissions": {"allow": ["mcp__github_inline_comment__a"]}}`}, loaders.UsesServer, nil},
		{"a name with a blank", map[string]string{".mcp.json": `{"mcpServers": {"my tracker": {"command": "a"}}}`, ".claude/settings.json": `{"permissions": {"allow": ["mcp__my_tracker__a"]}}`}, loaders.UsesServer, nil},
		{"an agent of a plugin", map[string]string{".mcp.json": tracker, "p/.claude-plugin/plugin.json": `{"name": "p"}`, "p/agents/a.md": agentFile("a", "tools: mcp__ghost__b\n")}, loaders.UsesServer, nil},
		{"a misspelt agent", map[string]string{".claude/agents/a.md": agentFile("a", "tools: Task(resercher)\n"), ".claude/agents/b.md": agentFile("researcher", "")}, loaders.DelegatesTo, []string{"resercher researcher"}},
		{"another agent of the user", map[string]string{".claude/agents/a.md": agentFile("a", "tools: Task(painter)\n"), ".claude/agents/b.md": agentFile("researcher", "")}, loaders.DelegatesTo, nil},
		{"another case", map[string]string{"CLAUDE.md": "See @docs/Guide.md.\n", "docs/guide.md": "# Guide\n"}, loaders.Imports, []string{"files:docs/Guide.md docs/guide.md"}},
		{"no file", map[string]string{"CLAUDE.md": "See @docs/none.md.\n"}, loaders.Imports, []string{"files:docs/none.md "}},
		{"from the root", map[string]string{"app/CLAUDE.md": "See @docs/guide.md.\n", "docs/guide.md": "# Guide\n"}, loaders.Imports, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, e := range linkedTexts(tt.files).Edges {
				if e.Rel == tt.rel && e.Resolved == false {
					got = append(got, e.To+" "+e.Suggestion)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestConflicts(t *testing.T) {
	npx := func(pkg string) string {
		return `{"mcpServers": {"t": {"command": "npx", "args": ["-y", "` + pkg + `"]}}}`
	}
	at := func(url string) string { return `{"mcpServers": {"t": {"url": "` + url + `"}}}` }
	tests := []struct{ name, first, second, want string }{
		{"the same", npx("@corp/t@1.2.0"), npx("@corp/t@1.2.0"), ""},
		{"another package", npx("@corp/t@1.2.0"), npx("@c0rp/t@1.2.0"), "identity npm:@corp/t@1.2.0 npm:@c0rp/t@1.2.0 false"},
		{"another version", npx("@corp/t@1.2.0"), npx("@corp/t@1.3.0"), "pin npm:@corp/t@1.2.0 npm:@corp/t@1.3.0 false"},
		{"without encryption", at("https://t.test/mcp"), at("http://t.test/mcp"), "identity https://t.test/mcp http://t.test/mcp true"},
		{"a slash more", at("https://t.test/mcp"), at("https://t.test/mcp/"), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			for _, s := range linkedTexts(map[string]string{".cursor/mcp.json": tt.second, ".mcp.json": tt.first}).Servers {
				if c := s.Conflict; c != nil {
					got = c.Kind + " " + c.Is + " " + c.Other + " " + map[bool]string{true: "true", false: "false"}[c.Weak]
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTwins(t *testing.T) {
	doc := linkedTexts(map[string]string{".cursor/mcp.json": tracker, ".Cursor/mcp.json": tracker})
	var got []string
	for _, f := range doc.Files {
		for _, n := range f.Notes {
			got = append(got, f.Path+" "+n.Kind+" "+n.Text)
		}
	}
	if diff := cmp.Diff([]string{".cursor/mcp.json twin .Cursor/mcp.json"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestLinksOutOfTheRepository(t *testing.T) {
	root := t.TempDir()
	if err := os.Mkdir(filepath.Join(root, ".claude"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(t.TempDir(), filepath.Join(root, ".claude", "commands")); err != nil {
		t.Skip(err)
	}
	found, err := loaders.Discover(t.Context(), root, loaders.Walk{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, doc := range loaders.NewRepository(os.DirFS(root), found.Links, 0).Skipped(found) {
		for _, n := range doc.Files[0].Notes {
			got = append(got, doc.Files[0].Path+" "+n.Kind)
		}
	}
	if diff := cmp.Diff([]string{".claude/commands escapes"}, got); diff != "" {
		t.Error(diff)
	}
}
