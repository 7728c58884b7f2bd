package loaders

import "github.com/pacheck/pacheck/loaders/source"

// githubPromptLoader reads the prompts of GitHub Models. Other hosts use the ending for files of their
// own, which it leaves alone.
var githubPromptLoader = Loader{
	Name:    "github-prompt",
	Doc:     "Prompts of [GitHub Models](https://docs.github.com/en/github-models/use-github-models/storing-prompts-in-github-repositories) (`*.prompt.yml`), those of its evaluators included.",
	Family:  "Prompts",
	Dialect: "github-models",
	Globs:   []string{"**/*.prompt.yml", "**/*.prompt.yaml"},
	Can:     promptCan,
	Claims: func(n *source.Node) bool {
		messages := n.Get("messages")
		return (isMessages(messages) || messages.IsList() && len(messages.Items) == 0) && !n.Has("_type")
	},
	Load: func(f *source.File) (*Document, error) {
		n := f.Root
		p := &Prompt{
			Entity:      Entity{Name: named(n, stem(f.Path, ".prompt.yml", ".prompt.yaml")), At: n.Place, Evidence: "the file name"},
			Kind:        "prompt",
			Description: n.Get("description").Field(),
			Template:    mustache,
			Model:       n.Get("model").Field(),
			Parameters:  pairsOf(n.Get("modelParameters")),
		}
		p.setMessages(n.Get("messages"))
		p.Refs = usesModel(p.Model)
		doc := &Document{Prompts: []*Prompt{p}}
		for _, e := range itemsOf(n.Get("evaluators")) {
			doc.addEvaluator(e, p)
		}
		doc.addTools(n.Get("tools"))
		return doc, nil
	},
}

// addEvaluator adds the prompt of an evaluator that asks a model.
func (d *Document) addEvaluator(n *source.Node, of *Prompt) {
	llm := n.Get("llm")
	if !llm.Get("prompt").IsString() {
		return
	}
	p := &Prompt{
		Entity:   Entity{Name: nameOr(n, source.Say("evaluator", n.Place)), At: n.Place, Evidence: of.Evidence},
		Kind:     "prompt",
		Template: mustache,
		Model:    llm.Get("modelId").Field(),
		Messages: []Message{message("user", llm.Get("prompt").Field())},
	}
	if system := llm.Get("systemPrompt").Field(); system.Set {
		p.Messages = append([]Message{message("system", system)}, p.Messages...)
	}
	p.Variables = usedVariables(p.Template, p.texts()...)
	p.Refs = usesModel(p.Model)
	d.Prompts = append(d.Prompts, p)
}

// isMessages says whether n is a list of messages, each with a role.
func isMessages(n *source.Node) bool {
	if !n.IsList() || len(n.Items) == 0 {
		return false
	}
	for _, m := range n.Items {
		if !m.Get("role").IsString() || !m.Has("content") {
			return false
		}
	}
	return true
}

// setMessages reads messages that the file states apart, and the variables in them.
func (p *Prompt) setMessages(n *source.Node) {
	for _, m := range itemsOf(n) {
		role := m.Get("role").Text()
		for _, text := range contentTexts(m.Get("content")) {
			p.Messages = append(p.Messages, message(role, text))
		}
	}
	p.Variables = variables(nil, usedVariables(p.Template, p.texts()...))
}

// contentTexts are the texts of a message: its content, or the parts of it that are texts.
func contentTexts(n *source.Node) []source.Text {
	if n.IsString() {
		return []source.Text{n.Field()}
	}
	var texts []source.Text
	for _, part := range itemsOf(n) {
		if text := textOr(part, "text"); text.Set {
			texts = append(texts, text)
		}
	}
	return texts
}

// texts are the text, or those of messages that the file states apart.
func (p *Prompt) texts() []source.Text {
	if p.Text.Set {
		return []source.Text{p.Text}
	}
	var texts []source.Text
	for _, m := range p.Messages {
		texts = append(texts, m.Text)
	}
	return texts
}
