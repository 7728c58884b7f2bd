package loaders

import (
	"cmp"
	"slices"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// finding collects the evidence for one agent.
type finding struct {
	*ability
	agent *Agent
	in    *layer
	seen  map[string]bool // ids of tools and names of servers that are looked at already
	found []Capability
}

// shown is a piece of evidence: what shows something, on the way to it, and where.
type shown struct {
	evidence string
	via      []string
	at       source.Place
}

// add adds what a piece of evidence shows, weak where it is limited in some way.
func (f *finding) add(by shown, all []facts.Capability, limited bool) {
	for _, c := range all {
		c.Strong = c.Strong && !limited
		f.note(by, c)
	}
}

// note adds what a piece of evidence shows, as far as the agent's sandbox lets it.
func (f *finding) note(by shown, what facts.Capability) {
	closed := false
	switch what.Kind {
	case facts.CodeExecution:
		closed = f.agent.Sandbox.closed() || f.in.sandboxed() || f.agent.CodeExecution.Mode.V == "safe"
	case facts.ExternalCommunication:
		closed = f.agent.Sandbox.closed()
	}
	c := Capability{Kind: what.Kind, Strength: weak, Limited: what.Limited || closed, Evidence: by.evidence, Via: by.via, At: by.at}
	if what.Strong && !closed {
		c.Strength = strong
	}
	f.found = append(f.found, c)
}

// declared is what the agent's own file, or a governance file, says of it.
func (f *finding) declared() {
	a := f.agent
	if a.InputTrust.Set && facts.OpenInput(a.InputTrust.V) {
		f.note(shown{evidence: "input trust " + a.InputTrust.V, at: a.InputTrust.At}, facts.Capability{Kind: facts.UntrustedInput, Strong: true})
	}
	for _, class := range a.DataClasses.V {
		if facts.PrivateClass(class.V) {
			f.note(shown{evidence: "data class " + class.V, at: class.At}, facts.Capability{Kind: facts.PrivateData, Strong: true})
		}
	}
	for _, tag := range a.UseCaseTags.V {
		if facts.MoneyTag(tag.V) {
			f.note(shown{evidence: "use case " + tag.V, at: tag.At}, facts.Capability{Kind: facts.Money, Strong: true})
		}
	}
	if a.CodeExecution.Allowed.V {
		by := shown{evidence: "code execution", at: a.CodeExecution.At}
		f.note(by, facts.Capability{Kind: facts.CodeExecution, Strong: true})
	}
	for _, event := range a.Triggers.V {
		if openEvents[event.V] {
			everybody := slices.ContainsFunc(a.StartedBy.V, func(t source.Text) bool { return t.V == "all" })
			f.note(shown{evidence: "trigger " + event.V, at: event.At}, facts.Capability{Kind: facts.UntrustedInput, Strong: everybody})
		}
	}
}

// openEvents are events whose text anybody may write, in a repository that is open.
var openEvents = map[string]bool{
	"issues": true, "issue_comment": true, "pull_request": true, "pull_request_target": true, "pull_request_review_comment": true, "discussion": true,
	"discussion_comment": true, "slash_command": true, "command": true,
}

// grant is what one of the agent's tools shows.
func (f *finding) grant(g facts.Grant) {
	by := shown{evidence: "grant " + g.Raw, at: g.At}
	host := facts.HostDialect(f.agent.Dialect)
	switch {
	case g.Server == "*":
		for _, s := range f.in.servers {
			f.server(s, by, false)
		}
	case g.Server != "":
		f.serverGrant(g, by)
	case f.linker.tools.ids[g.Name] != "" && !(host && len(facts.GrantCapabilities(g, true)) > 0):
		f.tool(f.tools[f.linker.tools.ids[g.Name]], by)
	default:
		f.add(by, f.outgoing(g.Name, facts.GrantCapabilities(g, host)), false)
		if !host || !slices.Contains(builtinTools[f.agent.Dialect], g.Name) {
			f.add(by, f.outgoing(g.Name, f.named(g.Name)), f.agent.Dialect == "letta")
		}
	}
}

// tool is what a tool shows whose definition is known.
func (f *finding) tool(t *Tool, by shown) {
	if t == nil || f.seen[t.ID] {
		return
	}
	f.seen[t.ID] = true
	by.via = append(slices.Clone(by.via), t.ID)
	f.add(by, f.outgoing(t.Name.V, f.defined(t)), false)
}

// named is what the name of a tool shows alone.
func (y *ability) named(name string) []facts.Capability {
	all, known := y.byName[name]
	if !known {
		all = facts.ToolCapabilities(facts.ToolShape{Name: name})
		y.byName[name] = all
	}
	return all
}

// defined is what the definition of a tool shows.
func (y *ability) defined(t *Tool) []facts.Capability {
	all, known := y.byTool[t.ID]
	if !known {
		all = facts.ToolCapabilities(t.shape())
		all = append(all, facts.GrantCapabilities(facts.ParseGrant(source.Text{V: cmp.Or(t.Kind, "function")}, t.Dialect), false)...)
		if t.Confirm.V {
			all = confirmed(all)
		}
		y.byTool[t.ID] = all
	}
	return all
}

// shape is what the evidence of a tool is found in.
func (t *Tool) shape() facts.ToolShape {
	shape := facts.ToolShape{Name: t.Name.V, Known: true, Kind: t.Kind, Params: t.Params, Annotations: t.Annotations}
	if t.HTTP != nil {
		shape.Method = t.HTTP.Method
	}
	return shape
}

// outgoing takes the way out away where a person approves each call of a tool.
func (f *finding) outgoing(name string, all []facts.Capability) []facts.Capability {
	a := f.agent.Approval
	asked := f.agent.Dialect == "gh-aw" // a job of its own writes, within limits
	if a != nil {
		asked = asked || a.Default.V == "ask" || a.Default.V == "always"
		for _, p := range a.Tools {
			if p.Key == name || p.Key == "*" {
				asked = p.Value.V == "always" || p.Value.V == "true"
			}
		}
	}
	if asked {
		return confirmed(all)
	}
	return all
}

// confirmed are capabilities whose way out a person has to confirm.
func confirmed(all []facts.Capability) []facts.Capability {
	all = slices.Clone(all)
	for i := range all {
		if all[i].Kind == facts.ExternalCommunication {
			all[i] = facts.Capability{Kind: all[i].Kind, Limited: true}
		}
	}
	return all
}
