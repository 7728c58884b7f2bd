package loaders

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

// maxImports bounds how many files are loaded only because an instruction file imports them.
const maxImports = 64

// Repository reads the agent files of one tree. It keeps no state between files and may be used by
// several goroutines at once.
type Repository struct {
	tree    fs.FS // from the root of the repository
	maxSize int64
	match   *matcher
	aliases []Symlink
}

// NewRepository makes a Repository of a tree. Links are the symbolic links to folders that the walk
// found: a file below their target may be recognised by the path through the link. A maxSize of 0 means
// 5 MiB.
func NewRepository(tree fs.FS, links []Symlink, maxSize int64) *Repository {
	if maxSize == 0 {
		maxSize = DefaultMaxSize
	}
	aliases := slices.DeleteFunc(slices.Clone(links), func(l Symlink) bool { return !l.Dir })
	return &Repository{tree: tree, maxSize: maxSize, match: newMatcher(all), aliases: aliases}
}

// Load reads one file and returns its Document, or nil where it is no agent file. What could not be
// read is stated in the Document's Files, never in an error.
func (r *Repository) Load(e Entry) *Document {
	candidates := r.candidates(e.Path)
	if len(candidates) == 0 {
		return nil
	}
	if e.Link != "" {
		return r.link(e, candidates)
	}
	return r.read(e, candidates)
}

// candidates are the loaders for the path itself, else for the path through a linked folder.
func (r *Repository) candidates(name string) []candidate {
	if found := r.match.candidates(name); len(found) > 0 {
		return found
	}
	for _, l := range r.aliases {
		if rest, ok := strings.CutPrefix(name, l.To+"/"); ok {
			if found := r.match.candidates(l.From + "/" + rest); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// link states a symbolic link. Its target is an entity of its own: by its own name, or else as what the
// link says that it is.
func (r *Repository) link(e Entry, candidates []candidate) *Document {
	first := candidates[0]
	if !first.meant {
		return nil
	}
	doc := &Document{}
	if len(r.candidates(e.Link)) == 0 {
		if target := r.read(Entry{Path: e.Link, Role: RoleOf(e.Link)}, candidates); target != nil {
			doc = target
		}
	}
	doc.Files = append(doc.Files, &File{
		Path: e.Path, Loader: first.loader.Name, Format: string(first.loader.Syntax), Role: e.Role,
		Parse: string(source.OK), Link: e.Link,
		At: source.Place{File: &source.File{Path: e.Path}},
	})
	return doc
}

func (r *Repository) read(e Entry, candidates []candidate) *Document {
	data, err := r.bytes(e.Path)
	if err != nil {
		if !candidates[0].meant {
			return nil
		}
		f := &source.File{Path: e.Path, Status: source.Failed}
		f.Err = &source.Error{At: source.Place{File: f}, Message: cause(err)}
		return finish(&Document{}, f, candidates[0].loader, e.Role)
	}
	f := source.Read(e.Path, data)
	f.Dir = r.tree
	if f.Status == source.Failed {
		if !candidates[0].meant {
			return nil
		}
		return finish(&Document{}, f, candidates[0].loader, e.Role)
	}
	return r.recognise(f, candidates, e.Role)
}

// bytes reads a whole file, within the limit of size.
func (r *Repository) bytes(name string) ([]byte, error) {
	file, err := r.tree.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	data, err := io.ReadAll(io.LimitReader(file, r.maxSize+1))
	if err == nil && int64(len(data)) > r.maxSize {
		err = fmt.Errorf("larger than %d bytes", r.maxSize)
	}
	return data, err
}

// cause is the reason of a file error without the path, which stands beside it anyway.
func cause(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err.Error()
	}
	return err.Error()
}

// recognise asks the candidates in turn. The first one that claims the file loads it.
func (r *Repository) recognise(f *source.File, candidates []candidate, role string) *Document {
	parsed := map[source.Syntax]*source.File{}
	parse := func(l *Loader) *source.File {
		syntax := l.Syntax
		if syntax == "" {
			syntax = f.Syntax
		}
		if parsed[syntax] == nil {
			g := f
			if len(parsed) > 0 {
				g = f.As(syntax)
			}
			g.Syntax = syntax
			g.Parse()
			parsed[syntax] = g
		}
		return parsed[syntax]
	}
	for _, c := range candidates {
		l := c.loader
		if !c.meant && !l.hinted(f.Text) {
			continue
		}
		g := parse(l)
		if g.Err != nil && c.meant {
			return finish(&Document{}, g, l, role)
		}
		if g.Err != nil || !(c.meant && l.Reserved) && !l.claims(g) {
			continue
		}
		doc := l.load(g)
		if doc == nil || doc.empty() && !c.meant {
			continue
		}
		return finish(doc, g, l, role)
	}
	return nil
}

// hinted says whether one of the hints stands in the text.
func (l *Loader) hinted(text string) bool {
	return len(l.Hints) == 0 || slices.ContainsFunc(l.Hints, func(hint string) bool { return strings.Contains(text, hint) })
}

// claims asks the loader about each document of the file.
func (l *Loader) claims(f *source.File) bool {
	if l.Claims == nil {
		return false
	}
	return l.Claims(f.Root) || slices.ContainsFunc(f.Documents, l.Claims)
}

// load calls the loader. A fault of the loader is a fault of this file alone, and stated.
func (l *Loader) load(f *source.File) (doc *Document) {
	fault := func(at source.Place, message string) *Document {
		f.Status = source.Failed
		f.Err = &source.Error{At: at, Message: message}
		return &Document{}
	}
	defer func() {
		if v := recover(); v != nil {
			doc = fault(source.Place{File: f}, fmt.Sprintf("pacheck itself failed on this file (please report it): %v", v))
		}
	}()
	if l.Tier3 {
		f.Status = source.Skipped
		return &Document{}
	}
	doc, err := l.Load(f)
	if err == nil {
		return doc
	}
	if at, ok := errors.AsType[*source.Error](err); ok {
		return fault(at.At, at.Message)
	}
	return fault(source.Place{File: f}, err.Error())
}

// finish fills in what all files and entities have in common, and the facts about their texts.
func finish(doc *Document, f *source.File, l *Loader, role string) *Document {
	file := &File{
		Path: f.Path, Loader: l.Name, Format: string(f.Syntax), Role: role, Parse: string(f.Status),
		SHA256: f.SHA256, Size: f.Size, At: source.Place{File: f},
	}
	if f.Err != nil {
		file.Problem, file.At = f.Err.Message, f.Err.At
	}
	for _, n := range f.Notes {
		file.Notes = append(file.Notes, Note{Kind: n.Kind, Text: n.Text, At: n.At})
	}
	file.Secrets = doc.findSecrets(f)
	doc.Files = append(doc.Files, file)
	doc.readSignals()
	for _, p := range doc.Prompts {
		if p.Segments == nil && p.Text.Set {
			p.Segments = facts.Segments(p.Text)
		}
	}
	for _, a := range doc.Agents {
		a.Governed = !reflect.ValueOf(a.Governance).IsZero()
	}
	ids := map[string]int{}
	doc.entities(func(collection string, e *Entity, v any) {
		e.complete(f, l, role)
		e.ID = collection + ":" + e.File + "#" + e.Name.V
		if ids[e.ID]++; ids[e.ID] > 1 {
			e.ID += fmt.Sprintf("~%d", ids[e.ID])
		}
		doc.Texts = append(doc.Texts, texts(e, v)...)
	})
	doc.Texts = withoutRepeats(doc.Texts)
	return doc
}

func (e *Entity) complete(f *source.File, l *Loader, role string) {
	e.File, e.Role = f.Path, role
	if e.Dialect == "" {
		e.Dialect = l.Dialect
	}
	if e.Dialect == "" {
		e.Dialect = "generic"
	}
	if e.Can == nil {
		e.Can = l.Can
	}
	if !e.Name.Set {
		e.Name = source.Say(f.Path, source.Place{})
	}
	if e.At.IsZero() {
		e.At = source.Place{File: f, End: len(f.Text)}
	}
	if e.Raw == nil {
		e.Raw = f.Root
	}
}

// empty says whether nothing was found in the file.
func (d *Document) empty() bool {
	n := 0
	d.entities(func(string, *Entity, any) { n++ })
	return n == 0
}

// entities calls visit for each entity, collection by collection, with the entity itself as a pointer.
func (d *Document) entities(visit func(collection string, e *Entity, v any)) {
	for _, v := range d.Agents {
		visit("agents", &v.Entity, v)
	}
	for _, v := range d.Prompts {
		visit("prompts", &v.Entity, v)
	}
	for _, v := range d.Tools {
		visit("tools", &v.Entity, v)
	}
	for _, v := range d.Models {
		visit("models", &v.Entity, v)
	}
	for _, v := range d.Servers {
		visit("servers", &v.Entity, v)
	}
	for _, v := range d.Skills {
		visit("skills", &v.Entity, v)
	}
	for _, v := range d.Settings {
		visit("settings", &v.Entity, v)
	}
	for _, v := range d.Hooks {
		visit("hooks", &v.Entity, v)
	}
	for _, v := range d.Launches {
		visit("launches", &v.Entity, v)
	}
}

// Imported loads the text files inside the repository that the documents import and that no loader
// recognised, and what those import, up to a limit.
func (r *Repository) Imported(docs []*Document) []*Document {
	known := map[string]bool{}
	var queue []Ref
	note := func(d *Document) {
		for _, f := range d.Files {
			known[f.Path] = true
		}
		for _, p := range d.Prompts {
			for _, ref := range p.Refs {
				if ref.Rel == Imports && ref.Path != "" {
					queue = append(queue, ref)
				}
			}
		}
	}
	for _, d := range docs {
		note(d)
	}
	var found []*Document
	for ; len(queue) > 0 && len(found) < maxImports; queue = queue[1:] {
		name := path.Clean(queue[0].Path)
		if known[name] || !fs.ValidPath(name) {
			continue
		}
		known[name] = true
		if info, err := fs.Stat(r.tree, name); err != nil || !info.Mode().IsRegular() {
			continue
		}
		d := r.read(Entry{Path: name, Role: RoleOf(name)}, []candidate{{loader: &importedLoader, meant: true}})
		found = append(found, d)
		note(d)
	}
	return found
}
