package loaders

import (
	"io/fs"
	"path"
	"regexp"
	"slices"

	"github.com/pacheck/pacheck/loaders/source"
)

const semanticKernel = "semantic-kernel"

// kernelAgentLoader reads agents of Semantic Kernel that are written as YAML.
var kernelAgentLoader = Loader{
	Name:    "semantic-kernel-agent",
	Doc:     "Declarative agents of [Semantic Kernel](https://learn.microsoft.com/semantic-kernel/frameworks/agent/).",
	Family:  "Agents",
	Dialect: semanticKernel,
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Marks:   regexp.MustCompile(`(?m)^type:\s*["']?(?:chat_completion|foundry|azure_ai|bedrock|copilot_studio)_agent\b|^type:\s*["']?(?:azure_|azure_openai_|openai_)(?:responses|assistant)\b`),
	Hints:   kernelAgents,
	Can:     []string{"description", "model", "tools", "code_execution", "text"},
	Claims: func(n *source.Node) bool {
		return slices.Contains(kernelAgents, n.Get("type").Text()) && n.Get("name", "instructions", "id") != nil
	},
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		a := &Agent{
			Entity:      Entity{Name: named(n, fileStem(f.Path)), At: n.Place, Dialect: semanticKernel, Evidence: "the type"},
			Description: n.Get("description").Field(),
			Model:       textOr(n.Get("model"), "id"),
			Tools:       toolsGiven(n.Get("tools")),
		}
		for _, tool := range itemsOf(n.Get("tools")) {
			doc.addKernelTool(a, tool)
		}
		doc.addAgent(a, n.Get("instructions").Field(), semanticKernel)
		return doc, nil
	},
}

// kernelAgents are the types of agents.
var kernelAgents = []string{
	"chat_completion_agent", "foundry_agent", "azure_ai_agent", "azure_responses", "azure_openai_responses", "azure_assistant", "openai_assistant",
	"openai_responses", "bedrock_agent", "copilot_studio_agent",
}

func (d *Document) addKernelTool(a *Agent, n *source.Node) {
	kind, name := n.Get("type").Field(), n.Get("id", "name").Field()
	if kind.V == "code_interpreter" {
		a.runsCode("safe", kind.At)
	}
	if kind.V == "mcp" && n.At("options", "server_url").IsString() {
		s := newServer(name.V, name.At, n.Get("options"), semanticKernel)
		d.addServer(s, "type: mcp")
		a.giveServer(s.Name, s.Tools)
		return
	}
	if kind.V != "function" || !name.Set {
		a.give(kind)
		return
	}
	a.give(name)
	if !n.Has("description") {
		return
	}
	t := &Tool{Entity: Entity{Name: name, At: n.Place, Can: []string{"description", "input_schema"}}, Description: n.Get("description").Field()}
	properties := &source.Node{Place: n.Place, Kind: source.Map}
	for _, p := range itemsOf(n.At("options", "parameters")) {
		if key := p.Get("name"); key.IsString() {
			properties.Pairs = append(properties.Pairs, source.Pair{Key: key, Value: withoutKeys(p, "name")})
		}
	}
	d.addFunction(t, objectSchema(n.Place, properties, nil))
}

// kernelPromptLoader reads prompts of Semantic Kernel that are written as YAML.
var kernelPromptLoader = Loader{
	Name:    "semantic-kernel-prompt",
	Doc:     "Prompts of [Semantic Kernel](https://learn.microsoft.com/semantic-kernel/concepts/prompts/yaml-schema) as YAML.",
	Family:  "Prompts",
	Dialect: semanticKernel,
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Hints:   []string{"template_format", "execution_settings", "input_variables"},
	Marks:   regexp.MustCompile(`(?m)^template_format:\s*["']?(?:semantic-kernel|handlebars|liquid)\b`),
	Can:     promptCan,
	Claims: func(n *source.Node) bool {
		if !n.Get("template").IsString() || n.Has("_type") || n.Has("messages") {
			return false
		}
		format := n.Get("template_format").Text()
		declared := n.At("input_variables", 0)
		return n.Get("execution_settings").IsMap() || declared.Get("name").IsString() || declared == nil && slices.Contains(kernelTemplates, format)
	},
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		p := kernelPrompt(n, f.Path)
		p.Text = n.Get("template").Field()
		p.Variables = variables(declaredNames(n.Get("input_variables")), usedVariables(p.Template, p.Text))
		p.declare(n.Get("input_variables"))
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

var kernelTemplates = []string{semanticKernel, handlebars, "liquid"}

// kernelPrompt is what the settings of a prompt say, without the text.
func kernelPrompt(n *source.Node, file string) *Prompt {
	p := &Prompt{
		Entity:      Entity{Name: named(n, fileStem(file)), At: n.Place, Evidence: "execution_settings and input_variables"},
		Kind:        "prompt",
		Description: n.Get("description").Field(),
		Template:    semanticKernel,
		Variables:   variables(declaredNames(n.Get("input_variables")), nil),
	}
	if format := n.Get("template_format").Field(); format.Set {
		p.Template = format.V
	}
	for _, settings := range entriesOf(n.Get("execution_settings")) {
		p.Parameters = append(p.Parameters, pairsOf(settings.Value)...)
		if model := settings.Value.Get("model_id").Field(); model.Set && !p.Model.Set {
			p.Model = model
		}
	}
	p.Refs = usesModel(p.Model)
	return p
}

// kernelTextLoader reads the text of a prompt that has its settings in a file beside it.
var kernelTextLoader = Loader{
	Name:     "semantic-kernel-text",
	Doc:      "The texts of prompts of Semantic Kernel (`skprompt.txt`), with what `config.json` beside them declares.",
	Family:   "Prompts",
	Dialect:  semanticKernel,
	Globs:    []string{"**/skprompt.txt"},
	Reserved: true,
	Can:      []string{"text", "variables"},
	Load: func(f *source.File) (*Document, error) {
		p := &Prompt{Entity: Entity{Name: source.Say(path.Base(path.Dir(f.Path)), source.Place{}), Evidence: "the file name"}, Kind: "prompt"}
		p.Text, p.Template = source.Say(f.Text, source.Place{File: f, End: len(f.Text)}), semanticKernel
		p.Variables = usedVariables(semanticKernel, p.Text)
		if settings := neighbour(f, "config.json"); settings != nil {
			for _, name := range declaredNames(settings.Get("input_variables")) {
				for i := range p.Variables {
					p.Variables[i].Declared = p.Variables[i].Declared || p.Variables[i].Name == name.V
				}
			}
		}
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

// kernelConfigLoader reads the settings of a prompt whose text stands in a file beside it.
var kernelConfigLoader = Loader{
	Name:    "semantic-kernel-config",
	Doc:     "The settings of prompts of Semantic Kernel: `config.json` beside a `skprompt.txt`, or with schema 1.",
	Family:  "Prompts",
	Dialect: semanticKernel,
	Weak:    []string{"**/config.json"},
	Hints:   []string{"execution_settings", "input_variables", `"completion"`},
	Marks:   regexp.MustCompile(`"execution_settings"\s*:\s*\{`),
	Can:     []string{"description", "model", "parameters", "variables"},
	Claims: func(n *source.Node) bool {
		known := n.Get("execution_settings").IsMap() || n.Get("input_variables").IsList() || n.Get("completion").IsMap() || n.At("input", "parameters").IsList()
		return known && n.Get("schema").Text() == "1" && !n.Has("architectures")
	},
	Load: func(f *source.File) (*Document, error) {
		p := kernelPrompt(f.Root, path.Dir(f.Path))
		p.Refs = append(p.Refs, besideRef(f, UsesPrompt, source.Say("skprompt.txt", source.Place{})))
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

// neighbour is the tree of a file in the same folder; nil where there is none that can be read.
func neighbour(f *source.File, name string) *source.Node {
	full := path.Join(path.Dir(f.Path), name)
	info, err := stat(f.Dir, full)
	if err != nil || info.Size() > DefaultMaxSize {
		return nil
	}
	data, err := fs.ReadFile(f.Dir, full)
	if err != nil {
		return nil
	}
	other := source.Read(full, data)
	other.Parse()
	return other.Root
}
