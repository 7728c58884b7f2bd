package policy_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/pacheck/pacheck/check/policy"
)

// TestScaffoldUnderOPA holds that what policy new writes is plain Rego: OPA by itself compiles it, and its
// tests go as they do under pacheck (see policy_new.txtar and policy_opa.txtar).
func TestScaffoldUnderOPA(t *testing.T) {
	for _, group := range []string{"", "agent", "prompt", "tool", "mcp", "skill", "model"} {
		files, err := policy.Scaffold{Name: "no-opus", Group: group, Scope: policy.FileScope}.Files()
		if err != nil {
			t.Fatal(err)
		}
		modules := map[string]*ast.Module{}
		for name, text := range files {
			modules[name] = ast.MustParseModuleWithOpts(string(text), ast.ParserOptions{ProcessAnnotation: true})
		}
		c := ast.NewCompiler().WithStrict(true)
		if c.Compile(modules); c.Failed() {
			t.Fatalf("group %q: %v", group, c.Errors)
		}
		results, err := tester.NewRunner().SetModules(modules).RunTests(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{}
		for r := range results {
			got[r.Name] = r.Pass()
		}
		if diff := cmp.Diff(map[string]bool{"test_fires": false, "test_keeps_silent": true}, got); diff != "" {
			t.Errorf("group %q (-want +got):\n%s", group, diff)
		}
	}
}
