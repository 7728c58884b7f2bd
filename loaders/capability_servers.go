package loaders

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// serverGrant is what a grant of the tools of a server shows.
func (f *finding) serverGrant(g facts.Grant, by shown) {
	s := f.serverOf(g.Server)
	f.seen["server "+g.Server] = true
	if g.MatchesAll {
		if s == nil {
			f.add(by, f.product(nil, g.Server).shows, false)
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
	tools := f.offers.of(s.Name.V)
	for _, t := range tools {
		if !slices.ContainsFunc(s.ExcludedTools.V, func(name source.Text) bool { return name.V == t.Name.V }) {
			f.tool(t, shown{evidence: "tool " + t.Name.V + " of server " + s.Name.V, via: []string{s.ID}, at: by.at})
		}
	}
	if len(tools) == 0 {
		product := f.product(s, s.Name.V)
		by.evidence = "server " + product.label
		f.add(by, product.shows, limited)
	}
}

// serverTool is what one tool of a server shows: the tool itself where it is known, else its name together
// with what the server is known for.
func (f *finding) serverTool(s *Server, server, name string, by shown) {
	if s != nil {
		by.via = []string{s.ID}
	}
	if t := f.offers.find(server, name); t != nil {
		f.tool(t, by)
		return
	}
	product := f.product(s, server)
	f.add(by, f.outgoing(name, f.named(name)), false)
	by.evidence += " of server " + product.label
	for _, c := range product.shows {
		reading := c.Kind == facts.UntrustedInput || c.Kind == facts.PrivateData
		if reading && facts.Reads(name) {
			f.note(by, facts.Capability{Kind: c.Kind})
		}
	}
}

// product is what a server is known for, and what to call it.
type product struct {
	shows []facts.Capability
	label string
}

// product is what a server shows, or where no configuration is known its name.
func (y *ability) product(s *Server, name string) product {
	key := "name " + name
	if s != nil {
		key = s.ID
	}
	p, known := y.products[key]
	switch {
	case known:
		return p
	case s != nil:
		p.shows, p.label = serverCapabilities(s)
	default:
		p.shows, p.label = facts.PackageCapabilities(name, false), name
	}
	y.products[key] = p
	return p
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

// offers knows the tools that servers offer: those whose file names the server, and those that are listed
// beside its program.
type offers struct {
	named   map[string][]*Tool // by the name of the server
	beside  map[string][]*Tool // by folder
	folders map[string][]string
	known   map[[2]string]*Tool // by the name of the server, or the folder with a slash, and the name of the tool
}

func newOffers(d *Document) *offers {
	o := &offers{named: map[string][]*Tool{}, beside: map[string][]*Tool{}, folders: map[string][]string{}, known: map[[2]string]*Tool{}}
	for dir, servers := range serversByFolder(d.Servers) {
		for _, server := range servers {
			o.folders[server] = append(o.folders[server], dir)
		}
	}
	for _, dirs := range o.folders {
		slices.Sort(dirs)
	}
	for _, t := range d.Tools {
		dir := path.Dir(t.File)
		key := [2]string{dir + "/", t.Name.V}
		switch {
		case t.Server.Set:
			key[0] = t.Server.V
			o.named[t.Server.V] = append(o.named[t.Server.V], t)
		case dir == ".":
			continue
		default:
			o.beside[dir] = append(o.beside[dir], t)
		}
		o.known[key] = cmp.Or(o.known[key], t)
	}
	return o
}

// of are the tools of a server, as far as they are known.
func (o *offers) of(server string) []*Tool {
	tools := o.named[server]
	for _, dir := range o.folders[server] {
		tools = append(slices.Clip(tools), o.beside[dir]...)
	}
	return tools
}

// find is the tool of a server that has a name, or nil.
func (o *offers) find(server, name string) *Tool {
	if t := o.known[[2]string{server, name}]; t != nil {
		return t
	}
	for _, dir := range o.folders[server] {
		if t := o.known[[2]string{dir + "/", name}]; t != nil {
			return t
		}
	}
	return nil
}
