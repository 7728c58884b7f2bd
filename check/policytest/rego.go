package policytest

import (
	"context"
	"path"
	"strings"

	"github.com/pacheck/pacheck/check/policy"
)

// rego runs the tests in Rego.
func (t *tester) rego(ctx context.Context) error {
	for _, part := range t.policies.Parts() {
		if err := t.regoOf(ctx, part); err != nil {
			return err
		}
	}
	return nil
}

// regoOf runs those of policies that know each other.
func (t *tester) regoOf(ctx context.Context, part *policy.Policies) error {
	tests, coverage, err := part.RunTests(ctx, policy.TestOptions{
		Run:      func(set, file, name string) bool { return t.of(set) && t.wanted(regoName(file, name)) },
		Coverage: t.options.Coverage,
	})
	if err != nil {
		return err
	}
	for _, test := range tests {
		c := Case{Kind: RegoCase, Name: regoName(test.File, test.Name), File: test.File, Line: test.Line, Elapsed: test.Elapsed}
		if test.Problem != "" {
			c.Problems = []string{test.Problem}
		}
		t.result.Cases = append(t.result.Cases, c)
	}
	for _, c := range coverage {
		if t.of(c.Set) {
			t.result.Coverage = append(t.result.Coverage, c)
		}
	}
	return nil
}

// regoName is the name of a test in Rego: that of its rule, and its own.
func regoName(file, name string) string {
	rule := strings.TrimSuffix(path.Base(file), "_test.rego")
	return strings.ReplaceAll(rule, "_", "-") + "/rego/" + strings.TrimPrefix(name, "test_")
}
