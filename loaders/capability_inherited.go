package loaders

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// referred is what the tools, servers and skills that an agent refers to show.
func (f *finding) referred() {
	for _, e := range f.edges[f.agent.ID] {
		if e.Resolved != true {
			continue
		}
		switch e.Rel {
		case UsesTool:
			if t := f.tools[e.To]; t != nil {
				f.tool(t, shown{evidence: "tool " + t.Name.V, at: e.At})
			}
		case UsesServer:
			f.referredServer(e)
		case UsesSkill:
			f.skill(f.skills[e.To], e.At)
		}
	}
}

// referredServer is what a server shows that an agent names. Where the agent has a list of tools in which
// the server is not, it is weak evidence.
func (f *finding) referredServer(e *Edge) {
	s := f.servers[e.To]
	if s == nil || f.seen["server "+s.Name.V] {
		return
	}
	mode := f.agent.Tools.Mode
	f.server(s, shown{at: e.At}, mode == "list" || mode == "none")
}

// skill is what the tools show that a skill has approved in advance. A skill gives no tools to an agent
// that has a list of its own.
func (f *finding) skill(s *Skill, at source.Place) {
	if s == nil {
		return
	}
	for _, g := range s.AllowedTools.V {
		by := shown{evidence: "skill " + s.Name.V + " with " + g.Raw, via: []string{s.ID}, at: at}
		f.add(by, facts.GrantCapabilities(g, facts.HostDialect(f.agent.Dialect)), f.agent.Tools.Mode != "all" || f.denied(g))
	}
	for _, i := range s.Injections {
		f.note(shown{evidence: "command " + i.Command + " of skill " + s.Name.V, via: []string{s.ID}, at: at}, facts.Capability{Kind: facts.CodeExecution})
	}
}

// hook is what a command shows that the host runs by itself, beside the agent. It does what is written,
// whatever the model says, and is weak evidence therefore.
func (f *finding) hook(h *Hook) {
	by := shown{evidence: "hook " + h.Event, via: []string{h.ID}, at: h.At}
	if h.Kind == "http" || h.Command.Set && facts.Lookup("outbound_command").MatchString(h.Command.V) {
		f.note(by, facts.Capability{Kind: facts.ExternalCommunication})
	}
	if h.Command.Set {
		f.note(by, facts.Capability{Kind: facts.CodeExecution})
	}
}

// inheritedTools are the tools that hosts give to an agent that does not say which it wants. What they
// are depends on the host and on whoever runs it.
var inheritedTools = []string{"Read", "Edit", "Bash", "WebFetch"}

// inherited is what an agent has that has all tools: those of the host, the servers that the host is told
// of, and what its settings approve in advance.
func (f *finding) inherited() {
	if !facts.HostDialect(f.agent.Dialect) {
		return
	}
	for _, name := range inheritedTools {
		g := facts.ParseGrant(source.Text{V: name}, f.agent.Dialect)
		if !f.denied(g) {
			f.add(shown{evidence: "all tools of the host", at: cmp.Or(f.agent.Tools.At, f.agent.At)}, facts.GrantCapabilities(g, true), true)
		}
	}
	a := f.agent
	if len(a.Tools.Deny.V) > 0 || a.Sandbox != nil || a.Approval != nil {
		f.found = append(f.found, f.shared()...)
		return
	}
	if !f.in.ready {
		f.in.shared, f.in.ready = f.shared(), true
	}
	f.found = append(f.found, f.in.shared...)
}

// shared is what the configuration of a host gives to an agent that has all tools. It is found once for all
// agents that limit nothing themselves. The settings of one person are weak evidence.
func (f *finding) shared() []Capability {
	g := &finding{ability: f.ability, agent: f.agent, in: f.in, seen: map[string]bool{}}
	for _, s := range f.in.servers {
		if !f.denied(facts.Grant{Server: s.Name.V, Tool: "mcp", MatchesAll: true}) {
			g.server(s, shown{}, false)
		}
	}
	for _, s := range f.in.settings {
		for _, grant := range s.Allow.V {
			if grant.Server == "" && !f.denied(grant) {
				g.add(shown{evidence: "setting " + grant.Raw, via: []string{s.ID}, at: grant.At}, facts.GrantCapabilities(grant, true), s.Role == RoleLocal)
			}
		}
	}
	return bounded(g.found)
}

// denied says whether a tool is taken away as a whole, by the agent's own file or the settings of its host.
func (f *finding) denied(g facts.Grant) bool {
	takes := func(d facts.Grant) bool {
		switch {
		case !d.MatchesAll:
			return d.Raw == g.Raw && d.Raw != ""
		case d.Tool == "*" || d.Tool == "mcp" && d.Server == "*" && g.Server != "":
			return true
		case d.Server != "":
			return d.Server == g.Server
		}
		return d.Tool == g.Tool
	}
	if slices.ContainsFunc(f.agent.Tools.Deny.V, takes) {
		return true
	}
	return slices.ContainsFunc(f.in.settings, func(s *Setting) bool { return slices.ContainsFunc(s.Deny.V, takes) })
}

// closed says whether commands run without a way out: in a sandbox without network, or with a list of
// hosts that names each.
func (s *Sandbox) closed() bool {
	if s == nil || s.Enabled.Set && !s.Enabled.V {
		return false
	}
	listed := s.Network.V == "allowlist" && !slices.ContainsFunc(s.AllowHosts.V, func(t source.Text) bool { return t.V == "*" })
	exposed := slices.ContainsFunc(slices.Concat(s.Read, s.Write), func(p PathGrant) bool { return p.Sensitive != "" || p.Root })
	return (s.Network.V == "none" || listed) && !exposed && !strings.Contains(s.Mode.V, "danger")
}

// sandboxed says whether the settings of a host put commands into such a sandbox.
func (in *layer) sandboxed() bool {
	return slices.ContainsFunc(in.settings, func(s *Setting) bool { return s.Sandbox.closed() && s.Sandbox.Enabled.V })
}
