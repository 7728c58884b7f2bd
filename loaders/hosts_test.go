package loaders_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestBrokenHosts(t *testing.T) {
	tests := []struct{ name, path, text, loader, parse, want string }{
		{"a workflow with a front matter that is too large", ".github/workflows/a.md", "---\non: push\ntools: \x00\n---\n", "agentic-workflow", "failed", "1:1 binary file"},
		{"a command without a quote", ".gemini/commands/a.toml", "description = \"a\"\nprompt = \"b\n", "gemini-command", "failed", "2:12 basic strings cannot have new lines"},
		{"a policy without a bracket", ".gemini/policies/a.toml", "[[rule]\n", "gemini-policy", "failed", "1:7 expected ']]' to close array table name"},
		{"a configuration of OpenCode without a comma", "opencode.jsonc", "{\n  \"a\": 1 // one\n  \"b\": 2\n}", "opencode", "failed", "3:3 expected \",\" or \"}\""},
		{"a binary agent of OpenCode", ".opencode/agent/a.md", "a\x00b", "opencode-agent", "failed", "1:1 binary file"},
		{"permissions of Cursor without a bracket", ".cursor/cli.json", "{\"permissions\": {\"allow\": [\"Shell(ls)\"}}", "cursor-settings", "failed", `1:39 expected "," or "]"`},
		{"modes that are no YAML", ".roomodes", "customModes:\n  - slug: \"a\n", "roo-modes", "failed", "2:11 unexpected end of the file, expected a closing quote"},
		{"modes that are no JSON", ".roomodes", "{\n\t\"customModes\": [}\n", "roo-modes", "failed", "2:18 expected a value"},
		{"an agent of Kiro without a value", ".kiro/agents/a.json", "{\"name\":}", "kiro-agent", "failed", "1:9 expected a value"},
		{"a binary agent of Kiro", ".kiro/agents/a.md", "a\x00b", "kiro-sub-agent", "failed", "1:1 binary file"},
		{"a hook of Kiro that ends early", ".kiro/hooks/a.kiro.hook", "{\"when\": {", "kiro-hook", "failed", "1:11 unexpected end of the file, expected a key in double quotes"},
		{"a configuration of Continue with a tab", ".continue/config.yaml", "name: a\n\tschema: v1\n", "continue-config", "failed", "2:1 found a tab character that violates indentation"},
		{"a binary workflow of an editor", ".windsurf/workflows/a.md", "a\x00b", "editor-workflow", "failed", "1:1 binary file"},
		{"a binary hook of Cline", ".clinerules/hooks/TaskStart", "\x7fELF\x00", "cline-hook", "failed", "1:1 binary file"},
		{"an extension that ends early", "gemini-extension.json", "{\"name\"", "gemini-extension", "failed", `1:8 unexpected end of the file, expected ":" after the key`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{tt.loader, tt.parse, tt.want}, fault(t, tt.path, tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHostLookAlikes(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"a read-me of workflows", ".github/workflows/README.md", "# Workflows\n"},
		{"a page about workflows", "docs/workflows/page.md", "---\ntitle: Workflows\ntools: none\n---\nText.\n"},
		{"commands of a game", "commands/fly.toml", "prompt = \"Fly where?\"\n"},
		{"policies of a bank", "policies/a.toml", "[[rule]]\nname = \"a\"\ndecision = \"review\"\n"},
		{"a broken policy of a bank", "policies/b.toml", "[[rule\n"},
		{"modes of a game", "custom_modes.yaml", "modes: [easy, hard]\n"},
		{"permissions of an app", "app.json", `{"name": "a", "tools": ["x"], "permissions": {"allowedTools": ["y"]}, "allowedTools": {}}`},
		{"a schema of something", "config.yaml", "name: a\nschema: v1\nservers: []\n"},
		{"a read-me of agents of Kiro", ".kiro/agents/README.md", "# Agents\n"},
		{"a recipe of a kitchen", "recipe.yaml", "title: Bread\ndescription: Good bread.\ninstructions: Mix and bake.\nactivities: [mix, bake]\nsettings: {temperature: 220}\n"},
		{"a recipe of conda", "recipe.yaml", "context: {version: 1.0.0}\npackage: {name: a}\nbuild: {number: 0}\n"},
		{"a recipe of Greengrass", "recipe.json", `{"RecipeFormatVersion": "2020-01-25", "ComponentName": "a", "title": "a", "description": "b", "instructions": "c"}`},
		{"a server of a game", "recipe.yaml", "title: Server\ndescription: d\nprompt: Name?\nparameters: [{name: a}]\nextensions: [maps]\n"},
		{"a form", "form.json", `{"title": "a", "description": "b", "prompt": "c", "response": {"type": "text"}, "retry": true, "extensions": {}}`},
		{"a rota", "workflows/rota.md", "---\non: monday\n---\nText.\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if doc := loadText(tt.path, map[string]string{tt.path: tt.text}); doc != nil {
				t.Errorf("recognised as %s", doc.Files[0].Loader)
			}
		})
	}
}

func TestWorkflowPlaces(t *testing.T) {
	const name = ".github/workflows/a.md"
	doc := loadText(name, map[string]string{name: "---\non:\n  issues:\nroles: all\npermissions:\n  contents: write\nnetwork:\n  allowed: [a.example]\ntools:\n  bash: [\"git:*\"]\ntimeout-minutes: 5\nsafe-outputs:\n  add-comment:\n---\nSee ${{ github.actor }}.\n"})
	a, p := doc.Agents[0], doc.Prompts[0]
	got := []string{
		spot(a.Triggers.V[0].At), spot(a.Permissions.V[0].At), spot(a.Sandbox.Network.At), spot(a.Tools.Allow.V[0].At), spot(a.Tools.Allow.V[1].At),
		spot(a.Limits.Timeout.At), spot(p.Variables[0].At),
	}
	want := []string{
		"3:3 issues", "6:3 contents", "8:12 [a.example]", `10:10 "git:*"`, "13:3 add-comment", "11:18 5", "15:5 ${{ github.actor }}",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestGeminiPlaces(t *testing.T) {
	const command, policy = ".gemini/commands/a.toml", "a/policies/b.toml"
	files := map[string]string{
		command: "prompt = \"\"\"\nDo !{ls -l} for {{args}} with @{a.md}.\n\"\"\"\n",
		policy:  "[[rule]]\ntoolName = \"run_shell_command\"\ncommandPrefix = \"git\"\ndecision = \"allow\"\n",
	}
	doc, rules := loadText(command, files), loadText(policy, files).Settings[0]
	p := doc.Prompts[0]
	got := []string{spot(doc.Skills[0].Injections[0].At), spot(p.Refs[0].To.At), p.Refs[0].Path, spot(p.Variables[0].At), spot(rules.Allow.V[0].At)}
	want := []string{"2:6 ls -l", "2:33 a.md", "a.md", "2:17 {{args}}", `3:17 "git"`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOpencodePlaces(t *testing.T) {
	const name = "opencode.json"
	doc := loadText(name, map[string]string{name: strings.ReplaceAll(`{
  "permission": {"bash": {"git *": "allow"}, "edit": "deny"},
  "agent": {"a": {"prompt": "P", "permission": {"task": {"b": "ask"}}}},
  "command": {"c": {"template": "!'ls'"}}
}`, "'", "`")})
	s, a := doc.Settings[0], doc.Agents[0]
	got := []string{
		spot(s.Allow.V[0].At), spot(s.Deny.V[0].At), spot(a.At)[:7], spot(a.Delegation.To.V[0].At), spot(doc.Prompts[0].Text.At),
		spot(doc.Skills[0].Injections[0].At), spot(doc.Settings[1].Ask.V[0].At),
	}
	want := []string{`2:27 "git *"`, `2:46 "edit"`, `3:13 "a`, `3:58 "b"`, `3:29 "P"`, "4:36 ls", `3:58 "b"`}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEditorPlaces(t *testing.T) {
	files := map[string]string{
		".cursor/permissions.json": "{\"terminalAllowlist\": [\"npm\"]}",
		".roomodes":                "customModes:\n  - slug: a\n    groups: [read, [edit, {fileRegex: x}]]\n",
		".kiro/agents/a.json":      "{\"name\": \"a\", \"allowedTools\": [\"read\"],\n \"toolsSettings\": {\"shell\": {\"allowedCommands\": [\"ls\"]}}}",
		".continue/config.yaml":    "name: a\nmodels:\n  - {name: m, apiKey: k}\nrules:\n  - Be kind.\n",
	}
	cursor, roo := loadText(".cursor/permissions.json", files), loadText(".roomodes", files)
	kiro, cont := loadText(".kiro/agents/a.json", files), loadText(".continue/config.yaml", files)
	got := []string{
		spot(cursor.Settings[0].Allow.V[0].At), spot(roo.Agents[0].Name.At), spot(roo.Agents[0].Tools.Allow.V[1].At),
		spot(kiro.Settings[0].Allow.V[0].At), spot(kiro.Settings[0].Allow.V[1].At), spot(cont.Settings[0].Values[2].At), spot(cont.Prompts[0].At),
	}
	want := []string{`1:24 "npm"`, "2:11 a", "3:21 edit", `1:32 "read"`, `2:50 "ls"`, "3:15 apiKey", "5:5 Be kind."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestRecipePlaces(t *testing.T) {
	const name = "recipes/a.yaml"
	doc := loadText(name, map[string]string{name: "title: A\ndescription: d\nprompt: Do {{ x }}.\nextensions:\n  - {type: stdio, name: s, cmd: npx, args: [s@1.0.0]}\nretry:\n  max_retries: 1\n  checks:\n    - {type: shell, command: make test}\n"})
	a, h := doc.Agents[0], doc.Hooks[0]
	got := []string{
		spot(a.Name.At), spot(a.Tools.Allow.V[0].At), spot(a.Limits.MaxRetries.At), spot(doc.Servers[0].Launch.Package.At), spot(h.Command.At),
		spot(doc.Prompts[0].Variables[0].At),
	}
	want := []string{"1:8 A", "5:25 s", "7:16 1", "5:45 s@1.0.0", "9:30 make test", "3:12 {{ x }}"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestBrokenRecipe holds that a file that may be anything is left alone where it cannot be read.
func TestBrokenRecipe(t *testing.T) {
	if doc := loadText("a.yaml", map[string]string{"a.yaml": "title: [\ninstructions: x\n"}); doc != nil {
		t.Errorf("recognised as %s", doc.Files[0].Loader)
	}
}
