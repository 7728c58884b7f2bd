package policy_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/policies"
)

// TestPacks holds that every identifier which a built-in rule names is a requirement of the pack's file,
// once.
func TestPacks(t *testing.T) {
	all, err := policy.Load(policy.Source{Name: "built-in", FS: policies.FS, BuiltIn: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range all.Packs() {
		pack, err := all.Pack(name)
		if err != nil {
			t.Fatal(err)
		}
		if pack.Title == name || pack.Version == "" || pack.Relation == "" {
			t.Errorf("pack %s: no file, or no title, version and relation in it", name)
		}
		known := map[string]bool{}
		for _, r := range slices.Concat(pack.Requirements, pack.Beyond) {
			if known[r.ID] || r.Title == "" {
				t.Errorf("pack %s: %s is there twice, or has no title", name, r.ID)
			}
			known[r.ID] = true
		}
		for _, rule := range all.Rules {
			for _, id := range rule.Packs[name] {
				if !known[id] {
					t.Errorf("rule %s: pack %s has no requirement %s", rule.Name, name, id)
				}
			}
		}
	}
}

// TestParamValue holds which default a parameter has.
func TestParamValue(t *testing.T) {
	p := policy.Param{Default: "strong", Under: map[string]any{"strict": "weak", "packs": "all"}}
	tests := []struct {
		profile string
		packs   bool
		want    any
	}{
		{"recommended", false, "strong"}, {"strict", false, "weak"}, {"none", false, "strong"}, {"recommended", true, "all"}, {"strict", true, "all"},
	}
	for _, test := range tests {
		if got := p.Value(test.profile, test.packs); got != test.want {
			t.Errorf("under %s, with packs %t: %v, want %v", test.profile, test.packs, got, test.want)
		}
	}
	tier, ok := policy.Param{Default: "lex:risk_tiers.required_classifiers"}.Value("strict", false).(map[string]any)
	if list, isList := tier["limited"].([]any); !ok || !isList || !slices.Equal(list, []any{"prompt-injection"}) {
		t.Errorf("the table of the lexicons reads %v", tier)
	}
}

// TestParamFaults holds that a wrong parameter is refused with file and line.
func TestParamFaults(t *testing.T) {
	for param, want := range map[string]string{
		"{default: 'lex:lists.nothing', description: d}": "own/r.rego:6: METADATA: custom.params.p.default: there is no lists.nothing in the lexicons",
		"{default: 1, sometimes: 2, description: d}":     "own/r.rego:6: METADATA: custom.params.p: unknown key sometimes: the keys are default, description, recommended, strict and packs",
		"{description: d}": "own/r.rego:6: METADATA: custom.params.p has no default",
	} {
		text := "\n# METADATA\n# title: T\n# custom:\n#   severity: low\n#   params: {p: " + param + "}\npackage acme.r\n\nfindings contains {\"at\": [], \"message\": \"m\"}\n"
		_, err := policy.Load(policy.Source{Name: "own", FS: fstest.MapFS{"r.rego": {Data: []byte(text)}}})
		if err == nil || err.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", param, err, want)
		}
	}
}
