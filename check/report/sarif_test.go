package report_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders/source"
)

// The schema is the one of @microsoft/sarif-multitool 5.7.0, as it is; its licence is MIT.
func TestSARIFIsValid(t *testing.T) {
	schema, err := os.ReadFile("testdata/sarif-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	bare := &check.Report{Findings: []check.Finding{{
		Rule: &policy.Rule{Name: "bare"}, Severity: policy.Info, Location: place("f", 1, 1, 1),
	}}}
	reports := map[string]*check.Report{"rich": rich(), "empty": {}, "bare rule": bare, "hostile": hostileReport("\x1b[2K](x)")}
	for name, r := range reports {
		for _, suppressed := range []bool{false, true} {
			text := write(t, report.SARIF(suppressed), r)
			if err := validate(t, schema, text); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if strings.Contains(text, ":null") {
				t.Errorf("%s: has a null", name)
			}
		}
	}
}

// TestSARIFSuppressions: suppressed results are there where they are asked for, and say why.
func TestSARIFSuppressions(t *testing.T) {
	r := rich()
	inline := r.Suppressed[0]
	inline.Suppression = &check.Suppression{Kind: check.InlineKind, Reason: "not used", Location: place("a", 1, 1, 2)}
	r.Suppressed = append(r.Suppressed, inline)
	if strings.Contains(write(t, report.Formats["sarif"], r), "suppressions") {
		t.Error("suppressed results are there unasked")
	}
	log, err := sarif.FromString(write(t, report.SARIF(true), r))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, result := range log.Runs[0].Results {
		for _, s := range result.Suppressions {
			got = append(got, fmt.Sprintf("%s %s: %s", s.Kind, *s.Status, *s.Justification))
		}
	}
	want := []string{
		"external accepted: waiver W-1 (migration) suppresses it until 2026-12-01, owned by @corp/a, approved by @corp/b: It is ]]> being <U+202E>moved",
		"inSource accepted: a comment suppresses it: not used",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("suppressions (-want +got):\n%s", diff)
	}
}

func sarifRun(t *testing.T, r *check.Report) *sarif.Run {
	t.Helper()
	log, err := sarif.FromString(write(t, report.Formats["sarif"], r))
	if err != nil {
		t.Fatal(err)
	}
	return log.Runs[0]
}

func TestSARIFRegionsAreOneLine(t *testing.T) {
	at := source.Location{File: "f", Start: source.Position{Line: 2, Column: 3}, End: source.Position{Line: 9, Column: 2}}
	tests := []struct {
		name  string
		at    source.Location
		lines []check.Line
		want  string
	}{
		{"one line", place("f", 2, 3, 7), nil, "2:3-2:7"},
		{"an empty place", place("f", 2, 3, 3), nil, "2:3-2:3"},
		{"several lines", at, []check.Line{{Number: 2, Text: "日本語{x"}}, "2:3-2:6"},
		{"several lines, not known", at, nil, "2:3-2:4"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			run := sarifRun(t, &check.Report{Findings: []check.Finding{{Rule: quietRule, Location: test.at, Lines: test.lines}}})
			g := run.Results[0].Locations[0].PhysicalLocation.Region
			got := fmt.Sprintf("%d:%d-%d:%d", *g.StartLine, *g.StartColumn, *g.EndLine, *g.EndColumn)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSARIFKeepsTheMostSevere(t *testing.T) {
	r := &check.Report{Rules: []*policy.Rule{quietRule}}
	for i := range 5010 {
		f := check.Finding{Rule: quietRule, Severity: policy.Low, Message: "m", Location: place("f", i+1, 1, 2)}
		if i >= 5000 {
			f.Severity = policy.Critical
		}
		r.Findings = append(r.Findings, f)
	}
	run := sarifRun(t, r)
	levels := map[string]int{}
	for _, result := range run.Results {
		levels[*result.Level]++
	}
	if diff := cmp.Diff(map[string]int{"error": 10, "note": 4990}, levels); diff != "" {
		t.Error(diff)
	}
	if first := *run.Results[0].Locations[0].PhysicalLocation.Region.StartLine; first != 5001 {
		t.Errorf("the first result is of line %d", first)
	}
	notes := run.Invocations[0].ToolExecutionNotifications
	if len(notes) != 1 || *notes[0].Message.Text != "10 results, the least severe, left out of 5010." {
		t.Errorf("notifications: %v", notes)
	}
	if !*run.Invocations[0].ExecutionSuccessful {
		t.Error("a complete verdict is not a success")
	}
}

// Code scanning finds the rule of a result by its index, also where nobody listed the rule.
func TestSARIFRuleIndexes(t *testing.T) {
	unlisted := rich()
	unlisted.Rules = unlisted.Rules[:1]
	for name, r := range map[string]*check.Report{"listed": rich(), "not listed": unlisted} {
		run := sarifRun(t, r)
		for _, result := range run.Results {
			if i := result.RuleIndex; i == nil || run.Tool.Driver.Rules[*i].ID != *result.RuleID {
				t.Errorf("%s: a result of %s has another index", name, *result.RuleID)
			}
		}
	}
}

func TestSARIFPaths(t *testing.T) {
	tests := map[string]string{
		"a b/ü.md":        "a%20b/%C3%BC.md",
		"c:d/e%20f#g?.md": "c%3Ad/e%2520f%23g%3F.md",
		"back\\slash":     "back%5Cslash",
	}
	for path, want := range tests {
		r := &check.Report{Findings: []check.Finding{{Rule: quietRule, Location: place(path, 1, 1, 2)}}}
		if got := *sarifRun(t, r).Artifacts[0].Location.URI; got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

// Viewers follow links in messages: a scanned text must not make one.
func TestSARIFMessagesHaveOwnLinksOnly(t *testing.T) {
	r := rich()
	r.Findings = r.Findings[:1]
	r.Findings[0].Message = "see [the fix](https://evil.example)"
	r.Findings[0].Related = []check.Related{{Location: place("g", 1, 1, 2), Message: "a](https://evil.example) [b"}}
	want := `see [the fix] (https://evil.example). Related: [a\](https://evil.example) \[b](1)`
	if diff := cmp.Diff(want, *sarifRun(t, r).Results[0].Message.Text); diff != "" {
		t.Error(diff)
	}
}
