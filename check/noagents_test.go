package check_test

import (
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check/policy"
)

// TestNoAgentFiles: rules over the repository are asked about one without agent files too, since that may be
// the fault.
func TestNoAgentFiles(t *testing.T) {
	o := options(mapFS(files{"x.txt": "x"}))
	o.Policies = append(o.Policies, policy.Source{Name: "own", FS: fstest.MapFS{"instructions_missing.rego": {Data: []byte(`# METADATA
# title: No instructions
# custom:
#   severity: low
#   scope: repo
package own.instructions_missing

findings contains {"at": [], "message": "no instructions"} if count(input.prompts) == 0
`)}}})
	var got []string
	for _, f := range run(t, o).Findings {
		got = append(got, f.Location.String()+": "+f.Rule.Name+": "+f.Message)
	}
	if diff := gocmp.Diff([]string{".:1:1: instructions-missing: no instructions"}, got); diff != "" {
		t.Error(diff)
	}
}
