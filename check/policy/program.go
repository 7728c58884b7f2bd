package policy

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

// scope holds the rules of one scope that come in the same form, and the programs made of them so far:
// one for each set of kinds that turns up, made of only the rules that look at one of these kinds.
type scope struct {
	linked    bool     // whether the modules were compiled at the time of building
	rules     []module // of this scope
	libraries []module
	input     kinds    // what the libraries look at
	programs  sync.Map // kinds → *lazy
}

type lazy struct {
	once    sync.Once
	program *program
	err     error
}

// program is a compiler and the compiled query over all of its rules.
type program struct {
	rules    []*Rule
	byName   map[string]*Rule
	compiler *ast.Compiler
	joint    ast.Body
	reads    kinds // what the rules look at
}

// newScopes splits the modules of a scope into those that are linked and those that are not. What needs
// compiling is compiled with the sources of all libraries.
func newScopes(name string, sources []module) []*scope {
	linked, compiled := &scope{linked: true}, &scope{}
	for _, m := range sources {
		switch {
		case m.rule == nil:
			compiled.add(m)
			if m.linked != nil {
				linked.add(m)
			}
		case m.rule.Scope != name:
		case m.linked != nil:
			linked.rules = append(linked.rules, m)
		default:
			compiled.rules = append(compiled.rules, m)
		}
	}
	return []*scope{linked, compiled}
}

// add adds a library.
func (s *scope) add(m module) {
	s.libraries = append(s.libraries, m)
	if m.linked != nil {
		s.input |= m.linked.Kinds
	} else {
		s.input |= inputKinds(m.parsed)
	}
}

func (s *scope) program(k kinds) (*program, error) {
	entry, _ := s.programs.LoadOrStore(k, &lazy{})
	l := entry.(*lazy)
	l.once.Do(func() { l.program, l.err = s.compile(k) })
	return l.program, l.err
}

// compile makes the program for documents that have entries of these kinds.
func (s *scope) compile(k kinds) (*program, error) {
	p := &program{byName: map[string]*Rule{}}
	modules := map[string]*ast.Module{}
	take := func(m module) error {
		parsed, err := m.parse(s.linked)
		modules[m.name] = parsed
		return err
	}
	for _, m := range s.rules {
		if m.kinds(s.input)&k == 0 {
			continue
		}
		p.reads |= m.reads(s.input)
		p.rules = append(p.rules, m.rule)
		p.byName[m.rule.Name] = m.rule
		if err := take(m); err != nil {
			return nil, err
		}
	}
	if len(p.rules) == 0 {
		return p, nil
	}
	for _, m := range s.libraries {
		if err := take(m); err != nil {
			return nil, err
		}
	}
	return p, p.link(modules, s.linked)
}

// link compiles the modules and the queries.
func (p *program) link(modules map[string]*ast.Module, linkedOnly bool) error {
	entry, err := ast.ParseModuleWithOpts("entry", entryModule(p.rules), ast.ParserOptions{RegoVersion: ast.RegoV1})
	if err != nil {
		return fmt.Errorf("making the entry of the rules: %w", err)
	}
	modules["entry"] = entry
	p.compiler = newCompiler()
	if linkedOnly {
		p.compiler = linkedCompiler()
	}
	if p.compiler.Compile(modules); p.compiler.Failed() {
		return compileError(p.compiler.Errors)
	}
	p.joint, err = p.query("data.pacheck.entry.found")
	return err
}

func (p *program) query(ref string) (ast.Body, error) {
	body, err := ast.ParseBody("found = " + ref)
	if err != nil {
		return nil, fmt.Errorf("making the query of %s: %w", ref, err)
	}
	body, err = p.compiler.QueryCompiler().Compile(body)
	if err != nil {
		return nil, fmt.Errorf("compiling the query of %s: %w", ref, err)
	}
	return body, nil
}

// entryModule asks all rules at once. It is written in the form that the compiler rewrites modules to,
// so that it needs no rewriting itself.
func entryModule(rules []*Rule) string {
	var b strings.Builder
	b.WriteString("package pacheck.entry\n")
	for _, r := range rules {
		name, _ := json.Marshal(r.Name) // a text always marshals
		fmt.Fprintf(&b, "found contains __local0__ if { __local1__ = %s.findings[__local2__]; __local0__ = {\"rule\": %s, \"finding\": __local1__} }\n", r.Package, name)
	}
	return b.String()
}

// newCompiler makes a compiler for modules that were checked before.
func newCompiler() *ast.Compiler {
	return ast.NewCompiler().WithDefaultRegoVersion(ast.RegoV1).WithCapabilities(Capabilities())
}

// checkingCompiler makes a compiler that checks modules against schemas, which takes most of its time.
func checkingCompiler(against *ast.SchemaSet) *ast.Compiler {
	return newCompiler().WithSchemas(against).WithUseTypeCheckAnnotations(true).WithStrict(true)
}

// linkedCompiler makes a compiler for modules that were compiled and printed before.
func linkedCompiler() *ast.Compiler {
	needed := map[ast.StageID]bool{
		ast.StageSetModuleTree: true, ast.StageSetRuleTree: true, ast.StageRewriteRuleHeadRefs: true,
		ast.StageInitLocalVarGen: true, ast.StageSetGraph: true, ast.StageBuildRuleIndices: true,
		ast.StageBuildComprehensionIndices: true,
	}
	return newCompiler().WithSkipStages(slices.DeleteFunc(ast.AllStages(), func(id ast.StageID) bool { return needed[id] })...)
}

// sources are the modules that the enabled rules need: their own, and every library.
func (p *Policies) sources(enabled []*Rule) []module {
	return slices.DeleteFunc(slices.Clone(p.modules), func(m module) bool {
		return m.rule != nil && !slices.Contains(enabled, m.rule)
	})
}

// check compiles all that was not compiled at the time of building: a policy of the user's that is wrong
// is an error even where no file would have needed it.
func check(sources []module) error {
	if !slices.ContainsFunc(sources, func(m module) bool { return m.linked == nil }) {
		return nil
	}
	modules := map[string]*ast.Module{}
	for _, m := range sources {
		if m.linked != nil && m.rule != nil {
			continue
		}
		parsed, err := m.parse(false)
		if err != nil {
			return err
		}
		modules[m.name] = parsed
	}
	c := checkingCompiler(schemas())
	if c.Compile(modules); c.Failed() {
		return compileError(c.Errors)
	}
	return nil
}

// compileError lists faults by file and line, each with what OPA knows of it.
func compileError(faults ast.Errors) error {
	slices.SortStableFunc(faults, func(a, b *ast.Error) int { return a.Location.Compare(b.Location) })
	var errs []error
	for _, f := range faults {
		errs = append(errs, f)
	}
	return errors.Join(errs...)
}

// parse is the module that a compiler gets. Compilers copy what they are given.
func (m module) parse(linked bool) (*ast.Module, error) {
	switch {
	case linked:
		return m.tree()
	case m.parsed != nil:
		return m.parsed, nil
	}
	return parse(m.name, m.text)
}

func (m module) parseLinked() (*ast.Module, error) {
	parsed, err := ast.ParseModuleWithOpts(m.name, m.linked.Text, ast.ParserOptions{RegoVersion: ast.RegoV1})
	if err != nil {
		return nil, fmt.Errorf("reading the linked form of %s: %w", m.name, err)
	}
	return parsed, nil
}

// schemas are what the compiler checks input against.
var schemas = sync.OnceValue(func() *ast.SchemaSet {
	set := ast.NewSchemaSet()
	set.Put(ast.SchemaRootRef, documentSchema())
	return set
})
