package loaders

import (
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// cagentLoader reads the agents of Docker's agent runner. Its file may have any name.
var cagentLoader = Loader{
	Name:    "docker-agent",
	Doc:     "[Docker agent](https://docs.docker.com/ai/docker-agent/) files (formerly cagent): agents with their toolsets, models, MCP servers, hooks and permissions.",
	Family:  "Agents",
	Dialect: "cagent",
	Weak:    []string{"**/*.yaml", "**/*.yml"},
	Hints:   []string{"agents:"},
	Marks:   regexp.MustCompile(`(?ms)^agents:.*^\s+toolsets:`),
	Can: []string{
		"description", "model", "tools", "code_execution", "delegation", "limits", "memory", "skills", "owner", "text", "allow", "ask", "deny",
		"command", "env", "url", "headers",
	},
	Claims: isDockerAgent,
	Load: func(f *source.File) (*Document, error) {
		n, doc := f.Root, &Document{}
		for _, p := range entriesOf(n.Get("models")) {
			doc.addModel(p, p.Value.Get("model"), cagentDialect)
		}
		for _, p := range entriesOf(n.Get("mcps")) {
			doc.addServer(newServer(p.Key.Value, p.Key.Place, cagentServer(p.Value), cagentDialect), "mcps")
		}
		for _, p := range entriesOf(n.Get("agents")) {
			doc.addDockerAgent(n, p)
		}
		if permissions := n.Get("permissions"); permissions.IsMap() {
			doc.Settings = append(doc.Settings, &Setting{
				Entity: Entity{Name: source.Say("permissions", permissions.Place), At: permissions.Place},
				Allow:  grants(permissions.Get("allow"), cagentDialect),
				Ask:    grants(permissions.Get("ask"), cagentDialect),
				Deny:   grants(permissions.Get("deny"), cagentDialect),
			})
		}
		return doc, nil
	},
}

const cagentDialect = "cagent"

// isDockerAgent wants a map of agents whose shapes are those of the runner: an instruction and a model,
// toolsets with types, or sub-agents, and nothing that other frameworks have.
func isDockerAgent(n *source.Node) bool {
	agents := n.Get("agents")
	if !agents.IsMap() || n.Get("apiVersion", "kind", "framework", "roles", "topic", "steps", "mcpServers") != nil {
		return false
	}
	certain := false
	for _, p := range agents.Pairs {
		a := p.Value
		if !a.IsMap() || a.Get("role", "goal", "backstory", "instructions") != nil {
			return false
		}
		typed := slices.ContainsFunc(itemsOf(a.Get("toolsets")), func(t *source.Node) bool { return t.Get("type").IsString() })
		named := a.Get("model").IsString() && (a.Get("instruction").IsString() || a.Get("sub_agents").IsList() || n.Get("models").IsMap())
		certain = certain || typed || named || a.Get("instruction").IsString() && a.Get("description").IsString()
	}
	return certain
}

// addModel adds a model that an agent's file defines under a name. The version of the model's own name
// is part of it.
func (d *Document) addModel(p source.Pair, id *source.Node, dialect string) {
	d.Models = append(d.Models, &Model{
		Entity: Entity{Name: p.Key.Field(), At: entryPlace(p), Dialect: dialect, Can: []string{"model_id"}},
		Model:  id.Field(),
	})
}

func (d *Document) addDockerAgent(root *source.Node, p source.Pair) {
	n := p.Value
	a := &Agent{
		Entity:      Entity{Name: p.Key.Field(), At: entryPlace(p), Dialect: cagentDialect, Evidence: "agents with an instruction, a model or toolsets"},
		Description: n.Get("description").Field(),
		Model:       n.Get("model").Field(),
		Tools:       toolsGiven(n.Get("toolsets")),
		Limits:      Limits{MaxIterations: n.Get("max_iterations").Amount(), MaxRetries: n.At("fallback", "retries").Amount(), At: placeOf(n.Get("max_iterations"))},
		Governance:  readGovernance(root.Get("metadata")),
	}
	if author := root.At("metadata", "author"); author.IsString() && a.Owner == nil {
		a.Owner = readOwner(author)
	}
	if model := root.At("models", a.Model.V); model.Get("model").IsString() {
		a.Refs = usesModel(a.Model)
		a.Model = model.Get("model").Field()
	}
	if n.Get("skills").IsList() {
		a.Skills = n.Get("skills").Texts()
	}
	if mode := n.Get("code_mode_tools").Flag(); mode.Set {
		a.CodeExecution = CodeExecution{Allowed: mode, At: mode.At}
	}
	for _, key := range []string{"sub_agents", "handoffs"} {
		for _, to := range n.Get(key).Texts().V {
			a.handOver(to, false)
		}
	}
	for _, toolset := range itemsOf(n.Get("toolsets")) {
		d.addToolset(a, toolset)
	}
	d.Hooks = append(d.Hooks, readHooks(n.Get("hooks"), cagentDialect)...)
	d.addAgent(a, n.Get("instruction").Field(), "")
	for _, p := range entriesOf(n.Get("commands")) {
		text := textOr(p.Value, "instruction")
		if text.Set {
			d.Prompts = append(d.Prompts, &Prompt{Entity: Entity{Name: p.Key.Field(), At: entryPlace(p), Can: textCan}, Kind: "command", Text: text})
		}
	}
}

// addToolset gives an agent the tools of a set, and adds the servers, functions and hooks in it.
func (d *Document) addToolset(a *Agent, n *source.Node) {
	kind, tools := n.Get("type").Field(), n.Get("tools").Texts()
	switch kind.V {
	case "mcp":
		a.giveServer(d.dockerServer(n), tools)
		return
	case "a2a":
		a.handOver(textOr(n, "name", "url"), false)
		return
	case "script":
		d.addScripts(a, n.Get("shell"))
		return
	case "api":
		d.addAPI(a, n.Get("api_config"))
		return
	case "memory":
		a.Memory = kind
	}
	if !tools.Set {
		a.give(kind)
	}
	for _, tool := range tools.V {
		a.give(tool)
	}
	for _, edit := range itemsOf(n.Get("post_edit")) {
		r := hookReader{event: n.Key("post_edit"), group: edit, dialect: cagentDialect}
		h := r.hook(edit)
		h.Matcher = edit.Get("path").Field()
		h.run(edit.Get("cmd"), nil)
		d.Hooks = append(d.Hooks, h)
	}
}

// dockerServer adds the server of a toolset, unless it refers to one that the file defines or names
// already, and returns its name.
func (d *Document) dockerServer(n *source.Node) source.Text {
	name := n.Get("name", "ref").Field()
	name.V = strings.TrimPrefix(name.V, "docker:")
	if slices.ContainsFunc(d.Servers, func(s *Server) bool { return name.Set && s.Name.V == name.V }) {
		return name
	}
	s := newServer(name.V, name.At, cagentServer(n), cagentDialect)
	if !name.Set {
		s.Name = serverLabel(s, source.Say("mcp", n.Place))
	}
	d.addServer(s, "a toolset of type mcp")
	return s.Name
}

// cagentServer is a toolset as other hosts write a server: what is remote stands at the top.
func cagentServer(n *source.Node) *source.Node {
	remote := n.Get("remote")
	return mapOf(withoutKeys(n, "type", "instruction"), remote, renamed(remote, "transport_type", "transport"), renamed(n, "instruction", "instructions"))
}

// addScripts adds the commands that a set makes tools of.
func (d *Document) addScripts(a *Agent, scripts *source.Node) {
	for _, p := range entriesOf(scripts) {
		t := &Tool{
			Entity:      Entity{Name: p.Key.Field(), At: entryPlace(p), Can: []string{"description", "input_schema"}},
			Description: p.Value.Get("description").Field(),
		}
		d.addFunction(t, objectSchema(p.Value.Place, p.Value.Get("args"), p.Value.Get("required")))
		a.give(t.Name)
	}
}

// addAPI adds the one call that a set makes a tool of.
func (d *Document) addAPI(a *Agent, n *source.Node) {
	if !n.Get("name").IsString() {
		return
	}
	t := &Tool{
		Entity:      Entity{Name: n.Get("name").Field(), At: n.Place, Can: []string{"description", "input_schema"}},
		Description: n.Get("instruction").Field(),
	}
	d.addFunction(t, objectSchema(n.Place, n.Get("args"), n.Get("required")))
	a.give(t.Name)
}
