package check_test

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/policytest"
	"github.com/pacheck/pacheck/policies"
)

var builtIn = policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true}

var evaluationTime = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

// TestRuleExamples runs the examples in the METADATA of every rule through the real loaders: what is bad
// fires, with a place, and what is good does not, also in ten years.
func TestRuleExamples(t *testing.T) {
	result, err := policytest.Run(t.Context(), policytest.Options{
		Policies: []policy.Source{builtIn}, Now: evaluationTime.AddDate(10, 0, 0), Run: regexp.MustCompile("/(bad|good)/"),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range result.Cases {
		t.Run(c.Name, func(t *testing.T) {
			for _, p := range c.Problems {
				t.Errorf("%s: %s", c.File, p.Message)
			}
		})
	}
	if len(result.Cases) < 2*len(everyRule(t)) {
		t.Errorf("there are %d examples of %d rules", len(result.Cases), len(everyRule(t)))
	}
}

// findings are what one rule says of a small repository. All rules are asked, since those that are not change
// nothing (TestSelectionsAgree); but one that judges exceptions is asked alone.
func findings(t *testing.T, rule string, example policy.Files) []check.Finding {
	t.Helper()
	o := check.Options{
		Tree: tree(t, example), Policies: []policy.Source{builtIn}, Rules: check.Selection{Profile: "none"}, Run: check.Limits{Jobs: 1, Now: evaluationTime},
	}
	for _, r := range everyRule(t) {
		if r.Name == rule && r.Scope == policy.ExceptionScope {
			o.Rules.Select = []string{rule}
			break
		}
		o.Rules.Select = append(o.Rules.Select, r.Name)
	}
	report := run(t, o)
	for _, p := range report.Problems {
		if p.Kind == "policy" {
			t.Errorf("the rule %s failed while running: %s", p.Rule, p.Message)
		}
	}
	return slices.DeleteFunc(report.Findings, func(f check.Finding) bool { return f.Rule.Name != rule })
}

// tree is a repository of files by path.
func tree(t *testing.T, files map[string]string) fs.FS {
	t.Helper()
	archive := &txtar.Archive{}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(files[name])})
	}
	fsys, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	return fsys
}

// TestRuleMetadata holds the METADATA of the built-in rules complete.
func TestRuleMetadata(t *testing.T) {
	for _, r := range everyRule(t) {
		t.Run(r.Name, func(t *testing.T) {
			for _, missing := range lacking(r) {
				t.Errorf("%s has no %s", r.File, missing)
			}
			if want := fmt.Sprintf("data.pacheck.rules.%s.%s", r.Group, strings.ReplaceAll(r.Name, "-", "_")); r.Package != want {
				t.Errorf("the package is %s, want %s", r.Package, want)
			}
			if test := strings.TrimSuffix(r.File, ".rego") + "_test.rego"; !exists(policies.FS, test) {
				t.Errorf("%s is missing", test)
			}
		})
	}
}

// silentUntilConfigured are the rules that compare with a list of the organisation's own, or with
// another revision, of which no example can tell.
var silentUntilConfigured = []string{"server-not-approved", "gate-weakened"}

func lacking(r *policy.Rule) []string {
	given := map[string]bool{
		"description": r.Description != "", "code": r.Code != "", "precision": r.Precision != "",
		"principle": r.Principle != "", "profiles or packs": len(r.Profiles)+len(r.Packs) > 0 || r.Severity == policy.Info || r.Precision == "low", "remediation": r.Remediation != "",
		"bad": len(r.Bad) > 0 || slices.Contains(silentUntilConfigured, r.Name), "good": len(r.Good) > 0,
	}
	var missing []string
	for _, key := range slices.Sorted(maps.Keys(given)) {
		if !given[key] {
			missing = append(missing, key)
		}
	}
	return missing
}

func exists(fsys fs.FS, name string) bool {
	_, err := fs.Stat(fsys, name)
	return err == nil
}
