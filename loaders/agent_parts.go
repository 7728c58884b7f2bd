package loaders

import (
	"cmp"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// addAgent adds an agent, and its instructions, where it states any, as a prompt of its own in a
// template language, or in none.
func (d *Document) addAgent(a *Agent, text source.Text, template string) {
	if a.Tools.Mode == "" {
		a.Tools.Mode = "unknown"
	}
	a.Refs = append(a.Refs, usesModel(a.Model)...)
	d.Agents = append(d.Agents, a)
	d.instruct(a, a.Name, text, template)
}

// instruct adds a text that an agent is given as a prompt of its own, under a name.
func (d *Document) instruct(a *Agent, name, text source.Text, template string) {
	if !text.Set || text.At.IsZero() {
		return
	}
	p := &Prompt{
		Entity:    Entity{Name: name, At: text.At, Dialect: a.Dialect, Evidence: a.Evidence, Can: textCan},
		Kind:      "system",
		Text:      text,
		Template:  template,
		Variables: usedVariables(template, text),
	}
	d.Prompts = append(d.Prompts, p)
	a.Refs = append(a.Refs, usesPrompt(p, text.At.File.Path))
}

// toolsGiven are the tools of an agent that has those alone which its list gives: none, until some are
// given, and also where there is no list.
func toolsGiven(list *source.Node) Tools {
	t := Tools{Mode: "none", At: placeOf(list)}
	if list.IsList() || list.IsMap() {
		t.Allow = source.Say([]facts.Grant{}, list.Place)
	}
	return t
}

// give adds a tool to those that an agent has, in its dialect.
func (a *Agent) give(tool source.Text) {
	if tool.V == "" {
		return
	}
	a.Tools.Mode = "list"
	a.Tools.Allow.V = append(a.Tools.Allow.V, facts.ParseGrant(tool, a.Dialect))
	a.Tools.Allow.Set = true
}

// giveServer gives an agent the tools of a server, all of them where none is named.
func (a *Agent) giveServer(server source.Text, tools source.Texts) {
	if server.V == "" {
		return
	}
	a.Refs = append(a.Refs, Ref{Rel: UsesServer, To: server})
	if !tools.Set {
		a.give(source.Say("mcp__"+server.V, server.At))
	}
	for _, tool := range tools.V {
		name := source.Say("mcp__"+server.V+"__"+tool.V, tool.At)
		a.give(name)
		a.Refs = append(a.Refs, Ref{Rel: UsesTool, To: name})
	}
}

// approve states whether people approve the calls of a tool: always, never, or in some case.
func (a *Agent) approve(tool string, when source.Text, at source.Place) {
	if a.Approval == nil {
		a.Approval = &Approval{At: at}
	}
	a.Approval.Tools = append(a.Approval.Tools, Pair{Key: tool, Value: when, At: at})
}

// runsCode states that an agent may run code that the model writes.
func (a *Agent) runsCode(mode string, at source.Place) {
	a.CodeExecution = CodeExecution{Allowed: source.Say(true, at), At: at}
	if mode != "" {
		a.CodeExecution.Mode = source.Say(mode, at)
	}
}

// setEnvironment adds a setting with the variables that an agent runs with: a Map, or a List of names
// and values.
func (d *Document) setEnvironment(name source.Text, dialect string, n *source.Node) {
	pairs := n
	if n.IsList() {
		pairs = &source.Node{Place: n.Place, Kind: source.Map}
		for _, item := range n.Items {
			if key := item.Get("name", "Name"); key.IsString() {
				pairs.Pairs = append(pairs.Pairs, source.Pair{Key: key, Value: valueOr(item.Get("value", "Value"), key)})
			}
		}
	}
	if !pairs.IsMap() || len(pairs.Pairs) == 0 {
		return
	}
	s := &Setting{Entity: Entity{Name: name, At: n.Place, Dialect: dialect, Can: []string{"env"}}}
	s.setEnv(pairs)
	d.Settings = append(d.Settings, s)
}

// valueOr is a value, or null at the place of its key where there is none.
func valueOr(n, key *source.Node) *source.Node {
	if n != nil {
		return n
	}
	return &source.Node{Place: key.Place, Kind: source.Null}
}

// mapOf is a Map with the pairs of several Maps; those of later ones win.
func mapOf(maps ...*source.Node) *source.Node {
	all := &source.Node{Kind: source.Map}
	for _, n := range maps {
		if n.IsMap() {
			all.Place = cmp.Or(all.Place, n.Place)
			all.Pairs = append(all.Pairs, n.Pairs...)
		}
	}
	return all
}

// renamed is an entry of a Map under another key, as a Map; empty where there is no such entry.
func renamed(n *source.Node, key, name string) *source.Node {
	v := n.Get(key)
	if v == nil {
		return nil
	}
	return &source.Node{Place: v.Place, Kind: source.Map, Pairs: []source.Pair{{Key: &source.Node{Place: v.Place, Kind: source.String, Value: name}, Value: v}}}
}

// addFunction adds a function that a framework gives to its agents.
func (d *Document) addFunction(t *Tool, schema *source.Node) {
	if t.Kind == "" {
		t.Kind = "function"
	}
	if schema.IsMap() {
		t.InputSchema = facts.ReadInputSchema(schema, "mcp")
		t.Params = facts.Params(schema, "mcp")
	}
	t.Effects = facts.EffectsOf(t.Name.V, t.Params)
	t.readSignals(d.Tools)
	d.Tools = append(d.Tools, t)
}

// serverLabel is a name for a server that has none: its package, its image, its host or its program.
func serverLabel(s *Server, fallback source.Text) source.Text {
	switch {
	case s.Launch != nil && s.Launch.Package.V != "":
		return s.Launch.Package
	case s.Endpoint != nil && s.Endpoint.Host != "":
		return source.Say(s.Endpoint.Host, s.URL.At)
	case s.Command.V != "":
		return s.Command
	}
	return fallback
}
