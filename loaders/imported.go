package loaders

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

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
// its parts, and that no loader recognised, and what those import in turn. Those that the patterns exclude,
// as Walk.Exclude has them, are left out; those beyond the limit are stated, and not read. The files whose
// imports come back to them get a note.
func (r *Repository) Imported(docs []*Document, exclude []string) []*Document {
	globs, err := parseExcludes(exclude)
	if err != nil {
		globs = nil // the walk has said so
	}
	known := map[string]bool{}
	var queue []string
	note := func(d *Document) {
		for _, f := range d.Files {
			known[f.Path] = true
		}
		for _, ref := range d.imports() {
			queue = append(queue, r.links.resolve(path.Clean(ref.Path)))
		}
	}
	for _, d := range docs {
		note(d)
	}
	var found []*Document
	for ; len(queue) > 0; queue = queue[1:] {
		if name := queue[0]; !known[name] && !leftOut(globs, name) && r.regular(name) {
			d := r.imported(name, len(found) >= maxImports)
			found = append(found, d)
			note(d)
		}
	}
	r.noteCircles(slices.Concat(docs, found))
	return append(found, r.interfaces(docs, known, globs)...)
}

// imports are the references to texts that the entities of the document make part of the context.
func (d *Document) imports() []Ref {
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
	return slices.DeleteFunc(refs, func(ref Ref) bool {
		return ref.Rel != Imports && ref.Rel != UsesPrompt || ref.Path == "" || !fs.ValidPath(ref.Path)
	})
}

// leftOut says whether patterns exclude a file, or a folder that it is in.
func leftOut(globs []excludeGlob, name string) bool {
	for i := range len(name) {
		if name[i] == '/' && excludedBy(globs, name[:i], true) != "" {
			return true
		}
	}
	return excludedBy(globs, name, false) != ""
}

// noteCircles adds a note to a file of each circle of imports: hosts read each of its files once, which may
// not be what was meant.
func (r *Repository) noteCircles(docs []*Document) {
	files := map[string]*File{}
	next, back := map[string][]*Edge{}, map[string][]*Edge{}
	for _, d := range docs {
		for _, f := range d.Files {
			files[f.Path] = f
		}
		for _, ref := range d.imports() {
			if ref.Rel != Imports || ref.To.At.IsZero() {
				continue
			}
			e := &Edge{From: ref.To.At.File.Path, To: r.links.resolve(path.Clean(ref.Path)), At: ref.To.At}
			next[e.From], back[e.To] = append(next[e.From], e), append(back[e.To], e)
		}
	}
	covered := map[string]bool{}
	ids := slices.Sorted(maps.Keys(files))
	group := groups(finished(ids, next), back)
	for _, id := range ids {
		circle := shortest(next, id, func(to string) bool { return group[to] == group[id] })
		if circle == nil || covered[group[id]] {
			continue
		}
		covered[group[id]] = true
		names := []string{id}
		for _, e := range circle {
			names = append(names, e.To)
		}
		files[id].Notes = append(files[id].Notes, Note{
			Kind: "import-circle", Text: "its imports come back to it: " + strings.Join(names, " > "), At: circle[0].At,
		})
	}
}

func (r *Repository) imported(name string, beyond bool) *Document {
	if !beyond {
		return r.read(Entry{Path: name, Role: r.roleOf(name, "")}, []candidate{{loader: &importedLoader, meant: true}})
	}
	f := &source.File{Path: name, Status: source.Skipped, Syntax: source.Markdown}
	f.Err = &source.Error{
		At: source.Place{File: f}, Limit: true,
		Message: fmt.Sprintf("it is not read, since %d other files are imported before it", maxImports),
	}
	return stated(f, &importedLoader, r.roleOf(name, ""))
}

func (r *Repository) regular(name string) bool {
	info, err := fs.Stat(r.tree, name)
	return err == nil && info.Mode().IsRegular()
}
