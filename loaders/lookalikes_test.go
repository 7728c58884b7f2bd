package loaders_test

import "testing"

// TestNameCollisions: what bears the name of an agent file, and is something else, is nothing.
func TestNameCollisions(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"pools of CI in agents.yaml", "agents.yaml", "agents:\n  queue: default\n  image: ubuntu\n"},
		{"entries of a runner in agents.yaml", "agents.yaml", "agents:\n  - name: clerk\n    kickoff_command: python -m clerk\n    agent_version: null\n"},
		{"an agent of a monitor in agent.yaml", "agent.yaml", "name: agent\ninstructions: [a]\nserver: {model: x86}\n"},
		{"a mock data base in server.json", "server.json", `{"users": [{"id": 1, "name": "Ada"}], "packages": [{"id": 3}], "remotes": []}`},
		{"a progressive web app in manifest.json", "manifest.json", `{"name": "Desk", "short_name": "Desk", "start_url": "/", "icons": []}`},
		{"a browser extension in manifest.json", "manifest.json", `{"manifest_version": 3, "name": "Desk", "version": "1.0", "background": {}}`},
		{"an app of Teams in manifest.json", "manifest.json", `{"manifestVersion": "1.16", "name": {"short": "Desk"}, "bots": []}`},
		{"a game's plugin in plugin.json", "plugin.json", `{"name": "desk", "main": "desk.Plugin", "api-version": "1.20", "commands": {"desk": {"description": "d"}}}`},
		{"a model's configuration in config.json", "config.json", `{"architectures": ["BertModel"], "model_type": "bert", "vocab_size": 3}`},
		{"an input method in recipe.yaml", "recipe.yaml", "recipe:\n  Rx: desk\n  description: An input method.\n"},
		{"links in tools.json", "tools.json", `[{"name": "Desk", "description": "A tool.", "url": "https://desk.example"}]`},
		{"settings of a site in settings.json", "settings.json", `{"permissions": {"read": true}, "mcp": false, "hooks": []}`},
		{"a read-me", "README.md", "---\ntitle: Desk\nlicense: MIT\n---\n# Desk\n"},
		{"a card of a game in hero.card.json", "hero.card.json", `{"name": "Hero", "model": "knight", "details": {"power": 3}}`},
		{"a diagram of nodes and edges", "diagram.json", `{"nodes": [{"id": "a", "type": "input", "data": {"label": "A"}}], "edges": [{"source": "a", "target": "b"}]}`},
		{"a recorded answer", "answer.json", `{"id": "r", "object": "response", "instructions": "Be brief.", "model": "kestrel", "name": "x", "output": [], "tools": []}`},
		{"a recorded stream", "answer.json", `{"id": "r", "model": "kestrel", "choices": [{"message": {"role": "assistant", "content": "Hi."}}]}`},
		{"a vocabulary", "vocab.json", `{"bio": 17, "style": 4, "name": 9, "instructions": 3, "tools": 5, "model": 1}`},
		{"translations", "locales/en.json", `{"prompt": {"title": "Prompt", "instructions": "Type here."}, "model": "Model", "tools": "Tools", "name": "Name"}`},
		{"a schema of settings", "schema.json", `{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {"tools": {"type": "array"}, "instructions": {"type": "string"}}}`},
		{"a chart's values", "values.yaml", "agent:\n  image: {repository: agent, tag: \"1\"}\n  tools: []\n"},
		{"a chart's template", "templates/agent.yaml", "{{- if .Values.agent }}\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {{ .Release.Name }}-agent}\n{{- end }}\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if doc := loadText(tt.path, map[string]string{tt.path: tt.text}); doc != nil {
				t.Errorf("recognised as %s", doc.Files[0].Loader)
			}
		})
	}
}

// TestSharedNames: files of one name are told apart by what is in them.
func TestSharedNames(t *testing.T) {
	tests := []struct{ name, path, text, want string }{
		{"a flow of Agent Spec", "flow.json", `{"agentspec_version": "25.4.1", "component_type": "Flow", "id": "f", "name": "f", "inputs": [], "outputs": [], "nodes": [], "control_flow_connections": []}`, "agent-spec"},
		{"a prompt flow", "flow.dag.yaml", "inputs: {q: {type: string}}\noutputs: {}\nnodes: [{name: a, type: llm}]\n", "prompt-flow"},
		{"an API plugin", "ai-plugin.json", `{"schema_version": "v2.1", "name_for_human": "Desk", "functions": [], "runtimes": []}`, "m365-api-plugin"},
		{"an OpenAI plugin", "ai-plugin.json", `{"schema_version": "v1", "name_for_model": "desk", "api": {"type": "openapi", "url": "https://desk.example/openapi.yaml"}}`, "openai-plugin"},
		{"a component of AutoGen", "agent.json", `{"provider": "a.AssistantAgent", "component_type": "agent", "version": 1, "component_version": 1, "config": {"name": "clerk"}}`, "autogen"},
		{"an agent of Kiro", "agent.json", `{"name": "clerk", "description": "d", "tools": ["read"], "allowedTools": ["read"], "toolsSettings": {}}`, "kiro-agent"},
		{"a hosted agent", "agent.yaml", "kind: hosted\nname: clerk\nprotocols: [{protocol: responses, version: v1}]\n", "agentschema"},
		{"an agent of Semantic Kernel", "agent.yaml", "type: chat_completion_agent\nname: clerk\ninstructions: File papers.\n", "semantic-kernel-agent"},
		{"rails", "config.yml", "models: [{type: main, engine: openai, model: kestrel}]\nrails: {input: {flows: [self check input]}}\n", "nemo-guardrails"},
		{"a toolkit", "config.yml", "llms: {main: {_type: nim, model_name: kestrel}}\nworkflow: {_type: react_agent, llm_name: main}\n", "nemo-agent-toolkit"},
		{"an MCP server", "server.json", `{"$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json", "name": "example.desk/desk", "description": "d", "version": "1.0.0", "packages": []}`, "mcp-registry"},
		{"a plain prompt", "a.prompt", "Say hello.\n", "dotprompt"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText(tt.path, map[string]string{tt.path: tt.text})
			if doc == nil || doc.Files[0].Loader != tt.want {
				t.Errorf("want %s, got %+v", tt.want, doc)
			}
		})
	}
}
