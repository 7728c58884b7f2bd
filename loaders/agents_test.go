package loaders_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"
)

func TestBrokenAgentFiles(t *testing.T) {
	tests := []struct {
		name, path, text    string
		loader, parse, want string
	}{
		{"a graph file that ends early", "langgraph.json", "{\"graphs\": {\n", "langgraph", "failed", "2:1 unexpected end of the file, expected a key in double quotes"},
		{"an agent of ADK", "a/root_agent.yaml", "name: a\ntools: [\n", "google-adk", "failed", "2:8 expected a value"},
		{"a declarative agent", "declarativeAgent.json", "{\"name\": }", "m365-declarative-agent", "failed", `1:10 expected a value`},
		{"a configuration of mcp-agent", "mcp_agent.config.yaml", "mcp: {\n", "mcp-agent", "failed", "1:6 expected a value"},
		{"a deployment of AgentCore", ".bedrock_agentcore.yaml", "agents: [\n", "bedrock-agentcore", "failed", "1:9 expected a value"},
		{"a prompt flow", "flow.dag.yaml", "nodes: [\n", "prompt-flow", "failed", "1:8 expected a value"},
		{"a binary prompt of Semantic Kernel", "skprompt.txt", "a\x00b", "semantic-kernel-text", "failed", "1:1 binary file"},
		{"a chart with an agent", "agent.yaml", "{{- if .Values.on }}\napiVersion: kagent.dev/v1alpha2\nkind: Agent\n{{- end }}\n", "kagent", "templated", "1:3 expected a value"},
		{"an app with placeholders", "manifest.json", "{\"manifestVersion\": \"1.22\", \"id\": ${{ID}}, \"copilotAgents\": {}}", "m365-app", "templated", "1:35 expected a value"},
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

func TestAgentLookAlikes(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"pools of a CI system", "agents.yaml", "agents:\n  linux: {queue: default, image: ubuntu}\n  mac: {queue: mac}\n"},
		{"runner entries", "agents.yaml", "agents:\n  - name: a\n    kickoff_command: python -m a\n"},
		{"an agent of Datadog", "agent.yaml", "api_key: x\nsite: datadoghq.eu\nlogs_enabled: true\nname: agent\n"},
		{"an agent of Grafana", "agent.yaml", "server: {log_level: info}\nmetrics: {configs: [{name: default}]}\n"},
		{"an agent of Kubernetes", "agent.yaml", "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\nspec: {template: {spec: {containers: []}}}\n"},
		{"a diagram", "flow.json", `{"nodes": [{"id": "1", "data": {"label": "A"}}], "edges": [{"id": "e"}]}`},
		{"a recorded response", "response.json", `{"object": "response", "instructions": "Be kind.", "model": "gpt-4o", "name": "a", "tools": [{"type": "file_search"}], "output": []}`},
		{"a vocabulary", "vocab.json", `{"name": 1, "bio": 2, "style": 3, "lore": 4, "instructions": 5, "tools": 6}`},
		{"a model's configuration", "config.json", `{"architectures": ["LlamaForCausalLM"], "model_type": "llama", "completion": {}}`},
		{"a benchmark task of kagent", "challenge.yaml", "apiVersion: agent-framework.solo.io/v1alpha1\nkind: Challenge\nmetadata: {name: kagent.dev/a}\nspec: {prompt: Mend it.}\n"},
		{"a definition of a resource", "crd.yaml", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: agents.kagent.dev/}\n"},
		{"a workflow of Argo", "flow.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {entrypoint: main}\n"},
		{"an app with tabs only", "manifest.json", `{"manifestVersion": "1.16", "name": {"short": "a"}, "staticTabs": []}`},
		{"a browser extension", "manifest.json", `{"manifest_version": 3, "name": "a", "version": "1.0"}`},
		{"a template without agents", "template.yaml", "Resources:\n  R: {Type: AWS::IAM::Role, Properties: {Sid: \"AWS::Bedrock\"}}\n"},
		{"graphs of numbers", "graphs.json", `{"graphs": {"a": [1, 2]}, "env": "x"}`},
		{"a list of roles", "roles.yaml", "roles:\n  admin: {role: admin, can: [read]}\n"},
		{"an engine", "config.yml", "engine: postgres\nrails: {env: production}\n"},
		{"an asset of AutoCAD", "a.af", `{"agents": 3}`},
		{"an ordinary workflow of n8n", "flow.json", `{"nodes": [{"type": "n8n-nodes-base.cron", "parameters": {}}], "connections": {}}`},
		{"a typed configuration", "config.yaml", "_type: app\nllms: {}\n"},
		{"a broken file of anything", "team.json", `{"type": "team", "provider": "a.b",`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if doc := loadText(tt.path, map[string]string{tt.path: tt.text}); doc != nil {
				t.Errorf("recognised as %s", doc.Files[0].Loader)
			}
		})
	}
}

// TestLoadersSurviveOddValues puts values of other kinds in the place of each value of the fixtures: no
// loader may fail over them.
func TestLoadersSurviveOddValues(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for i, file := range files {
		data, err := os.ReadFile(file)
		var tree any
		if err != nil || filepath.Base(file) == "want.json" || yaml.Unmarshal(data, &tree) != nil {
			continue
		}
		m := mutator{seed: i, check: func() {
			text, err := json.Marshal(tree)
			if err != nil {
				return // keys that are no texts
			}
			name := filepath.Base(file)
			doc := loadText(name, map[string]string{name: string(text)})
			if doc != nil && strings.Contains(doc.Files[0].Problem, "pacheck itself") {
				t.Fatalf("%s: %s\n%s", file, doc.Files[0].Problem, text)
			}
		}}
		m.walk(tree)
	}
}

// mutator replaces one value of a tree after the other, checks the tree, and puts the value back.
type mutator struct {
	seed  int
	check func()
}

func (m *mutator) walk(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			kept := v[key]
			m.replace(kept, func(odd any) { v[key] = odd })
		}
	case []any:
		for i, kept := range v {
			m.replace(kept, func(odd any) { v[i] = odd })
		}
	}
}

func (m *mutator) replace(kept any, put func(any)) {
	odd := []any{nil, true, 3, "text", []any{}, map[string]any{}, []any{nil, "a", []any{}, map[string]any{"name": 1}}}
	for range 3 {
		put(odd[m.seed%len(odd)])
		m.seed += 2
		m.check()
	}
	put(kept)
	m.walk(kept)
}
