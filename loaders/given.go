package loaders

import (
	"cmp"
	"maps"
	"slices"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/pacheck/pacheck/loaders/source"
)

// Given is what somebody says of the files that a pattern matches: their kind, or their role.
type Given struct {
	Glob string // doublestar, from the root
	As   string // one of Kinds, or one of Roles
}

// promptKind is the kind of texts that are prompts for no other reason than that somebody says so.
const promptKind = "prompt"

// Kinds are what files can be said to be: prompt, or the name of the loader that is to read them.
func Kinds() []string { return slices.Sorted(maps.Keys(kinds())) }

// kinds are the loaders of the kinds, which do not ask whether a file is theirs.
func kinds() map[string]*Loader {
	found := map[string]*Loader{promptKind: {
		Name: plainPromptLoader.Name, Can: plainPromptLoader.Can, Reserved: true,
		Load: func(f *source.File) (*Document, error) {
			if f.Body == nil { // a prompt that is written in JSON or YAML is a text all the same
				f = f.As(source.Plain)
				f.Parse()
			}
			return givenPrompt(f), nil
		},
	}}
	for _, l := range all {
		if l.Load != nil && !l.Tier3 && found[l.Name] == nil {
			l.Reserved = true
			found[l.Name] = &l
		}
	}
	return found
}

func givenPrompt(f *source.File) *Document {
	p := filePrompt(f)
	p.Kind, p.Evidence = plainKind(f.Path), "the configuration"
	p.Model = f.Root.Get("model").Field()
	p.Template = templateOf(p.Text.V)
	p.Variables = usedVariables(p.Template, p.Text)
	return &Document{Prompts: []*Prompt{p}}
}

// Give tells of what kind files are that are recognised as nothing else, and which role files have; of
// several that match the last one counts. It is called before the first Load.
func (r *Repository) Give(walk Walk) {
	r.roles = walk.Roles
	loaders := kinds()
	for _, k := range slices.Backward(walk.Kinds) {
		if l := loaders[k.As]; l != nil {
			r.kinds = append(r.kinds, candidate{loader: l, meant: true, glob: k.Glob})
		}
	}
}

// given are the loaders for a path because of what was given, the first one alone.
func (r *Repository) given(name string) []candidate {
	for _, c := range r.kinds {
		if !c.matches(name) {
			continue
		}
		l := *c.loader
		if l.Syntax == "" && l.Name != plainPromptLoader.Name && source.Read(name, nil).Syntax == source.Plain {
			l.Syntax = source.YAML // and so JSON: an ending that tells nothing is no reason not to read it
		}
		c.loader = &l
		return []candidate{c}
	}
	return nil
}

// roleOf is the role of a path: what was given, else what the path tells, which may be known.
func (r *Repository) roleOf(name, known string) string {
	for _, given := range slices.Backward(r.roles) {
		if ok, err := doublestar.Match(given.Glob, name); ok && err == nil {
			return given.As
		}
	}
	return cmp.Or(known, RoleOf(name))
}
