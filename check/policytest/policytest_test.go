package policytest_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/policytest"
	"github.com/pacheck/pacheck/policies"
)

var builtIn = policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true}

var evaluationTime = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

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
