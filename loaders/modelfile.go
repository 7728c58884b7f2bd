package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// modelfileLoader reads Ollama's recipes for models. Container files of the name are left alone.
var modelfileLoader = Loader{
	Name:    "modelfile",
	Doc:     "[Modelfiles](https://docs.ollama.com/modelfile) of Ollama (`Modelfile`, `*.modelfile`): base model, parameters, adapter, and the prompts in SYSTEM, TEMPLATE and MESSAGE.",
	Family:  "Model cards",
	Dialect: "ollama",
	Weak: []string{
		"**/Modelfile", "**/modelfile", "**/*.Modelfile", "**/*.modelfile", "**/Modelfile.*",
	},
	Hints:  []string{"FROM", "from", "From"},
	Syntax: source.Plain,
	Can:    []string{"base_models", "pin", "license", "parameters", "artifacts"},
	Claims: func(*source.Node) bool { return true },
	Load: func(f *source.File) (*Document, error) {
		instructions, err := readModelfile(f)
		if instructions == nil || err != nil {
			return nil, err
		}
		name := stem(f.Path, ".modelfile", ".Modelfile")
		if folder := path.Dir(f.Path); strings.EqualFold(name, "modelfile") && folder != "." {
			name = path.Base(folder)
		}
		m := &Model{
			Entity: Entity{Name: source.Say(name, source.Place{}), Evidence: "FROM"}, Use: "build",
		}
		doc := &Document{Models: []*Model{m}}
		for _, i := range instructions {
			m.instruction(i)
		}
		doc.modelfilePrompts(f.Path, name, instructions)
		return doc.conclude(f), nil
	},
}

// instruction is one of a Modelfile: its keyword in capitals, and the rest.
type instruction struct {
	word string
	text source.Text
}

var (
	modelWords     = strings.Fields("FROM PARAMETER TEMPLATE SYSTEM ADAPTER LICENSE MESSAGE REQUIRES RENDERER PARSER DRAFT")
	containerWords = strings.Fields("RUN COPY ENTRYPOINT CMD WORKDIR EXPOSE ENV ADD ARG USER VOLUME HEALTHCHECK LABEL ONBUILD SHELL")
	modelWord      = regexp.MustCompile(`^[ \t]*([A-Za-z]+)(?:[ \t]+|\r?$)`)
)

// readModelfile reads the instructions; none where the file is something else.
func readModelfile(f *source.File) ([]instruction, error) {
	var found []instruction
	for at := 0; at < len(f.Text); {
		start, end := at, lineBreak(f.Text, at)
		at = end + 1
		line := f.Text[start:end]
		if trimmed := strings.TrimSpace(line); trimmed == "" || trimmed[0] == '#' {
			continue
		}
		m := modelWord.FindStringSubmatchIndex(line)
		if m == nil {
			return nil, nil
		}
		word := strings.ToUpper(line[m[2]:m[3]])
		if slices.Contains(containerWords, word) || !slices.Contains(modelWords, word) {
			return nil, nil
		}
		from := start + m[1]
		if quote := `"""`; strings.HasPrefix(f.Text[from:], quote) {
			length := strings.Index(f.Text[from+len(quote):], quote)
			if length < 0 {
				at := source.Place{File: f, Start: from, End: from + len(quote)}
				return nil, &source.Error{At: at, Message: `the text is not closed by """`}
			}
			found = append(found, instruction{word, span(f, from+len(quote), from+len(quote)+length)})
			at = lineBreak(f.Text, from+2*len(quote)+length) + 1
			continue
		}
		found = append(found, instruction{word, unquoted(span(f, from, max(from, end)))})
	}
	if !slices.ContainsFunc(found, func(i instruction) bool { return i.word == "FROM" }) {
		return nil, nil
	}
	return found, nil
}

// unquoted is a text without the blanks and the quotes around it.
func unquoted(t source.Text) source.Text {
	t = trimmed(t, 0, len(t.V))
	if n := len(t.V); n >= 2 && t.V[0] == '"' && t.V[n-1] == '"' {
		t = source.Say(t.V[1:n-1], t.At.Sub(t.V, 1, n-1))
	}
	return t
}

// instruction states what one instruction says of the model.
func (m *Model) instruction(i instruction) {
	switch i.word {
	case "FROM":
		m.BaseModels = joined(append(m.BaseModels.V, i.text)...)
		m.Pin = modelPin(i.text.V)
		if m.Pin == "local" {
			m.Artifacts = append(m.Artifacts, artifact(i.text))
			return
		}
		m.Refs = append(m.Refs, Ref{Rel: UsesModel, To: i.text})
	case "ADAPTER", "DRAFT":
		m.Artifacts = append(m.Artifacts, artifact(i.text))
	case "LICENSE":
		if !m.Licence.Set {
			m.Licence = i.text
			if line, _, more := strings.Cut(strings.TrimSpace(i.text.V), "\n"); more {
				m.Licence.V = strings.TrimSpace(line)
			}
		}
	case "PARAMETER":
		key, value, _ := strings.Cut(i.text.V, " ")
		p := Pair{Key: key, At: i.text.At}
		if start := len(i.text.V) - len(strings.TrimLeft(value, " \t")); start < len(i.text.V) {
			p.Value = unquoted(source.Say(i.text.V[start:], i.text.At.Sub(i.text.V, start, len(i.text.V))))
		}
		m.Parameters = append(m.Parameters, p)
	}
}

// modelPin says how far a name of Ollama's fixes a model.
func modelPin(name string) string {
	switch _, tag, tagged := strings.Cut(path.Base(name), ":"); {
	case strings.Contains(name, "$"), strings.Contains(name, "{{"):
		return "variable"
	case strings.Contains(name, "@sha256:"), strings.HasPrefix(name, "sha256"):
		return "digest"
	case strings.HasPrefix(name, "."), strings.HasPrefix(name, "/"), strings.HasPrefix(name, "~"), isWeights(name):
		return "local"
	case !tagged:
		return "none"
	case tag == "latest":
		return "latest"
	}
	return "tag"
}

// isWeights says whether a name is that of a file of weights.
func isWeights(name string) bool {
	return slices.Contains([]string{".gguf", ".bin", ".safetensors", ".ggml", ".pt", ".pth"}, strings.ToLower(path.Ext(name)))
}

// modelfilePrompts adds the prompts: what is said to the model, with the messages before a conversation,
// and the template that joins them.
func (d *Document) modelfilePrompts(file, name string, instructions []instruction) {
	var stated []Message // by SYSTEM
	system := &Prompt{Entity: Entity{Name: source.Say(name, source.Place{}), Evidence: "FROM"}, Kind: "system"}
	for _, i := range instructions {
		switch i.word {
		case "SYSTEM":
			system.Text, system.At = i.text, i.text.At
			stated = append(stated, message("system", i.text))
		case "MESSAGE":
			role, _, found := strings.Cut(i.text.V, " ")
			if found && slices.Contains([]string{"system", "user", "assistant"}, strings.ToLower(role)) {
				text := trimmed(i.text, len(role), len(i.text.V))
				system.Messages = append(system.Messages, message(strings.ToLower(role), unquoted(text)))
			}
		case "TEMPLATE":
			d.Prompts = append(d.Prompts, &Prompt{
				Entity: Entity{Name: source.Say(name+" template", source.Place{}), At: i.text.At, Evidence: "FROM"},
				Kind:   "template", Text: i.text, Template: "go-template",
			})
		}
	}
	slices.Reverse(stated)
	if system.Messages = append(stated, system.Messages...); len(system.Messages) == 0 {
		return
	}
	if len(system.Messages) > 1 {
		system.Text = source.Text{} // the messages are all of it
	}
	d.Prompts = append(d.Prompts, system)
	for _, m := range d.Models {
		m.Refs = append(m.Refs, usesPrompt(system, file))
	}
}
