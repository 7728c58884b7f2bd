package loaders

import (
	"regexp"
	"slices"

	"github.com/pacheck/pacheck/loaders/source"
)

// nemoRailsLoader reads configurations of NeMo Guardrails.
var nemoRailsLoader = Loader{
	Name:    "nemo-guardrails",
	Doc:     "Configurations of [NVIDIA NeMo Guardrails](https://docs.nvidia.com/nemo/guardrails/): models, rails by direction, instructions, and the prompts of its tasks (`config.yml`, `prompts.yml`).",
	Family:  "Agents",
	Dialect: "nemo-guardrails",
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Hints:   []string{"rails:", "engine:", "- task:", "colang_version"},
	Marks:   regexp.MustCompile(`(?m)^colang_version:|^rails:\s*\n\s+(?:input|output|dialog|retrieval|config):`),
	Can:     []string{"model", "guardrails", "text", "variables"},
	Claims:  func(n *source.Node) bool { return isRails(n) || len(railPrompts(n)) > 0 },
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		a := &Agent{Entity: Entity{At: n.Place, Dialect: "nemo-guardrails", Evidence: "models with engines, or rails"}}
		if isRails(n) {
			a.Model = mainModel(n.Get("models")).Get("model").Field()
			a.Guardrails = readRails(n.Get("rails"))
			doc.addAgent(a, source.Text{}, "")
			for _, item := range itemsOf(n.Get("instructions")) {
				doc.instruct(a, item.Get("type").Field(), item.Get("content").Field(), jinja2)
			}
		}
		for _, item := range railPrompts(n) {
			doc.instruct(a, item.Get("task").Field(), item.Get("content").Field(), jinja2)
			for _, message := range itemsOf(item.Get("messages")) {
				doc.instruct(a, item.Get("task").Field(), textOr(message, "content"), jinja2)
			}
		}
		return doc, nil
	},
}

// isRails wants models with a type and an engine, or rails with flows.
func isRails(n *source.Node) bool {
	if slices.ContainsFunc(itemsOf(n.Get("models")), func(m *source.Node) bool { return m.Get("type").IsString() && m.Get("engine").IsString() }) {
		return true
	}
	return slices.ContainsFunc(railDirections, func(direction string) bool { return n.At("rails", direction, "flows").IsList() })
}

var railDirections = []string{"input", "output", "retrieval", "tool_input", "tool_output"}

// railPrompts are the texts of tasks.
func railPrompts(n *source.Node) []*source.Node {
	var found []*source.Node
	for _, item := range itemsOf(n.Get("prompts")) {
		if item.Get("task").IsString() && (item.Get("content").IsString() || item.Get("messages").IsList()) {
			found = append(found, item)
		}
	}
	return found
}

// mainModel is the model of type main, else the first.
func mainModel(models *source.Node) *source.Node {
	for _, m := range itemsOf(models) {
		if m.Get("type").Text() == "main" {
			return m
		}
	}
	return models.Index(0)
}

// readRails are the flows by what they look at. A direction that is not stated is absent: in version 2
// it may stand in a file of flows.
func readRails(n *source.Node) *Guardrails {
	if !n.IsMap() {
		return nil
	}
	g := &Guardrails{Input: n.At("input", "flows").Texts(), Output: n.At("output", "flows").Texts(), At: n.Place}
	for _, direction := range []string{"tool_input", "tool_output", "retrieval"} {
		if flows := n.At(direction, "flows").Texts(); flows.Set {
			g.Tool = source.Say(append(g.Tool.V, flows.V...), flows.At)
		}
	}
	if !g.Input.Set && !g.Output.Set && !g.Tool.Set {
		return nil
	}
	return g
}
