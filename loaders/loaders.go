// Package loaders turns the files of a repository into one normalized Document: it walks, recognises,
// parses and normalises, and links what belongs together. What the result means is for policies to say.
package loaders

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/pacheck/pacheck/loaders/facts"
	"github.com/pacheck/pacheck/loaders/source"
)

//go:generate go run ./internal/genlist

// Loader reads one format. It is a package-level value whose name ends in Loader; the list of all of
// them is generated from the files of this package.
//
// Globs and Weak are doublestar patterns over the path from the root. Their last segment must be a
// literal name, a star and a literal ending, or a literal name and ".*", for the sake of speed.
//
// Load may return an error beside a Document: that is what was read up to a limit, and the error names it.
type Loader struct {
	Name     string                  // kebab-case, unique
	Doc      string                  // the format in a phrase, its owner and its specification, for the documentation
	Family   string                  // the heading under which the documentation lists it
	Dialect  string                  // whose vocabulary its entities speak, unless they say otherwise
	Globs    []string                // a file here is clearly meant, and fails loudly where it cannot be read
	Weak     []string                // a file here may be anything: content alone decides
	Hints    []string                // for Weak: one of these stands in the text, else Claims is not even asked
	Marks    *regexp.Regexp          // for Weak: a file that cannot be parsed is recognised where this stands in its text
	Reserved bool                    // Globs alone decide; Claims is not asked for them
	Syntax   source.Syntax           // where the ending does not tell the syntax
	Tier3    bool                    // recognised and named, but not analysed
	Can      []string                // the fields that the format is able to state
	Claims   func(*source.Node) bool // by content; the node may be nil (no front matter, an empty file); nil means never
	Load     func(*source.File) (*Document, error)

	Head func(f *source.File, head string) *Document // instead of Load, for files that are no text: by the first bytes
}

// All is the list of all loaders, in order of names.
func All() []Loader { return slices.Clone(all) }

// candidate is a loader that may read a file, because of one of its globs.
type candidate struct {
	loader *Loader
	meant  bool // from Globs rather than Weak
	glob   string
	ending string // what a name ends with that matches, where the glob says nothing else
	rank   int    // among all candidates, the best one first
}

func newCandidate(l *Loader, glob string, meant bool) candidate {
	c := candidate{loader: l, glob: glob, meant: meant}
	if last, ok := strings.CutPrefix(glob, "**/"); ok && !strings.ContainsAny(strings.TrimPrefix(last, "*"), `*?[]{}\/`) {
		c.ending = strings.TrimPrefix(last, "*")
	}
	return c
}

// matches says whether a file is one for the candidate, given that the last segment of its glob has the
// name, or the extension, of the file.
func (c *candidate) matches(name string) bool {
	if c.ending != "" {
		return strings.HasSuffix(name, c.ending)
	}
	ok, _ := doublestar.Match(c.glob, name)
	return ok
}

// literals counts the characters of the glob that stand for themselves.
func (c *candidate) literals() int {
	return len(c.glob) - strings.Count(c.glob, "*") - strings.Count(c.glob, "/")
}

// matcher finds the candidates for a path by its last segment first, so that most paths cost two
// look-ups.
type matcher struct {
	byName   map[string][]candidate
	byEnding map[string][]candidate
	hints    *facts.Words // of all loaders
}

func newMatcher(loaders []Loader) *matcher {
	var all []candidate
	for i := range loaders {
		l := &loaders[i]
		for _, glob := range l.Globs {
			all = append(all, newCandidate(l, glob, true))
		}
		for _, glob := range l.Weak {
			all = append(all, newCandidate(l, glob, false))
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(btoi(b.meant)-btoi(a.meant), b.literals()-a.literals(), strings.Compare(a.loader.Name, b.loader.Name))
	})
	m := &matcher{byName: map[string][]candidate{}, byEnding: map[string][]candidate{}, hints: hintsOf(loaders)}
	for i, c := range all {
		c.rank = i
		m.add(c)
	}
	return m
}

func hintsOf(loaders []Loader) *facts.Words {
	var hints []string
	for i := range loaders {
		hints = append(hints, loaders[i].Hints...)
	}
	return facts.NewWords(hints, false)
}

func (m *matcher) add(c candidate) {
	last := path.Base(c.glob)
	if found := strings.Contains(last, "*"); found && last != anyEnding(last) {
		ending := path.Ext(last)
		m.byEnding[ending] = append(m.byEnding[ending], c)
		return
	}
	m.byName[last] = append(m.byName[last], c)
}

// anyEnding is the glob for names that have something else behind the first dot of a name.
func anyEnding(name string) string {
	stem, _, _ := strings.Cut(name, ".")
	return stem + ".*"
}

// candidates are the loaders that may read the file, the clearly meant ones first, then the more
// specific globs, then by name; each loader once.
func (m *matcher) candidates(name string) []candidate {
	var found []candidate
	base := path.Base(name)
	for _, list := range [][]candidate{m.byName[base], m.byName[anyEnding(base)], m.byEnding[path.Ext(base)]} {
		for _, c := range list {
			if c.matches(name) {
				found = append(found, c)
			}
		}
	}
	if len(found) < 2 {
		return found
	}
	slices.SortFunc(found, func(a, b candidate) int { return a.rank - b.rank })
	var seen []*Loader
	return slices.DeleteFunc(found, func(c candidate) bool {
		if slices.Contains(seen, c.loader) {
			return true
		}
		seen = append(seen, c.loader)
		return false
	})
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
