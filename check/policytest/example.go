package policytest

import (
	"context"
	"fmt"
	"maps"
	"path"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// example is a small repository of the METADATA of a rule.
type example struct {
	rule  *policy.Rule
	name  string
	files policy.Files
	now   time.Time // the evaluation time
	bad   bool
}

// now is the evaluation time of an example.
func (t *tester) now(e policy.Example) time.Time {
	if day, err := time.Parse(time.DateOnly, e.Now); err == nil {
		return day
	}
	return t.options.Now
}

// examples runs the examples in the METADATA of all rules through the loaders: what is bad fires, at a
// place in it, and what is good does not.
func (t *tester) examples(ctx context.Context) error {
	var wanted []example
	for _, r := range t.tested() {
		for kind, all := range map[string][]policy.Example{"bad": r.Bad, "good": r.Good} {
			for i, e := range all {
				if name := fmt.Sprintf("%s/%s/%d", r.Name, kind, i+1); t.wanted(name) {
					wanted = append(wanted, example{r, name, e.Files, t.now(e), kind == "bad"})
				}
			}
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	cases := make([]Case, len(wanted))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, e := range wanted {
		group.Go(func() error {
			start := time.Now() //nolint:forbidigo // for the elapsed time alone
			c, err := t.together(ctx, e)
			if (len(c.Problems) > 0 || e.files[".pacheck.yaml"] != "") && err == nil {
				c, err = t.alone(ctx, e)
			}
			c.Elapsed = time.Since(start)
			cases[i] = c
			return err
		})
	}
	err := group.Wait()
	t.result.Cases = append(t.result.Cases, cases...)
	return err
}

// together judges an example with all rules, which are compiled but once.
func (t *tester) together(ctx context.Context, e example) (Case, error) {
	checker, err := t.checker(t.tested(), nil, e.now)
	if err != nil {
		return Case{}, err
	}
	return e.judge(ctx, checker)
}

// alone judges an example with nothing but its rule and its own configuration, as it is meant: rules that
// judge waivers look at what others say.
func (t *tester) alone(ctx context.Context, e example) (Case, error) {
	config, err := check.ExampleConfig(e.files)
	if err != nil {
		return Case{Kind: ExampleCase, Name: e.name, File: path.Join(e.rule.Set, e.rule.File), Problems: problems([]string{err.Error()})}, nil
	}
	var checker *check.Checker
	if config == nil {
		checker, err = t.checker([]*policy.Rule{e.rule}, nil, e.now)
	} else {
		o := t.checkerOptions([]*policy.Rule{e.rule}, nil, e.now)
		o.Config = config
		checker, err = check.New(o)
	}
	if err != nil {
		return Case{}, err
	}
	return e.judge(ctx, checker)
}

func (e example) judge(ctx context.Context, checker *check.Checker) (Case, error) {
	c := Case{Kind: ExampleCase, Name: e.name, File: path.Join(e.rule.Set, e.rule.File)}
	report, err := checker.Check(ctx, (&repository{files: e.files}).tree())
	if err != nil {
		return c, err
	}
	for _, p := range report.Problems {
		if p.Kind == "policy" && p.Rule == e.rule.Name {
			c.Broken = true
			c.Problems = append(c.Problems, Problem{Message: "failed while running: " + p.Message})
		}
	}
	c.Problems = append(c.Problems, problems(e.problems(report))...)
	return c, nil
}

// problems is what is wrong with the findings of an example.
func (e example) problems(report *check.Report) []string {
	var all []string
	fired := false
	for _, f := range report.Findings {
		switch {
		case f.Rule.Name != e.rule.Name:
		case !e.bad:
			all = append(all, "fires: "+told(f))
		default:
			fired = true
			if _, there := e.files[f.Location.File]; !there || f.Location.Start.Line < 1 {
				all = append(all, "fires at no place of the example: "+told(f))
			}
		}
	}
	if e.bad && !fired {
		all = append(all, e.rule.Name+" does not fire")
	}
	for i, bad := range e.rule.Bad {
		if !e.bad && maps.Equal(e.files, bad.Files) {
			all = append(all, fmt.Sprintf("is the same as the bad example %d: write one that keeps the rule", i+1))
		}
	}
	return all
}
