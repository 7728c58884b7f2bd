package policytest_test

import (
	"flag"
	"os"
	"regexp"
	"runtime/debug"
	"testing"
	"time"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/policytest"
	"github.com/pacheck/pacheck/policies"
)

var builtIn = policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true}

var (
	repositories = flag.Int("repositories", 10_000, "how many random repositories are checked")
	seed         = flag.Uint64("seed", 1, "of the first random repository")
)

var evaluationTime = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// TestMain gives the collector more room, as the command does: what is tested makes much garbage.
func TestMain(m *testing.M) {
	flag.Parse()
	debug.SetGCPercent(800)
	os.Exit(m.Run())
}

// TestMutants applies every mutant of the built-in rules to its golden repository.
func TestMutants(t *testing.T) {
	result, err := policytest.Run(t.Context(), policytest.Options{Policies: []policy.Source{builtIn}, Mutate: true, Now: evaluationTime,
		Run: regexp.MustCompile("^golden/|/mutant/")})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range result.Cases {
		t.Run(c.Name, func(t *testing.T) {
			for _, p := range c.Problems {
				t.Errorf("%s:%d: %s", c.File, c.Line, p)
			}
		})
	}
}

// TestEveryRuleHasMutants finds the rules that no mutant asks for.
func TestEveryRuleHasMutants(t *testing.T) {
	all, err := policy.Load(builtIn)
	if err != nil {
		t.Fatal(err)
	}
	mutants, err := policytest.ReadMutants(policytest.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, m := range mutants {
		asked[m.Rule] = true
	}
	for _, r := range all.Rules {
		if !asked[r.Name] {
			t.Errorf("no mutant in check/policytest/mutants/%s.yaml is for %s", r.Group, r.Name)
		}
	}
}

// TestRandomRepositories holds the built-in rules against random repositories.
func TestRandomRepositories(t *testing.T) {
	n, start := *repositories, time.Now()
	if testing.Short() {
		n = min(n, 400)
	}
	result, err := policytest.Run(t.Context(), policytest.Options{
		Policies: []policy.Source{builtIn}, Random: n, Seed: *seed, Now: evaluationTime, Run: regexp.MustCompile("^random/"),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range result.Cases {
		t.Run(c.Name, func(t *testing.T) {
			if c.Tried < n/10 {
				t.Errorf("the law was held against %d repositories only", c.Tried)
			}
			for _, p := range c.Problems {
				t.Error(p)
			}
		})
	}
	t.Logf("%d repositories in %s", n, time.Since(start).Round(time.Millisecond))
}
