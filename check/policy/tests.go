package policy

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
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
// under the recommended profile. A built-in function that fails makes a test fail, as it makes a rule fail, but
// not where there are policies in conftest's style, which have it otherwise. The error is a fault of the policies or the tests: they do not compile.
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
		SetCompiler(newCompiler().WithCapabilities(testCapabilities()).WithEnablePrintStatements(true)).CapturePrintOutput(true).RaiseBuiltinErrors(len(p.conftests) == 0).
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
