package policy

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// Test is a test in Rego, and how it went.
type Test struct {
	Name    string // of the rule in Rego
	File    string // set and path
	Line    int
	At      string   // the file of the expression that fails, else ""
	AtLine  int      // and its line
	Problem string   // why it failed, else ""
	Notes   []string // what it printed, and the values in the expression that fails
	Skipped bool     // its name begins with todo_
	Failed  bool     // it ran, and does not hold; else a problem is one of running it
	Elapsed time.Duration
}

// TestOptions say which tests are run, and how.
type TestOptions struct {
	Run     func(set, file, name string) bool // which of them; nil means all
	Cover   *Cover                            // what notes the lines that are used; nil means nothing does
	Data    map[string]any                    // what tests see as data, without pacheck
	Timeout time.Duration                     // of one test; 0 means DefaultTimeout
}

// RunTests runs the tests in Rego that come with policies: the rules of files _test.rego whose names begin
// with test_; those that begin with todo_test_ are skipped. They see the parameters with their defaults
// under the recommended profile. The error is a fault of the policies or the tests: they do not compile.
func (p *Policies) RunTests(ctx context.Context, o TestOptions) ([]Test, error) {
	modules, err := p.testModules(o)
	if err != nil || len(modules) == 0 {
		return nil, err
	}
	tests, err := p.runTests(ctx, o, modules, false)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(tests, func(t Test) bool { return t.Failed }) {
		if err := p.explain(ctx, o, tests); err != nil {
			return nil, err
		}
	}
	return tests, nil
}

// explain runs the tests that failed again, and finds the expressions that made them fail. To trace all
// tests would take long.
func (p *Policies) explain(ctx context.Context, o TestOptions, tests []Test) error {
	failed := map[string]int{}
	for i, t := range tests {
		if t.Failed {
			failed[t.File+" "+plainName(t.Name)] = i
		}
	}
	run := o.Run
	again := TestOptions{Data: o.Data, Timeout: o.Timeout, Run: func(set, file, name string) bool {
		_, ok := failed[file+" "+name]
		return ok && (run == nil || run(set, file, name))
	}}
	modules, err := p.testModules(again)
	if err != nil {
		return err
	}
	traced, err := p.runTests(ctx, again, modules, true)
	for _, t := range traced {
		at := slices.IndexFunc(tests, func(u Test) bool { return u.Failed && u.File == t.File && u.Name == t.Name })
		if at >= 0 && t.Failed {
			t.Elapsed = tests[at].Elapsed
			tests[at] = t
		}
	}
	return err
}

// plainName is the name of a test without the number that tells tests of one name apart.
func plainName(name string) string {
	name, _, _ = strings.Cut(name, "#")
	return name
}

func (p *Policies) runTests(ctx context.Context, o TestOptions, modules map[string]*ast.Module, trace bool) ([]Test, error) {
	data := map[string]any{}
	maps.Copy(data, o.Data)
	data["pacheck"] = map[string]any{"params": p.defaults()}
	runner := tester.NewRunner().SetStore(inmem.NewFromObject(data)).SetModules(modules).
		SetCompiler(newCompiler().WithCapabilities(testCapabilities()).WithEnablePrintStatements(true)).CapturePrintOutput(true).RaiseBuiltinErrors(true).
		SetTimeout(cmp.Or(o.Timeout, DefaultTimeout)).EnableTracing(trace)
	if o.Cover != nil {
		runner.SetCoverageQueryTracer(o.Cover.tracer).SetCoverageRuns([]cover.Kind{})
	}
	results, err := runner.RunTests(ctx, nil)
	if err != nil {
		if faults, ok := errors.AsType[ast.Errors](err); ok {
			err = compileError(faults)
		}
		return nil, fmt.Errorf("compiling the tests: %w", err)
	}
	var tests []Test
	for r := range results {
		tests = append(tests, newTest(r))
	}
	slices.SortFunc(tests, func(a, b Test) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Name, b.Name))
	})
	return tests, ctx.Err()
}

func newTest(r *tester.Result) Test {
	t := Test{Name: r.Name, File: r.Location.File, Line: r.Location.Row, Elapsed: r.Duration, Skipped: r.Skip, Failed: r.Fail && r.Error == nil}
	switch {
	case r.Error != nil && topdown.IsCancel(r.Error):
		t.Problem = "ran out of time"
	case r.Error != nil:
		t.Problem = r.Error.Error()
	case r.Fail:
		t.Problem = "the test does not hold"
		t.fail(r)
	}
	if printed := strings.TrimSpace(string(r.Output)); printed != "" && t.Problem != "" {
		t.Notes = append(t.Notes, strings.Split(printed, "\n")...)
	}
	return t
}

// fail says which expression failed last, where the test was traced, or else which of its cases do.
func (t *Test) fail(r *tester.Result) {
	for name, sub := range r.SubResults.Iter {
		if sub.Fail && len(sub.SubResults) == 0 {
			t.Notes = append(t.Notes, "the case "+strings.Join(name, "/")+" does not hold")
		}
	}
	for _, e := range slices.Backward(r.Trace) {
		expr, ok := e.Node.(*ast.Expr)
		if e.Op != topdown.FailOp || !ok || e.QueryID == 0 || !e.Location.HasFile() {
			continue
		}
		if _, every := expr.Terms.(*ast.Every); every { // what fails is in its body
			continue
		}
		text, _, _ := strings.Cut(string(e.Location.Text), "\n")
		t.At, t.AtLine, t.Problem = e.Location.File, e.Location.Row, "does not hold: "+text
		t.Notes = append(t.Notes, valuesIn(expr, e)...)
		return
	}
}

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

// defaults are the parameters of all rules as tests see them.
func (p *Policies) defaults() map[string]any {
	params := map[string]any{}
	for _, r := range p.Rules {
		values := map[string]any{}
		for name, param := range r.Params {
			values[name] = param.Value("recommended", false)
		}
		params[r.Name] = values
	}
	return params
}
