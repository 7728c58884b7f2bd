package loaders

import (
	"cmp"
	"slices"
	"strings"

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
		f.note(by, c.Kind, c.Strong && !limited)
	}
}

func (f *finding) note(by shown, kind string, certain bool) {
	switch kind {
	case facts.CodeExecution:
		certain = certain && !f.agent.Sandbox.closed() && !f.in.sandboxed() && f.agent.CodeExecution.Mode.V != "safe"
	case facts.ExternalCommunication:
		certain = certain && !f.agent.Sandbox.closed()
	}
	c := Capability{Kind: kind, Strength: weak, Evidence: by.evidence, Via: by.via, At: by.at}
	if certain {
		c.Strength = strong
	}
	f.found = append(f.found, c)
}

// declared is what the agent's own file, or a governance file, says of it.
func (f *finding) declared() {
	a := f.agent
	if a.InputTrust.Set && facts.OpenInput(a.InputTrust.V) {
		f.note(shown{evidence: "input trust " + a.InputTrust.V, at: a.InputTrust.At}, facts.UntrustedInput, true)
	}
	for _, class := range a.DataClasses.V {
		if facts.PrivateClass(class.V) {
			f.note(shown{evidence: "data class " + class.V, at: class.At}, facts.PrivateData, true)
		}
	}
	for _, tag := range a.UseCaseTags.V {
		if facts.MoneyTag(tag.V) {
			f.note(shown{evidence: "use case " + tag.V, at: tag.At}, facts.Money, true)
		}
	}
	if a.CodeExecution.Allowed.V {
		by := shown{evidence: "code execution", at: a.CodeExecution.At}
		f.note(by, facts.CodeExecution, true)
	}
	for _, event := range a.Triggers.V {
		if openEvents[event.V] {
			everybody := slices.ContainsFunc(a.StartedBy.V, func(t source.Text) bool { return t.V == "all" })
			f.note(shown{evidence: "trigger " + event.V, at: event.At}, facts.UntrustedInput, everybody)
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

// serverGrant is what a grant of the tools of a server shows.
func (f *finding) serverGrant(g facts.Grant, by shown) {
	s := f.serverOf(g.Server)
	f.seen["server "+g.Server] = true
	if g.MatchesAll {
		if s == nil {
			f.add(by, facts.PackageCapabilities(g.Server, false), false)
			return
		}
		f.server(s, by, false)
		return
	}
	f.serverTool(s, g.Server, strings.Trim(g.MCPTool, "*"), by)
}

// serverOf is the server of a name that the agent means: of its own file, or of its host's configuration.
func (f *finding) serverOf(name string) *Server {
	for _, s := range f.in.servers {
		if s.Name.V == name {
			return s
		}
	}
	for _, id := range f.linker.servers[name] {
		if s := f.servers[id]; s.File == f.agent.File && !s.Disabled.V {
			return s
		}
	}
	return nil
}

// server is what a whole server shows: the tools that are let through, else those that are known, else
// what its package is known for.
func (f *finding) server(s *Server, by shown, limited bool) {
	if f.seen["whole "+s.ID] || s.Disabled.V {
		return
	}
	f.seen["whole "+s.ID] = true
	by.via = []string{s.ID}
	if by.at.IsZero() {
		by.at = s.At
	}
	if s.Tools.Set && !slices.ContainsFunc(s.Tools.V, func(t source.Text) bool { return t.V == "*" }) {
		for _, tool := range s.Tools.V {
			f.serverTool(s, s.Name.V, tool.V, shown{evidence: "tool " + tool.V + " of server " + s.Name.V, at: by.at})
		}
		return
	}
	list := f.linker.tools.byServer[s.Name.V]
	for _, name := range list.names {
		if id := list.ids[name]; !slices.ContainsFunc(s.ExcludedTools.V, func(t source.Text) bool { return t.V == name }) {
			f.tool(f.tools[id], shown{evidence: "tool " + name + " of server " + s.Name.V, via: []string{s.ID}, at: by.at})
		}
	}
	if len(list.names) == 0 {
		all, label := serverCapabilities(s)
		by.evidence = "server " + label
		f.add(by, all, limited)
	}
}

// serverTool is what one tool of a server shows: the tool itself where it is known, else its name together
// with what the server is known for.
func (f *finding) serverTool(s *Server, server, name string, by shown) {
	if id := f.linker.tools.byServer[server].ids[name]; id != "" {
		f.tool(f.tools[id], by)
		return
	}
	known, label := facts.PackageCapabilities(server, false), server
	if s != nil {
		known, label = serverCapabilities(s)
		by.via = []string{s.ID}
	}
	f.add(by, f.outgoing(name, f.named(name)), false)
	by.evidence += " of server " + label
	for _, c := range known {
		reading := c.Kind == facts.UntrustedInput || c.Kind == facts.PrivateData
		if reading && facts.Reads(name) {
			f.note(by, c.Kind, false)
		}
	}
}

// serverCapabilities are what the package, image or host of a server shows, else its name, and what to
// call the server.
func serverCapabilities(s *Server) (all []facts.Capability, label string) {
	product := ""
	switch l := s.Launch; {
	case l != nil && l.Package.V != "" && !bridges[l.Package.V]:
		product = l.Package.V
	case l != nil && l.Image != nil:
		product = l.Image.Repository
	case l != nil && l.Package.V != "":
		product = bridged(l)
	case s.Endpoint != nil && !s.Endpoint.Variable && !s.Endpoint.SingleLabel && !s.Endpoint.Loopback && !s.Endpoint.Private:
		product = s.Endpoint.Host
	}
	if product != "" {
		if all = facts.PackageCapabilities(product, true); len(all) > 0 {
			return limitServer(s, all), s.Name.V + " (" + product + ")"
		}
	}
	return limitServer(s, facts.PackageCapabilities(s.Name.V, false)), s.Name.V
}

// bridges are packages that connect to a remote server, whose address is an argument.
var bridges = map[string]bool{"mcp-remote": true, "supergateway": true, "mcp-proxy": true}

// bridged is the host that a bridge connects to.
func bridged(l *facts.Launch) string {
	for _, arg := range l.Args {
		if u := facts.ParseURL(arg); u != nil && strings.HasPrefix(u.Scheme, "http") && !u.Loopback && !u.Private {
			return u.Host
		}
	}
	return ""
}

// limitServer takes the effects away from a server that is started for reading alone.
func limitServer(s *Server, all []facts.Capability) []facts.Capability {
	readOnly := slices.ContainsFunc(s.Args.V, func(t source.Text) bool {
		option := strings.ReplaceAll(t.V, "-", "")
		return option == "readonly" || option == "readonly=true"
	}) || slices.ContainsFunc(s.Env, func(p Pair) bool {
		return strings.Contains(strings.ToLower(p.Key), "read_only") && p.Value.V != "0" && p.Value.V != "false"
	})
	if !readOnly {
		return all
	}
	return slices.DeleteFunc(all, func(c facts.Capability) bool {
		return c.Kind == facts.SideEffects || c.Kind == facts.Money || c.Kind == facts.ExternalCommunication
	})
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
		all[i].Strong = all[i].Strong && all[i].Kind != facts.ExternalCommunication
	}
	return all
}
