package loaders

import (
	"cmp"
	"slices"

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

// Forget drops the parsed trees. They are the greater part of a document, and only policies that read raw
// need them once the findings are located.
func (d *Document) Forget() {
	forget := func(f *source.File) {
		if f != nil {
			f.Root, f.Documents = nil, nil
		}
	}
	for _, f := range d.Files {
		forget(f.At.File)
	}
	d.entities(func(_ string, e *Entity, _ any) {
		forget(e.At.File)
		e.Raw = nil
	})
}
