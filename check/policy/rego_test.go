package policy_test

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/policies"
)

// TestRego runs the tests that are written in Rego.
func TestRego(t *testing.T) {
	all, err := policy.Load(policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true})
	if err != nil {
		t.Fatal(err)
	}
	tests, err := all.RunTests(t.Context(), policy.TestOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range tests {
		t.Run(path.Base(test.File)+"/"+test.Name, func(t *testing.T) {
			if test.Problem != "" {
				t.Errorf("%s:%d: %s\n%s:%d\n%s", test.File, test.Line, test.Problem, test.At, test.AtLine, strings.Join(test.Notes, "\n"))
			}
		})
	}
	if len(tests) < len(all.Rules) {
		t.Errorf("%d tests for %d rules: each rule has at least one", len(tests), len(all.Rules))
	}
}

// TestRegoFormat holds the policies in the form that opa fmt gives them.
func TestRegoFormat(t *testing.T) {
	for name, text := range regoFiles(t) {
		want, err := format.SourceWithOpts(name, text, format.Opts{RegoVersion: ast.RegoV1})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !bytes.Equal(text, want) {
			t.Errorf("%s is not formatted: run go run . policy fmt --write policies", name)
		}
	}
}

func regoFiles(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(policies.FS, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".rego" {
			return err
		}
		files[name], err = fs.ReadFile(policies.FS, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
