package loaders_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/pacheck/pacheck/loaders"
)

// TestOddities reads what real files have and no specification foresees. Each case says how the file is
// read, and one value that a reader in a hurry would lose.
func TestOddities(t *testing.T) {
	tests := []struct {
		name, path, text string
		want             string // the reading of the file with its notes, and what stands at the path
		at               string // a path into the document, through all entries of lists
	}{
		{"a glob that YAML takes for an alias", ".cursor/rules/types.mdc",
			"---\ndescription: Types\nglobs: **/*.ts\nalwaysApply: true\n---\nUse types.\n", "recovered Types", "prompts.description"},
		{"a colon in a description", ".claude/agents/a.md",
			"---\nname: a\ndescription: Use when: somebody asks\ntools: Read\n---\nDo it.\n", "recovered Use when: somebody asks", "agents.description"},
		{"all tools by a star", ".claude/agents/a.md", "---\nname: a\ndescription: b\ntools: *\n---\nDo it.\n", "recovered all", "agents.tools.mode"},
		{"all tools of a skill by a star", ".claude/skills/a/SKILL.md",
			"---\nname: a\ndescription: b\nallowed-tools: *\n---\nDo it.\n", "recovered *", "skills.allowed_tools.raw"},
		{"a description over lines that are not marked", ".claude/agents/a.md",
			"---\nname: a\ndescription: Use it.\n  <example>\n  user: x\n  </example>\ntools: Read\n---\nDo it.\n",
			"recovered Use it.\n  <example>\n  user: x\n  </example>", "agents.description"},
		{"two lists in a hint", ".claude/commands/a.md", "---\nargument-hint: [a] [b]\n---\nDo $1.\n", "recovered a", "skills.name"},
		{"no space after a colon", ".claude/agents/a.md",
			"---\nname: a\ndescription:\"Says it.\"\ntools: Read\n---\nDo it.\n", "recovered Says it.", "agents.description"},
		{"on is no truth value", ".github/workflows/a.md",
			"---\non:\n  issues:\n    types: [opened]\nengine: copilot\n---\nTriage.\n", "ok a", "agents.name"},
		{"a byte order mark and CRLF", ".claude/agents/a.md",
			"\ufeff---\r\nname: a\r\ndescription: b\r\ntools: Bash\r\n---\r\nDo it.\r\n", "ok bom list", "agents.tools.mode"},
		{"comments and trailing commas in JSON", ".vscode/mcp.json",
			"{\n // one\n \"servers\": {\"t\": {\"command\": \"t\", \"args\": [],},},\n}\n", "ok t", "servers.name"},
		{"a server twice", ".mcp.json",
			`{"mcpServers": {"a": {"command": "x"}, "a": {"command": "y"}}}`, "ok duplicate-key a a", "servers.name"},
		{"a key twice in front matter", ".claude/agents/a.md",
			"---\nname: a\ndescription: b\ntools: Read\ntools: Bash\n---\nDo it.\n", "ok duplicate-key list", "agents.tools.mode"},
		{"JSON with a bare placeholder", ".mcp.json", `{"mcpServers": {{servers}} }`, "templated", "servers.name"},
		{"YAML that is a template of Helm", "charts/a.yaml",
			"apiVersion: kagent.dev/v1alpha2\nkind: Agent\nmetadata:\n  name: {{ .Values.name }}\n  {{- with .Values.labels }}\n  labels: {{ . }}\n  {{- end }}\n",
			"templated {{ .Values.name }}", "agents.name"},
		{"several documents of YAML", "agents.yaml",
			"apiVersion: kagent.dev/v1alpha2\nkind: Agent\nmetadata: {name: a}\n---\napiVersion: kagent.dev/v1alpha2\nkind: Agent\nmetadata: {name: b}\n",
			"ok a b", "agents.name"},
		{"tags that YAML does not have", "stack.yaml",
			"Resources:\n  Helper:\n    Type: AWS::Bedrock::Agent\n    Properties:\n      AgentName: !Sub \"${Stage}-helper\"\n      FoundationModel: a.b\n      AgentResourceRoleArn: !GetAtt Role.Arn\n      Instruction: Help people with their orders, and be kind to them.\n",
			"ok unknown-tag unknown-tag Helper", "agents.name"},
		{"anchors and merge keys", "agents.yaml",
			"base: &base\n  role: Clerk\n  goal: Help\n  backstory: Long\nclerk:\n  <<: *base\n  goal: Answer\n", "ok base clerk", "agents.name"},
		{"blank lines before front matter", "a.prompty",
			"\n\n---\nname: a\nmodel: {api: chat}\n---\nsystem:\nBe kind.\n", "ok blank-before-front-matter a", "prompts.name"},
		{"front matter that is empty", "a.prompty", "---\n---\nsystem:\nBe kind.\n", "ok empty-front-matter a", "prompts.name"},
		{"front matter without an end", "a.prompty", "---\nname: a\nsystem:\nBe kind.\n", "ok unclosed-front-matter a", "prompts.name"},
		{"front matter that is a list", "a.prompty", "---\n- a\n---\nsystem:\nBe kind.\n", "ok front-matter-not-a-mapping a", "prompts.name"},
		{"an empty file", "CLAUDE.md", "", "ok CLAUDE.md", "prompts.name"},
		{"Latin-1", "AGENTS.md", "Caf\xe9.\n", "ok latin-1 Café.\n", "prompts.text"},
		{"UTF-16", "AGENTS.md", "\xff\xfeB\x00e\x00 \x00k\x00i\x00n\x00d\x00", "ok utf-16 Be kind", "prompts.text"},
		{"tools as a text", ".claude/agents/a.md", "---\nname: a\ndescription: b\ntools: Read, Bash\n---\nDo it.\n", "ok Read Bash", "agents.tools.allow.raw"},
		{"tools as a list", ".claude/agents/a.md", "---\nname: a\ndescription: b\ntools: [Read, Bash]\n---\nDo it.\n", "ok Read Bash", "agents.tools.allow.raw"},
		{"no tools stated is all tools", ".claude/agents/a.md", "---\nname: a\ndescription: b\n---\nDo it.\n", "ok all", "agents.tools.mode"},
		{"no tools, stated", ".claude/agents/a.md", "---\nname: a\ndescription: b\ntools: []\n---\nDo it.\n", "ok none", "agents.tools.mode"},
		{"a misspelt key is no key", ".claude/skills/a/SKILL.md", "---\nname: a\ndesription: b\n---\nDo it.\n", "ok", "skills.description"},
		{"a rule after front matter", ".github/agents/a.agent.md",
			"---\nname: a\ndescription: b\n---\nDo it.\n\n---\n\nMore.\n", "ok Do it.\n\n---\n\nMore.\n", "prompts.text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tree := fstest.MapFS{tt.path: {Data: []byte(tt.text)}}
			doc := linked(t, tree)
			if len(doc.Files) != 1 {
				t.Fatalf("%d files were recognised, want one", len(doc.Files))
			}
			words := []string{doc.Files[0].Parse}
			for _, note := range doc.Files[0].Notes {
				words = append(words, note.Kind)
			}
			if diff := cmp.Diff(tt.want, strings.Join(append(words, standing(t, doc, tt.at)...), " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// standing are the values at a path into the document as JSON, of all entries of lists on the way.
func standing(t *testing.T, doc *loaders.Document, path string) []string {
	t.Helper()
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	values := []any{tree}
	for key := range strings.SplitSeq(path, ".") {
		var next []any
		for _, v := range values {
			if v = v.(map[string]any)[key]; v == nil {
				continue
			}
			if list, ok := v.([]any); ok {
				next = append(next, list...)
				continue
			}
			next = append(next, v)
		}
		values = next
	}
	var texts []string
	for _, v := range values {
		texts = append(texts, fmt.Sprint(v))
	}
	return texts
}
