package policy

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// testModules are the tests that are to be run, with all that they need; none where there is no test. Of
// the rules that were compiled at the time of building only those are needed that others refer to.
func (p *Policies) testModules(o TestOptions) (map[string]*ast.Module, error) {
	modules := map[string]*ast.Module{}
	for _, s := range p.given {
		err := walkRego(s.FS, func(name string, data []byte) error {
			if !strings.HasSuffix(name, "_test.rego") {
				return nil
			}
			name = path.Join(s.Name, name)
			module, err := parse(name, string(data))
			if err == nil && keepTests(module, s.Name, o) {
				modules[name] = module
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading tests of %s: %w", s.Name, err)
		}
	}
	if len(modules) == 0 {
		return nil, nil
	}
	return modules, p.complete(modules)
}

// complete adds the policies to their tests.
func (p *Policies) complete(modules map[string]*ast.Module) error {
	refers := slices.Collect(maps.Values(modules))
	var rest []module
	for _, m := range p.every() {
		if m.builtIn && m.rule != nil {
			rest = append(rest, m)
			continue
		}
		parsed, err := m.parse(false)
		if err != nil {
			return err
		}
		modules[m.name] = parsed.Copy()
		refers = append(refers, parsed)
	}
	for len(refers) > 0 {
		referred := refsBelow(refers, reserved)
		refers = nil
		for i, m := range rest {
			if m.rule == nil || !slices.ContainsFunc(referred, m.meets) {
				continue
			}
			parsed, err := m.parse(false)
			if err != nil {
				return err
			}
			modules[m.name], rest[i].rule = parsed.Copy(), nil
			refers = append(refers, parsed)
		}
	}
	return nil
}

// every is all modules, those in conftest's style included.
func (p *Policies) every() []module {
	all := slices.Clone(p.modules)
	for _, c := range p.conftests {
		all = append(all, c.modules...)
	}
	return all
}

// meets says whether a reference is to the package of a rule, to something in it, or to what it is in.
func (m module) meets(ref ast.Ref) bool {
	of := ast.MustParseRef(m.rule.Package)
	return of.HasPrefix(ref) || ref.HasPrefix(of)
}

// refsBelow are the references of modules to what is below a package, as far as they are constant.
func refsBelow(modules []*ast.Module, below ast.Ref) []ast.Ref {
	var all []ast.Ref
	for _, m := range modules {
		ast.WalkRefs(m, func(ref ast.Ref) bool {
			if ground := ref.ConstantPrefix(); ground.HasPrefix(below) && !m.Package.Path.Equal(ground) {
				all = append(all, ground)
			}
			return false
		})
	}
	return all
}

// walkRego reads the files of Rego below a folder, without those of repositories that are tests.
func walkRego(tree fs.FS, take func(name string, data []byte) error) error {
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.Contains(FixtureFolders, name):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".rego":
			return nil
		}
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		return take(name, data)
	})
}

// FixtureFolders are the folders of a source that have repositories for tests, and no policies.
var FixtureFolders = []string{"testdata", "fixtures"}

// keepTests takes the tests out of a module that are not to be run, and says whether any is left.
func keepTests(m *ast.Module, set string, o TestOptions) bool {
	left := false
	m.Rules = slices.DeleteFunc(m.Rules, func(r *ast.Rule) bool {
		name := r.Head.Ref().GroundPrefix().String()
		if !strings.HasPrefix(strings.TrimPrefix(name, "todo_"), "test_") {
			return false
		}
		keep := o.Run == nil || o.Run(set, m.Package.Location.File, name)
		left = left || keep
		return !keep
	})
	return left
}
