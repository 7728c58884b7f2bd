package policy_test

import (
	"bytes"
	"io/fs"
	"path"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/policies"
)

// TestRego runs the tests that are written in Rego.
func TestRego(t *testing.T) {
	modules := map[string]*ast.Module{}
	params := map[string]any{}
	all, err := policy.Load(policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all.Rules {
		values := map[string]any{}
		for name, p := range r.Params {
			values[name] = p.Value("recommended", false)
		}
		params[r.Name] = values
	}
	for name, text := range regoFiles(t) {
		modules[name], err = ast.ParseModuleWithOpts(name, string(text), ast.ParserOptions{RegoVersion: ast.RegoV1, ProcessAnnotation: true})
		if err != nil {
			t.Fatal(err)
		}
	}
	store := inmem.NewFromObject(map[string]any{"pacheck": map[string]any{"params": params}})
	results, err := tester.NewRunner().SetStore(store).SetModules(modules).RunTests(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r := range results {
		n++
		t.Run(path.Base(r.Location.File)+"/"+r.Name, func(t *testing.T) {
			if !r.Pass() {
				t.Errorf("%s: fail=%v error=%v\n%s", r.Location, r.Fail, r.Error, r.Output)
			}
		})
	}
	if n < len(all.Rules) {
		t.Errorf("%d tests for %d rules: each rule has at least one", n, len(all.Rules))
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
			t.Errorf("%s is not formatted: run go run github.com/open-policy-agent/opa fmt -w policies", name)
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
