package policy_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check/policy"
)

func TestLoadErrors(t *testing.T) {
	rule := func(custom string) string { return ruleText("p", custom, always) }
	tests := []struct {
		name  string
		files map[string]string
		want  string
	}{
		{"an empty file", map[string]string{"a.rego": ""}, "own/a.rego:0: rego_parse_error: empty module"},
		{"no METADATA", map[string]string{"a.rego": "package acme\n\n" + always}, "own/a.rego:1: a rule needs a METADATA comment"},
		{"no severity", map[string]string{"a.rego": "# METADATA\n# title: T\npackage acme\n\n" + always}, "own/a.rego:1: METADATA: custom.severity is missing"},
		{"no title", map[string]string{"a.rego": "# METADATA\n# custom: {severity: low}\npackage acme\n\n" + always}, "own/a.rego:1: METADATA: title is missing"},
		{"an unknown key", map[string]string{"a.rego": rule("#   severty: low\n")}, "own/a.rego:5: METADATA: unknown key custom.severty: did you mean severity?"},
		{"an unknown key at the top", map[string]string{"a.rego": "# METADATA\n# title: T\n# descripton: D\n# custom: {severity: low}\npackage acme\n\n" + always}, "own/a.rego:3: METADATA: unknown key descripton: did you mean description?"},
		{"a key at the wrong place", map[string]string{"a.rego": "# METADATA\n# title: T\n# severity: low\n# custom: {severity: low}\npackage acme\n\n" + always}, "own/a.rego:3: METADATA: the key severity belongs below custom"},
		{"an unknown profile", map[string]string{"a.rego": rule("#   profiles: [strcit]\n")}, "METADATA: custom.profiles has strcit: did you mean strict?"},
		{"an unknown role", map[string]string{"a.rego": rule("#   roles: [tests]\n")}, "METADATA: custom.roles has tests: did you mean test?"},
		{"an unknown scope", map[string]string{"a.rego": rule("#   scope: entity\n")}, "METADATA: custom.scope must be one of file, repo"},
		{"a text as list", map[string]string{"a.rego": rule("#   profiles: strict\n")}, "METADATA: custom.profiles must be a list of texts"},
		{"a list as text", map[string]string{"a.rego": rule("#   code: [A]\n")}, "METADATA: custom.code must be a text"},
		{"a word as flag", map[string]string{"a.rego": rule("#   adversarial: maybe\n")}, "METADATA: custom.adversarial must be true or false"},
		{"a list as map", map[string]string{"a.rego": rule("#   packs: [A]\n")}, "METADATA: custom.packs must be a map"},
		{"a parameter without default", map[string]string{"a.rego": rule("#   params: {most: {description: d}}\n")}, "METADATA: custom.params.most has no default"},
		{"a day that is none", map[string]string{"a.rego": rule("#   bad: {now: tomorrow, a: x}\n")}, `METADATA: custom.bad.now must be a day such as "2027-01-31", in quotes`},
		{"an example that is a text", map[string]string{"a.rego": rule("#   bad: x\n")}, "METADATA: custom.bad must be a map"},
		{"conditions that are a map", map[string]string{"a.rego": rule("#   severity_when: {when: x}\n")}, "METADATA: custom.severity_when must be a list"},
		{"a reserved code", map[string]string{"a.rego": rule("#   code: PA-AGT-900\n")}, "own/a.rego:5: the code PA-AGT-900 starts with PA-"},
		{"a reserved package", map[string]string{"a.rego": "package pacheck.lib.hosts\n\nx := 1\n"}, "own/a.rego:1: packages below pacheck are reserved"},
		{"one name twice", map[string]string{"x/a.rego": ruleText("p", "", always), "y/a.rego": ruleText("q", "", always)}, "own/y/a.rego:5: the name a is taken by own/x/a.rego"},
		{"one code twice", map[string]string{"a.rego": ruleText("p", "#   code: X-1\n", always), "b.rego": ruleText("q", "#   code: X-1\n", always)}, "own/b.rego:6: the code X-1 is taken by own/a.rego"},
		{"one package twice", map[string]string{"a.rego": rule(""), "b.rego": rule("")}, "own/b.rego:5: the package data.acme.p is taken by own/a.rego"},
		{"no Rego", map[string]string{"a.rego": "package acme\n\nx := {"}, "own/a.rego:3: rego_parse_error"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := policy.Load(set("own", tt.files))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
	t.Run("one file twice", func(t *testing.T) {
		own := set("own", map[string]string{"lib.rego": "package acme\n\nx := 1\n"})
		if _, err := policy.Load(own, own); err == nil || !strings.Contains(err.Error(), "own/lib.rego: is given twice") {
			t.Errorf("got %v", err)
		}
	})
}

func TestLoad(t *testing.T) {
	custom := strings.Join([]string{
		"#   code: ACME-1", "#   scope: repo", "#   precision: high", "#   principle: safety", "#   profiles: [strict]",
		"#   packs: {soc: [A, B]}", "#   roles: [runtime]", "#   adversarial: true", "#   keep_severity: true",
		"#   remediation: ' Do it. '", "#   severity_when: [{when: it rains, severity: low}]",
		"#   params: {most: {default: 5, description: d}}", "#   bad: [{a: x}, {b: y}]", "#   good: {c: z, not_when: it is c, now: \"2027-01-31\"}", "",
	}, "\n")
	all, err := policy.Load(set("own", map[string]string{
		"team/a_rule.rego": ruleText("p", custom, always), "team/a_rule_test.rego": "this is no Rego", "notes.txt": "neither is this",
	}))
	if err != nil {
		t.Fatal(err)
	}
	got := *all.Rules[0]
	got.Digest = ""
	want := policy.Rule{
		Name: "a-rule", Code: "ACME-1", Group: "team", Title: "T", Remediation: "Do it.", Severity: policy.Medium,
		SeverityWhen: []policy.SeverityWhen{{When: "it rains", Severity: policy.Low}}, Scope: policy.RepoScope,
		Precision: "high", Principle: "safety", Profiles: []string{"strict"}, Packs: map[string][]string{"soc": {"A", "B"}},
		Roles: []string{"runtime"}, Adversarial: true, KeepSeverity: true,
		Params: map[string]policy.Param{"most": {Default: got.Params["most"].Default, Description: "d"}},
		Bad:    []policy.Example{{Files: policy.Files{"a": "x"}}, {Files: policy.Files{"b": "y"}}},
		Good:   []policy.Example{{Files: policy.Files{"c": "z"}, NotWhen: []string{"it is c"}, Now: "2027-01-31"}},
		File:   "team/a_rule.rego", Set: "own", Package: "data.acme.p",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if all.Find("a-rule") != all.Rules[0] || all.Find("ACME-1") != all.Rules[0] || all.Find("") != nil || all.Find("b") != nil {
		t.Error("rules are not found by name and code, or others are")
	}
}

func TestSeverities(t *testing.T) {
	for s := policy.None; s <= policy.Critical; s++ {
		if got, ok := policy.ParseSeverity(s.String()); !ok || got != s {
			t.Errorf("%v is read as %v, %v", s, got, ok)
		}
	}
	for _, word := range []string{"", "High", "never", "0"} {
		if _, ok := policy.ParseSeverity(word); ok {
			t.Errorf("%q is a severity", word)
		}
	}
	if got := policy.Severity(99).String(); got != "none" {
		t.Errorf("a severity beyond all is %s", got)
	}
}
