package loaders

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// Merge puts the documents of files together into one of a repository, in the order of the paths of
// their first files. The entries themselves are shared, not copied.
func Merge(docs []*Document) *Document {
	docs = slices.Clone(docs)
	slices.SortStableFunc(docs, func(a, b *Document) int { return cmp.Compare(a.path(), b.path()) })
	all := &Document{}
	for _, d := range docs {
		all.Files = append(all.Files, d.Files...)
		all.Agents = append(all.Agents, d.Agents...)
		all.Prompts = append(all.Prompts, d.Prompts...)
		all.Tools = append(all.Tools, d.Tools...)
		all.Models = append(all.Models, d.Models...)
		all.Servers = append(all.Servers, d.Servers...)
		all.Skills = append(all.Skills, d.Skills...)
		all.Settings = append(all.Settings, d.Settings...)
		all.Hooks = append(all.Hooks, d.Hooks...)
		all.Launches = append(all.Launches, d.Launches...)
		all.Locks = append(all.Locks, d.Locks...)
		all.Waivers = append(all.Waivers, d.Waivers...)
		all.Ignores = append(all.Ignores, d.Ignores...)
		all.Texts = append(all.Texts, d.Texts...)
		all.Context = cmp.Or(all.Context, d.Context)
	}
	return all
}

func (d *Document) path() string {
	if len(d.Files) == 0 {
		return ""
	}
	return d.Files[0].Path
}

// Counts says how many entities of each collection there are; collections without any are left out.
func (d *Document) Counts() map[string]int {
	counts := map[string]int{}
	d.entities(func(collection string, _ *Entity, _ any) { counts[collection]++ })
	return counts
}

// HoldsEntities says whether a collection of documents is one of entities, as agents is and edges is not.
func HoldsEntities(collection string) bool {
	field, ok := reflect.TypeFor[Document]().FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, collection) })
	if !ok || field.Type.Kind() != reflect.Slice {
		return false
	}
	_, ok = field.Type.Elem().Elem().FieldByName("Entity")
	return ok
}

// Forget drops what is of no use once the file rules have answered, which is the greater part of a
// document: the parsed trees, and of the entities all but what Link looks at. The collections to
// keep stay whole, but for the trees.
func (d *Document) Forget(keep []string) {
	d.forgetTrees()
	able := slices.ContainsFunc(keep, func(name string) bool { return slices.Contains(rated, name) })
	if !slices.Contains(keep, "prompts") {
		forget(d.Prompts, func(p *Prompt) *Prompt { return &Prompt{Entity: p.Entity} })
	}
	if !slices.Contains(keep, "tools") {
		forget(d.Tools, func(t *Tool) *Tool {
			if able {
				return &Tool{Entity: t.Entity, Server: t.Server, Kind: t.Kind, Params: t.Params, Annotations: t.Annotations, HTTP: t.HTTP, Confirm: t.Confirm}
			}
			return &Tool{Entity: t.Entity, Server: t.Server, Annotations: t.Annotations}
		})
	}
	if !slices.Contains(keep, "models") {
		forget(d.Models, func(m *Model) *Model { return &Model{Entity: m.Entity, Card: m.Card, Model: m.Model, Terms: m.Terms} })
	}
	if !able && !slices.Contains(keep, "servers") {
		forget(d.Servers, func(s *Server) *Server {
			return &Server{Entity: s.Entity, Command: s.Command, Args: s.Args}
		})
	}
	if !able && !slices.Contains(keep, "skills") {
		forget(d.Skills, func(s *Skill) *Skill { return &Skill{Entity: s.Entity} })
	}
	if !able && !slices.Contains(keep, "settings") {
		forget(d.Settings, func(s *Setting) *Setting {
			return &Setting{Entity: s.Entity, Allow: ofServers(s.Allow), Ask: ofServers(s.Ask)}
		})
	}
	if !slices.Contains(keep, "texts") {
		d.Texts = nil
	}
}

// rated are the collections whose entities say what agents are able to do, or how great the risk is, which
// Link finds out by their tools, servers, skills and settings.
var rated = []string{"agents", "prompts", "tools", "models", "servers", "skills"}

func forget[T any](entities []*T, less func(*T) *T) {
	for i, v := range entities {
		entities[i] = less(v)
	}
}

func (d *Document) forgetTrees() {
	drop := func(f *source.File) {
		if f != nil {
			f.Root, f.Documents, f.Body = nil, nil, nil
		}
	}
	for _, f := range d.Files {
		drop(f.At.File)
	}
	d.entities(func(_ string, e *Entity, _ any) {
		drop(e.At.File)
		e.Raw = nil
	})
}
