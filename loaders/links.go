package loaders

import (
	"strings"

	"github.com/pacheck/pacheck/loaders/source"
)

// links are the symbolic links of a tree.
type links struct {
	all    []Symlink
	reader map[string]string // of a target that no loader recognises by its own path, the link that says what it is
}

func newLinks(m *matcher, all []Symlink) links {
	l := links{all: all, reader: map[string]string{}}
	for _, link := range all {
		if link.Dir || l.reader[link.To] != "" || len(l.candidates(m, link.To)) > 0 {
			continue
		}
		if found := l.candidates(m, link.From); len(found) > 0 && found[0].meant {
			l.reader[link.To] = link.From
		}
	}
	return l
}

// candidates are the loaders for the path itself, else for the path through a linked folder.
func (l links) candidates(m *matcher, name string) []candidate {
	if found := m.candidates(name); len(found) > 0 {
		return found
	}
	for _, link := range l.all {
		if rest, ok := strings.CutPrefix(name, link.To+"/"); ok && link.Dir {
			if found := m.candidates(link.From + "/" + rest); len(found) > 0 {
				return found
			}
		}
	}
	return nil
}

// resolve is the path that a path leads to, through a link at its end or a linked folder on the way. The
// targets of links have no links in them.
func (l links) resolve(name string) string {
	for _, link := range l.all {
		if name == link.From {
			return link.To
		}
		if rest, ok := strings.CutPrefix(name, link.From+"/"); ok && link.Dir {
			return l.resolve(link.To + "/" + rest)
		}
	}
	return name
}

// link states a symbolic link. Its target is an entity of its own: by its own name, or else as what the
// first link to it says that it is.
func (r *Repository) link(e Entry, candidates []candidate) *Document {
	first := candidates[0]
	if !first.meant {
		return nil
	}
	doc := &Document{}
	if r.links.reader[e.Link] == e.Path {
		if target := r.read(Entry{Path: e.Link, Role: r.roleOf(e.Link, "")}, candidates); target != nil {
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
