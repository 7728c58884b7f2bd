package loaders

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// Link joins what belongs together in the merged document of a repository: governance files with their
// agents, references with what they mean, and circles of delegation. Entities that it completes are
// copied first, since the documents of single files share them.
func Link(d *Document, r *Repository) {
	govern(d)
	l := newLinker(d, r)
	d.entities(func(_ string, e *Entity, _ any) { l.entity(e, e.Refs) })
	for _, s := range d.Settings {
		l.entity(&s.Entity, slices.Concat(toolRefs(s.Allow.V), toolRefs(s.Ask.V), l.serverRefs(&s.Entity, slices.Concat(s.Allow.V, s.Ask.V))))
	}
	for _, a := range d.Agents {
		l.entity(&a.Entity, slices.Concat(skillRefs(a), l.serverRefs(&a.Entity, a.Tools.Allow.V)))
	}
	l.cards()
	l.reachable()
	l.conflicts()
	l.twins()
	l.links()
	l.copies()
	slices.SortStableFunc(d.Edges, func(a, b *Edge) int {
		return cmp.Or(strings.Compare(a.From, b.From), strings.Compare(a.Rel, b.Rel), strings.Compare(a.To, b.To))
	})
	d.Cycles = cycles(d)
	l.enable()
	d.findTwins()
	d.compareSessions()
	assess(d)
	compare(d)
	l.inventory()
	l.consents()
}

// linker knows the targets of references by the names that references use.
type linker struct {
	doc     *Document
	repo    *Repository
	prompts map[string][]string // ids by the path of the file
	agents  map[agentKey]*Agent // the first of each key
	skills  map[string][]string
	servers map[string][]string
	models  map[string][]string
	byFile  map[string][]string // ids of agents and skills by "<collection>:<file>"
	toolsIn map[string][]*Tool  // of descriptions of interfaces, by file
	tools   *toolNames

	spellings map[string]bool          // of the names of servers
	hosts     map[string][]string      // the names of the servers of each host
	named     map[string][]string      // the names of the agents of each dialect
	plugins   map[string]bool          // by folder, whether it belongs to a plugin
	folders   map[string][]fs.DirEntry // what lies in those that were looked into
}

// agentKey finds an agent by its name and, where they are not empty, its file and its dialect.
type agentKey struct{ name, file, dialect string }

func newLinker(d *Document, r *Repository) *linker {
	l := &linker{
		doc: d, repo: r, prompts: map[string][]string{}, folders: map[string][]fs.DirEntry{},
		agents: map[agentKey]*Agent{}, skills: map[string][]string{}, servers: map[string][]string{},
		models: map[string][]string{}, byFile: map[string][]string{}, tools: newToolNames(d), toolsIn: map[string][]*Tool{},
		plugins: map[string]bool{},
	}
	for _, t := range d.Tools {
		if t.Dialect == "openapi" {
			l.toolsIn[t.File] = append(l.toolsIn[t.File], t)
		}
	}
	for _, p := range d.Prompts {
		l.prompts[p.File] = append(l.prompts[p.File], p.ID)
	}
	for _, a := range d.Agents {
		l.byFile["agents:"+a.File] = append(l.byFile["agents:"+a.File], a.ID)
		for _, key := range a.keys(a.Name.V) {
			l.agents[key] = cmp.Or(l.agents[key], a)
		}
	}
	for _, s := range d.Skills {
		l.skills[s.Name.V] = append(l.skills[s.Name.V], s.ID)
		l.byFile["skills:"+s.File] = append(l.byFile["skills:"+s.File], s.ID)
	}
	for _, s := range d.Servers {
		l.servers[s.Name.V] = append(l.servers[s.Name.V], s.ID)
	}
	for _, m := range d.Models {
		l.models[m.Name.V] = append(l.models[m.Name.V], m.ID)
		if m.Card == "model" && m.Model.V != "" && m.Model.V != m.Name.V {
			l.models[m.Model.V] = append(l.models[m.Model.V], m.ID)
		}
	}
	return l
}

// toolRefs are references to the tools of servers that permissions name.
func toolRefs(grants []facts.Grant) []Ref {
	var refs []Ref
	for _, g := range grants {
		if namesTool(g) {
			refs = append(refs, Ref{Rel: UsesTool, To: source.Say(g.Raw, g.At)})
		}
	}
	return refs
}

// namesTool says whether a permission is about a tool of a server.
func namesTool(g facts.Grant) bool { return g.Server != "" && g.MCPTool != "" }

// ofServers are the permissions about tools of servers.
func ofServers(grants source.Field[[]facts.Grant]) source.Field[[]facts.Grant] {
	var some []facts.Grant
	for _, g := range grants.V {
		if namesTool(g) {
			some = append(some, g)
		}
	}
	grants.V = some
	return grants
}

// entity makes the edges of references that an entity states.
func (l *linker) entity(e *Entity, refs []Ref) {
	for _, ref := range refs {
		if tools := l.toolsIn[ref.Path]; ref.Rel == UsesTool && len(tools) > 0 {
			l.allTools(e, ref, tools)
			continue
		}
		edge := &Edge{
			From: e.ID, Rel: ref.Rel, To: ref.To.V, Resolved: "open", Conditional: ref.Conditional,
			FromFile: e.File, Role: e.Role, At: ref.To.At,
		}
		l.resolve(e, ref, edge)
		if edge.At.IsZero() {
			edge.At = e.At
		}
		l.doc.Edges = append(l.doc.Edges, edge)
	}
}

func (l *linker) resolve(e *Entity, ref Ref, edge *Edge) {
	if ref.Path != "" {
		l.path(ref, edge)
		return
	}
	switch ref.Rel {
	case Imports, UsesPrompt, Packages, Documents:
		edge.Resolved = "external"
	case UsesTool:
		l.tools.resolve(e, ref.To.V, edge)
	case DelegatesTo:
		if a := l.agent(e, ref.To.V); a != nil {
			edge.To, edge.Resolved = a.ID, true
			break
		}
		l.noAgent(e, ref.To.V, edge)
	case UsesServer:
		if first(edge, l.servers[ref.To.V]); edge.Resolved != true {
			l.noServer(e, ref.To.V, edge)
		}
	case UsesModel:
		first(edge, l.models[ref.To.V])
	case UsesSkill:
		l.skill(e, ref.To.V, edge)
	}
}

// first resolves to the only, or else the first, of several of a name.
func first(edge *Edge, ids []string) {
	if len(ids) > 0 {
		edge.To, edge.Resolved = ids[0], true
	}
}

// agent is the agent of a name that is nearest: of the same file, then of the same dialect.
func (l *linker) agent(e *Entity, name string) *Agent {
	for _, key := range e.keys(name) {
		if a := l.agents[key]; a != nil {
			return a
		}
	}
	return nil
}

// keys are the keys of an agent of a name that is of the same file or dialect as e, the nearest first.
func (e *Entity) keys(name string) []agentKey {
	return []agentKey{{name, e.File, e.Dialect}, {name, e.File, ""}, {name, "", e.Dialect}, {name, "", ""}}
}

// path resolves a reference to a file: to its prompt, else to the file itself.
func (l *linker) path(ref Ref, edge *Edge) {
	if !fs.ValidPath(ref.Path) {
		edge.Resolved = "external"
		return
	}
	target := l.repo.links.resolve(ref.Path)
	if id := l.inFile(ref, target); id != "" {
		edge.To, edge.Resolved = id, true
		return
	}
	edge.To = "files:" + target
	_, err := fs.Stat(l.repo.tree, target)
	if edge.Resolved = err == nil; err != nil {
		l.absent(ref, edge)
	}
}

// inFile is the entity of a file that a reference to the file means: the agent for delegation, the skill or
// agent for the part of a plugin, else the
// prompt of the name that the reference gives, else the first prompt.
func (l *linker) inFile(ref Ref, file string) string {
	if ref.Rel == DelegatesTo {
		if ids := l.byFile["agents:"+file]; len(ids) > 0 {
			return ids[0]
		}
		return ""
	}
	if id := l.part(file); ref.Rel == Packages && id != "" {
		return id
	}
	ids := l.prompts[file]
	if i := slices.Index(ids, "prompts:"+file+"#"+ref.To.V); i >= 0 {
		return ids[i]
	}
	if len(ids) > 0 {
		return ids[0]
	}
	return ""
}

// links makes an edge of each symbolic link.
func (l *linker) links() {
	for _, f := range l.doc.Files {
		if f.Link != "" {
			l.same(f, f.Link)
		}
	}
}

// copies makes an edge from each file to the first other one with the same bytes.
func (l *linker) copies() {
	firsts := map[string]*File{}
	for _, f := range l.doc.Files {
		switch first := firsts[f.SHA256]; {
		case f.SHA256 == "" || f.Size == 0 || f.Link != "":
		case first == nil:
			firsts[f.SHA256] = f
		case first.Path != f.Path:
			l.same(f, first.Path)
		}
	}
}

func (l *linker) same(f *File, to string) {
	l.doc.Edges = append(l.doc.Edges, &Edge{
		From: "files:" + f.Path, Rel: SameAs, To: "files:" + to, Resolved: true, FromFile: f.Path, Role: f.Role, At: start(f),
	})
}

// start is the beginning of a file.
func start(f *File) source.Place { return source.Place{File: f.At.File} }
