package loaders_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestToolPlaces(t *testing.T) {
	doc := loadText("tools.json", map[string]string{"tools.json": `[{
  "name": "run",
  "description": "Runs.",
  "inputSchema": {"type": "objekt", "properties": {"command": {"type": "string", "description": "What."}}},
  "annotations": {"readOnlyHint": true}
}]`})
	tool := doc.Tools[0]
	got := []string{
		spot(tool.Name.At), spot(tool.Description.At), spot(tool.InputSchema.Errors[0].At), spot(tool.Params[0].At),
		spot(tool.Params[0].Description.At), spot(tool.Annotations.ReadOnly.At),
	}
	want := []string{`2:11 "run"`, `3:18 "Runs."`, `4:27 "objekt"`, `4:52 "command"`, `4:97 "What."`, "5:35 true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestToolSchemaStates(t *testing.T) {
	doc := loadText("tools.json", map[string]string{"tools.json": `[
  {"name": "full", "inputSchema": {"type": "object"}}, {"name": "empty", "inputSchema": {}}, {"name": "null", "inputSchema": null}, {"name": "absent"}
]`})
	var got []string
	for _, tool := range doc.Tools {
		state := "absent"
		if tool.InputSchema != nil {
			state = fmt.Sprintf("stated, %d faults", len(tool.InputSchema.Errors))
		}
		got = append(got, tool.Name.V+" "+state)
	}
	want := []string{"full stated, 0 faults", "empty stated, 0 faults", "null stated, 1 faults", "absent absent"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestToolLookAlikes(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"a list of links", "tools.json", `[{"name": "Hammer", "description": "Hits.", "url": "https://x.example.com"}]`},
		{"a JSON Schema file", "tool.schema.json", `{"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {"inputSchema": {"type": "object"}, "parameters": {}}}`},
		{"an interface description", "api.json", `{"openapi": "3.1.0", "paths": {"/a": {"get": {"parameters": [{"name": "x", "in": "query", "schema": {"type": "string"}}]}}}}`},
		{"an old interface description", "api.json", `{"swagger": "2.0", "parameters": {"a": {"name": "a", "in": "query", "type": "string"}}}`},
		{"a recorded request", "request.json", `{"model": "m", "messages": [{"role": "user", "content": "Hi"}], "tools": [{"type": "function", "function": {"name": "f", "parameters": {"type": "object"}}}]}`},
		{"a recorded request of the Responses API", "request.json", `{"model": "m", "input": "Hi", "tools": [{"type": "function", "name": "f", "parameters": {"type": "object"}}]}`},
		{"a recorded response", "response.json", `{"object": "response", "output": [], "tools": [{"type": "function", "name": "f", "parameters": {"type": "object"}}]}`},
		{"a recorded completion", "response.json", `{"choices": [], "tools": [{"name": "f", "inputSchema": {"type": "object"}}]}`},
		{"functions of a cloud", "functions.json", `{"functions": [{"name": "resize", "description": "Resizes.", "parameters": {"memory": 128}}]}`},
		{"parameters without a container", "report.json", `[{"name": "a", "description": "b", "parameters": {"type": "object", "properties": {}}}]`},
		{"an API plugin of Microsoft 365", "ai-plugin.json", `{"schema_version": "v2.1", "functions": [{"name": "a", "description": "b", "parameters": {"type": "object"}}], "runtimes": []}`},
		{"an agent with an input schema", "agent.yaml", "kind: prompt\nname: a\ninstructions: b\ninputSchema:\n  properties: [{name: x}]\n"},
		{"prompts of a server", "prompts.json", `[{"name": "greet", "description": "Greets.", "arguments": [{"name": "who", "description": "Whom.", "required": true}]}]`},
		{"the bundle of a server", "manifest.json", `{"manifest_version": "0.3", "name": "x", "server": {"type": "node"}, "tools": [{"name": "a", "description": "b"}]}`},
		{"hosted tools alone", "agent.json", `{"name": "a", "instructions": "b", "tools": [{"type": "web_search"}], "parameters": 1}`},
		{"a component", "agent.json", `{"component_type": "Agent", "tools": [{"name": "f", "inputSchema": {"type": "object"}}]}`},
		{"words that a model has", "vocab.json", `{"name": 1, "\"parameters\"": 2, "inputSchema": 3}`},
		{"another snapshot", "a.snap", "// Jest Snapshot v1\nexports[`inputSchema`] = `x`;\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refuse(t, tt.path, tt.text, "mcp-tools mcp-tool-snapshots openai-tools anthropic-tools gemini-tools other-tools")
		})
	}
}

func TestTemplateVariables(t *testing.T) {
	tests := []struct{ name, path, text, want string }{
		{"nothing to fill in", "prompts/a.txt", "Be kind.", ""},
		{"format strings", "prompts/a.txt", `Sum {x} and {y!r:>3}, not {{z}}, {} or {"a": 1}`, "mustache: z"},
		{"format strings alone", "prompts/a.txt", `Sum {x} and {y!r:>3} and {x}, not {} or {"a": 1}`, "f-string: x y"},
		{"dollars", "prompts/a.txt", "Read ${file} at $5", "dollar: file"},
		{"code in Markdown", "prompts/a.md", "Read {file}.\n\n```js\nlet {a} = {b}\n```\n", "f-string: file"},
		{"Go templates", "prompts/a.txt", "It is {{.CurrentDate}}.", "mustache: CurrentDate"},
		{"sections", "prompts/a.txt", "{{#items}}{{name}}{{/items}} {{total}}", "handlebars: items total"},
		{"Jinja statements", "prompts/a.txt", "{% if context %}{{ context }}{% endif %}{% set n = a.b + 1 %}{{ n }}{# {{ c }} #}", "jinja2: context a"},
		{"Jinja loops", "prompts/a.txt", "{% for k, v in items.all() if v is defined %}{{ loop.index }}{{ k | join(', ') }}{% endfor %}", "jinja2: items"},
		{"Jinja filters and strings", "prompts/a.txt", `{%- if x == "y z" and not done -%}{{ f(a, b=c)["d"] }}{%- endif -%}`, "jinja2: x done a c"},
		{"raw Jinja", "prompts/a.txt", "{% raw %}{{ a }}{% endraw %}{{ b }}", "jinja2: b"},
		{"verbatim", "prompts/a.txt", "{% verbatim %}{{ a }}{% raw %}{% endraw %}{{ b }}{% endverbatim %}{{ c }}", "jinja2: c"},
		{"raw blocks of handlebars", "a.prompt", "{{{{raw}}}}{{a}}{{#if b}}{{/if}}{{{{/raw}}}}{{c}}", "handlebars: c"},
		{"escapes of handlebars", "a.prompt", "{{#if a}}{{/if}} \\{{b}} \\\\{{c}} {{d}}", "handlebars: a c d"},
		{"texts in quotes", "prompts/a.j2", "{{ '{{ x }}' }} {{ \"{{ y\" + z }} {{ '}}' }} {{ don't }} it's {{ w }}", "jinja2: z don t w"},
		{"four braces that nothing closes", "a.prompt", "{{#if a}}{{/if}}{{{{b}}}}{{c}}", "handlebars: a b c"},
		{"functions of Semantic Kernel", "a.yaml", "template: '{{$a}} {{time.now}} {{trim $b}} {{mail.send to=$c.d \"$e\"}}'\nexecution_settings: {}\n", "semantic-kernel: a b c"},
		{"handlebars helpers", "a.prompt", `{{#each list}}{{name}} {{@index}}{{/each}}{{json data indent=2}}{{user.name}}{{#unless off}}x{{else}}y{{/unless}}`, "handlebars: list data user off"},
		{"handlebars media", "a.prompt", `{{media url=photo}}{{history}}{{role "user"}}{{! note {{x}} }}{{> part who=me}}`, "handlebars: photo"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText(tt.path, map[string]string{tt.path: tt.text})
			p := doc.Prompts[0]
			var names []string
			for _, v := range p.Variables {
				names = append(names, v.Name)
			}
			got := strings.TrimPrefix(p.Template+": "+strings.Join(names, " "), ": ")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPromptPlaces(t *testing.T) {
	doc := loadText("a.prompty", map[string]string{"a.prompty": "---\nname: a\nmodel: {id: m, options: {temperature: 1}}\ninputs:\n  who: {type: string}\n---\nsystem:\nBe kind to {{ who }} and {{ me }}.\n\nuser:\nHello\n"})
	p := doc.Prompts[0]
	got := []string{
		spot(p.Name.At), spot(p.Model.At), spot(p.Parameters[0].Value.At), spot(p.Variables[0].At), spot(p.Variables[1].At),
		spot(p.Messages[0].At), spot(p.Messages[1].Text.At),
	}
	want := []string{
		"2:7 a", "3:13 m", "3:39 1", "5:3 who", "8:26 {{ me }}", "8:1 Be kind to {{ who }} and {{ me }}.", "11:1 Hello",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCardSections(t *testing.T) {
	tests := []struct{ title, want string }{
		{"Intended Use", "intended_use"}, {"Intended uses & limitations", "intended_use"}, {"Uses", "intended_use"}, {"Usage", ""},
		{"Out-of-Scope Use", "out_of_scope"}, {"Misuse, Malicious Use and Out-of-Scope Use", "out_of_scope"},
		{"Bias, Risks, and Limitations", "bias_risks"}, {"4. Limitations", "limitations"}, {"Known Issues", "limitations"},
		{"Ethical Considerations and Limitations", "bias_risks"}, {"Training Data [optional]", "training_data"}, {"Data", "training_data"},
		{"Evaluation Results", "evaluation"}, {"Benchmarks", "evaluation"}, {"Environmental Impact", "environmental"},
		{"Safety", "safety"}, {"Model Card Contact", "contact"}, {"License", "licence"}, {"Citation", ""}, {"Model Details", ""},
	}
	for _, tt := range tests {
		t.Run(tt.title, func(t *testing.T) {
			doc := loadText("MODEL_CARD.md", map[string]string{"MODEL_CARD.md": "# Card\n\n## " + tt.title + " ##\ntext\n"})
			s := doc.Models[0].Sections[1]
			if diff := cmp.Diff([]string{tt.want, "3:4 " + tt.title}, []string{s.ID, spot(s.At)}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestCardText(t *testing.T) {
	tests := []struct {
		name, text  string
		length      int
		placeholder bool
	}{
		{"nothing", "", 0, false},
		{"a comment", "<!-- Provide a summary. -->\n", 0, true},
		{"template text", "[More Information Needed]\n", 0, true},
		{"labels without values", "- **Size:** [More Information Needed]\n- **Origin:** {{ origin }}\n", 0, true},
		{"a heading inside", "### More\nTBD\n", 0, true},
		{"words", "Ten words.\n", 10, false},
		{"words and template text", "Ten words.\n\n{{ more }}\n", 10, false},
		{"a rule", "---\n", 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := loadText("MODEL_CARD.md", map[string]string{"MODEL_CARD.md": "## Uses\n" + tt.text + "## Next\nx\n"})
			s := doc.Models[0].Sections[0]
			if s.Length != tt.length || s.Placeholder != tt.placeholder {
				t.Errorf("got %d characters, placeholder %v; want %d, %v", s.Length, s.Placeholder, tt.length, tt.placeholder)
			}
		})
	}
}

func TestTextLookAlikes(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"a page about prompts", "docs/prompts/intro.md", "# Prompts\n"},
		{"the read-me of a folder", "prompts/README.md", "# Prompts\n"},
		{"a page of a site", "src/prompts/a.md", "---\nlayout: page\n---\n"},
		{"how to install", "lib/instructions.md", "# Install\n"},
		{"a Space", "README.md", "---\ntitle: Demo\nsdk: gradio\nlicense: mit\ntags: [a]\n---\n"},
		{"a post", "post.md", "---\ntitle: A\ndate: 2026-01-01\nlicense: mit\ntags: [a]\n---\n"},
		{"a licence alone", "README.md", "---\nlicense: mit\n---\n# Library\n"},
		{"a read-me", "README.md", "# Library\n\nSee the model card.\n"},
		{"a guide to cards", "guide.md", "# Model cards\n\n## Intended use\n## Limitations\n## Evaluation\n"},
		{"a note with the title of a card", "note.md", "# Model card for nobody\n\n## Ideas\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			refuse(t, tt.path, tt.text, "plain-prompt hub-card model-card model-card-by-content")
		})
	}
}
