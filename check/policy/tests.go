package policy

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
)

// Test is a test in Rego, and how it went.
type Test struct {
	Name    string // of the rule in Rego
	File    string // set and path
	Line    int
	Problem string // why it failed, else ""
	Elapsed time.Duration
}

// Coverage says how much of a file of policies its tests use.
type Coverage struct {
	Set     string `json:"set"`               // the source that it came with
	File    string `json:"file"`              // set and path
	Covered int    `json:"covered"`           // lines that some test uses
	Lines   int    `json:"lines"`             // lines that a test could use
	Missing []int  `json:"missing,omitempty"` // those that none uses
}

// TestOptions say which tests are run, and how.
type TestOptions struct {
	Run      func(set, file, name string) bool // which of them; nil means all
	Coverage bool                              // whether coverage is found out
}

// RunTests runs the tests in Rego that come with policies: the rules of files _test.rego whose names begin
// with test_. They see the parameters with their defaults under the recommended profile. The error is a
// fault of the policies or the tests: they do not compile.
func (p *Policies) RunTests(ctx context.Context, o TestOptions) ([]Test, []Coverage, error) {
	modules, err := p.testModules(o)
	if err != nil || len(modules) == 0 {
		return nil, nil, err
	}
	runner := tester.NewRunner().SetStore(inmem.NewFromObject(map[string]any{"pacheck": map[string]any{"params": p.defaults()}})).
		SetModules(modules).SetCompiler(newCompiler())
	var tracer *cover.Cover
	if o.Coverage {
		tracer = cover.New()
		runner.SetCoverageQueryTracer(tracer)
	}
	results, err := runner.RunTests(ctx, nil)
	if err != nil {
		return nil, nil, fmt.Errorf("compiling the tests: %w", err)
	}
	var tests []Test
	for r := range results {
		tests = append(tests, newTest(r))
	}
	slices.SortFunc(tests, func(a, b Test) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Name, b.Name))
	})
	if tracer == nil {
		return tests, nil, nil
	}
	return tests, p.coverage(tracer, modules), nil
}

func newTest(r *tester.Result) Test {
	t := Test{Name: r.Name, File: r.Location.File, Line: r.Location.Row, Elapsed: r.Duration}
	switch {
	case r.Error != nil:
		t.Problem = r.Error.Error()
	case !r.Pass():
		t.Problem = "the test does not hold"
	}
	if t.Problem != "" && len(r.Output) > 0 {
		t.Problem += ": " + strings.TrimSpace(string(r.Output))
	}
	return t
}

// testModules are all modules, and those of the tests that are to be run; none where there is no test.
func (p *Policies) testModules(o TestOptions) (map[string]*ast.Module, error) {
	modules := map[string]*ast.Module{}
	for _, s := range p.given {
		err := fs.WalkDir(s.FS, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(name, "_test.rego") {
				return err
			}
			data, err := fs.ReadFile(s.FS, name)
			if err != nil {
				return err
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
	for _, m := range p.modules {
		parsed, err := m.parse(false)
		if err != nil {
			return nil, err
		}
		modules[m.name] = parsed.Copy()
	}
	return modules, nil
}

// keepTests takes the tests out of a module that are not to be run, and says whether any is left.
func keepTests(m *ast.Module, set string, o TestOptions) bool {
	left := false
	m.Rules = slices.DeleteFunc(m.Rules, func(r *ast.Rule) bool {
		name := r.Head.Ref().String()
		if !strings.HasPrefix(name, "test_") {
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

// coverage is what a tracer saw of the files that are no tests.
func (p *Policies) coverage(tracer *cover.Cover, modules map[string]*ast.Module) []Coverage {
	report := tracer.Report(modules)
	var all []Coverage
	for name, f := range report.Files {
		if strings.HasSuffix(name, "_test.rego") {
			continue
		}
		set := slices.IndexFunc(p.given, func(s Source) bool { return strings.HasPrefix(name, s.Name+"/") })
		c := Coverage{Set: p.given[max(0, set)].Name, File: name, Covered: f.CoveredLines, Lines: f.CoveredLines + f.NotCoveredLines}
		for _, r := range f.NotCovered {
			for line := r.Start.Row; line <= r.End.Row; line++ {
				c.Missing = append(c.Missing, line)
			}
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b Coverage) int { return strings.Compare(a.File, b.File) })
	return all
}
