package loaders_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// loadText is the document of one file of a repository of texts; nil where no loader recognises it.
func loadText(path string, files map[string]string) *loaders.Document {
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return loaders.NewRepository(tree, nil, 0).Load(loaders.Entry{Path: path, Role: loaders.RoleRuntime})
}

// spot is a place as line and column with the text that stands there.
func spot(p source.Place) string {
	at := p.Location()
	_, position, _ := strings.Cut(at.String(), ":")
	return position + " " + p.Raw()
}

func TestBrokenFiles(t *testing.T) {
	tests := []struct {
		name, path, text    string
		loader, parse, want string
	}{
		{"settings without a bracket", ".claude/settings.json", "{\n  \"permissions\": {\n    \"allow\": [\"Bash(ls)\"\n  }\n}", "claude-settings", "failed", `4:3 expected "," or "]"`},
		{"hooks that end early", "p/hooks/hooks.json", "{\"hooks\": {\"Stop\": [", "hooks", "failed", "1:21 unexpected end of the file, expected a value"},
		{"a codex value that is not there", ".codex/config.toml", "model = \"m\"\nsandbox_mode = \n", "codex-config", "failed", "2:16 unexpected character U+000A at start of value"},
		{"a codex agent without a value", ".codex/agents/a.toml", "name = \n", "codex-agent", "failed", "1:8 unexpected character U+000A at start of value"},
		{"a binary skill", "x/SKILL.md", "\x7fELF\x00\x00", "skill", "failed", "1:1 binary file"},
		{"a binary instruction file", "AGENTS.md", "a\x00b", "instructions", "failed", "1:1 binary file"},
		{"a binary rule", ".cursor/rules/a.mdc", "a\x00b", "rules", "failed", "1:1 binary file"},
		{"a binary agent", ".claude/agents/a.md", "a\x00b", "claude-agent", "failed", "1:1 binary file"},
		{"a binary command", ".claude/commands/a.md", "a\x00b", "slash-command", "failed", "1:1 binary file"},
		{"a binary output style", ".claude/output-styles/a.md", "a\x00b", "output-style", "failed", "1:1 binary file"},
		{"a binary Copilot agent", "a.agent.md", "a\x00b", "copilot-agent", "failed", "1:1 binary file"},
		{"a binary Copilot prompt", "a.prompt.md", "a\x00b", "copilot-prompt", "failed", "1:1 binary file"},
		{"binary Copilot instructions", "a.instructions.md", "a\x00b", "copilot-instructions", "failed", "1:1 binary file"},
		{"front matter beyond the limit", "a/SKILL.md", "---\nname: " + strings.Repeat("x", 70_000) + "\n---\n", "skill", "skipped", "1:1 the front matter is larger than 64 KiB"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText(tt.path, map[string]string{tt.path: tt.text})
			if doc == nil || len(doc.Files) != 1 {
				t.Fatalf("want one file, got %+v", doc)
			}
			f := doc.Files[0]
			_, position, _ := strings.Cut(f.At.Location().String(), ":")
			got := []string{f.Loader, f.Parse, position + " " + f.Problem}
			if diff := cmp.Diff([]string{tt.loader, tt.parse, tt.want}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFrontMatterNotes(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unclosed", "---\nname: a\n\nBody\n", "unclosed-front-matter 1:1 ---"},
		{"a repeated key", "---\nname: a\nname: b\n---\n", "duplicate-key 3:1 name"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText(".claude/agents/a.md", map[string]string{".claude/agents/a.md": tt.text})
			notes := doc.Files[0].Notes
			if len(notes) != 1 {
				t.Fatalf("want one note, got %+v", notes)
			}
			if diff := cmp.Diff(tt.want, notes[0].Kind+" "+spot(notes[0].At)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestLookAlikes(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"documentation about agents", "docs/agents.md", "# Agents\n"},
		{"a page of a site", "content/post.md", "---\ntitle: A post\nname: post\ndescription: d\nmodel: x\n---\nText\n"},
		{"a data set card", "README.md", "---\nname: data\ndescription: d\nmodel: x\n---\nText\n"},
		{"a folder's read-me", ".claude/agents/README.md", "# Agents\n"},
		{"a read-me of Copilot agents", ".github/agents/README.md", "# Agents\n"},
		{"a read-me of commands", ".claude/commands/README.md", "# Commands\n"},
		{"a manual of a command line", "docs/commands/run.md", "---\ndescription: Runs.\n---\n# run\n"},
		{"settings of a server", "server/settings.json", `{"permissions": {"read": true}, "hooks": {"start": "run"}}`},
		{"hooks of git", "hooks.json", `{"hooks": {"pre-commit": "make lint"}}`},
		{"a configuration of a site", "config.toml", "title = \"Site\"\n"},
		{"a text about a tool", "TOOLS.md", "# Tools\n"},
		{"rules of something else", "sub/.rules", "a rule\n"},
		{"a guide", "docs/guidelines.md", "# Guidelines\n"},
		{"a game", "game/skill.md", "# How to win\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if doc := loadText(tt.path, map[string]string{tt.path: tt.text}); doc != nil {
				t.Errorf("recognised as %s", doc.Files[0].Loader)
			}
		})
	}
}

func TestSettingPlaces(t *testing.T) {
	const name = ".claude/settings.json"
	doc := loadText(name, map[string]string{name: `{
  "permissions": {
    "defaultMode": "plan",
    "allow": ["Bash(ls)", "Read"],
    "additionalDirectories": ["~"]
  },
  "sandbox": {"network": {"allowedDomains": ["*"]}},
  "env": {"A": "1"},
  "statusLine": {"command": "bin/x"},
  "hooks": {"Stop": [{"hooks": [{"command": "a b"}]}]}
}`})
	s, h := doc.Settings[0], doc.Hooks[0]
	got := []string{
		spot(s.Mode.At), spot(s.Allow.V[1].At), spot(s.AdditionalDirectories[0].At), spot(s.Sandbox.Network.At),
		spot(s.Env[0].At), spot(s.Commands[0].At), spot(h.Command.At), spot(h.Launch.Args[0].At), spot(h.At),
	}
	want := []string{
		`3:20 "plan"`, `4:27 "Read"`, `5:31 "~"`, `7:45 ["*"]`, `8:11 "A"`, `9:18 "command"`, `10:45 "a b"`, `10:48 b`, `10:33 {"command": "a b"}`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAgentPlaces(t *testing.T) {
	const name = ".claude/agents/a.md"
	doc := loadText(name, map[string]string{name: "---\nname: a\ntools: Read, Agent(b, c)\ndisallowedTools:\n  - Write\nmcpServers: [tracker]\n---\nBody\n"})
	a, p := doc.Agents[0], doc.Prompts[0]
	got := []string{
		spot(a.Name.At), spot(a.Tools.Allow.V[1].At), spot(a.Tools.Deny.V[0].At), spot(a.Delegation.To.V[1].At), spot(p.Text.At),
		spot(p.FrontMatter.At),
	}
	want := []string{
		"2:7 a", "3:14 Agent(b, c)", "5:5 Write", "3:23 c", "8:1 Body\n",
		"2:1 name: a\ntools: Read, Agent(b, c)\ndisallowedTools:\n  - Write\nmcpServers: [tracker]\n",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestExecutableSkillFile(t *testing.T) {
	tree := fstest.MapFS{
		"a/SKILL.md": {Data: []byte("---\nname: a\n---\n")}, "a/run": {Data: []byte("x"), Mode: 0o755}, "a/text": {Data: []byte("xy"), Mode: 0o644},
	}
	got := loaders.NewRepository(tree, nil, 0).Load(loaders.Entry{Path: "a/SKILL.md"}).Skills[0].Files
	want := []loaders.SkillFile{{Path: "run", Size: 1, Executable: true}, {Path: "text", Size: 2}}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(loaders.SkillFile{}, "At")); diff != "" {
		t.Error(diff)
	}
}

func TestSkillAtTheRoot(t *testing.T) {
	doc := loadText("SKILL.md", map[string]string{
		"SKILL.md": "---\nname: a\n---\n", "scripts/run.sh": "x", "main.go": "x", "references/node_modules/x.js": "x",
	})
	var got []string
	for _, f := range doc.Skills[0].Files {
		got = append(got, f.Path)
	}
	if diff := cmp.Diff([]string{"scripts/run.sh"}, got); diff != "" {
		t.Error(diff)
	}
}
