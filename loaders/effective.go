package loaders

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// maxEffective bounds how many grants are listed for one agent.
const maxEffective = 200

// Effective is what an agent may do when all layers are put together: its own file, and the settings and
// servers of its host in the nearest folder above that has any, of the project and of the person.
type Effective struct {
	Mode   source.Text      `json:"mode,omitzero" doc:"The permission mode that counts: the agent's own, else the one of the local settings, else the one of the project's."`
	Origin string           `json:"mode_origin,omitempty" doc:"The id of the agent or the setting that states the mode."`
	Grants []EffectiveGrant `json:"grants" doc:"Each grant of each layer that concerns the agent, the agent's own first, then the project's, then the local ones; a tool that the agent does not have is left out, and so is everything beyond 200."`
}

// EffectiveGrant is a grant with the layer that it comes from.
type EffectiveGrant struct {
	Raw    string       `json:"raw" doc:"The entry as written."`
	Tool   string       `json:"tool" doc:"What it is about, as in the lists of settings: shell, read, edit, web_fetch, mcp, …"`
	Effect string       `json:"effect" doc:"give where the agent has the tool, and its mode says whether a person is asked; allow where it is approved in advance; ask where a person is always asked; deny where it is refused or taken away."`
	Origin string       `json:"origin" doc:"The id of the agent, setting or server that states it."`
	At     source.Place `json:"-"`
}

// hostOf is the host that speaks a dialect; several dialects are spoken by the parts of one.
func hostOf(dialect string) string {
	switch dialect {
	case "vscode-copilot", "copilot-cli":
		return "copilot"
	case "gemini":
		return "gemini-cli"
	}
	return dialect
}

// layer is what the configuration of one host in one folder says, all its files together.
type layer struct {
	settings []*Setting // those of the project before the local ones
	servers  []*Server
	shared   []Capability // what it gives to an agent that has all tools
	ready    bool         // shared is known
}

// layers finds the configuration that applies to an agent.
type layers struct {
	at      map[layerKey]*layer
	single  map[string]*Setting // of one agent, by file and name
	holds   map[string]bool     // files that hold agents
	plugins map[string]bool     // folders of plugins, whose agents run under somebody else's settings
}

type layerKey struct{ host, folder string }

// newLayers sorts settings and servers by host and by the folder that they are for. Hosts that nobody can
// name have none.
func newLayers(d *Document) *layers {
	l := &layers{at: map[layerKey]*layer{}, single: map[string]*Setting{}, plugins: map[string]bool{}, holds: map[string]bool{}}
	for _, a := range d.Agents {
		l.holds[a.File] = true
	}
	for _, s := range d.Skills {
		if s.Kind == "plugin" {
			l.plugins[configured(s.File)] = true
		}
	}
	for _, s := range d.Settings {
		if name, one := strings.CutPrefix(s.Name.V, "agent."); one && l.holds[s.File] {
			l.single[s.File+"#"+name] = s
			continue
		}
		if in := l.layer(&s.Entity); in != nil {
			in.settings = append(in.settings, s)
		}
	}
	for _, s := range d.Servers {
		if in := l.layer(&s.Entity); in != nil && !s.Disabled.V {
			in.servers = append(in.servers, s)
		}
	}
	for _, in := range l.at {
		slices.SortStableFunc(in.settings, func(a, b *Setting) int { return cmp.Compare(btoi(a.Role == RoleLocal), btoi(b.Role == RoleLocal)) })
	}
	return l
}

// layer is the layer that an entity of configuration is part of; nil where it is of none. What stands in
// the file of a team is for that team, and what stands in the text of an agent for that agent, which
// refers to it.
func (l *layers) layer(e *Entity) *layer {
	if !facts.HostDialect(e.Dialect) || l.holds[e.File] && path.Ext(e.File) == ".md" {
		return nil
	}
	key := layerKey{hostOf(e.Dialect), configured(e.File)}
	if ofTeams[e.Dialect] {
		key.folder = e.File
	}
	if l.at[key] == nil {
		l.at[key] = &layer{}
	}
	return l.at[key]
}

// ofTeams are the dialects of files that hold agents together with their whole configuration.
var ofTeams = map[string]bool{"cagent": true, "goose": true}

// configured is the folder that a file of configuration is for: the one above the first hidden folder on
// its path, else its own.
func configured(file string) string {
	parts := strings.Split(path.Dir(file), "/")
	if i := slices.IndexFunc(parts, func(p string) bool { return len(p) > 1 && p[0] == '.' }); i >= 0 {
		return path.Join(".", path.Join(parts[:i]...))
	}
	return path.Dir(file)
}

// of is what applies to an agent: the layer around it, and the settings that are for it alone. It is never
// nil.
func (l *layers) of(a *Agent) *layer {
	in := l.around(a)
	if own := l.single[a.File+"#"+a.Name.V]; own != nil {
		return &layer{settings: append(slices.Clone(in.settings), own), servers: in.servers}
	}
	return in
}

// around is the layer of the nearest folder at or above the agent's, not further up than its plugin.
func (l *layers) around(a *Agent) *layer {
	if facts.HostDialect(a.Dialect) {
		if in := l.at[layerKey{hostOf(a.Dialect), a.File}]; in != nil {
			return in
		}
		for dir := path.Dir(a.File); ; dir = path.Dir(dir) {
			if in := l.at[layerKey{hostOf(a.Dialect), dir}]; in != nil {
				return in
			}
			if dir == "." || dir == "/" || l.plugins[dir] {
				break
			}
		}
	}
	return &layer{}
}

// effective puts the layers of an agent together; nil where no layer says anything.
func effective(a *Agent, in *layer) *Effective {
	e := &Effective{Mode: a.Mode, Grants: []EffectiveGrant{}}
	if a.Mode.Set {
		e.Origin = a.ID
	}
	e.add("give", a.ID, a.Tools.Allow.V, nil)
	e.add("deny", a.ID, a.Tools.Deny.V, nil)
	var has map[string]bool
	if a.Tools.Mode != "all" {
		has = toolKeys(a)
	}
	for _, s := range slices.Backward(in.settings) {
		if s.Mode.Set && !e.Mode.Set {
			e.Mode, e.Origin = s.Mode, s.ID
		}
	}
	for _, s := range in.settings {
		e.add("deny", s.ID, s.Deny.V, has)
		e.add("ask", s.ID, s.Ask.V, has)
		e.add("allow", s.ID, s.Allow.V, has)
	}
	for _, s := range in.servers {
		e.approved(s, has)
	}
	if len(e.Grants) == 0 && !e.Mode.Set {
		return nil
	}
	return e
}

// toolKeys are the tools that an agent has, by class and by server.
func toolKeys(a *Agent) map[string]bool {
	has := map[string]bool{}
	for _, g := range a.Tools.Allow.V {
		has[toolKey(g)] = true
	}
	return has
}

// toolKey is what a grant is about: a server, or the class of a tool.
func toolKey(g facts.Grant) string {
	if g.Server != "" {
		return "mcp:" + g.Server
	}
	return g.Tool
}

// add adds grants of a layer, those of tools alone that the agent has; nil is all.
func (e *Effective) add(effect, origin string, grants []facts.Grant, has map[string]bool) {
	for _, g := range grants {
		if len(e.Grants) == maxEffective {
			return
		}
		if has == nil || has[toolKey(g)] || has["*"] || g.Tool == "*" {
			e.Grants = append(e.Grants, EffectiveGrant{Raw: g.Raw, Tool: g.Tool, Effect: effect, Origin: origin, At: g.At})
		}
	}
}

// approved adds the tools that the configuration of a server approves in advance.
func (e *Effective) approved(s *Server, has map[string]bool) {
	if has != nil && !has["mcp:"+s.Name.V] && !has["*"] && !has["mcp:*"] {
		return
	}
	approved := s.AutoApprove.V
	if s.ApproveAll.Set {
		approved = append(slices.Clone(approved), source.Say("*", s.ApproveAll.At))
	}
	for _, tool := range approved {
		if len(e.Grants) < maxEffective {
			e.Grants = append(e.Grants, EffectiveGrant{
				Raw: "mcp__" + s.Name.V + "__" + tool.V, Tool: "mcp", Effect: "allow", Origin: s.ID, At: tool.At,
			})
		}
	}
}
