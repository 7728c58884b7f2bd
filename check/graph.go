package check

import (
	"cmp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders"
)

// Graph is what acts in a repository and what it reaches: agents, and the prompts, skills and hosts that
// use something; servers, tools and models; and how they refer to each other.
type Graph struct {
	Nodes []Node // by kind, in the order of Kinds, name and file
	Edges []Edge // by From, To and Rel
}

// Node is one of those.
type Node struct {
	ID    string   // of the entity; of what no file defines, its collection and its name
	Kind  string   // one of Kinds
	Name  string   // as stated
	File  string   // the file that defines it; "" where none does
	Role  string   // the role of that file
	Parts []string // the ids of the prompts that it is told; findings about them are about it
}

// Edge says that From refers to To.
type Edge struct {
	From, To    string // ids of nodes
	Rel         string // one of the relations of loaders, or Offers
	Broken      bool   // nothing defines the target, and everything that could is known
	Conditional bool   // a person confirms it each time
}

// Offers is the relation of a server to the tools that its list names.
const Offers = "offers"

// Kinds are the kinds of nodes: first what acts, and then what it reaches.
var Kinds = []string{"host", "launch", "prompt", "skill", "agent", "server", "tool", "model"}

// nodeKinds is the kind of the entities of a collection.
var nodeKinds = map[string]string{
	"settings": "host", "launches": "launch", "prompts": "prompt", "skills": "skill",
	"agents": "agent", "servers": "server", "tools": "tool", "models": "model",
}

// reaches are the relations that are drawn, and the collection of what they mean.
var reaches = map[string]string{
	loaders.UsesTool: "tools", loaders.UsesModel: "models", loaders.UsesServer: "servers",
	loaders.UsesSkill: "skills", loaders.DelegatesTo: "agents",
}

// newGraph is the graph of a linked document.
func newGraph(d *loaders.Document) *Graph {
	g := &grapher{nodes: map[string]*Node{}, linked: map[string]bool{}, servers: map[string][]*loaders.Server{}}
	for collection, e := range d.Entities() {
		if kind := nodeKinds[collection]; kind != "" && g.nodes[e.ID] == nil {
			g.nodes[e.ID] = &Node{ID: e.ID, Kind: kind, Name: cmp.Or(e.Name.V, e.File), File: e.File, Role: e.Role}
		}
	}
	for _, s := range d.Servers {
		g.servers[s.Name.V] = append(g.servers[s.Name.V], s)
	}
	for _, e := range d.Edges {
		g.edge(e)
	}
	for _, t := range d.Tools {
		g.offer(t.Server.V, t.File, t.ID)
	}
	return g.graph()
}

// grapher collects the nodes and edges of a graph.
type grapher struct {
	nodes   map[string]*Node
	edges   []Edge
	linked  map[string]bool // the ends of edges
	servers map[string][]*loaders.Server
}

// edge draws a reference. A prompt that something is told becomes a part of it.
func (g *grapher) edge(e *loaders.Edge) {
	from := g.nodes[e.From]
	if from == nil {
		return
	}
	if e.Rel == loaders.UsesPrompt && e.Resolved == true {
		from.Parts = append(from.Parts, e.To)
		return
	}
	collection, drawn := reaches[e.Rel]
	if !drawn || e.Rel == loaders.UsesTool && strings.HasPrefix(e.To, "Agent(") { // which is delegation
		return
	}
	to := e.To
	if e.Resolved != true || g.nodes[to] == nil {
		to = collection + ":#" + e.To
		if g.nodes[to] == nil {
			g.nodes[to] = &Node{ID: to, Kind: nodeKinds[collection], Name: e.To}
			if server, tool, ok := strings.Cut(strings.TrimPrefix(e.To, "mcp__"), "__"); ok && tool != "" {
				g.offer(server, e.FromFile, to)
			}
		}
	}
	g.add(Edge{From: e.From, To: to, Rel: e.Rel, Broken: e.Resolved == false, Conditional: e.Conditional})
}

// offer draws that the server of a name offers a tool: the first one, or the first of the same file.
func (g *grapher) offer(server, file, tool string) {
	some := g.servers[server]
	i := max(0, slices.IndexFunc(some, func(s *loaders.Server) bool { return s.File == file }))
	if server != "" && len(some) > 0 {
		g.add(Edge{From: some[i].ID, To: tool, Rel: Offers})
	}
}

func (g *grapher) add(e Edge) {
	g.edges = append(g.edges, e)
	g.linked[e.From], g.linked[e.To] = true, true
}

// graph leaves out what neither acts nor is reached: hosts, launches, prompts and skills that refer to nothing.
func (g *grapher) graph() *Graph {
	out := &Graph{Edges: g.edges}
	for id, n := range g.nodes {
		if g.linked[id] || slices.Contains([]string{"agent", "server", "tool", "model"}, n.Kind) {
			slices.Sort(n.Parts)
			n.Parts = slices.Compact(n.Parts)
			out.Nodes = append(out.Nodes, *n)
		}
	}
	out.sort()
	return out
}

// sort puts nodes and edges in order, and leaves out edges that are there already.
func (g *Graph) sort() {
	slices.SortFunc(g.Nodes, func(a, b Node) int {
		return cmp.Or(cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)),
			strings.Compare(a.Name, b.Name), strings.Compare(a.File, b.File), strings.Compare(a.ID, b.ID))
	})
	slices.SortFunc(g.Edges, func(a, b Edge) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.To, b.To), strings.Compare(a.Rel, b.Rel))
	})
	g.Edges = slices.CompactFunc(g.Edges, func(a, b Edge) bool { return a.From == b.From && a.To == b.To && a.Rel == b.Rel })
}
