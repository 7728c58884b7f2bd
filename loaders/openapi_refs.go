package loaders

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// interfaceLoader reads descriptions of interfaces that an agent file names, wherever they lie. It has no
// globs: Repository.Imported names the files.
var interfaceLoader = Loader{
	Name:    "openapi-referred",
	Doc:     "OpenAPI and Swagger descriptions under any path that an agent, a plugin, a skill or a prompt names.",
	Family:  "Tools",
	Dialect: "openapi",
	Can:     openapiLoader.Can,
	Claims:  isOpenAPI,
	Load:    func(f *source.File) (*Document, error) { return interfaceTools(f), nil },
}

// The bounds of nameInterfaces: files looked for, and how far into one the version is looked for.
const (
	maxInterfaces    = 50
	maxInterfaceHead = 4 << 10
)

// dataEndings are those of files with data, dataPath their paths.
var dataEndings = []string{".json", ".yaml", ".yml"}

var dataPath = regexp.MustCompile(`^(?:file://)?(?:[^\s:*?"<>|{}]{1,200}/)?[^\s:*?"<>|{}/]{1,100}\.(?:json|ya?ml)$`)

// saysInterface says whether a text has the word for a description of an interface, OpenAPI or Swagger.
func saysInterface(text string) bool {
	return slices.ContainsFunc([]string{"penapi", "penAPI", "penApi", "wagger"}, func(word string) bool { return strings.Contains(text, word) })
}

// nameInterfaces makes references of the paths in a file that lead to descriptions of interfaces.
func (d *Document) nameInterfaces(f *source.File) {
	if f.Dir == nil || f.Root == nil || len(d.Agents)+len(d.Skills)+len(d.Prompts) == 0 || !saysInterface(f.Text) {
		return
	}
	tried := 0
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		if n == nil || tried >= maxInterfaces {
			return
		}
		if n.Kind == source.String && slices.Contains(dataEndings, path.Ext(n.Value)) && dataPath.MatchString(n.Value) {
			tried++
			if name := interfaceAt(f, n.Value); name != "" {
				e := d.owner(n.Place)
				e.Refs = append(e.Refs, Ref{Rel: UsesTool, To: n.Field(), Path: name})
			}
		}
		for _, item := range n.Items {
			walk(item)
		}
		for _, p := range n.Pairs {
			walk(p.Value)
		}
	}
	for _, root := range documentsOf(f) {
		walk(root)
	}
}

// interfaceAt is the file that a path in f leads to, from its folder or from the root, if that describes an
// interface; else empty.
func interfaceAt(f *source.File, value string) string {
	value = strings.TrimPrefix(strings.ReplaceAll(value, `\`, "/"), "file://")
	for _, name := range []string{path.Join(path.Dir(f.Path), value), path.Join(".", value)} {
		if !fs.ValidPath(name) || name == f.Path {
			continue
		}
		file, err := f.Dir.Open(name)
		if err != nil {
			continue
		}
		head := make([]byte, maxInterfaceHead)
		n, _ := file.Read(head)
		_ = file.Close()
		if saysInterface(string(head[:n])) {
			return name
		}
	}
	return ""
}

// owner is the smallest agent, skill or prompt around a place, else the first of them.
func (d *Document) owner(p source.Place) *Entity {
	var best, first *Entity
	d.entities(func(collection string, e *Entity, _ any) {
		if !slices.Contains([]string{"agents", "skills", "prompts"}, collection) {
			return
		}
		if first == nil {
			first = e
		}
		around := e.At.File == p.File && e.At.Start <= p.Start && p.End <= e.At.End
		if around && (best == nil || e.At.End-e.At.Start < best.At.End-best.At.Start) {
			best = e
		}
	})
	if best == nil {
		return first
	}
	return best
}

// interfaces are the descriptions that the documents name and that no loader has read.
func (r *Repository) interfaces(docs []*Document, known map[string]bool, exclude []excludeGlob) []*Document {
	var found []*Document
	load := func(e *Entity) {
		for _, ref := range e.Refs {
			name := r.links.resolve(ref.Path)
			if ref.Rel != UsesTool || ref.Path == "" || known[name] || leftOut(exclude, name) || !r.regular(name) || len(found) >= maxInterfaces {
				continue
			}
			known[name] = true
			if d := r.read(Entry{Path: name, Role: r.roleOf(name, "")}, []candidate{{loader: &interfaceLoader}}); d != nil {
				found = append(found, d)
			}
		}
	}
	for _, d := range docs {
		d.entities(func(_ string, e *Entity, _ any) { load(e) })
	}
	return found
}

// allTools makes an edge to each operation of the description that an entity names.
func (l *linker) allTools(e *Entity, ref Ref, tools []*Tool) {
	for _, t := range tools {
		l.doc.Edges = append(l.doc.Edges, &Edge{
			From: e.ID, Rel: ref.Rel, To: t.ID, Resolved: true, FromFile: e.File, Role: e.Role, At: ref.To.At,
		})
	}
}
