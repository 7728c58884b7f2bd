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

// TestLinkGuard holds what of a rule's conditions is looked for before the rule is asked.
func TestLinkGuard(t *testing.T) {
	const rule = `# METADATA
# title: Something
# description: Something is wrong.
# custom:
#   code: PA-XXX-001
#   severity: low
#   remediation: Change it.
package pacheck.rules.test.rule

findings contains {"at": ["servers", i], "message": "seen"} if {
	some i, server in input.servers
	%s
}

params := data.pacheck.params.rule

names := data.pacheck.params.rule.names

words := {"npx": {"latest": "any version"}}

remote(server) if server.url

remote(server) if server.endpoint.scheme == "http"

loose(pin) := "loose" if pin == "none"

else := "old" if pin == "range"
`
	tests := []struct{ name, body, want string }{
		{"a limit", `server.secrets[_].secret.length > 8`, `guard{Path: "servers/*/secrets/*/secret/length", Compare: "gt", Limit: 8}`},
		{"a limit from above", `8 >= server.secrets[_].secret.length`, `guard{Path: "servers/*/secrets/*/secret/length", Compare: "lte", Limit: 8}`},
		{"a parameter", `server.secrets[_].secret.length > data.pacheck.params.rule.least`,
			`guard{Path: "servers/*/secrets/*/secret/length", Compare: "gt", Limit: "rule/least"}`},
		{"items of a parameter", `some name in names; server.name == name`,
			`guard{All: []guard{guard{Param: "rule/names/*"}, guard{Path: "servers/*/name", Param: "rule/names/*"}}}`},
		{"one of a parameter", `server.name in params.names`, `guard{Path: "servers/*/name", Param: "rule/names/*"}`},
		{"a key of a parameter", `params.modes[server.name][_] == server.url`,
			`guard{All: []guard{guard{Path: "servers/*/name", Param: "rule/modes/(keys)"}, guard{Param: "rule/modes/*/*"}, guard{Path: "servers/*/url", Param: "rule/modes/*/*"}}}`},
		{"the first of a parameter", `names[0]; server.url`,
			`guard{All: []guard{guard{Param: "rule/names/*"}, guard{Param: "rule/names/*"}, guard{Path: "servers/*/url", True: true}}}`},
		{"a value", `server.name == "x"`, `guard{Path: "servers/*/name", Is: []interface{}{"x"}}`},
		{"false", `server.disabled == false`, `guard{Path: "servers/*/disabled", Is: []interface{}{false}}`},
		{"a number", `server.secrets[_].secret.length == 8`, `guard{Path: "servers/*/secrets/*/secret/length"}`},
		{"truth", `server.disabled`, `guard{Path: "servers/*/disabled", True: true}`},
		{"not", `not server.name`, `guard{Path: "servers/*"}`},
		{"a call", `startswith(server.name, "x")`, `guard{Path: "servers/*/name"}`},
		{"one of some", `server.name in {"x", "y"}`, `guard{Path: "servers/*/name", Is: []interface{}{"x", "y"}}`},
		{"an item", `"x" in server.can`, `guard{Path: "servers/*/can/*", Is: []interface{}{"x"}}`},
		{"items", `some x in server.can; x == "y"`, `guard{Path: "servers/*/can/*", Is: []interface{}{"y"}}`},
		{"a key of a constant", `words[server.launch.runner]`, `guard{Path: "servers/*/launch/runner", Is: []interface{}{"npx"}}`},
		{"keys of a constant", `words[server.launch.runner][server.launch.pin]`,
			`guard{All: []guard{guard{Path: "servers/*/launch/runner", Is: []interface{}{"npx"}}, guard{Path: "servers/*/launch/pin", Is: []interface{}{"latest"}}}}`},
		{"a function", `remote(server)`,
			`guard{All: []guard{guard{Path: "servers/*"}, guard{Any: []guard{guard{Path: "servers/*/url", True: true}, guard{Path: "servers/*/endpoint/scheme", Is: []interface{}{"http"}}}}}}`},
		{"a function with else", `loose(server.launch.pin) == "old"`,
			`guard{All: []guard{guard{Path: "servers/*/launch/pin"}, guard{Any: []guard{guard{Path: "servers/*/launch/pin", Is: []interface{}{"none"}}, guard{Path: "servers/*/launch/pin", Is: []interface{}{"range"}}}}}}`},
		{"other input", `remote(server) with input as {}`, `guard{Path: "servers/*"}`},
		{"a key that varies", `some key in ["env", "headers"]; server[key][_].key == "x"`, `guard{Path: "servers/*/*/*/key", Is: []interface{}{"x"}}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			files := fstest.MapFS{"rules/test/rule.rego": {Data: fmt.Appendf(nil, rule, tt.body)}}
			linked, err := policy.Link(policy.Source{Name: "built-in", FS: files, BuiltIn: true})
			if err != nil {
				t.Fatal(err)
			}
			got := regexp.MustCompile(`(?s)Guard: func\(\) guard \{\s*return (.*?)\n`).FindSubmatch(linked)
			if got == nil {
				t.Fatalf("there is no guard:\n%s", linked)
			}
			if diff := cmp.Diff(tt.want, string(got[1])); diff != "" {
				t.Error(diff)
			}
		})
	}
}
