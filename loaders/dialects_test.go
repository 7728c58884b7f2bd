package loaders_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

// dialects are the entities of a repository of texts, apart from the prompts that agents and skills
// consist of: collection, file and name, and whose vocabulary they speak.
func dialects(t *testing.T, files map[string]string) []string {
	t.Helper()
	tree := fstest.MapFS{}
	for name, text := range files {
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	d := linked(t, tree)
	var found []string
	add := func(e *loaders.Entity) { found = append(found, e.ID+" "+e.Dialect) }
	for _, a := range d.Agents {
		add(&a.Entity)
	}
	for _, p := range d.Prompts {
		if p.Kind != "agent" && p.Kind != "skill" && p.Kind != "command" {
			add(&p.Entity)
		}
	}
	for _, s := range d.Servers {
		add(&s.Entity)
	}
	for _, s := range d.Skills {
		add(&s.Entity)
	}
	for _, s := range d.Settings {
		add(&s.Entity)
	}
	for _, h := range d.Hooks {
		add(&h.Entity)
	}
	slices.Sort(found)
	return found
}

const (
	subAgent   = "---\nname: clerk\ndescription: Files papers.\ntools: Read\n---\nFile them.\n"
	deskServer = `{"command": "desk-server"}`
)

// TestSixHosts: in a repository that six hosts share, each entity speaks the dialect of its host.
func TestSixHosts(t *testing.T) {
	got := dialects(t, map[string]string{
		"AGENTS.md":                       "Be brief.\n",
		"CLAUDE.md":                       "Be kind.\n",
		".claude/settings.json":           `{"permissions": {"allow": ["Read"]}, "hooks": {"Stop": [{"hooks": [{"type": "command", "command": "make"}]}]}}`,
		".claude/agents/clerk.md":         subAgent,
		".claude/commands/file.md":        "File $ARGUMENTS.\n",
		".mcp.json":                       `{"mcpServers": {"desk": ` + deskServer + `}}`,
		".github/copilot-instructions.md": "Be exact.\n",
		".github/agents/clerk.agent.md":   "---\ndescription: Files papers.\ntools: [read]\n---\nFile them.\n",
		".github/prompts/file.prompt.md":  "---\ndescription: Files.\n---\nFile it.\n",
		".vscode/mcp.json":                `{"servers": {"desk": ` + deskServer + `}}`,
		".cursor/rules/style.mdc":         "---\nalwaysApply: true\n---\nBe neat.\n",
		".cursor/mcp.json":                `{"mcpServers": {"desk": ` + deskServer + `}}`,
		".cursor/agents/clerk.md":         "---\nname: clerk\ndescription: Files papers.\nreadonly: true\n---\nFile them.\n",
		".cursor/commands/file.md":        "File it.\n",
		".codex/config.toml":              "sandbox_mode = \"read-only\"\n[mcp_servers.desk]\ncommand = \"desk-server\"\n",
		".codex/agents/clerk.toml":        "name = \"clerk\"\ndescription = \"Files papers.\"\ndeveloper_instructions = \"File them.\"\n",
		"GEMINI.md":                       "Be quick.\n",
		".gemini/settings.json":           `{"tools": {"sandbox": true}, "mcpServers": {"desk": ` + deskServer + `}}`,
		".gemini/agents/clerk.md":         subAgent,
		".gemini/commands/file.toml":      "prompt = \"File it.\"\n",
		"opencode.json":                   `{"permission": {"edit": "ask"}, "mcp": {"desk": {"type": "local", "command": ["desk-server"]}}}`,
		".opencode/agent/clerk.md":        "---\ndescription: Files papers.\nmode: subagent\n---\nFile them.\n",
		".opencode/command/file.md":       "File it.\n",
	})
	want := []string{
		"agents:.claude/agents/clerk.md#clerk claude-code",
		"agents:.codex/agents/clerk.toml#clerk codex",
		"agents:.cursor/agents/clerk.md#clerk cursor",
		"agents:.gemini/agents/clerk.md#clerk gemini-cli",
		"agents:.github/agents/clerk.agent.md#clerk copilot",
		"agents:.opencode/agent/clerk.md#clerk opencode",
		"hooks:.claude/settings.json#Stop claude-code",
		"prompts:.cursor/rules/style.mdc#.cursor/rules/style.mdc cursor",
		"prompts:.github/copilot-instructions.md#.github/copilot-instructions.md copilot",
		"prompts:.github/prompts/file.prompt.md#file copilot",
		"prompts:AGENTS.md#AGENTS.md generic",
		"prompts:CLAUDE.md#CLAUDE.md claude-code",
		"prompts:GEMINI.md#GEMINI.md gemini-cli",
		"servers:.codex/config.toml#desk codex",
		"servers:.cursor/mcp.json#desk cursor",
		"servers:.gemini/settings.json#desk gemini-cli",
		"servers:.mcp.json#desk claude-code",
		"servers:.vscode/mcp.json#desk vscode-copilot",
		"servers:opencode.json#desk opencode",
		"settings:.claude/settings.json#.claude/settings.json claude-code",
		"settings:.codex/config.toml#.codex/config.toml codex",
		"settings:.gemini/settings.json#.gemini/settings.json gemini-cli",
		"settings:opencode.json#opencode.json opencode",
		"skills:.claude/commands/file.md#file claude-code",
		"skills:.cursor/commands/file.md#file cursor",
		"skills:.gemini/commands/file.toml#file gemini-cli",
		"skills:.opencode/command/file.md#file opencode",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestConfusablePairs: what is easily taken for one another is told apart, by its folder or by what is in
// it. Where want is empty there is nothing to find.
func TestConfusablePairs(t *testing.T) {
	const copilotAgent, card = "---\ndescription: Files papers.\ntools: [read]\n---\nFile them.\n", `{"name": "clerk", "description": "d", "version": "1", "url": "https://clerk.example", "capabilities": {}, "skills": []}`
	tests := []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"a Copilot agent in agents/", map[string]string{"agents/clerk.agent.md": copilotAgent}, []string{"agents:agents/clerk.agent.md#clerk copilot"}},
		{"a sub-agent in agents/", map[string]string{"agents/clerk.md": subAgent}, []string{"agents:agents/clerk.md#clerk claude-code"}},
		{"a page in agents/", map[string]string{"agents/clerk.md": "# The clerk\n\nA page about the clerk.\n"}, nil},
		{"a page of a site in agents/", map[string]string{"agents/clerk.md": "---\ntitle: The clerk\nsidebar_position: 1\n---\nA page.\n"}, nil},
		{"a page in docs/agents/", map[string]string{"docs/agents/clerk.md": "---\ndescription: About the clerk.\n---\nA page.\n"}, nil},
		{"a read-me in .github/agents/", map[string]string{".github/agents/README.md": "# Agents\n"}, nil},
		{"Copilot's and Claude's agents of one name", map[string]string{".github/agents/clerk.agent.md": copilotAgent, ".claude/agents/clerk.md": subAgent},
			[]string{"agents:.claude/agents/clerk.md#clerk claude-code", "agents:.github/agents/clerk.agent.md#clerk copilot"}},
		{"an agent of Copilot without its ending", map[string]string{".github/agents/clerk.md": copilotAgent}, []string{"agents:.github/agents/clerk.md#clerk copilot"}},
		{"agents of a Gemini extension", map[string]string{"gemini-extension.json": `{"name": "desk", "version": "1.0.0"}`, "agents/clerk.md": subAgent},
			[]string{"agents:agents/clerk.md#clerk gemini-cli", "settings:gemini-extension.json#desk gemini-cli", "skills:gemini-extension.json#desk gemini-cli"}},
		{"an agent of Kiro", map[string]string{".kiro/agents/clerk.json": `{"name": "clerk", "description": "d", "tools": ["read"], "allowedTools": ["read"]}`},
			[]string{"agents:.kiro/agents/clerk.json#clerk kiro-amazonq", "settings:.kiro/agents/clerk.json#agent.clerk kiro-amazonq"}},
		{"an agent of Amazon Q", map[string]string{".amazonq/cli-agents/clerk.json": `{"name": "clerk", "description": "d", "tools": ["read"], "allowedTools": ["read"]}`},
			[]string{"agents:.amazonq/cli-agents/clerk.json#clerk kiro-amazonq", "settings:.amazonq/cli-agents/clerk.json#agent.clerk kiro-amazonq"}},
		{"an A2A card of the same name", map[string]string{"agent.json": card}, []string{"agents:agent.json#clerk a2a"}},
		{"dotprompt", map[string]string{"file.prompt": "---\nmodel: m\n---\nFile {{it}}.\n"}, []string{"prompts:file.prompt#file dotprompt"}},
		{"a prompt of Copilot", map[string]string{"file.prompt.md": "---\ndescription: d\n---\nFile it.\n"}, []string{"prompts:file.prompt.md#file copilot"}},
		{"a prompt of GitHub Models", map[string]string{"file.prompt.yml": "messages: [{role: user, content: File it.}]\n"}, []string{"prompts:file.prompt.yml#file github-models"}},
		{"settings of Claude", map[string]string{".claude/settings.json": `{"env": {"A": "b"}}`}, []string{"settings:.claude/settings.json#.claude/settings.json claude-code"}},
		{"settings of Gemini", map[string]string{".gemini/settings.json": `{"general": {"vimMode": true}}`}, []string{"settings:.gemini/settings.json#.gemini/settings.json gemini-cli"}},
		{"settings of VS Code", map[string]string{".vscode/settings.json": `{"chat.tools.autoApprove": true}`}, []string{"settings:.vscode/settings.json#.vscode/settings.json vscode-copilot"}},
		{"settings of an editor alone", map[string]string{".vscode/settings.json": `{"editor.tabSize": 4}`}, nil},
		{"a plugin of Claude", map[string]string{".claude-plugin/plugin.json": `{"name": "desk"}`}, []string{"skills:.claude-plugin/plugin.json#desk claude-code"}},
		{"a plugin of Codex", map[string]string{".codex-plugin/plugin.json": `{"name": "desk"}`}, []string{"skills:.codex-plugin/plugin.json#desk codex"}},
		{"a plugin of Cursor", map[string]string{".cursor-plugin/plugin.json": `{"name": "desk"}`}, []string{"skills:.cursor-plugin/plugin.json#desk cursor"}},
		{"a plugin of something else", map[string]string{"plugin.json": `{"name": "desk", "type": "panel"}`}, nil},
		{"a crew and a team in agents.yaml", map[string]string{
			"a/agents.yaml": "clerk: {role: r, goal: g, backstory: b}\n", "b/agents.yaml": "agents:\n  clerk: {model: m, instruction: File., toolsets: [{type: shell}]}\n",
			"c/agents.yaml": "framework: praisonai\ntopic: t\nroles: {clerk: {role: r, goal: g, backstory: b, tasks: {t: {description: d}}}}\n",
		}, []string{"agents:a/agents.yaml#clerk crewai", "agents:b/agents.yaml#clerk cagent", "agents:c/agents.yaml#clerk praisonai", "prompts:b/agents.yaml#clerk cagent", "prompts:c/agents.yaml#t praisonai"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, dialects(t, tt.files)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
