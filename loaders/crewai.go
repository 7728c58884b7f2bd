package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// crewaiLoader reads the agents and tasks of a crew. Much of a crew is Python: what a file does not
// say of tools may be said there.
var crewaiLoader = Loader{
	Name:    "crewai",
	Doc:     "Agents and tasks of [CrewAI](https://docs.crewai.com): `config/agents.yaml`, `config/tasks.yaml`, and the JSON crews.",
	Family:  "Agents",
	Dialect: "crewai",
	Weak:    []string{"**/*.yaml", "**/*.yml", "**/*.jsonc", "**/agents/*.json", "**/tasks/*.json", "**/crew.json"},
	Hints:   []string{"backstory", "expected_output", `"tasks"`},
	Marks:   regexp.MustCompile(`(?s)"?role"?:.*"?goal"?:.*"?backstory"?:|(?m)^\s*"?expected_output"?:|"agents"\s*:.*"tasks"\s*:\s*\[.*"process"\s*:`),
	Can: []string{
		"description", "goal", "backstory", "model", "tools", "code_execution", "delegation", "limits", "memory", "text",
		"variables",
	},
	Claims: func(n *source.Node) bool { return crewShape(n) != "" },
	Load:   loadCrew,
}

// crewShape is what a CrewAI file holds: agents, tasks, agent, task or crew; empty for any other file.
// The shape of the values decides, never the name: a PraisonAI file, for one, has the same words one
// level deeper.
func crewShape(n *source.Node) string {
	switch {
	case !n.IsMap() || n.Has("framework") || n.Has("apiVersion"):
		return ""
	case isCrewAgent(n):
		return "agent"
	case isCrewTask(n):
		return "task"
	case n.Get("agents").IsList() && n.Get("tasks").IsList() && anyItem(n.Get("tasks"), isCrewTask):
		return "crew"
	}
	agents, tasks := 0, 0
	for _, p := range n.Pairs {
		switch {
		case strings.HasPrefix(p.Key.Value, "x-"): // anchors for others
		case !p.Value.IsMap():
			return ""
		case isCrewAgent(p.Value):
			agents++
		case isCrewTask(p.Value):
			tasks++
		}
	}
	switch {
	case agents > 0 && tasks == 0:
		return "agents"
	case tasks > 0:
		return "tasks"
	}
	return ""
}

func isCrewAgent(n *source.Node) bool {
	return n.Get("role").IsString() && n.Get("goal").IsString() && n.Get("backstory").IsString()
}

func isCrewTask(n *source.Node) bool {
	return n.Get("description").IsString() && n.Get("expected_output").IsString()
}

func anyItem(n *source.Node, is func(*source.Node) bool) bool {
	return slices.ContainsFunc(n.Items, is)
}

func loadCrew(f *source.File) (*Document, error) {
	doc := &Document{}
	stem := source.Say(strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path)), source.Place{})
	for _, n := range documentsOf(f) {
		switch crewShape(n) {
		case "agent":
			doc.Agents = append(doc.Agents, crewAgent(nameOr(n, stem), n.Place, n))
		case "task":
			doc.addTask(nameOr(n, stem), n.Place, n)
		case "crew":
			doc.addCrew(nameOr(n, stem), n)
		case "agents", "tasks":
			for _, p := range n.Pairs {
				doc.addCrewEntry(p)
			}
		}
	}
	return doc, nil
}

// addCrewEntry adds an entry of a file of agents or tasks. An entry that lacks a key is still one.
func (d *Document) addCrewEntry(p source.Pair) {
	n := p.Value
	switch {
	case n.Has("role") || n.Has("backstory"):
		d.Agents = append(d.Agents, crewAgent(p.Key.Field(), entryPlace(p), n))
	case n.Has("expected_output") || n.Has("description"):
		d.addTask(p.Key.Field(), entryPlace(p), n)
	}
}
