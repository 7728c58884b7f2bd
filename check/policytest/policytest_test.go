package policytest_test

import (
	"flag"
	"os"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/pacheck/pacheck/check"
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
				t.Errorf("%s:%d: %s", c.File, c.Line, p.Message)
			}
		})
	}
}

// TestEveryRuleHasMutants finds the rules that no mutant asks for. A rule without a bad example judges what
// no repository alone can show, such as a change.
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
		if !asked[r.Name] && len(r.Bad) > 0 {
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
				t.Errorf("%s\n%s", p.Message, strings.Join(p.Notes, "\n"))
			}
		})
	}
	t.Logf("%d repositories in %s", n, time.Since(start).Round(time.Millisecond))
}

// TestDatesBeyondTheClock: no rule fails on a day that cannot be counted in nanoseconds.
func TestDatesBeyondTheClock(t *testing.T) {
	for _, day := range []string{"9999-12-31", "9999-12", "0001-01-01"} {
		tree := fstest.MapFS{
			"agents/x.governance.yaml": {Data: []byte("name: x\nreview_by: " + day + "\n")},
			"x.modelcard.yaml":         {Data: []byte("name: x\nlicense: mit\nend_of_life: " + day + "\nevaluations: [{metric: f1, value: 0.9, date: " + day + "}]\n")},
			".pacheck/waivers.yaml":    {Data: []byte("version: 1\nwaivers:\n- {id: W, rule: pipe-to-shell, target: x, created: " + day + ", expires: " + day + "}\n")},
			".claude/agents/y.md":      {Data: []byte("---\nname: y\ndescription: Does y.\nmodel: x\n---\nDo y.\n")},
		}
		report, err := check.Run(t.Context(), check.Options{
			Tree: tree, Policies: []policy.Source{builtIn}, Rules: check.Selection{Profile: "strict"}, Run: check.Limits{Now: evaluationTime},
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range report.Problems {
			if p.Kind == "policy" {
				t.Errorf("%s: %s: %s", day, p.Rule, p.Message)
			}
		}
	}
}
