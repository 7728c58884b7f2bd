package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// langgraphLoader reads what the command line of LangGraph deploys. The agents themselves are code.
var langgraphLoader = Loader{
	Name:    "langgraph",
	Doc:     "Deployment files of [LangGraph](https://docs.langchain.com/langsmith/cli#configuration-file) (`langgraph.json`): graphs, environment, authentication, memory.",
	Family:  "Agents",
	Dialect: "langgraph",
	Globs:   []string{"**/langgraph.json"},
	Weak:    []string{"**/*.json"},
	Hints:   []string{`"graphs"`},
	Marks:   regexp.MustCompile(`(?s)"graphs"\s*:\s*\{.*"dependencies"\s*:|"dependencies"\s*:.*"graphs"\s*:\s*\{`),
	Can:     []string{"memory", "env", "values"},
	Claims:  isLangGraph,
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		memory := n.Get("store", "checkpointer")
		for _, p := range entriesOf(n.Get("graphs")) {
			a := &Agent{
				Entity:      Entity{Name: p.Key.Field(), At: entryPlace(p), Evidence: "graphs"},
				Description: p.Value.Get("description").Field(),
			}
			if memory.IsMap() {
				a.Memory = source.Say("persistent", memory.Place)
			}
			doc.addAgent(a, source.Text{}, "")
		}
		s := &Setting{Entity: Entity{At: n.Place}, Values: settingValues(withoutKeys(n, "graphs", "env", "$schema"))}
		if env := n.Get("env"); env.IsMap() {
			s.setEnv(env)
		}
		doc.Settings = append(doc.Settings, s)
		return doc, nil
	},
}

// isLangGraph wants graphs that name code, and something else that only this file states beside them.
func isLangGraph(n *source.Node) bool {
	graphs := n.Get("graphs")
	if !graphs.IsMap() || n.Get("dependencies", "env", "python_version", "node_version", "dockerfile_lines", "source") == nil {
		return false
	}
	if n.File != nil && path.Base(n.File.Path) == "langgraph.json" {
		return true
	}
	return slices.ContainsFunc(graphs.Pairs, func(p source.Pair) bool {
		return strings.Contains(textOr(p.Value, "path").V, ":")
	})
}
