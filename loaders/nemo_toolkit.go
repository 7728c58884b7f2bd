package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// nemoToolkitLoader reads workflows of NVIDIA's agent toolkit.
var nemoToolkitLoader = Loader{
	Name:    "nemo-agent-toolkit",
	Doc:     "Workflows of the [NVIDIA NeMo Agent Toolkit](https://docs.nvidia.com/nemo/agent-toolkit/): the workflow, the agents among its functions, models, MCP clients.",
	Family:  "Agents",
	Dialect: "nemo-agent-toolkit",
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Hints:   []string{"_type:"},
	Marks:   regexp.MustCompile(`(?m)^workflow:\s*\n\s+_type:`),
	Can: []string{
		"description", "model", "tools", "code_execution", "delegation", "limits", "memory", "text", "command", "env", "url", "headers", "model_id",
	},
	Claims: isNemoToolkit,
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		for _, p := range entriesOf(n.Get("llms")) {
			doc.addModel(p, p.Value.Get("model_name", "model", "azure_deployment"), nemoDialect)
		}
		for _, p := range entriesOf(n.Get("function_groups")) {
			if server := p.Value.Get("server"); isServer(server) {
				s := newServer(p.Key.Value, p.Key.Place, server, nemoDialect)
				s.At, s.Tools = entryPlace(p), p.Value.Get("include").Texts()
				doc.addServer(s, "_type: mcp_client")
			}
		}
		for _, p := range entriesOf(n.Get("functions")) {
			if isToolkitAgent(p.Value) {
				doc.addToolkitAgent(n, p.Key.Field(), p.Value, entryPlace(p))
				continue
			}
			t := &Tool{Entity: Entity{Name: p.Key.Field(), At: entryPlace(p), Can: []string{"description"}}, Description: p.Value.Get("description").Field()}
			doc.addFunction(t, nil)
		}
		if workflow := n.Get("workflow"); workflow.IsMap() {
			doc.addToolkitAgent(n, source.Say("workflow", n.Key("workflow").Place), workflow, workflow.Place)
		}
		return doc, nil
	},
}

const nemoDialect = "nemo-agent-toolkit"

// isNemoToolkit wants a workflow with a type, or models with types beside functions that have them.
func isNemoToolkit(n *source.Node) bool {
	typed := func(n *source.Node) bool {
		return slices.ContainsFunc(entriesOf(n), func(p source.Pair) bool { return p.Value.Get("_type").IsString() })
	}
	if n.At("workflow", "_type").IsString() {
		return true
	}
	return typed(n.Get("llms")) && (typed(n.Get("functions")) || typed(n.Get("function_groups")) || n.Has("workflow"))
}

// isToolkitAgent says whether a function is an agent: it has a model and tools, or its type says so.
func isToolkitAgent(n *source.Node) bool {
	return strings.HasSuffix(n.Get("_type").Text(), "_agent") || n.Get("tool_names").IsList() && n.Has("llm_name")
}

func (d *Document) addToolkitAgent(root *source.Node, name source.Text, n *source.Node, at source.Place) {
	kind, most := n.Get("_type").Field(), n.Get("max_iterations", "max_tool_calls", "recursion_limit")
	names := n.Get("tool_names", "tools", "branches")
	a := &Agent{
		Entity:      Entity{Name: name, At: at, Dialect: nemoDialect, Evidence: "_type: " + kind.V},
		Description: n.Get("description").Field(),
		Tools:       Tools{Mode: "unknown"},
		Limits:      Limits{MaxIterations: most.Amount(), MaxRetries: n.Get("max_retries", "tool_call_max_retries").Amount(), At: placeOf(most)},
	}
	if names.IsList() {
		a.Tools = toolsGiven(names)
	}
	if alias := n.Get("llm_name", "llm").Field(); alias.Set {
		a.Refs = usesModel(alias)
		a.Model = root.At("llms", alias.V).Get("model_name", "model", "azure_deployment").Field()
	}
	if root.Get("memory").IsMap() && n.Has("memory") {
		a.Memory = textOr(n.Get("memory"))
	}
	for _, tool := range names.Texts().V {
		a.giveToolkit(root, tool)
	}
	d.addAgent(a, n.Get("system_prompt", "additional_instructions").Field(), fString)
}

// giveToolkit gives an agent a function: another agent, the tools of a group, the execution of code, or
// anything else.
func (a *Agent) giveToolkit(root *source.Node, tool source.Text) {
	group, _, _ := strings.Cut(tool.V, "__")
	function := root.At("functions", tool.V)
	switch {
	case isToolkitAgent(function):
		a.handOver(tool, false)
		a.give(tool)
		return
	case root.At("function_groups", group).Get("server").IsMap():
		a.giveServer(source.Say(group, tool.At), source.Texts{})
		return
	case strings.HasPrefix(function.Get("_type").Text(), "code_execution"):
		a.runsCode("safe", tool.At)
	}
	a.give(tool)
	a.Refs = append(a.Refs, Ref{Rel: UsesTool, To: tool})
}
