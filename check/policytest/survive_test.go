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

// TestPolicyMutation puts faults into the rules, of which their tests have to notice most. Without flags
// it is a small sample.
func TestPolicyMutation(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles each rule again")
	}
	o := policytest.FaultOptions{Policies: []policy.Source{builtIn}, Sample: 1, Seed: 1, Now: evaluationTime}
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
			t.Logf("%s:%d: nobody notices: %s", f.Rule.File, f.Line, f.What)
		}
	}
	t.Logf("%d faults, noticed by %v", len(faults), by)
	if survivors := by[""]; survivors*20 > len(faults) {
		t.Errorf("%d of %d faults are not noticed, more than one in twenty", survivors, len(faults))
	}
}
