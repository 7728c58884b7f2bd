package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// langchainPromptLoader reads the prompts that LangChain saves and loads.
var langchainPromptLoader = Loader{
	Name: "langchain-prompt",
	Doc: "Prompts of [LangChain](https://python.langchain.com/api_reference/core/prompts/langchain_core.prompts.loading.load_prompt.html): " +
		"by `_type`, by `template` with a list of names in `input_variables`, or as serialized objects (`lc: 1`).",
	Family:  "Prompts",
	Dialect: "langchain",
	Weak:    []string{"**/*.json", "**/*.yaml", "**/*.yml"},
	Hints:   []string{"input_variables", "_type: prompt", "_type: few_shot", "_type: chat", `"_type"`, `"langchain`},
	Marks:   regexp.MustCompile(`(?m)^\s*"?_type"?\s*:\s*"?(?:prompt|few_shot|chat)\b|"langchain\w*"\s*,\s*"prompts"`),
	Can:     []string{"text", "messages", "variables"},
	Claims:  func(n *source.Node) bool { return langchainPrompt(n) != "" },
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, n := range documentsOf(f) {
			if evidence := langchainPrompt(n); evidence != "" {
				doc.addLangchain(n, evidence)
			}
		}
		return doc, nil
	},
}

// langchainPrompt is what shows that n is a prompt of LangChain; empty where nothing does.
func langchainPrompt(n *source.Node) string {
	if !n.IsMap() || isAzurePrompt(n) {
		return ""
	}
	template := n.Get("template", "template_path", "messages", "prompt_messages", "examples", "example_prompt")
	switch n.Get("_type").Text() {
	case "prompt", "few_shot", "chat", "chat_prompt_template", "prompt_template":
		if template != nil {
			return "_type"
		}
	}
	if ids := n.Get("id"); n.Get("lc").Text() == "1" && ids.IsList() && n.Get("kwargs").IsMap() {
		first := ids.Index(0).Text()
		if strings.HasPrefix(first, "langchain") && slices.ContainsFunc(ids.Items, func(id *source.Node) bool { return id.Text() == "prompts" }) {
			return "lc"
		}
	}
	names := n.Get("input_variables")
	if !n.Get("template").IsString() || !names.IsList() || slices.ContainsFunc(names.Items, func(v *source.Node) bool { return !v.IsString() }) {
		return ""
	}
	if len(names.Items) == 0 && n.Get("template_format") == nil {
		return ""
	}
	return "template and input_variables"
}

// addLangchain adds a prompt in either form.
func (d *Document) addLangchain(n *source.Node, evidence string) {
	p := &Prompt{Entity: Entity{Name: n.Get("name").Field(), At: n.Place, Evidence: evidence}, Kind: "prompt"}
	if evidence == "lc" {
		n = n.Get("kwargs")
	}
	p.Template = textDefault(n.Get("template_format"), fString)
	p.langchainText(n)
	inputs := n.Get("input_variables")
	declared := inputs.Texts().V
	for _, name := range declaredNames(n.Get("partial_variables")) {
		if !containsText(declared, name.V) {
			declared = append(declared, name)
		}
	}
	p.Variables = variables(declared, usedVariables(p.Template, p.texts()...))
	if len(p.Refs) == 0 {
		p.declare(inputs) // else what uses them stands elsewhere
	}
	d.Prompts = append(d.Prompts, p)
}

// langchainText reads the text, or what stands in its place: the parts of a prompt with examples, messages,
// or paths of files.
func (p *Prompt) langchainText(n *source.Node) {
	for _, key := range []string{"template_path", "prefix_path", "suffix_path", "example_prompt_path", "examples"} {
		if t := n.Get(key); t.IsString() && t.Value != "" {
			p.Refs = append(p.Refs, Ref{Rel: Imports, To: t.Field(), Path: path.Join(path.Dir(n.File.Path), t.Value)})
		}
	}
	if p.Text = n.Get("template").Field(); p.Text.Set {
		return
	}
	for _, key := range []string{"prefix", "suffix"} {
		if t := n.Get(key).Field(); t.V != "" {
			p.Messages = append(p.Messages, message("user", t))
		}
	}
	for _, m := range itemsOf(n.Get("messages", "prompt_messages")) {
		p.Messages = append(p.Messages, langchainMessages(m)...)
	}
}

// langchainRoles are the roles of the classes of messages.
var langchainRoles = []struct{ class, role string }{
	{"System", "system"}, {"Human", "user"}, {"AI", "assistant"}, {"Tool", "tool"}, {"Function", "tool"},
}

// langchainMessages reads one message: a pair of role and text, a map, or a serialized object.
func langchainMessages(n *source.Node) []Message {
	role := n.Get("role", "type", "_type").Text()
	if n.IsList() {
		return plainMessage(n.Index(0).Text(), n.Index(1))
	}
	inner := n
	if kwargs := n.Get("kwargs"); kwargs.IsMap() {
		inner = kwargs
		ids := itemsOf(n.Get("id"))
		role = ""
		if len(ids) > 0 {
			role = ids[len(ids)-1].Text()
		}
	}
	for _, key := range []string{"prompt", "kwargs"} {
		if prompt := inner.Get(key); prompt.IsMap() {
			inner = prompt
		}
	}
	return plainMessage(role, inner.Get("template", "content"))
}

// plainMessage is a message of a role as LangChain names it.
func plainMessage(role string, content *source.Node) []Message {
	role = strings.TrimSuffix(role, "_message_prompt")
	if role == "human" {
		role = "user"
	}
	if role == "ai" {
		role = "assistant"
	}
	for _, r := range langchainRoles {
		if strings.HasPrefix(role, r.class) {
			role = r.role
			break
		}
	}
	var found []Message
	for _, t := range contentTexts(content) {
		found = append(found, message(role, t))
	}
	return found
}

// textDefault is a text, or what it is where nothing is stated.
func textDefault(n *source.Node, fallback string) string {
	if t := n.Text(); t != "" {
		return t
	}
	return fallback
}

// azurePromptLoader reads the prompt assets of Azure Machine Learning.
var azurePromptLoader = Loader{
	Name:    "azure-prompt",
	Doc:     "Prompt assets of [Azure Machine Learning](https://github.com/Azure/azureml-assets), by their `$schema`.",
	Family:  "Prompts",
	Dialect: "azureml",
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Hints:   []string{"/prompt.schema.json"},
	Marks:   regexp.MustCompile(`(?m)^\$schema:.*azuremlschemas.*/prompt\.schema\.json`),
	Can:     []string{"text", "messages", "variables", "parameters", "description"},
	Claims:  isAzurePrompt,
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		p := &Prompt{
			Entity:      Entity{Name: named(n, path.Base(path.Dir(path.Dir(f.Path)))), At: n.Place, Evidence: "$schema"},
			Kind:        "prompt",
			Description: n.Get("description").Field(),
			Text:        n.Get("template").Field(),
			Template:    textDefault(n.Get("template_format"), handlebars),
			Parameters:  pairsOf(n.At("execution_settings", "default")),
		}
		for _, key := range []string{"messages", "starter_messages"} {
			for _, m := range itemsOf(n.Get(key)) {
				p.Messages = append(p.Messages, plainMessage(m.Get("role").Text(), m.Get("content", "template"))...)
			}
		}
		if p.Text.Set {
			p.Messages = nil
		}
		inputs := n.Get("input_variables")
		p.Variables = variables(append(declaredNames(inputs), inputs.Texts().V...), usedVariables(p.Template, p.texts()...))
		p.declare(inputs)
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

func isAzurePrompt(n *source.Node) bool {
	schema := n.Get("$schema").Text()
	return strings.Contains(schema, "azuremlschemas") && strings.HasSuffix(schema, "/prompt.schema.json")
}

// langfuseLoader reads prompts as Langfuse exports them.
var langfuseLoader = Loader{
	Name:    "langfuse",
	Doc:     "Prompts that [Langfuse](https://langfuse.com/docs/prompt-management/overview) exports: with `type`, `version`, `labels` and `config`.",
	Family:  "Prompts",
	Dialect: "langfuse",
	Weak:    []string{"**/*.json"},
	Hints:   []string{`"labels"`},
	Marks:   regexp.MustCompile(`(?s)"prompt"\s*:.*"type"\s*:\s*"(?:text|chat)".*"labels"\s*:`),
	Can:     []string{"text", "messages", "variables", "model", "parameters"},
	Claims: func(n *source.Node) bool {
		return slices.ContainsFunc(langfusePrompts(n), isLangfuse)
	},
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, root := range documentsOf(f) {
			for _, n := range langfusePrompts(root) {
				if isLangfuse(n) {
					doc.Prompts = append(doc.Prompts, langfusePrompt(n))
				}
			}
		}
		return doc, nil
	},
}

// langfusePrompts are the entries of an export: one, a list, or a page of a list.
func langfusePrompts(n *source.Node) []*source.Node {
	switch {
	case n.IsList():
		return n.Items
	case n.Get("data").IsList():
		return n.Get("data").Items
	}
	return []*source.Node{n}
}

func isLangfuse(n *source.Node) bool {
	kind, prompt := n.Get("type").Text(), n.Get("prompt")
	_, numbered := n.Get("version").Number()
	texts := kind == "text" && prompt.IsString() || kind == "chat" && prompt.IsList()
	return texts && numbered && n.Get("name").IsString() && n.Get("labels").IsList()
}

func langfusePrompt(n *source.Node) *Prompt {
	config := n.Get("config")
	p := &Prompt{
		Entity:     Entity{Name: n.Get("name").Field(), At: n.Place, Evidence: "type, version and labels"},
		Kind:       "prompt",
		Template:   mustache,
		Model:      config.Get("model").Field(),
		Parameters: pairsOf(config),
	}
	if p.Text = n.Get("prompt").Field(); !p.Text.Set {
		for _, m := range itemsOf(n.Get("prompt")) {
			p.Messages = append(p.Messages, plainMessage(m.Get("role").Text(), m.Get("content"))...)
		}
	}
	p.Variables = usedVariables(p.Template, p.texts()...)
	p.Refs = usesModel(p.Model)
	return p
}
