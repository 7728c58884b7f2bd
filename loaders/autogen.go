package loaders

import (
	"regexp"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// autogenLoader reads serialised components of AutoGen: teams, agents, tools and galleries of them.
var autogenLoader = Loader{
	Name:    "autogen",
	Doc:     "Serialised components of [AutoGen](https://microsoft.github.io/autogen/): teams, agents, tools, workbenches and galleries.",
	Family:  "Agents",
	Dialect: "autogen",
	Weak:    []string{"**/*.json"},
	Hints:   []string{`"component_type"`},
	Marks:   regexp.MustCompile(`"component_type"\s*:\s*"(?:team|agent|model|tool|termination|workbench)"`),
	Can: []string{
		"description", "model", "tools", "code_execution", "delegation", "limits", "memory", "text", "input_schema", "command", "env", "url", "headers",
	},
	Claims: func(n *source.Node) bool { return len(autogenRoots(n)) > 0 },
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		for _, n := range documentsOf(f) {
			for _, root := range autogenRoots(n) {
				doc.addComponent(nil, root)
			}
		}
		return doc, nil
	},
}

// isComponent says whether n is a serialised component: a dotted path of code, a type and its settings.
func isComponent(n *source.Node) bool {
	return strings.Contains(n.Get("provider").Text(), ".") && n.Get("component_type").IsString() && n.Get("config").IsMap()
}

// autogenRoots are the components at the top of a file: itself, those of a list, or of a gallery.
func autogenRoots(n *source.Node) []*source.Node {
	var found []*source.Node
	if isComponent(n) {
		found = append(found, n)
	}
	for _, item := range itemsOf(n) {
		if isComponent(item) {
			found = append(found, item)
		}
	}
	for _, p := range entriesOf(n.Get("components")) {
		for _, item := range itemsOf(p.Value) {
			if isComponent(item) {
				found = append(found, item)
			}
		}
	}
	return found
}

// addComponent adds what a component stands for, to the agent that has it, if any.
func (d *Document) addComponent(owner *Agent, n *source.Node) {
	switch n.Get("component_type").Text() {
	case "team":
		d.addTeam(n)
	case "agent":
		d.addAutogenAgent(n)
	case "tool":
		d.addAutogenTool(owner, n)
	case "workbench":
		d.addWorkbench(owner, n)
	}
}

// provider is the last part of the dotted path of a component's code.
func provider(n *source.Node) string {
	path := n.Get("provider").Text()
	return path[strings.LastIndexByte(path, '.')+1:]
}

// componentName is the name in a component's settings, else its label, else that of its code.
func componentName(n *source.Node) source.Text {
	if name := n.At("config", "name").Field(); name.V != "" {
		return name
	}
	if label := n.Get("label").Field(); label.V != "" {
		return label
	}
	return source.Say(provider(n), placeOf(n.Get("provider")))
}

func (d *Document) addTeam(n *source.Node) {
	config := n.Get("config")
	a := &Agent{
		Entity:      Entity{Name: componentName(n), At: n.Place, Dialect: "autogen", Evidence: "component_type: team"},
		Description: n.Get("description").Field(),
		Model:       config.At("model_client", "config", "model").Field(),
		Tools:       Tools{Mode: "none"},
		Limits:      Limits{MaxTurns: config.Get("max_turns").Amount(), At: placeOf(config.Get("max_turns"))},
	}
	if !a.Limits.MaxTurns.Set {
		a.Limits.MaxTurns = maxMessages(config.Get("termination_condition"))
	}
	d.addAgent(a, config.Get("selector_prompt").Field(), fString)
	for _, member := range itemsOf(config.Get("participants")) {
		a.handOver(componentName(member), false)
		d.addComponent(nil, member)
	}
}

// maxMessages is the number of messages at which a condition, or one of those in it, ends the run.
func maxMessages(n *source.Node) source.Amount {
	if most := n.At("config", "max_messages").Amount(); most.Set {
		return most
	}
	for _, inner := range itemsOf(n.At("config", "conditions")) {
		if most := maxMessages(inner); most.Set {
			return most
		}
	}
	return source.Amount{}
}

func (d *Document) addAutogenAgent(n *source.Node) {
	config := n.Get("config")
	iterations := config.Get("max_tool_iterations")
	a := &Agent{
		Entity:      Entity{Name: componentName(n), At: n.Place, Dialect: "autogen", Evidence: "component_type: agent"},
		Description: config.Get("description").Field(),
		Model:       config.At("model_client", "config", "model").Field(),
		Tools:       toolsGiven(config.Get("tools")),
		Limits:      Limits{MaxIterations: iterations.Amount(), At: placeOf(iterations)},
	}
	if memory := config.Get("memory"); memory.IsList() && len(memory.Items) > 0 {
		a.Memory = componentName(memory.Items[0])
	}
	for _, to := range itemsOf(config.Get("handoffs")) {
		a.handOver(textOr(to, "target", "name"), false)
	}
	a.executes(config.Get("code_executor"))
	d.addAgent(a, config.Get("system_message").Field(), "")
	for _, tool := range itemsOf(config.Get("tools")) {
		d.addComponent(a, tool)
	}
	if bench := config.Get("workbench"); bench.IsList() {
		for _, item := range bench.Items {
			d.addComponent(a, item)
		}
	} else {
		d.addComponent(a, bench)
	}
}

// executes states that an agent runs code, and whether the executor keeps it apart from the machine.
func (a *Agent) executes(executor *source.Node) {
	if a == nil || executor == nil {
		return
	}
	mode, name := "unknown", provider(executor)
	switch {
	case strings.Contains(name, "Docker") || strings.Contains(name, "ACA"):
		mode = "safe"
	case strings.Contains(name, "LocalCommandLine") || name == "JupyterCodeExecutor":
		mode = "unsafe"
	}
	a.runsCode(mode, placeOf(executor.Get("provider")))
}

func (d *Document) addAutogenTool(owner *Agent, n *source.Node) {
	config := n.Get("config")
	t := &Tool{
		Entity:      Entity{Name: componentName(n), At: n.Place, Evidence: "component_type: tool", Can: []string{"description"}},
		Description: config.Get("description").Field(),
	}
	if !t.Description.Set {
		t.Description = n.Get("description").Field()
	}
	owner.executes(config.Get("executor"))
	d.addFunction(t, config.Get("json_schema"))
	if owner != nil {
		owner.give(t.Name)
	}
	for _, inner := range []*source.Node{config.Get("agent"), config.Get("team")} {
		d.addInner(owner, inner)
	}
}

// addInner adds an agent that is wrapped as a tool, to which its owner hands over.
func (d *Document) addInner(owner *Agent, n *source.Node) {
	if !isComponent(n) {
		return
	}
	if owner != nil {
		owner.handOver(componentName(n), false)
	}
	d.addComponent(nil, n)
}

// addWorkbench adds the tools of a workbench, or the server that it has them from.
func (d *Document) addWorkbench(owner *Agent, n *source.Node) {
	config := n.Get("config")
	for _, tool := range itemsOf(config.Get("tools")) {
		d.addComponent(owner, tool)
	}
	params := config.Get("server_params")
	if !isServer(params) {
		return
	}
	s := newServer("", params.Place, withoutKeys(params, "type"), "autogen")
	s.Name = serverLabel(s, source.Say("mcp", params.Place))
	d.addServer(s, "server_params")
	if owner != nil {
		owner.giveServer(s.Name, source.Texts{})
	}
}
