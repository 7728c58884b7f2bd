package report_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// shown is the marked source line of a finding and the line of carets below it.
func shown(t *testing.T, at source.Location, text string, secrets ...string) string {
	t.Helper()
	r := &check.Report{
		Findings: []check.Finding{{Rule: quietRule, Severity: policy.Low, Message: "m", Location: at, Lines: []check.Line{{Number: 1, Text: text}}}},
		Secrets:  secrets,
	}
	lines := strings.Split(write(t, report.Text(report.TextOptions{Width: 46}), r), "\n")
	for i, l := range lines {
		if strings.HasPrefix(l, "  1 |") {
			return l[len("  1 |"):] + "\n" + strings.TrimPrefix(lines[i+1], "    |")
		}
	}
	t.Fatalf("no source line in %q", lines)
	return ""
}

func TestCarets(t *testing.T) {
	long := strings.Repeat("0123456789", 10)
	multi := place("f", 1, 3, 2)
	multi.End.Line = 4
	tests := []struct {
		name    string
		at      source.Location
		text    string
		secrets []string
		want    string
	}{
		{"plain", place("f", 1, 3, 5), "ab cd", nil, " ab cd\n   ^^"},
		{"nothing", place("f", 1, 3, 3), "ab cd", nil, " ab cd\n   ^"},
		{"empty line", place("f", 1, 1, 1), "", nil, "\n ^"},
		{"after the end", place("f", 1, 6, 6), "ab cd", nil, " ab cd\n      ^"},
		{"beyond the line", place("f", 1, 4, 90), "ab cd", nil, " ab cd\n    ^^"},
		{"several lines", multi, "ab cd", nil, " ab cd\n   ^^^"},
		{"tabs", place("f", 1, 3, 6), "\ta\tb", nil, "     a   b\n      ^^^^"},
		{"wide", place("f", 1, 3, 5), "危険な値 x", nil, " 危険な値 x\n     ^^^^"},
		{"emoji", place("f", 1, 3, 4), "🤖\ufe0fx", nil, " 🤖\ufe0fx\n   ^"},
		{"combining", place("f", 1, 3, 4), "e\u0301x", nil, " e\u0301x\n  ^"},
		{"hidden", place("f", 1, 2, 3), "a\u202eb", nil, " a<U+202E>b\n  ^^^^^^^^"},
		{"after hidden", place("f", 1, 3, 4), "a\x1bb", nil, " a<U+001B>b\n          ^"},
		{"invalid UTF-8", place("f", 1, 3, 4), "\xff\xfex", nil, " \ufffd\ufffdx\n   ^"},
		{"long, at the start", place("f", 1, 1, 3), long, nil, " 0123456789012345678901234567890123...\n ^^"},
		{"long, in the middle", place("f", 1, 51, 53), long, nil, " ...0123456789012345678901234567890123...\n              ^^"},
		{"long, at the end", place("f", 1, 99, 101), long, nil, " ...6789012345678901234567890123456789\n                                    ^^"},
		{"longer than the line", place("f", 1, 11, 90), long, nil, " ...0123456789012345678901234567890123...\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"},
		{"secret before", place("f", 1, 12, 13), "p=hunter22 x", []string{"hunter22"}, " p=*** x\n       ^"},
		{"secret marked", place("f", 1, 3, 11), "p=hunter22 x", []string{"hunter22"}, " p=*** x\n   ^^^"},
		{"secret half marked", place("f", 1, 5, 11), "p=hunter22 x", []string{"hunter22"}, " p=*** x\n   ^^^"},
		{"secret reaches in", place("f", 1, 1, 6), "p=hunter22 x", []string{"hunter22"}, " p=*** x\n ^^^^^"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, shown(t, test.at, test.text, test.secrets...)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSummary(t *testing.T) {
	file := []*loaders.File{{Path: "a.md"}}
	low := check.Finding{Rule: quietRule, Severity: policy.Low}
	rules := []*policy.Rule{quietRule}
	tests := []struct {
		name   string
		report check.Report
		want   string
	}{
		{
			"nothing to look at",
			check.Report{Rules: rules, Stats: check.Stats{Walked: 12, Elapsed: time.Second}},
			"no findings  |  no agent file in 12 files  |  1 rule  |  1.00 s\n",
		},
		{
			"nothing found",
			check.Report{Files: file, Rules: rules, Stats: check.Stats{Entities: map[string]int{"agents": 1, "prompts": 2, "texts": 3}}},
			"no findings  |  1 file: 1 agent, 2 prompts  |  1 rule\n",
		},
		{
			"nothing shown",
			check.Report{Files: file, Findings: []check.Finding{low, low}},
			"2 low (2 below high not shown)  |  1 file  |  0 rules\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := write(t, report.Text(report.TextOptions{MinSeverity: policy.High}), &test.report)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The remedy of a rule is told once, however many places have the same fault.
func TestRemedyIsToldOnce(t *testing.T) {
	got := write(t, report.Formats["text"], manyFindings(40))
	for _, want := range []string{"  fix   Grant the commands", "  more  pacheck explain unrestricted-shell-grant\n"} {
		if n := strings.Count(got, want); n != 1 {
			t.Errorf("%q is there %d times", want, n)
		}
	}
	if n := strings.Count(got, "-->"); n != 40+2 {
		t.Errorf("%d places of 40 findings and 2 files", n)
	}
}

// Of thousands of findings of one rule on one line, and in one file, some are shown and the rest is counted;
// another rule on the same line, and another file, are shown all the same.
func TestManyFindingsOfARule(t *testing.T) {
	other := &policy.Rule{Name: "other-rule", Set: "built-in"}
	r := &check.Report{}
	add := func(rule *policy.Rule, file string, line, column int) {
		r.Findings = append(r.Findings, check.Finding{
			Rule: rule, Severity: policy.Low, Message: "m", Location: place(file, line, column, column+1),
			Lines: []check.Line{{Number: line, Text: strings.Repeat("x", 3000)}},
		})
	}
	for i := range 1000 {
		add(quietRule, "a.json", 1, i+1)
	}
	add(other, "a.json", 1, 1000)
	for i := range 1000 {
		add(quietRule, "a.json", i+2, 1)
	}
	add(quietRule, "b.json", 1, 1)
	got := write(t, report.Text(report.TextOptions{}), r)
	want := map[string]int{
		"-->": 10 + 490 + 1 + 1, "--> a.json:1:": 11, "--> a.json:491:1\n": 1, "--> a.json:492:": 0, "--> b.json": 1,
		"  and   990 more of " + quietRule.Name + " on this line\n":                1,
		"  and   510 more of " + quietRule.Name + " on later lines of this file\n": 1,
		"  and ": 2, "2002 low": 1,
	}
	for text, n := range want {
		if found := strings.Count(got, text); found != n {
			t.Errorf("%q is there %d times, want %d", text, found, n)
		}
	}
}

// TestTextSuppressed: what does not count is listed where that is asked for.
func TestTextSuppressed(t *testing.T) {
	want := `suppressed  medium: the prompt hides text                                     bidi-control-character
  --> servers/.mcp.json:4:1   prompts > x
  by    .pacheck/waivers.yaml:3:3  waiver W-1 (migration) suppresses it until 2026-12-01, owned by @corp/a, approved by @corp/b: It is ]]> being <U+202E>moved
`
	for _, shown := range []bool{false, true} {
		got := write(t, report.Text(report.TextOptions{Suppressed: shown}), rich())
		if strings.Contains(got, want) != shown {
			t.Errorf("asked for: %v; the text is\n%s", shown, got)
		}
	}
}
