package policytest

import (
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"strings"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

// builtIn has the golden repositories and mutants of the built-in rules.
//
//go:embed golden mutants
var builtIn embed.FS

// BuiltIn is the tree with the golden repositories (golden/*.txtar) and the mutants (mutants/*.yaml) of
// the built-in rules. A folder of policies may have both in the same places.
func BuiltIn() fs.FS { return builtIn }

// Golden is a small repository that breaks no rule, under the strictest profile and with every rule.
type Golden struct {
	Name  string
	Doc   string            // what it is
	Files map[string]string // texts by path
	File  string            // where it is written
}

// ReadGoldens reads the archives golden/*.txtar of a tree, by name.
func ReadGoldens(tree fs.FS) (map[string]*Golden, error) {
	files, err := fs.Glob(tree, "golden/*.txtar")
	if err != nil {
		return nil, fmt.Errorf("listing golden repositories: %w", err)
	}
	goldens := map[string]*Golden{}
	for _, file := range files {
		data, err := fs.ReadFile(tree, file)
		if err != nil {
			return nil, fmt.Errorf("reading golden repositories: %w", err)
		}
		archive := txtar.Parse(data)
		g := &Golden{Name: strings.TrimSuffix(path.Base(file), ".txtar"), Doc: strings.TrimSpace(string(archive.Comment)), Files: map[string]string{}, File: file}
		for _, f := range archive.Files {
			if !fs.ValidPath(f.Name) {
				return nil, fmt.Errorf("%s: %s is no path below the root of a repository", file, f.Name)
			}
			g.Files[f.Name] = string(f.Data)
		}
		goldens[g.Name] = g
	}
	return goldens, nil
}

// goldens are the golden repositories that are built in, those of the user's, and their fixtures and good
// examples.
func (t *tester) goldens() (map[string]*Golden, error) {
	all, err := ReadGoldens(builtIn)
	if err != nil {
		return nil, err
	}
	for _, s := range t.options.Policies {
		if s.BuiltIn || !t.of(s.Name) {
			continue
		}
		own, err := ReadGoldens(s.FS)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", s.Name, err)
		}
		maps.Copy(all, own)
		fixtures, err := readFixtures(s)
		if err != nil {
			return nil, err
		}
		for _, f := range fixtures {
			all["fixture/"+f.name] = f.golden()
		}
	}
	return all, nil
}

// repository is a golden repository that is being changed.
type repository struct {
	files map[string]string
	links map[string]string // by path, what symbolic links say
}

func (g *Golden) copy() *repository {
	return &repository{files: maps.Clone(g.Files), links: map[string]string{}}
}

// tree is the repository as files.
func (r *repository) tree() fs.FS {
	tree := fstest.MapFS{}
	for name, text := range r.files {
		tree[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	for name, to := range r.links {
		tree[name] = &fstest.MapFile{Data: []byte(to), Mode: 0o777 | fs.ModeSymlink}
	}
	return tree
}
