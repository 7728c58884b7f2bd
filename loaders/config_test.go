package loaders_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/source"
)

func TestBrokenConfigurations(t *testing.T) {
	tests := []struct {
		name, path, text    string
		loader, parse, want string
	}{
		{"servers that end early", ".mcp.json", "{\"mcpServers\": {\n  \"a\": {\"command\": ", "mcp-client", "failed", "2:20 unexpected end of the file, expected a value"},
		{"a client without a comma", ".vscode/mcp.json", "{\"servers\": {}\n \"inputs\": []}", "mcp-client", "failed", `2:2 expected "," or "}"`},
		{"mcp.json without a value", "x/mcp.json", "{\"mcpServers\": }", "mcp-servers", "failed", "1:16 expected a value"},
		{"an OpenCode key without quotes", "opencode.jsonc", "{model: 1}", "opencode", "failed", "1:2 expected a key in double quotes"},
		{"Gemini settings with a stray word", ".gemini/settings.json", "{\n\"tools\": yes}", "gemini-settings", "failed", "2:10 expected a value"},
		{"an extension that is a list", "gemini-extension.json", "[", "gemini-extension", "failed", "1:2 unexpected end of the file, expected a value"},
		{"an agent card that ends early", ".well-known/agent-card.json", "{\"name\":", "a2a-agent-card", "failed", "1:9 unexpected end of the file, expected a value"},
		{"a template of a card", "agent_card.json", `{"name": {{ name }}}`, "a2a-agent-card", "templated", "1:11 expected a key in double quotes"},
		{"governance that is no YAML", "a.governance.yaml", "name: [a\nowner: b: c\n", "governance", "failed", "1:8 expected ',' or ']'"},
		{"a binary prompty", "a.prompty", "a\x00b", "prompty", "failed", "1:1 binary file"},
		{"a binary dotprompt", "a.prompt", "a\x00b", "dotprompt", "failed", "1:1 binary file"},
		{"a binary card", "MODEL_CARD.md", "a\x00b", "model-card", "failed", "1:1 binary file"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText(tt.path, map[string]string{tt.path: tt.text})
			if doc == nil || len(doc.Files) != 1 {
				t.Fatalf("want one file, got %+v", doc)
			}
			f := doc.Files[0]
			_, position, _ := strings.Cut(f.At.Location().String(), ":")
			if diff := cmp.Diff([]string{tt.loader, tt.parse, tt.want}, []string{f.Loader, f.Parse, position + " " + f.Problem}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A file that only its content could make an agent file is none where it cannot be read, and nothing in
// it shows what it is meant to be.
func TestBrokenElsewhere(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"a snapshot", "a.snap", `{"name": "a", "inputSchema": `},
		{"Bedrock tools", "tools.json", `{"toolConfig": {"tools": [{"toolSpec": ]}}`},
		{"a workflow", ".github/workflows/a.yml", "jobs: {a: {steps: [{run: claude -p x}]}\nx: : y\n"},
		{"a package", "package.json", `{"scripts": {"a": "claude -p x"`},
		{"a container", "devcontainer.json", `{"postStartCommand": "claude"`},
		{"a binary script", "a.sh", "claude -p x\x00"},
		{"a binary prompt", "prompts/a.txt", "a\x00"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if doc := loadText(tt.path, map[string]string{tt.path: tt.text}); doc != nil {
				t.Errorf("recognised as %s", doc.Files[0].Loader)
			}
		})
	}
}

func TestGovernanceFaults(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a misspelt key", "name: a\nownr: {team: b}\n", `2:1 ownr: unknown key "ownr" (did you mean "owner"?)`},
		{"a misspelt inner key", "owner:\n  taem: b\n", `2:3 taem: unknown key "owner.taem" (did you mean "team"?)`},
		{"a key like nothing else", "zebra: 1\n", `1:1 zebra: unknown key "zebra"`},
		{"a misspelt word", "risk_tier: hihg\n", `1:12 hihg: risk_tier must be one of minimal, limited, high, critical, not "hihg" (did you mean "high"?)`},
		{"a word of the network", "sandbox: {network: closed}\n", `1:20 closed: sandbox.network must be one of none, allowlist, open, not "closed"`},
		{"a text for a truth value", "user_facing: perhaps\n", `1:14 perhaps: user_facing must be true or false`},
		{"a text for a number", "limits: {max_turns: many}\n", `1:21 many: limits.max_turns must be a number`},
		{"a negative number", "limits: {max_turns: -1}\n", `1:21 -1: limits.max_turns must not be negative`},
		{"a list for a text", "purpose: [a]\n", `1:10 [a]: purpose must be a text`},
		{"a map for a list", "audience: {a: b}\n", `1:11 {a: b}: audience must be a list`},
		{"a list of maps", "audience: [{a: b}]\n", `1:12 {a: b}: audience must be a list of texts`},
		{"a text for a map", "approval: always\n", `1:11 always: approval must be a mapping`},
		{"a list for tools", "approval: {tools: [a]}\n", `1:19 [a]: approval.tools must be a mapping`},
		{"a map for a tool", "approval: {tools: {a: {b: c}}}\n", `1:23 {b: c}: approval.tools.a must be a text`},
		{"a list of agents", "- name: a\n", `1:1 - name: a: the file must be a mapping`},
		{"the second document", "name: a\n---\nstatus: gone\n", `3:9 gone: status must be one of active, deprecated, retired, decommissioned, not "gone"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText("a.governance.yaml", map[string]string{"a.governance.yaml": tt.text})
			f := doc.Files[0]
			if diff := cmp.Diff("failed "+tt.want, f.Parse+" "+spot(f.At)+": "+f.Problem); diff != "" {
				t.Error(diff)
			}
			if len(doc.Agents) != 0 {
				t.Errorf("a file with a fault states %d agents", len(doc.Agents))
			}
		})
	}
}

func TestConfigurationLookAlikes(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"servers of an API", "openapi.json", `{"openapi": "3.0.0", "servers": [{"url": "https://x.example.com"}], "paths": {}}`},
		{"servers of a deployment", "servers.json", `{"servers": {"a": {"url": "https://x.example.com", "command": "run"}}}`},
		{"the schema of a client's settings", "settings.schema.json", `{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"mcpServers": {"type": "object"}}}`},
		{"an mcp.json of something else", "mcp.json", `{"version": 1, "blocks": []}`},
		{"the editor's settings", ".vscode/settings.json", `{"mcpackage.path": "x", "editor.fontSize": 12}`},
		{"a configuration with extensions", "config.yaml", "extensions:\n  vpa:\n    enabled: true\n    type: addon\n"},
		{"a recipe of a package", "recipe.yaml", "title: cake\nprompt: bake\nextensions: [a, b]\n"},
		{"a list of runners", "agents.yaml", "agents:\n  - name: a\n    kickoff_command: x\n# backstory\n"},
		{"a PraisonAI file", "agents.yaml", "framework: crewai\ntopic: t\nroles:\n  a: {role: r, goal: g, backstory: b}\n"},
		{"a PraisonAI file without a framework", "agents.yaml", "topic: t\nroles:\n  a: {role: r, goal: g, backstory: b}\n"},
		{"agents of CI", "agents.yaml", "pool: {role: builder, goal: x}\n# backstory\n"},
		{"an OASF record", "record.json", `{"name": "a", "version": "1", "schema_version": "0.7.0", "skills": [], "capabilities": {}, "url": "u", "description": "d"}`},
		{"a Kiro agent", ".well-known/agent.json", `{"name": "a", "description": "d", "allowedTools": [], "toolsSettings": {}}`},
		{"a mobile app's capabilities", "app.json", `{"name": "a", "description": "d", "capabilities": {"push": true}, "url": "u"}`},
		{"a server that has no program", "conf.json", `{"mcpServers": {"a": {"note": "x"}}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refuse(t, tt.path, tt.text, "mcp-client mcp-servers mcp-servers-yaml goose vscode-settings zed-settings crewai a2a-agent-card")
		})
	}
}

// refuse fails where one of the loaders takes the text for its own.
func refuse(t *testing.T, path, text, loaders string) {
	t.Helper()
	doc := loadText(path, map[string]string{path: text})
	if doc != nil && slices.Contains(strings.Fields(loaders), doc.Files[0].Loader) {
		t.Errorf("recognised as %s", doc.Files[0].Loader)
	}
}

func TestServerPlaces(t *testing.T) {
	doc := loadText(".mcp.json", map[string]string{".mcp.json": `{"mcpServers": {
  "a": {
    "command": "npx tool@1 --key 'zq7-Invented-Vw3k-9981'",
    "args": ["--insecure"],
    "env": {"X_TOKEN": "invented_Kd83hqPz02"},
    "alwaysAllow": ["*"]
  },
  "b": {"url": "http://b.example.com/?token=invented_Kd83hqPz02", "trust": true, "enabled": false}
}}`})
	a, b := doc.Servers[0], doc.Servers[1]
	got := []string{
		spot(a.Name.At), spot(a.Command.At), spot(a.Launch.Package.At), spot(a.Args.V[0].At), spot(a.Env[0].At), spot(a.Env[0].Value.At),
		spot(a.AutoApprove.V[0].At), spot(a.TLSOff[0].At), spot(b.URL.At), spot(b.Endpoint.At), spot(b.ApproveAll.At), spot(b.Disabled.At),
		spot(b.Secrets[0].At),
	}
	for _, s := range a.Secrets {
		got = append(got, s.Field+" "+spot(s.At))
	}
	want := []string{
		`2:3 "a"`, `3:16 "npx tool@1 --key 'zq7-Invented-Vw3k-9981'"`, "3:21 tool@1", `4:14 "--insecure"`, `5:13 "X_TOKEN"`,
		`5:24 "invented_Kd83hqPz02"`, `6:21 "*"`, `4:14 "--insecure"`, `8:16 "http://b.example.com/?token=invented_Kd83hqPz02"`,
		`8:16 "http://b.example.com/?token=invented_Kd83hqPz02"`, "8:76 true", "8:93 false", `8:16 "http://b.example.com/?token=invented_Kd83hqPz02"`,
		`env.X_TOKEN 5:24 "invented_Kd83hqPz02"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestServerStates(t *testing.T) {
	doc := loadText(".mcp.json", map[string]string{".mcp.json": `{"mcpServers": {
  "silent": {"command": "a"},
  "empty": {"command": "a", "args": [], "env": {}, "tools": [], "autoApprove": [], "disabled": false},
  "loud": {"command": "a", "autoApprove": true, "disabled": true}
}}`})
	type state struct{ Args, Tools, AutoApprove, ApproveAll, Disabled, Off bool }
	var got []state
	for _, s := range doc.Servers {
		got = append(got, state{s.Args.Set, s.Tools.Set, s.AutoApprove.Set, s.ApproveAll.Set, s.Disabled.Set, s.Disabled.V})
	}
	want := []state{{}, {Args: true, Tools: true, AutoApprove: true, Disabled: true}, {ApproveAll: true, Disabled: true, Off: true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCrewPlaces(t *testing.T) {
	doc := loadText("agents.yaml", map[string]string{"agents.yaml": "a:\n  role: >\n    Senior\n  goal: g\n  backstory: b\n  tools:\n    - search\n  max_iter: 3\n"})
	a := doc.Agents[0]
	got := []string{
		spot(a.Name.At), spot(source.Place{File: a.At.File, Start: a.At.Start, End: a.At.Start + 2}), spot(a.Goal.At), spot(a.Tools.Allow.V[0].At),
		spot(a.Limits.MaxIterations.At),
	}
	if diff := cmp.Diff([]string{"1:1 a", "1:1 a:", "4:9 g", "7:7 search", "8:13 3"}, got); diff != "" {
		t.Error(diff)
	}
}
