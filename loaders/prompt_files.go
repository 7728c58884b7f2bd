package loaders

import (
	"path"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

var promptCan = []string{"description", "text", "model", "parameters", "tools", "variables", "messages"}

// promptyLoader reads prompts in Microsoft's format, of both versions.
var promptyLoader = Loader{
	Name:     "prompty",
	Doc:      "[Prompty](https://prompty.ai) files (`*.prompty`) of version 1 and 2.",
	Family:   "Prompts",
	Dialect:  "prompty",
	Globs:    []string{"**/*.prompty"},
	Reserved: true,
	Can:      promptCan,
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		p := filePrompt(f)
		p.Kind = "prompt"
		p.Template = promptyTemplate(n.Get("template"), p.Text.V)
		p.Messages = roleMessages(p.Text)
		p.Variables = variables(promptyInputs(n), usedVariables(p.Template, p.Text))
		p.declare(promptyDeclared(n))
		p.Model = promptyModel(n.Get("model"))
		p.Parameters = append(pairsOf(n.At("model", "parameters")), pairsOf(n.At("model", "options"))...)
		doc := &Document{Prompts: []*Prompt{p}}
		p.uses(n.Get("tools"), "prompty")
		doc.addTools(n.At("model", "parameters"))
		return doc, nil
	},
}

// dotpromptLoader reads prompts in Google's format. Files of the same ending without its marks are
// prompts all the same.
var dotpromptLoader = Loader{
	Name:     "dotprompt",
	Doc:      "[Dotprompt](https://google.github.io/dotprompt) files (`*.prompt`), and other prompts of that ending.",
	Family:   "Prompts",
	Dialect:  "dotprompt",
	Globs:    []string{"**/*.prompt"},
	Reserved: true,
	Can:      promptCan,
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		p := filePrompt(f)
		p.Kind, p.Template = "prompt", handlebars
		if dialect := otherPrompt(f); dialect != "" {
			p.Dialect, p.Template = dialect, templateOf(p.Text.V)
		}
		p.Messages = handlebarsMessages(p.Text)
		p.Variables = variables(picoschemaNames(n.Get("input")), usedVariables(p.Template, p.Text))
		p.Declares = n.At("input", "schema") != nil
		p.Refs = append(p.Refs, templateIncludes(f, p)...)
		p.Model = n.Get("model").Field()
		p.Parameters = pairsOf(n.Get("config"))
		p.uses(n.Get("tools"), "dotprompt")
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

// filePrompt is what all prompt files have in common.
func filePrompt(f *source.File) *Prompt {
	n := f.Root
	p := &Prompt{
		Entity:      Entity{Name: named(n, stem(f.Path, path.Ext(f.Path))), Evidence: "the ending of the name"},
		Description: n.Get("description").Field(),
		FrontMatter: frontMatter(f),
	}
	if f.Body != nil {
		p.Text = source.Say(f.Body.Value, f.Body.Place)
	}
	return p
}

// otherPrompt is the dialect of a file that ends in .prompt without being a dotprompt; empty for one.
func otherPrompt(f *source.File) string {
	dialect, _ := folderDialect(f.Path)
	switch {
	case dialect == "continue":
		return dialect
	case f.Root.Has("endpoint"):
		return "humanloop"
	case f.Root.IsMap() || strings.Contains(f.Text, "{{"):
		return ""
	}
	return "generic"
}

// uses states the tools and the model that a prompt asks for.
func (p *Prompt) uses(tools *source.Node, host string) {
	p.Refs = append(p.Refs, usesModel(p.Model)...)
	if !tools.IsList() {
		return
	}
	names := &source.Node{Place: tools.Place, Kind: source.List}
	for _, item := range tools.Items {
		name := item
		if item.IsMap() {
			name = item.Get("name")
		}
		if !name.IsString() {
			continue
		}
		names.Items = append(names.Items, name)
		switch {
		case item.Get("kind").Text() == "mcp":
			p.Refs = append(p.Refs, Ref{Rel: UsesServer, To: textOr(item, "serverName", "name")})
		case !item.IsMap():
			p.Refs = append(p.Refs, Ref{Rel: UsesTool, To: name.Field()})
		}
	}
	p.Tools = Tools{Mode: "list", Allow: grants(names, host), At: tools.Place}
	if len(tools.Items) == 0 {
		p.Tools.Mode = "none"
	}
}

// promptyTemplate is the template language, jinja2 where nothing is stated.
func promptyTemplate(n *source.Node, text string) string {
	format := n.Get("format", "type")
	if stated := textOr(format, "kind"); stated.V != "" {
		return stated.V
	}
	if t := n.Field(); t.V != "" {
		return t.V
	}
	if templateOf(text) == "" {
		return ""
	}
	return jinja2
}

// promptyInputs are the declared variables: the keys of a map, or the names of a list.
func promptyInputs(n *source.Node) []source.Text {
	return declaredNames(promptyDeclared(n))
}

// promptyDeclared is where a prompt of either version declares its variables.
func promptyDeclared(n *source.Node) *source.Node {
	if inputs := n.Get("inputs"); inputs != nil {
		return inputs
	}
	return n.At("inputSchema", "properties")
}

// declaredNames are the keys of a Map, or what the items of a List have for a name.
func declaredNames(n *source.Node) []source.Text {
	var names []source.Text
	for _, p := range entriesOf(n) {
		names = append(names, p.Key.Field())
	}
	for _, item := range itemsOf(n) {
		if name := textOr(item, "name"); name.Set {
			names = append(names, name)
		}
	}
	return names
}

// promptyModel is the model's name, wherever it stands.
func promptyModel(n *source.Node) source.Text {
	if m := textOr(n, "id"); m.Set {
		return m
	}
	return n.Get("configuration").Get("azure_deployment", "model", "name", "deployment").Field()
}

// picoschemaNames are the declared variables of a dotprompt: the properties of the schema, whose keys
// may carry marks and types, and those that have a default.
func picoschemaNames(input *source.Node) []source.Text {
	schema := input.Get("schema")
	if properties := schema.Get("properties"); properties.IsMap() && schema.Get("type").Text() == "object" {
		schema = properties
	}
	var names []source.Text
	for _, p := range append(entriesOf(schema), entriesOf(input.Get("default"))...) {
		name, _, _ := strings.Cut(p.Key.Value, "(")
		name = strings.TrimSuffix(strings.TrimSpace(name), "?")
		if !containsText(names, name) {
			names = append(names, source.Say(name, p.Key.Place))
		}
	}
	return names
}

func containsText(texts []source.Text, v string) bool {
	for _, t := range texts {
		if t.V == v {
			return true
		}
	}
	return false
}
