// Package policytest tests policies: the examples in their METADATA, their tests in Rego, repositories with
// comments that say what must fire, and mutants, small changes of repositories that break no rule, each of
// which one rule must notice.
package policytest

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// Options say what to test.
type Options struct {
	Policies []policy.Source // the rules, and with them their tests, golden repositories and mutants
	Of       []string        // only what comes with the sources of these names; none means all
	Only     []string        // only what comes with the rules of these files, each with its set; none means all
	Run      *regexp.Regexp  // only cases whose names it matches; nil means all
	Mutate   bool            // mutants and twins as well, and the faults in rules of the user's that nothing notices
	Random   int             // how many random repositories are held against laws that each set of rules keeps
	Seed     uint64          // of the first of them
	Coverage bool            // whether Result.Coverage is found out
	Data     map[string]any  // what policies see as data, without pacheck
	Now      time.Time       // the evaluation time
}

// Result is what came of the tests.
type Result struct {
	Cases    []Case            // by kind and name
	Coverage []policy.Coverage // of each file of policies, where it was asked for
	Faults   []Fault           // that were put into the rules of the user's, where mutants were asked for
	Grafts   []Graft           // violating twins of documents that pass, where mutants were asked for
	Untested []*policy.Rule    // rules that no case asks to fire, where all cases were run
}

// Outcome says how a case went.
type Outcome string

// The outcomes.
const (
	Passed  Outcome = "passed"
	Failed  Outcome = "failed"
	Errored Outcome = "error"   // it could not be judged: a rule or a test failed while running
	Skipped Outcome = "skipped" // its name asks for that
)

// Count is how many cases have an outcome.
func (r *Result) Count(o Outcome) int {
	n := 0
	for _, c := range r.Cases {
		if c.Outcome() == o {
			n++
		}
	}
	return n
}

// The kinds of cases.
const (
	ExampleCase = "example" // a bad or good example in the METADATA of a rule
	FixtureCase = "fixture" // a repository with comments that say what must fire
	TwinCase    = "twin"    // the examples of a rule, written in other ways that mean the same
	RegoCase    = "rego"    // a test in Rego
	GoldenCase  = "golden"  // a repository that breaks no rule
	MutantCase  = "mutant"  // a change of one that one rule must notice
	RandomCase  = "random"  // a law, and all random repositories
)

// Case is one test.
type Case struct {
	Kind     string
	Name     string // with its kind unique, such as unrestricted-shell-grant/bad/2
	File     string // where it is written: the set of policies and the path in it
	Line     int    // 0 where the whole file is meant
	Tried    int    // of a law, how many repositories it was held against
	Skipped  bool
	Broken   bool      // a rule or the test failed while running, which is among the problems
	Problems []Problem // what is wrong; none means that it passed, unless it was skipped
	Elapsed  time.Duration
}

// Problem is what is wrong with a case.
type Problem struct {
	File    string // the set of policies and the path in it; "" means that of the case
	Line    int    // 0 where the whole file is meant
	Message string
	Notes   []string // what else helps to understand it
}

// Outcome says how the case went.
func (c *Case) Outcome() Outcome {
	switch {
	case c.Skipped:
		return Skipped
	case c.Broken:
		return Errored
	case len(c.Problems) > 0:
		return Failed
	}
	return Passed
}

// problems are messages about a case as a whole.
func problems(messages []string) []Problem {
	var all []Problem
	for _, m := range messages {
		all = append(all, Problem{Message: m})
	}
	return all
}

func compareCases(a, b Case) int {
	return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.Name, b.Name), cmp.Compare(a.Line, b.Line))
}

// Run tests policies. Its error is a fault of the policies, or of the files of tests: they do not load.
func Run(ctx context.Context, o Options) (*Result, error) {
	all, err := policy.Load(o.Policies...)
	if err != nil {
		return nil, err
	}
	t := &tester{options: o, policies: all}
	if o.Coverage {
		t.cover = policy.NewCover()
	}
	for _, part := range []func(context.Context) error{t.examples, t.rego, t.fixtures, t.mutants, t.twins, t.grafts, t.faults, t.random} {
		if err := part(ctx); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(t.result.Cases, compareCases)
	if o.Run == nil {
		t.result.Untested = t.untested()
	}
	if o.Coverage {
		t.result.Coverage, err = all.Coverage(t.cover, t.covered)
	}
	return &t.result, err
}

// tester is a Run on its way.
type tester struct {
	options  Options
	policies *policy.Policies
	result   Result
	cover    *policy.Cover   // nil where nobody asks
	wants    map[string]bool // the rules that fixtures ask to fire
	single   bool            // the policies are no more than one rule of those that the tests are for
	mu       sync.Mutex
	checkers map[string]*check.Checker // by the rules that are asked
}

// of says whether what comes with a source is tested.
func (t *tester) of(source string) bool {
	return len(t.options.Of) == 0 || slices.Contains(t.options.Of, source)
}

// only says whether what comes with the rule of a file is tested.
func (t *tester) only(set, file string) bool {
	return t.of(set) && (len(t.options.Only) == 0 || slices.Contains(t.options.Only, path.Join(set, file)))
}

// covered says whether the lines of a file of policies count.
func (t *tester) covered(set, file string) bool {
	return t.only(set, strings.TrimPrefix(strings.TrimPrefix(file, set), "/"))
}

// tested are the rules that are tested.
func (t *tester) tested() []*policy.Rule {
	var all []*policy.Rule
	for _, r := range t.policies.Rules {
		if t.only(r.Set, r.File) {
			all = append(all, r)
		}
	}
	return all
}

// own says whether the rules that are tested are the user's, not the built-in ones.
func (t *tester) own() bool { return len(t.options.Of) > 0 }

// untested are the rules that nothing asks to fire.
func (t *tester) untested() []*policy.Rule {
	asked := map[string]bool{}
	for _, c := range t.result.Cases {
		if c.Kind == RegoCase {
			asked[strings.TrimSuffix(c.File, "_test.rego")+".rego"] = true
		}
	}
	return slices.DeleteFunc(t.tested(), func(r *policy.Rule) bool { return len(r.Bad) > 0 || asked[path.Join(r.Set, r.File)] || t.wants[r.Name] })
}

// wanted says whether a case is to be run.
func (t *tester) wanted(name string) bool {
	return t.options.Run == nil || t.options.Run.MatchString(name)
}

// checker is a check of some rules, which is made once.
func (t *tester) checker(rules []*policy.Rule, params map[string]map[string]any, now time.Time) (*check.Checker, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := fmt.Sprint(names(rules), params, now)
	if c := t.checkers[key]; c != nil {
		return c, nil
	}
	c, err := check.New(t.checkerOptions(rules, params, now))
	if t.checkers == nil {
		t.checkers = map[string]*check.Checker{}
	}
	t.checkers[key] = c
	return c, err
}

func (t *tester) checkerOptions(rules []*policy.Rule, params map[string]map[string]any, now time.Time) check.Options {
	o := check.Options{
		Policies: t.options.Policies, Data: t.options.Data, Rules: check.Selection{Profile: "none", Select: names(rules), Params: params},
		Run: check.Limits{Jobs: 1, Now: now, Timeout: patience},
	}
	if t.own() { // the others are known as they were compiled at the time of building
		o.Cover = t.cover
	}
	return o
}

func names(rules []*policy.Rule) []string {
	var all []string
	for _, r := range rules {
		all = append(all, r.Name)
	}
	return all
}
