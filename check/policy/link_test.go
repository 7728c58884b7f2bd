package policy_test

import (
	"fmt"
	"regexp"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check/policy"
)

// TestLinkRaw tells the rules that read parsed trees from those that read what is called raw elsewhere.
func TestLinkRaw(t *testing.T) {
	const rule = `# METADATA
# title: Something
# description: Something is wrong.
# custom:
#   code: PA-XXX-%03d
#   severity: low
#   remediation: Change it.
package pacheck.rules.test.%s

findings contains {"at": ["settings", i], "message": "seen"} if {
	some i, setting in input.settings
	%s
}
`
	files := fstest.MapFS{}
	for i, body := range []string{
		`setting.allow[_].raw == "Bash"`,
		`setting.raw.permissions`,
		`object.get(setting, "raw", null)`,
		`setting.name == "draw"`,
	} {
		name := fmt.Sprintf("rule_%d", i)
		files["rules/test/"+name+".rego"] = &fstest.MapFile{Data: fmt.Appendf(nil, rule, i, name, body)}
	}
	linked, err := policy.Link(policy.Source{Name: "built-in", FS: files, BuiltIn: true})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range regexp.MustCompile(`(?s)// built-in/rules/test/(\w+)\.rego\n\t\{[^}]*\}: \{\n\t\tKinds: [^\n]*\n\t\tText: [^\n]*\n\t\tRaw: +true`).FindAllSubmatch(linked, -1) {
		got = append(got, string(m[1]))
	}
	if diff := cmp.Diff([]string{"rule_1", "rule_2"}, got); diff != "" {
		t.Errorf("rules that read raw (-want +got):\n%s\n%s", diff, linked)
	}
}
