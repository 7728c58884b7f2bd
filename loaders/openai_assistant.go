package loaders

import (
	"regexp"
	"slices"

	"github.com/pacheck/pacheck/loaders/source"
)

// openaiAssistantLoader reads assistants as OpenAI's interface returns and takes them.
var openaiAssistantLoader = Loader{
	Name:    "openai-assistant",
	Doc:     "[Assistants](https://platform.openai.com/docs/api-reference/assistants/object) of OpenAI as JSON; recorded responses are none.",
	Family:  "Agents",
	Dialect: "openai",
	Weak:    []string{"**/*.json"},
	Hints:   []string{`"instructions"`},
	Marks:   regexp.MustCompile(`"object"\s*:\s*"assistant"`),
	Can:     []string{"description", "model", "tools", "code_execution", "text", "input_schema", "annotations"},
	Claims:  isAssistant,
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		a := &Agent{
			Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Dialect: "openai", Evidence: "name, instructions, model and tools"},
			Description: n.Get("description").Field(),
			Model:       n.Get("model").Field(),
			Tools:       toolsGiven(n.Get("tools")),
			Governance:  readGovernance(n.Get("metadata")),
		}
		for _, tool := range itemsOf(n.Get("tools")) {
			kind := tool.Get("type").Field()
			if kind.V == "function" {
				kind = definition(tool).Get("name").Field()
			}
			if kind.V == "code_interpreter" {
				a.runsCode("safe", kind.At)
			}
			a.give(kind)
		}
		doc.addAgent(a, n.Get("instructions").Field(), "")
		doc.addTools(n)
		return doc, nil
	},
}

// assistantTools are the types of tools of an assistant.
var assistantTools = []string{"code_interpreter", "file_search", "retrieval", "function"}

// isAssistant wants the object itself, or its keys and none of a request, a response or another format.
func isAssistant(n *source.Node) bool {
	if !n.Get("model").IsString() || !n.Get("tools").IsList() || n.Get("output", "input", "messages", "choices", "usage", "thread_id", "component_type", "provider") != nil {
		return false
	}
	if n.Get("object").Text() == "assistant" {
		return true
	}
	if n.Has("object") || !n.Get("name").IsString() || !n.Get("instructions").IsString() || len(n.Get("tools").Items) == 0 {
		return false
	}
	return !slices.ContainsFunc(n.Get("tools").Items, func(t *source.Node) bool { return !slices.Contains(assistantTools, t.Get("type").Text()) })
}
