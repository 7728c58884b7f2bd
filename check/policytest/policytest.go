// Package policytest tests policies: the examples in their METADATA, their tests in Rego, and mutants,
// small changes of repositories that break no rule, each of which one rule must notice.
package policytest

import (
	"cmp"
	"context"
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
	Run      *regexp.Regexp  // only cases whose names it matches; nil means all
	Mutate   bool            // mutants as well
	Random   int             // how many random repositories are held against laws that each set of rules keeps
	Seed     uint64          // of the first of them
	Coverage bool            // whether Result.Coverage is found out
	Now      time.Time       // the evaluation time
}

// Result is what came of the tests.
type Result struct {
	Cases    []Case            // by kind and name
	Coverage []policy.Coverage // of each file of policies by its tests in Rego, where it was asked for
}

// Failed is how many cases failed.
func (r *Result) Failed() int {
	n := 0
	for _, c := range r.Cases {
		if len(c.Problems) > 0 {
			n++
		}
	}
	return n
}

// The kinds of cases.
const (
	ExampleCase = "example" // a bad or good example in the METADATA of a rule
	RegoCase    = "rego"    // a test in Rego
	GoldenCase  = "golden"  // a repository that breaks no rule
	MutantCase  = "mutant"  // a change of one that one rule must notice
	RandomCase  = "random"  // a law, and all random repositories
)

// Case is one test.
type Case struct {
	Kind     string
	Name     string   // with its kind unique, such as unrestricted-shell-grant/bad/2
	File     string   // where it is written: the set of policies and the path in it
	Line     int      // 0 where the whole file is meant
	Tried    int      // of a law, how many repositories it was held against
	Problems []string // what is wrong; none means that it passed
	Elapsed  time.Duration
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
	for _, part := range []func(context.Context) error{t.examples, t.rego, t.mutants, t.random} {
		if err := part(ctx); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(t.result.Cases, compareCases)
	return &t.result, nil
}

// tester is a Run on its way.
type tester struct {
	options  Options
	policies *policy.Policies
	result   Result
	mu       sync.Mutex
	checkers map[string]*check.Checker // by the rules that are asked
}

// of says whether what comes with a source is tested.
func (t *tester) of(source string) bool {
	return len(t.options.Of) == 0 || slices.Contains(t.options.Of, source)
}

// wanted says whether a case is to be run.
func (t *tester) wanted(name string) bool {
	return t.options.Run == nil || t.options.Run.MatchString(name)
}
