package loaders

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// adkLoader reads agents of Google's Agent Development Kit that are written as configuration.
var adkLoader = Loader{
	Name:    "google-adk",
	Doc:     "Agent configuration of Google's [Agent Development Kit](https://google.github.io/adk-docs/agents/config/) (`root_agent.yaml` and the agents it refers to).",
	Family:  "Agents",
	Dialect: "adk",
	Globs:   []string{"**/root_agent.yaml", "**/root_agent.yml"},
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Hints:   []string{"agent_class", "AgentConfig.json", "instruction:"},
	Marks:   regexp.MustCompile(`(?m)^agent_class:|AgentConfig\.json`),
	Can:     []string{"description", "model", "tools", "code_execution", "delegation", "limits", "text", "command", "env", "url", "headers"},
	Claims:  isADK,
	Load: func(f *source.File) (*Document, error) {
		doc := &Document{}
		doc.addADK(f.Root, f.Path)
		return doc, nil
	},
}

// adkKeys are the keys of an agent's configuration.
var adkKeys = []string{
	"agent_class", "name", "description", "model", "instruction", "static_instruction", "global_instruction", "tools", "sub_agents", "max_iterations",
	"generate_content_config", "output_schema", "output_key", "input_schema", "disallow_transfer_to_parent", "disallow_transfer_to_peers",
	"include_contents", "code_executor", "planner", "nodes", "edges", "start_node", "end_nodes", "model_code", "checkpointing",
	"before_agent_callbacks", "after_agent_callbacks", "before_model_callbacks", "after_model_callbacks", "before_tool_callbacks",
	"after_tool_callbacks",
}

// isADK wants the class of an agent, or a name and an instruction with a model, tools or sub-agents and
// nothing that the format does not have.
func isADK(n *source.Node) bool {
	if !n.Get("name").IsString() {
		return false
	}
	if class := n.Get("agent_class"); class.IsString() {
		return strings.HasSuffix(class.Value, "Agent") || strings.Contains(class.Value, ".")
	}
	if !n.Get("instruction").IsString() || n.Get("model", "tools", "sub_agents") == nil {
		return false
	}
	return !slices.ContainsFunc(n.Pairs, func(p source.Pair) bool { return !slices.Contains(adkKeys, p.Key.Value) })
}

func (d *Document) addADK(n *source.Node, file string) {
	a := &Agent{
		Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Dialect: "adk", Evidence: "the keys of an agent's configuration"},
		Description: n.Get("description").Field(),
		Model:       n.Get("model").Field(),
		Tools:       toolsGiven(n.Get("tools")),
		Limits:      Limits{MaxIterations: n.Get("max_iterations").Amount(), At: placeOf(n.Get("max_iterations"))},
	}
	a.readADKAgents(n, file)
	if executor := textOr(n.Get("code_executor"), "name"); executor.Set {
		a.runsCode(executorMode(executor.V), executor.At)
	}
	for _, tool := range itemsOf(n.Get("tools")) {
		d.addADKTool(a, tool, file)
	}
	d.addAgent(a, n.Get("instruction").Field(), fString)
	for _, key := range []string{"static_instruction", "global_instruction"} {
		d.instruct(a, source.Say(key, placeOf(n.Key(key))), n.Get(key).Field(), fString)
	}
}

// readADKAgents states to whom an agent hands over: its own sub-agents, and those of the nodes of a graph.
func (a *Agent) readADKAgents(n *source.Node, file string) {
	lists := []*source.Node{n.Get("sub_agents")}
	for _, node := range itemsOf(n.Get("nodes")) {
		lists = append(lists, node.Get("sub_agents"))
	}
	for _, list := range lists {
		for _, item := range itemsOf(list) {
			a.delegateTo(item, file)
		}
	}
}

// delegateTo hands over to an agent that has a file of its own, or that is code.
func (a *Agent) delegateTo(n *source.Node, file string) {
	config := n.Get("config_path").Field()
	if !config.Set {
		a.handOver(textOr(n, "code", "name"), false)
		return
	}
	a.handOver(config, false)
	last := &a.Refs[len(a.Refs)-1]
	last.Path = path.Join(path.Dir(file), config.V)
}

// executorMode says whether an executor of code keeps it apart from the machine.
func executorMode(name string) string {
	switch {
	case strings.Contains(name, "Unsafe") || strings.Contains(name, "Local"):
		return "unsafe"
	case strings.Contains(name, "BuiltIn") || strings.Contains(name, "Container") || strings.Contains(name, "Vertex") || strings.Contains(name, "Gke"):
		return "safe"
	}
	return "unknown"
}

// adkConnections are the keys of the arguments of an MCP toolset that say how its server is reached.
var adkConnections = []string{
	"stdio_server_params", "stdio_connection_params", "sse_server_params", "sse_connection_params", "streamable_http_connection_params",
}

func (d *Document) addADKTool(a *Agent, n *source.Node, file string) {
	name, args := textOr(n, "name"), n.Get("args")
	for _, key := range adkConnections {
		params := args.Get(key)
		if inner := params.Get("server_params"); inner.IsMap() {
			params = inner
		}
		if !isServer(params) {
			continue
		}
		s := newServer("", name.At, params, "adk")
		s.At, s.Name, s.Tools = n.Place, serverLabel(s, name), args.Get("tool_filter").Texts()
		d.addServer(s, key)
		a.giveServer(s.Name, s.Tools)
		return
	}
	if agent := args.Get("agent"); agent != nil {
		a.delegateTo(agent, file)
		return
	}
	a.give(name)
}
