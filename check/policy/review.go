package policy

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Notice is what a review has to say of a policy.
type Notice struct {
	File    string // the set and the path in it
	Line    int    // 0 where the whole file is meant
	Warning bool   // whether the policy works all the same
	Message string
}

// Review reads policies as Load does, checks them against the schema of the document and what is allowed to
// policies, and looks for what is missing and what is slow. It is about the sources that are not built in,
// with their libraries and tests, in order of files and lines.
func Review(sources ...Source) []Notice {
	p := &Policies{given: slices.Clone(sources)}
	r := &review{policies: p}
	for _, s := range sources {
		r.fail(p.load(s)...)
	}
	r.fail(p.conflicts()...)
	for _, c := range p.conftests {
		r.fail(c.compile())
	}
	tests := r.tests()
	compiler := r.compile(tests)
	for _, m := range p.modules {
		if !m.builtIn {
			r.module(m, compiler)
		}
	}
	slices.SortStableFunc(r.notices, func(a, b Notice) int { return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
	return slices.Compact(r.notices)
}

// review is a Review on its way.
type review struct {
	policies *Policies
	notices  []Notice
}

// fail notes errors, each of those that are joined for itself.
func (r *review) fail(errs ...error) {
	for _, err := range errs {
		var at *SourceError
		joined, several := err.(interface{ Unwrap() []error })
		switch {
		case several:
			r.fail(joined.Unwrap()...)
		case errors.As(err, &at):
			r.notices = append(r.notices, Notice{File: at.File, Line: at.Line, Message: at.Message})
		case err != nil:
			r.notices = append(r.notices, Notice{Message: err.Error()})
		}
	}
}

func (r *review) warn(at *ast.Location, message string) {
	r.notices = append(r.notices, Notice{File: at.File, Line: at.Row, Warning: true, Message: message})
}

// tests are the modules of tests that are not built in.
func (r *review) tests() map[string]*ast.Module {
	tests := map[string]*ast.Module{}
	for _, s := range r.policies.given {
		if s.BuiltIn {
			continue
		}
		err := fs.WalkDir(s.FS, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, "_test.rego") {
				return err
			}
			data, err := fs.ReadFile(s.FS, name)
			if err != nil {
				return err
			}
			name = path.Join(s.Name, name)
			if module, err := parse(name, string(data)); err == nil {
				tests[name] = module
			} else {
				r.fail(err)
			}
			return nil
		})
		r.fail(err)
	}
	return tests
}

// compile checks what is not built in, and is nil where it does not compile.
func (r *review) compile(tests map[string]*ast.Module) *ast.Compiler {
	modules := map[string]*ast.Module{}
	for _, m := range r.policies.modules {
		if m.builtIn && m.rule != nil {
			continue
		}
		parsed, err := m.parse(false)
		if err != nil {
			r.fail(err)
			continue
		}
		modules[m.name] = parsed
	}
	c := r.check(modules)
	if c == nil || len(tests) == 0 {
		return c
	}
	maps.Copy(modules, tests)
	// tests make up documents that no loader makes, so they are not held against the schema
	all := newCompiler().SetErrorLimit(0)
	if all.Compile(modules); all.Failed() {
		r.fail(compileError(all.Errors))
	}
	return c
}

// check compiles modules, again without those that are wrong, since a compiler tells the faults of one stage
// alone. It is nil where a library is wrong, without which nothing can be said of the others.
func (r *review) check(modules map[string]*ast.Module) *ast.Compiler {
	for {
		c := checkingCompiler(schemas()).SetErrorLimit(0)
		if c.Compile(modules); !c.Failed() {
			return c
		}
		r.fail(compileError(c.Errors))
		for _, f := range c.Errors {
			if f.Location == nil || !r.isRule(f.Location.File) {
				return nil
			}
			delete(modules, f.Location.File)
		}
	}
}

func (r *review) isRule(name string) bool {
	return slices.ContainsFunc(r.policies.modules, func(m module) bool { return m.name == name && m.rule != nil })
}

// module looks at one file of Rego.
func (r *review) module(m module, c *ast.Compiler) {
	s := &shapes{review: r, repo: m.rule == nil || m.rule.Scope == RepoScope}
	s.look(m.parsed)
	if m.rule == nil {
		return
	}
	r.complete(m)
	r.places(m.parsed)
	if c != nil && c.Modules[m.name] != nil && m.rule.Scope == FileScope && guardOf(c, c.Modules[m.name]).always() {
		r.warn(m.parsed.Package.Location, "slow: nothing that the rule asks of a file can be looked for beforehand, so it is evaluated for every file: begin with some x in input.<collection>, or with an equality on the input")
	}
}

// complete names what METADATA lacks.
func (r *review) complete(m module) {
	keys := newMetadataKeys(m.parsed, packageAnnotations(m.parsed))
	at := *keys.at
	for _, part := range []struct{ key, text, why string }{
		{"title", m.rule.Title, ""},
		{"description", m.rule.Description, "say why it matters"},
		{"custom.remediation", m.rule.Remediation, "say what to do about a finding"},
	} {
		at.Row = keys.line(part.key)
		switch {
		case part.text == "":
			r.warn(&at, "METADATA: "+part.key+" is missing: "+part.why)
		case strings.HasPrefix(part.text, Unwritten):
			r.fail(faultAt(&at, "METADATA: %s is still to be written: %s", part.key, part.text))
		}
	}
	at.Row = keys.at.Row
	if len(m.rule.Bad) == 0 {
		r.warn(&at, "METADATA: custom.bad is missing: give a small repository in which the rule fires, from paths to contents")
	}
	if len(m.rule.Good) == 0 {
		r.warn(&at, "METADATA: custom.good is missing: give a small repository in which the rule does not fire, from paths to contents")
	}
}
