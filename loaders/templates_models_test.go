package loaders_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
)

func TestBrokenPromptsAndModels(t *testing.T) {
	const bom = `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><component type="machine-learning-model">`
	tests := []struct{ name, path, text, loader, want string }{
		{"a prompt of GitHub without a bracket", "a.prompt.yml", "messages:\n  - role: system\n    content: [a\nmodel: x\n", "github-prompt", "3:15 expected ',' or ']'"},
		{"promptfoo without a bracket", "promptfooconfig.json", "{\n  \"prompts\": [\"a\"\n  \"providers\": []\n}", "promptfoo", `3:3 expected "," or "]"`},
		{"a binary MLmodel", "m/MLmodel", "a\x00b", "mlflow", "1:1 binary file"},
		{"a Modelfile that ends in a text", "Modelfile", "FROM a\nSYSTEM \"\"\"\nx\n", "modelfile", `2:8 the text is not closed by """`},
		{"a bill with tags crossed", "bom.xml", bom + "\n<name>a</nam></component></bom>", "cyclonedx-xml", "2:14 element <name> closed by </nam>"},
		{"a bill that ends early", "bom.xml", bom, "cyclonedx-xml", "1:91 unexpected EOF"},
		{"a bill too deep", "bom.xml", bom + strings.Repeat("<a>", 300), "cyclonedx-xml", "1:853 it has more elements than are read, or deeper ones"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff([]string{tt.loader, "failed", tt.want}, fault(t, tt.path, tt.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPromptLookAlikes(t *testing.T) {
	tests := []struct{ name, path, text string }{
		{"a template of Ansible", "roles/shell/templates/prompt.j2", "PS1={{ prompt }}"},
		{"a template of a configuration", "prompts/values.yaml.j2", "a: {{ b }}"},
		{"a template of a page", "app/templates/prompt.hbs", `<div class="prompt">{{title}}</div>`},
		{"a template of a mail", "templates/welcome.j2", "Hello {{ name }}"},
		{"a template that only promptly sounds like it", "templates/promptly.md.j2", "Hello {{ name }}"},
		{"documentation of prompts", "docs/prompts/a.md.j2", "Hello {{ name }}"},
		{"translations", "i18n/en.json", `{"prompt": "Enter {{name}}", "labels": {"ok": "OK"}, "template": "Hi {name}"}`},
		{"translations of prompts", "locales/prompts.json", `{"name": "x", "version": 1, "prompt": "Enter", "labels": []}`},
		{"scrape targets", "prometheus.yaml", "scrape_configs:\n  - targets: [a]\nprompts: 1\n"},
		{"a search result", "hits.json", `{"_type": "doc", "_source": {"template": "x"}}`},
		{"a form template", "form.json", `{"template": "<p>{x}</p>", "input_variables": [{"name": "x"}]}`},
		{"a mail template", "mail.yaml", "template: Hello {name}\nsubject: Hi\n"},
		{"a schema with messages", "chat.json", `{"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {"messages": {"type": "array"}}}`},
		{"another object of LangChain", "llm.json", `{"lc": 1, "type": "constructor", "id": ["langchain", "llms", "openai", "OpenAI"], "kwargs": {"temperature": 0}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if doc := loadText(tt.path, map[string]string{tt.path: tt.text}); doc != nil {
				t.Errorf("recognised as %s", doc.Files[0].Loader)
			}
		})
	}
}

func TestModelAndInterfaceLookAlikes(t *testing.T) {
	const service = "openapi: 3.0.1\ninfo: {title: Pets, version: \"1\"}\npaths: {/pets: {get: {operationId: listPets}}}\n"
	tests := []struct{ name, path, text string }{
		{"a container file under the name", "Modelfile", "FROM alpine\nRUN make\n"},
		{"models of an object mapper", "Modelfile", "from sqlalchemy import Column\nclass A: pass\n"},
		{"a bill of software", "bom.json", `{"bomFormat": "CycloneDX", "components": [{"type": "library", "name": "machine-learning-model"}], "x": "modelCard"}`},
		{"a bill of software that speaks of models", "bom.json", `{"bomFormat": "CycloneDX", "components": [{"type": "library", "name": "a", "description": "\"machine-learning-model\""}]}`},
		{"a bill of software in XML", "bom.xml", `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="library"><name>"machine-learning-model"</name></component></components></bom>`},
		{"the schema of bills", "bom.xsd.xml", `<xs:schema targetNamespace="http://cyclonedx.org/schema/bom/1.6"><xs:enumeration value="machine-learning-model"/></xs:schema>`},
		{"another XML that speaks of cards", "a.xml", `<project><modelCard>x</modelCard></project>`},
		{"packages in SPDX", "a.spdx3.json", `{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [{"type": "software_Package", "comment": "no ai_AIPackage"}]}`},
		{"the schema of cards", "schema.json", `{"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {"model_details": {"type": "object"}}}`},
		{"the review of a card", "review.json", `{"scores": {"model_details": {"score": 1}}}`},
		{"a table of car models", "cars.json", `{"model_details": {"doors": 4}}`},
		{"an ordinary service", "openapi.yaml", service},
		{"an ordinary service in documentation", "docs/openapi/openapi.yaml", service},
		{"a service with an agent in a longer word", "user-agents-api/reagent/openapi.yaml", service},
		{"settings of the tools of an interface", "tools/openapi.yaml", "openapi: generate\ninput: a\n"},
		{"a compose file without a model", "compose.yaml", "services:\n  web:\n    image: shop/web:1\n    environment: {OLLAMA_HOST: a}\n"},
		{"a plugin that talks to ollama", "deploy.yaml", "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: [{name: ui, image: corp/ollama-ui, args: [--host, a]}]}}}\n"},
		{"a policy on privacy", "privacy.md", "# Privacy\n| Field | Response |\n|---|---|\n| a | b |\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if doc := loadText(tt.path, map[string]string{tt.path: tt.text}); doc != nil {
				t.Errorf("recognised as %s", doc.Files[0].Loader)
			}
		})
	}
}

func TestNvidiaCards(t *testing.T) {
	const table = "Field | Response\n:---|:---\nIntended Domain: | Text\n"
	doc := loadText("m/bias.md", map[string]string{"m/bias.md": table, "m/privacy.md": table})
	if diff := cmp.Diff([]string{"nvidia-model-card", "skipped", ""}, []string{doc.Files[0].Loader, doc.Files[0].Parse, doc.Files[0].Problem}); diff != "" {
		t.Error(diff)
	}
}

// uses is how the first prompt uses its variables: name, trust, and each use.
func uses(doc *loaders.Document) []string {
	var found []string
	for _, v := range doc.Prompts[0].Variables {
		for _, u := range v.Uses {
			alone := ""
			if u.Alone {
				alone = "alone"
			}
			found = append(found, strings.Join([]string{v.Name, v.Trust, u.Role, u.EnclosedBy, alone, spot(u.At)}, "|"))
		}
	}
	return found
}

func TestVariableUses(t *testing.T) {
	tests := []struct {
		name, path, text string
		want             []string
	}{
		{"an element", "a.prompty", "system:\n<mail a=\"1\">{{email_body}}</mail>\n", []string{"email_body|untrusted|system|<mail>||2:13 {{email_body}}"}},
		{"an element of the instructions", "a.prompty", "system:\n<instructions>{{x}}</instructions>\n", []string{"x||system|||2:15 {{x}}"}},
		{"a fence", "a.prompty", "system:\n```\n{{x}}\n```\n", []string{"x||system|```||3:1 {{x}}"}},
		{"behind a fence", "a.prompty", "system:\n```\na\n```\n{{x}}\n", []string{"x||system|||5:1 {{x}}"}},
		{"quotes", "a.prompty", "user:\nText: \"\"\"{{x}}\"\"\"\n", []string{`x||user|"""||2:10 {{x}}`}},
		{"lines of begin and end", "a.prompty", "user:\n--- BEGIN MAIL ---\n{{x}}\n--- END MAIL ---\n", []string{"x||user|BEGIN||3:1 {{x}}"}},
		{"a message of its own", "a.prompty", "system:\nHelp.\nuser:\n{{question}}\n", []string{"question|untrusted|user||alone|4:1 {{question}}"}},
		{"used twice", "a.prompty", "system:\n{{x}} or {{x}}\n<d>{{x}}</d>\n", []string{"x||system|||2:1 {{x}}", "x||system|<d>||3:4 {{x}}"}},
		{"a declared trust", "a.prompty", "---\ninputs:\n  question: {trust: internal}\n---\nsystem:\nA {{question}}\n", []string{"question|trusted|system|||6:3 {{question}}"}},
		{"a system prompt", "prompts/system_prompt.txt", "Help with {user_input}.", []string{"user_input|untrusted|system|||1:11 {user_input}"}},
		{"messages stated apart", "a.prompt.yml", "messages:\n  - {role: user, content: 'Read {{page}}'}\n", []string{"page|untrusted|user|||2:33 {{page}}"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, uses(loadText(tt.path, map[string]string{tt.path: tt.text}))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestModelPlaces(t *testing.T) {
	bom := loadText("bom.xml", map[string]string{"bom.xml": "<b:bom xmlns:b=\"http://cyclonedx.org/schema/bom/1.6\">\n<b:components>\n" +
		"<b:component type=\"machine-learning-model\">\n<b:name> painter </b:name>\n<b:modelCard><b:considerations><b:users><b:user>A</b:user></b:users>" +
		"</b:considerations></b:modelCard></b:component></b:components></b:bom>"}).Models[0]
	served := loadText("compose.yaml", map[string]string{"compose.yaml": "services:\n  llm:\n    image: vllm/vllm-openai\n    command: --model org/m --trust-remote-code\n"})
	file := loadText("Modelfile", map[string]string{"Modelfile": "FROM base:1\nPARAMETER stop \"a b\"\nMESSAGE user Hello there\n"})
	model, prompt := served.Models[0], file.Prompts[0]
	got := []string{
		spot(bom.Name.At), spot(bom.Sections[0].At), spot(model.Model.At), spot(model.TrustRemoteCode.At), spot(model.Image.Ref.At),
		spot(file.Models[0].BaseModels.V[0].At), spot(file.Models[0].Parameters[0].Value.At), spot(prompt.Messages[0].Text.At),
	}
	want := []string{
		"4:10 painter", "5:35 users", "4:22 org/m", "4:28 --trust-remote-code", "3:12 vllm/vllm-openai", "1:6 base:1", "2:17 a b", "3:14 Hello there",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestInterfacePlaces(t *testing.T) {
	const name = "tools/openapi.yaml"
	tool := loadText(name, map[string]string{name: "openapi: 3.0.1\ninfo: {title: T, version: \"1\"}\nservers: [{url: \"http://a.example\"}]\n" +
		"paths:\n  /a:\n    put:\n      parameters: [{name: id, in: query, description: d, schema: {type: string}}]\n      security: [{key: []}]\n"}).Tools[0]
	got := []string{spot(tool.Name.At), spot(tool.HTTP.Servers[0].URL.At), spot(tool.Params[0].At), spot(tool.Params[0].Description.At), spot(tool.HTTP.Schemes[0].At)}
	want := []string{"6:5 put", `3:17 "http://a.example"`, "7:27 id", "7:55 d", "8:19 key"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// FuzzModels feeds texts to the parsers of Modelfiles, of XML and of templates: none may fail by a fault of
// its own, and every place lies in the file.
func FuzzModels(f *testing.F) {
	const bom = `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="machine-learning-model"><name a='b'>x &amp; y</name></component></components></bom>`
	for i, text := range []string{"FROM a:b\nPARAMETER stop \"x\"\nSYSTEM \"\"\"\nx\n\"\"\"\nMESSAGE user Hi\n", bom, "{{> x}} <a>{{y}}</a> ```{{z}}```", "{% include 'a' %} {{ x.__class__ }}"} {
		f.Add(uint8(i), text)
	}
	paths := []string{"Modelfile", "bom.xml", "prompts/a.hbs", "prompts/a.j2"}
	f.Fuzz(func(t *testing.T, which uint8, text string) {
		path := paths[int(which)%len(paths)]
		doc := loadText(path, map[string]string{path: text})
		if doc == nil {
			return
		}
		if strings.Contains(doc.Files[0].Problem, "pacheck itself") {
			t.Fatal(doc.Files[0].Problem)
		}
		spot(doc.Files[0].At)
		for _, m := range doc.Models {
			spot(m.Name.At)
		}
		for _, p := range doc.Prompts {
			spot(p.Text.At)
			for _, m := range p.Messages {
				spot(m.Text.At)
			}
			for _, v := range p.Variables {
				for _, u := range v.Uses {
					spot(u.At)
				}
			}
		}
	})
}
