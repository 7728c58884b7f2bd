package policy

import (
	"fmt"
	"slices"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
)

// scope holds the rules of one scope, in programs, and what documents are asked for before any of them.
type scope struct {
	programs []*program
	probe    *probe
}

// program is a compiler of some rules, which is made when one of them is first asked.
type program struct {
	linked    bool // whether the modules were compiled at the time of building
	rules     []*question
	libraries []module
	lenient   bool // whether what a function of OPA's cannot do is undefined, and no fault

	once     sync.Once
	compiler *ast.Compiler
	err      error
}

// question is a rule and how to ask it.
type question struct {
	rule     *Rule
	module   module
	findings ast.Ref
	need     need
	reads    kinds
}

// newScope puts the linked rules that look at the same collections into one program, and all that need
// compiling, with the sources of all libraries, into another one.
func newScope(name string, sources []module, p *probe) *scope {
	s := &scope{probe: p}
	var linked, compiled []module // libraries
	var input kinds               // what libraries look at
	for _, m := range sources {
		if m.rule != nil {
			continue
		}
		compiled = append(compiled, m)
		if m.linked != nil {
			linked = append(linked, m)
		}
		if m.linked != nil {
			input |= m.linked.Kinds
		} else {
			input |= inputKinds(m.parsed)
		}
	}
	type group struct {
		linked bool
		reads  kinds
	}
	programs := map[group]*program{}
	for _, m := range sources {
		if m.rule == nil || m.rule.Scope != name {
			continue
		}
		key, libraries := group{reads: every}, compiled
		q := &question{rule: m.rule, module: m, reads: m.reads(input), need: need{place: -1}}
		q.findings = ast.MustParseRef(m.rule.Package + ".findings")
		if m.linked != nil {
			key, libraries = group{linked: true, reads: m.linked.Kinds &^ kindOf(contextName)}, linked
			if m.linked.Guard != nil {
				q.need = s.probe.need(m.linked.Guard())
			}
		}
		p := programs[key]
		if p == nil {
			p = &program{linked: m.linked != nil, libraries: libraries}
			programs[key] = p
			s.programs = append(s.programs, p)
		}
		p.rules = append(p.rules, q)
	}
	return s
}

// compile makes the compiler, the first time.
func (p *program) compile() error {
	p.once.Do(func() { p.err = p.link() })
	return p.err
}

func (p *program) link() error {
	modules := map[string]*ast.Module{}
	take := func(m module) error {
		parsed, err := m.parse(p.linked)
		modules[m.name] = parsed
		return err
	}
	for _, q := range p.rules {
		if err := take(q.module); err != nil {
			return err
		}
	}
	for _, m := range p.libraries {
		if err := take(m); err != nil {
			return err
		}
	}
	p.compiler = newCompiler()
	if p.linked {
		p.compiler = linkedCompiler()
	}
	if p.compiler.Compile(modules); p.compiler.Failed() {
		return compileError(p.compiler.Errors)
	}
	return nil
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
