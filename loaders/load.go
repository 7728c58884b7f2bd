package loaders

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"slices"
	"sync"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/pacheck/pacheck/loaders/source"
)

// Repository reads the agent files of one tree. It keeps no state between files and may be used by
// several goroutines at once.
type Repository struct {
	tree    fs.FS // from the root of the repository
	maxSize int64
	match   *matcher
	links   links
	left    []string    // the facts that are not found out
	keep    func() bool // whether to find out what things are made of, for the lock
	kinds   []candidate // that were given, the first that matches counts
	roles   []Given
}

// matching is the matcher of all loaders, which is made once and then only read.
var matching = sync.OnceValue(func() *matcher { return newMatcher(all) })

// NewRepository makes a Repository of a tree. Links are the symbolic links that the walk found: a file
// may be recognised by the path through a link. A maxSize of 0 means 5 MiB.
func NewRepository(tree fs.FS, links []Symlink, maxSize int64) *Repository {
	r := &Repository{tree: tree, maxSize: cmp.Or(maxSize, DefaultMaxSize), match: matching()}
	r.links = newLinks(r.match, links)
	r.keep = sync.OnceValue(r.hasLock)
	return r
}

// KeepContents makes Load find out what tools, servers, skills and prompts are made of, also where the
// repository has no lock yet. It is called before the first Load.
func (r *Repository) KeepContents() { r.keep = func() bool { return true } }

// Load reads one file and returns its Document, or nil where it is no agent file. What could not be
// read is stated in the Document's Files, never in an error.
func (r *Repository) Load(e Entry) *Document {
	candidates := r.links.candidates(r.match, e.Path)
	if given := r.given(e.Path); len(given) > 0 {
		if len(candidates) == 0 && e.Role == RoleTemplate {
			e.Role = RoleRuntime // a prompt with variables, and not something to be filled in before it is used
		}
		candidates = append(slices.Clone(candidates), given...)
	}
	e.Role = r.roleOf(e.Path, e.Role)
	if len(candidates) == 0 {
		return nil
	}
	if e.Link != "" {
		return r.link(e, candidates)
	}
	return r.read(e, candidates)
}

func (r *Repository) read(e Entry, candidates []candidate) *Document {
	if l := candidates[0].loader; l.Head != nil {
		return r.head(e.Path, l, e.Role)
	}
	f := &source.File{Path: e.Path, Status: source.Failed}
	data, err := r.bytes(e.Path)
	if err != nil {
		f.Err = &source.Error{At: source.Place{File: f}, Message: cause(err)}
	} else {
		f = source.Read(e.Path, data)
		f.Dir, f.Unread = r.tree, r.unread()
	}
	if f.Status != source.Failed {
		return r.recognise(f, candidates, e.Role)
	}
	if first := candidates[0]; first.meant {
		return stated(f, first.loader, e.Role)
	}
	return nil
}

// bytes reads a whole file, within the limit of size.
func (r *Repository) bytes(name string) ([]byte, error) {
	file, err := r.tree.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	var data bytes.Buffer
	if info, err := file.Stat(); err == nil {
		data.Grow(int(min(info.Size(), r.maxSize)) + bytes.MinRead)
	}
	_, err = data.ReadFrom(io.LimitReader(file, r.maxSize+1))
	if err == nil && int64(data.Len()) > r.maxSize {
		err = fmt.Errorf("larger than %d bytes", r.maxSize)
	}
	return data.Bytes(), err
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
		syntax := cmp.Or(l.Syntax, f.Syntax)
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
	hints := sync.OnceValue(func() map[string]bool { return r.match.hints.In(f.Text) })
	for _, c := range candidates {
		if !c.meant && !c.loader.hinted(hints) {
			continue
		}
		g := parse(c.loader)
		if doc := c.try(g, role); doc != nil {
			if r.keep() {
				doc.contents(g)
			}
			return doc
		}
	}
	return nil
}

// try is the document that the candidate's loader makes of a file, or nil where the file is not its. A
// fault of the loader is a fault of this file alone, and stated.
func (c candidate) try(f *source.File, role string) (doc *Document) {
	l := c.loader
	defer func() {
		if v := recover(); v != nil {
			message := fmt.Sprintf("pacheck itself failed on this file (please report it): %v", v)
			f.Status, f.Err = source.Failed, &source.Error{At: source.Place{File: f}, Message: message}
			doc = stated(f, l, role)
		}
	}()
	if f.Err == nil || f.Status == source.Templated && (f.Root != nil || f.Body != nil) {
		doc = c.load(f, role)
	}
	if doc == nil && f.Err != nil && (c.meant || l.Marks != nil && l.Marks.MatchString(f.Text)) {
		return (&Document{}).finish(f, l, role)
	}
	return doc
}

// load is the document that the candidate's loader makes of a tree. That of a template has what stands
// around the placeholders.
func (c candidate) load(f *source.File, role string) *Document {
	l := c.loader
	if !(c.meant && l.Reserved) && !l.claims(f) {
		return nil
	}
	if l.Tier3 {
		if f.Err == nil {
			f.Status = source.Skipped
		}
		return (&Document{}).finish(f, l, role)
	}
	doc, err := l.Load(f)
	switch {
	case err != nil && doc == nil:
		f.Status, f.Err = source.Failed, placed(err, f)
		return (&Document{}).finish(f, l, role)
	case err != nil:
		f.Status, f.Err = source.Partial, placed(err, f)
	}
	if doc == nil || err == nil && doc.empty() && !c.meant {
		return nil
	}
	return doc.finish(f, l, role)
}

// placed is an error of a loader with the place that it names, else at the start of the file.
func placed(err error, f *source.File) *source.Error {
	if at, ok := errors.AsType[*source.Error](err); ok {
		return at
	}
	return &source.Error{At: source.Place{File: f}, Message: err.Error()}
}

// hinted says whether one of the loader's hints is among those of a text.
func (l *Loader) hinted(hints func() map[string]bool) bool {
	return len(l.Hints) == 0 || slices.ContainsFunc(l.Hints, func(hint string) bool { return hints()[hint] })
}

// claims asks the loader about each document of the file.
func (l *Loader) claims(f *source.File) bool {
	if l.Claims == nil {
		return false
	}
	return l.Claims(f.Root) || slices.ContainsFunc(f.Documents, l.Claims)
}

// stated is the document of a file of which nothing but itself is known.
func stated(f *source.File, l *Loader, role string) *Document {
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
	return &Document{Files: []*File{file}}
}

// finish fills in what all files and entities have in common, and the facts about their texts.
func (d *Document) finish(f *source.File, l *Loader, role string) *Document {
	if over := cmp.Or(d.bound(), d.segment(f)); over != nil && f.Status != source.Failed && f.Status != source.Partial {
		f.Status, f.Err = source.Partial, over
	}
	d.Files = stated(f, l, role).Files
	d.Files[0].Secrets = d.findSecrets(f)
	d.Files[0].Includes = includesOf(f)
	for _, p := range d.Prompts {
		p.readUses()
		p.readUnescaped(f.Root)
	}
	d.judgeGovernance(f, l)
	d.readApprovals(f)
	d.findIgnores(f, role)
	for _, a := range d.Agents {
		a.Sandbox.judgeImage()
		a.readLimits(f, cmp.Or(a.Dialect, l.Dialect))
	}
	for _, s := range d.Settings {
		s.judgeValues()
		s.judgeRoutes(cmp.Or(s.Dialect, l.Dialect))
	}
	for _, k := range d.Locks {
		k.File, k.Role = f.Path, role
	}
	d.readSignals()
	d.nameInterfaces(f)
	ids, evidence := map[string]int{}, d.evidence(f, l)
	d.entities(func(collection string, e *Entity, v any) {
		e.Evidence = cmp.Or(e.Evidence, evidence)
		e.complete(f, l, role)
		e.ID = unique(ids, collection+":"+e.File+"#"+e.Name.V)
		d.Texts = append(d.Texts, texts(f, e, v)...)
	})
	d.Texts = withoutRepeats(d.Texts)
	d.readWords(f)
	if over := d.boundTexts(); over != nil && !d.Files[0].Unread() {
		d.Files[0].Parse, d.Files[0].Problem, d.Files[0].At = string(source.Partial), over.Message, over.At
	}
	return d
}

// evidence is what shows the dialect of entities that do not say so: what another one of the file says, else
// the path where the loader knows it, else the content.
func (d *Document) evidence(f *source.File, l *Loader) string {
	found := ""
	d.entities(func(_ string, e *Entity, _ any) { found = cmp.Or(found, e.Evidence) })
	if found != "" {
		return found
	}
	if slices.ContainsFunc(l.Globs, func(glob string) bool { ok, _ := doublestar.Match(glob, f.Path); return ok }) {
		return "the path"
	}
	return "the content"
}

// unique is the id itself the first time, and with a number behind it from the second time on.
func unique(ids map[string]int, id string) string {
	name := id
	for ids[name] > 0 {
		ids[id]++
		name = fmt.Sprintf("%s~%d", id, ids[id])
	}
	ids[name]++
	return name
}

func (e *Entity) complete(f *source.File, l *Loader, role string) {
	e.File, e.Role = f.Path, role
	e.Dialect = cmp.Or(e.Dialect, l.Dialect, "generic")
	if e.Can == nil {
		e.Can = l.Can
	}
	if f.Status == source.Templated {
		e.Can = nil // a placeholder may stand for anything that is not there
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

// Entities are all entities, each with the name of its collection, collection by collection.
func (d *Document) Entities() iter.Seq2[string, *Entity] {
	return func(yield func(string, *Entity) bool) {
		more := true
		d.entities(func(collection string, e *Entity, _ any) { more = more && yield(collection, e) })
	}
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
