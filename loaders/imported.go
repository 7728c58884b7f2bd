package loaders

import (
	"fmt"
	"io/fs"
	"path"

	"github.com/pacheck/pacheck/loaders/source"
)

// maxImports bounds how many files are loaded only because an instruction file imports them.
const maxImports = 64

// importedLoader reads a text that is part of the context only because an instruction file imports it.
// It has no globs: Repository.Imported names the files.
var importedLoader = Loader{
	Name:     "imported",
	Doc:      "A text file that an instruction file imports with @path, or that an agent has for its instructions.",
	Family:   "Instruction files",
	Syntax:   source.Markdown,
	Reserved: true,
	Can:      []string{"text"},
	Load: func(f *source.File) (*Document, error) {
		p := &Prompt{Entity: Entity{Refs: importsOf(f)}, Kind: "import", Text: source.Say(f.Body.Value, f.Body.Place)}
		return &Document{Prompts: []*Prompt{p}}, nil
	},
}

// Imported loads the text files inside the repository that the documents import, or that a plugin names as
// its parts, and that no loader recognised, and what those import in turn. Those beyond the limit are
// stated, and not read.
func (r *Repository) Imported(docs []*Document) []*Document {
	known := map[string]bool{}
	var queue []string
	note := func(d *Document) {
		for _, f := range d.Files {
			known[f.Path] = true
		}
		var refs []Ref
		for _, p := range d.Prompts {
			refs = append(refs, p.Refs...)
		}
		for _, a := range d.Agents {
			refs = append(refs, a.Refs...)
		}
		for _, s := range d.Settings {
			refs = append(refs, s.Refs...)
		}
		for _, s := range d.Skills {
			for _, ref := range s.Refs {
				if ref.Rel == Packages && path.Ext(ref.Path) == ".md" {
					refs = append(refs, Ref{Rel: Imports, Path: ref.Path})
				}
			}
		}
		for _, ref := range refs {
			if (ref.Rel == Imports || ref.Rel == UsesPrompt) && ref.Path != "" && fs.ValidPath(ref.Path) {
				queue = append(queue, r.links.resolve(path.Clean(ref.Path)))
			}
		}
	}
	for _, d := range docs {
		note(d)
	}
	var found []*Document
	for ; len(queue) > 0; queue = queue[1:] {
		if name := queue[0]; !known[name] && r.regular(name) {
			d := r.imported(name, len(found) >= maxImports)
			found = append(found, d)
			note(d)
		}
	}
	return append(found, r.interfaces(docs, known)...)
}

func (r *Repository) imported(name string, beyond bool) *Document {
	if !beyond {
		return r.read(Entry{Path: name, Role: RoleOf(name)}, []candidate{{loader: &importedLoader, meant: true}})
	}
	f := &source.File{Path: name, Status: source.Skipped, Syntax: source.Markdown}
	f.Err = &source.Error{
		At: source.Place{File: f}, Limit: true,
		Message: fmt.Sprintf("it is not read, since %d other files are imported before it", maxImports),
	}
	return stated(f, &importedLoader, RoleOf(name))
}

func (r *Repository) regular(name string) bool {
	info, err := fs.Stat(r.tree, name)
	return err == nil && info.Mode().IsRegular()
}
