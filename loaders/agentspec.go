package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// agentSpecLoader reads Oracle's Open Agent Specification.
var agentSpecLoader = Loader{
	Name:    "agent-spec",
	Doc:     "[Open Agent Specification](https://oracle.github.io/agent-spec/) of Oracle: agents, swarms, managers, flows, tools and toolboxes, as JSON or YAML.",
	Family:  "Agents",
	Dialect: "agent-spec",
	Weak:    []string{"**/*.json", "**/*.yaml", "**/*.yml"},
	Hints:   []string{"component_type", "agentspec_version"},
	Marks:   regexp.MustCompile(`agentspec_version["']?\s*:`),
	Can: []string{
		"description", "model", "tools", "delegation", "approval", "text", "input_schema", "command", "env", "url", "headers", "model_id",
	},
	Claims: isAgentSpec,
	Load: func(f *source.File) (*Document, error) {
		r := specReader{doc: &Document{}, parts: map[string]*source.Node{}, seen: map[*source.Node]bool{}}
		r.collect(f.Root)
		r.read(nil, f.Root)
		return r.doc, nil
	},
}

// isAgentSpec wants the version, or the type of a component without the code that AutoGen's have.
func isAgentSpec(n *source.Node) bool {
	if !n.IsMap() || n.Has("provider") {
		return false
	}
	typed := n.Get("component_type").IsString() && n.Has("id", "name")
	return typed || n.Get("agentspec_version") != nil && n.Get("$component_ref", "component_type", "$referenced_components") != nil
}

// specReader walks the tree of components. References lead to what is defined once.
type specReader struct {
	doc   *Document
	parts map[string]*source.Node
	seen  map[*source.Node]bool
}

// collect finds the components that others may refer to, wherever they stand.
func (r *specReader) collect(n *source.Node) {
	for _, p := range entriesOf(n) {
		if p.Key.Value == "$referenced_components" {
			for _, part := range entriesOf(p.Value) {
				r.parts[part.Key.Value] = part.Value
			}
		}
		r.collect(p.Value)
	}
	for _, item := range itemsOf(n) {
		r.collect(item)
	}
}

// resolve is a component itself, or the one that it refers to; nil where there is none.
func (r *specReader) resolve(n *source.Node) *source.Node {
	for range len(r.parts) + 1 {
		ref := n.Get("$component_ref")
		if !ref.IsString() {
			return n
		}
		n = r.parts[ref.Value]
	}
	return nil
}

// read reads a component, once, and those inside it. The owner is the agent that they belong to.
func (r *specReader) read(owner *Agent, n *source.Node) {
	n = r.resolve(n)
	kind := n.Get("component_type").Text()
	if kind == "" || r.seen[n] {
		r.inside(owner, n)
		return
	}
	r.seen[n] = true
	switch {
	case specAgent(kind):
		r.agent(n)
		return
	case strings.HasSuffix(kind, "Tool"):
		r.tool(n)
	case strings.HasSuffix(kind, "ToolBox"):
		r.toolbox(n)
	case strings.HasSuffix(kind, "Config") && n.Get("model_id").IsString():
		r.doc.Models = append(r.doc.Models, &Model{Entity: Entity{Name: n.Get("name").Field(), At: n.Place, Can: []string{"model_id"}}, Model: n.Get("model_id").Field()})
	case n.Get("prompt_template").IsString():
		asker := owner
		if asker == nil {
			asker = &Agent{}
		}
		r.doc.instruct(asker, n.Get("name").Field(), n.Get("prompt_template").Field(), mustache)
	}
	r.inside(owner, n)
}

// inside reads what stands in a component, or in a part of it that is none; that of one which was read
// already is known.
func (r *specReader) inside(owner *Agent, n *source.Node) {
	if n.Has("component_type") && !r.seen[n] {
		return
	}
	for _, p := range entriesOf(n) {
		if p.Key.Value == "$referenced_components" {
			continue
		}
		r.child(owner, p.Value)
	}
	for _, item := range itemsOf(n) {
		r.child(owner, item)
	}
}

func (r *specReader) child(owner *Agent, n *source.Node) {
	if n.IsList() {
		r.inside(owner, n)
	} else if n.IsMap() && !r.seen[r.resolve(n)] {
		r.read(owner, n)
	}
}

// specAgent says whether a component acts.
func specAgent(kind string) bool {
	return slices.Contains([]string{"Swarm", "ManagerWorkers", "Flow"}, kind) || strings.HasSuffix(kind, "Agent")
}

func (r *specReader) agent(n *source.Node) {
	kind := n.Get("component_type").Text()
	model := r.resolve(n.Get("llm_config"))
	a := &Agent{
		Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Dialect: "agent-spec", Evidence: "component_type: " + kind},
		Description: n.Get("description").Field(),
		Model:       model.Get("model_id").Field(),
		Tools:       toolsGiven(n.Get("tools")),
		Governance:  readGovernance(n.Get("metadata")),
	}
	if kind != "Agent" {
		a.Tools = Tools{Mode: "unknown"}
	}
	for _, item := range itemsOf(n.Get("tools")) {
		tool := r.resolve(item)
		a.give(tool.Get("name").Field())
		if asked, ok := tool.Get("requires_confirmation").Bool(); ok {
			at := tool.Get("requires_confirmation").Place
			a.approve(tool.Get("name").Text(), source.Say(map[bool]string{true: "always", false: "never"}[asked], at), at)
		}
	}
	for _, item := range itemsOf(n.Get("toolboxes")) {
		box := r.resolve(item)
		a.giveServer(box.Get("name").Field(), box.Get("tool_filter").Texts())
	}
	r.delegates(a, n)
	r.doc.addAgent(a, n.Get("system_prompt", "custom_instruction").Field(), mustache)
	r.inside(a, n)
}

// delegates states to whom an agent hands over: the pairs of a swarm, the workers of a manager, the agents
// of the nodes of a flow.
func (r *specReader) delegates(a *Agent, n *source.Node) {
	members := []*source.Node{n.Get("first_agent"), n.Get("group_manager")}
	for _, pair := range itemsOf(n.Get("relationships")) {
		members = append(members, itemsOf(pair)...)
	}
	members = append(members, itemsOf(n.Get("workers"))...)
	for _, item := range itemsOf(n.Get("nodes")) {
		node := r.resolve(item)
		members = append(members, node.Get("agent"), node.Get("subflow"))
		members = append(members, itemsOf(node.Get("subflows"))...)
	}
	known := map[string]bool{}
	for _, member := range members {
		name := r.resolve(member).Get("name").Field()
		if name.V != "" && !known[name.V] {
			known[name.V] = true
			a.handOver(name, false)
		}
	}
}

func (r *specReader) tool(n *source.Node) {
	t := &Tool{
		Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Evidence: "component_type", Can: []string{"description", "input_schema"}},
		Description: n.Get("description").Field(),
	}
	properties := &source.Node{Place: n.Place, Kind: source.Map}
	for _, input := range itemsOf(n.Get("inputs")) {
		if title := input.Get("title"); title.IsString() {
			properties.Pairs = append(properties.Pairs, source.Pair{Key: title, Value: input})
		}
	}
	r.doc.addFunction(t, objectSchema(n.Place, properties, nil))
}

func (r *specReader) toolbox(n *source.Node) {
	name, transport := n.Get("name").Field(), r.resolve(n.Get("client_transport"))
	if !isServer(transport) {
		return
	}
	r.seen[transport] = true
	s := newServer(name.V, name.At, mapOf(withoutKeys(transport, "name", "description"), renamed(transport, "component_type", "transport")), "agent-spec")
	s.At, s.Description = n.Place, n.Get("description").Field()
	s.Tools = n.Get("tool_filter").Texts()
	s.Transport = map[string]string{"StdioTransport": "stdio", "SSETransport": "sse", "SSEmTLSTransport": "sse"}[transport.Get("component_type").Text()]
	if s.Transport == "" {
		s.Transport = "http"
	}
	s.Credential = s.Credential || len(entriesOf(transport.Get("sensitive_headers"))) > 0
	r.doc.addServer(s, "client_transport")
}
