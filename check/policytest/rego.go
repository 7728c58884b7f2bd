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
	tests, err := part.RunTests(ctx, policy.TestOptions{
		Run: func(set, file, name string) bool {
			below := strings.TrimPrefix(strings.TrimPrefix(file, set), "/")
			return t.only(set, strings.TrimSuffix(below, "_test.rego")+".rego") && t.wanted(regoName(file, name))
		},
		Cover: t.cover, Data: t.options.Data,
	})
	for _, test := range tests {
		c := Case{Kind: RegoCase, Name: regoName(test.File, test.Name), File: test.File, Line: test.Line, Skipped: test.Skipped, Elapsed: test.Elapsed}
		if test.Problem != "" {
			c.Broken = !test.Failed
			c.Problems = []Problem{{File: test.At, Line: test.AtLine, Message: test.Problem, Notes: test.Notes}}
		}
		t.result.Cases = append(t.result.Cases, c)
	}
	return err
}

// regoName is the name of a test in Rego: that of its rule, and its own.
func regoName(file, name string) string {
	rule := strings.TrimSuffix(path.Base(file), "_test.rego")
	return strings.ReplaceAll(rule, "_", "-") + "/rego/" + strings.TrimPrefix(strings.TrimPrefix(name, "todo_"), "test_")
}
