package policytest_test

import (
	"flag"
	"strings"
	"testing"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/policytest"
)

var (
	everyFault = flag.Bool("faults", false, "put every fault into every rule, which takes minutes")
	faultsIn   = flag.String("faults.rules", "", "names of the rules that get all faults, with commas between them")
)

// How many faults in a hundred may be noticed by no test: of all; and of a
// sample, in which chance has its part.
const (
	most         = 5
	mostOfSample = 12
)

// logic are the kinds of faults that count. Tests do not go through each word of a list.
var logic = []string{policy.ConditionFault, policy.NegationFault, policy.ComparisonFault, policy.DefinitionFault}

// TestPolicyMutation puts faults into the rules, of which their tests have to notice most. Without flags
// it is a small sample.
func TestPolicyMutation(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles each rule again")
	}
	o := policytest.FaultOptions{Policies: []policy.Source{builtIn}, Kinds: logic, Sample: 1, Seed: 1, Now: evaluationTime}
	if *everyFault || *faultsIn != "" {
		o.Sample = 0
	}
	if *faultsIn != "" {
		o.Rules = strings.Split(*faultsIn, ",")
	}
	faults, err := policytest.Faults(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]int{}
	for _, f := range faults {
		by[f.Noticed]++
		if f.Noticed == "" {
			t.Logf("%s:%d: nobody notices the %s: %s", f.Rule.File, f.Line, f.Kind, f.What)
		}
	}
	t.Logf("%d faults, noticed by %v", len(faults), by)
	limit := most
	if o.Sample > 0 {
		limit = mostOfSample
	}
	if survivors := by[""]; survivors*100 > limit*len(faults) && len(o.Rules) == 0 {
		t.Errorf("%d of %d faults are not noticed, more than %d in a hundred", survivors, len(faults), limit)
	}
}
