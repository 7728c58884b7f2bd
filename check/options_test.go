package check_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// profiled are three rules: of both profiles, of the strict one, and of none that is named.
var profiled = policy.Source{Name: "own", FS: fstest.MapFS{
	"both.rego":   {Data: profiledRule("both", "#   profiles: [recommended, strict]\n#   code: OWN-1\n")},
	"strict.rego": {Data: profiledRule("strict", "#   profiles: [strict]\n#   code: OWN-2\n")},
	"every.rego":  {Data: profiledRule("every", "")},
}}

func profiledRule(name, custom string) []byte {
	return []byte("# METADATA\n# title: T\n# custom:\n#   severity: low\n" + custom + "package own." + name +
		"\n\nfindings contains {\"at\": [], \"message\": \"m\"} if count(input.files) > 0\n")
}

func TestSelection(t *testing.T) {
	tests := []struct {
		name      string
		selection check.Selection
		want      string // the rules, or the error
	}{
		{"the usual", check.Selection{}, "both every"},
		{"recommended", check.Selection{Profile: "recommended"}, "both every"},
		{"strict", check.Selection{Profile: "strict"}, "both every strict"},
		{"one more", check.Selection{Select: []string{"strict"}}, "both every strict"},
		{"one more by code", check.Selection{Select: []string{"OWN-2"}}, "both every strict"},
		{"one less", check.Selection{Ignore: []string{"every"}}, "both"},
		{"ignored wins", check.Selection{Profile: "strict", Select: []string{"strict", "both"}, Ignore: []string{"OWN-2"}}, "both every"},
		{"only one", check.Selection{Profile: "none", Select: []string{"strict"}}, "strict"},
		{"none", check.Selection{Profile: "none"}, "no rule is enabled: choose a profile, or select rules"},
		{"all ignored", check.Selection{Profile: "none", Select: []string{"both"}, Ignore: []string{"both"}}, "no rule is enabled: choose a profile, or select rules"},
		{"an unknown profile", check.Selection{Profile: "strickt"}, `unknown profile "strickt": the profiles are none, recommended, strict`},
		{"an unknown rule", check.Selection{Select: []string{"strct"}}, `unknown rule "strct": did you mean strict?`},
		{"an unknown rule to ignore", check.Selection{Ignore: []string{"something else"}}, `unknown rule "something else": pacheck rules lists them`},
		{"several", check.Selection{Select: []string{"x"}, Ignore: []string{"y"}}, `unknown rule "x": pacheck rules lists them` + "\n" + `unknown rule "y": pacheck rules lists them`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ruling, err := check.Settle(check.Options{Policies: []policy.Source{profiled}, Rules: tt.selection})
			if err != nil {
				if diff := gocmp.Diff(tt.want, err.Error()); diff != "" {
					t.Error(diff)
				}
				return
			}
			var names []string
			for _, r := range ruling.Enabled {
				names = append(names, r.Name)
			}
			got := strings.Join(names, " ")
			if diff := gocmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPathsNarrowTheReport(t *testing.T) {
	all := files{"a/CLAUDE.md": "x", "a/b/CLAUDE.md": "x", "ab/CLAUDE.md": "x"}
	tests := []struct {
		paths []string
		want  []string
	}{
		{nil, []string{"a/CLAUDE.md", "a/b/CLAUDE.md", "ab/CLAUDE.md"}},
		{[]string{"."}, []string{"a/CLAUDE.md", "a/b/CLAUDE.md", "ab/CLAUDE.md"}},
		{[]string{"a"}, []string{"a/CLAUDE.md", "a/b/CLAUDE.md"}},
		{[]string{"a/"}, []string{"a/CLAUDE.md", "a/b/CLAUDE.md"}},
		{[]string{"a/CLAUDE.md", "ab"}, []string{"a/CLAUDE.md", "ab/CLAUDE.md"}},
		{[]string{"b"}, nil},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.paths, " "), func(t *testing.T) {
			r := run(t, check.Options{Tree: mapFS(all), Paths: tt.paths, Policies: []policy.Source{profiled}, Rules: check.Selection{Ignore: []string{"every"}}})
			var got []string
			for _, f := range r.Findings {
				got = append(got, f.Location.File)
			}
			if diff := gocmp.Diff(tt.want, slices.Compact(got)); diff != "" {
				t.Error(diff)
			}
			if len(r.Files) != len(all) {
				t.Errorf("%d files are loaded, want all", len(r.Files))
			}
		})
	}
}

func TestProgress(t *testing.T) {
	all := files{}
	for name := range strings.SplitSeq(strings.Repeat("x", 100), "") {
		all[strings.Repeat(name, len(all)+1)+"/CLAUDE.md"] = "x"
	}
	last := 0
	o := check.Options{Tree: mapFS(all), Policies: []policy.Source{profiled}, Run: check.Limits{Jobs: 1}}
	o.Progress = func(done, total int) {
		if done <= last || done > total || total != len(all) {
			t.Errorf("%d of %d after %d", done, total, last)
		}
		last = done
	}
	run(t, o)
	if last != len(all) {
		t.Errorf("the last is %d of %d", last, len(all))
	}
}
