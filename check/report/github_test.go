package report_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
)

// GitHub shows ten annotations of a step: the most severe, and a line tells of the others.
func TestGitHubKeepsTheMostSevere(t *testing.T) {
	r := &check.Report{}
	for i := range 30 {
		f := check.Finding{Rule: quietRule, Severity: policy.Low, Message: fmt.Sprint("message ", i), Location: place("f", i+1, 1, 2)}
		if i >= 25 {
			f.Severity = policy.Critical
		}
		r.Findings = append(r.Findings, f)
	}
	for range 5 {
		r.Problems = append(r.Problems, check.Problem{Kind: "policy", Rule: "r", Message: "m"})
	}
	got := write(t, report.Formats["github"], r)
	for text, want := range map[string]int{
		"::error ": 3 + 5, "::error title=pacheck%3A the verdict is incomplete::rule r": 3, "::notice ": 2, "title=critical": 5,
		"5 critical, 25 low, 5 problems: the verdict is incomplete (25 of them without an annotation, since GitHub shows ten)": 1,
	} {
		if n := strings.Count(got, text); n != want {
			t.Errorf("%q is there %d times, want %d, in\n%s", text, n, want, got)
		}
	}
}

// What ends a part of a command is escaped as the runner reads it.
func TestGitHubEscapes(t *testing.T) {
	r := &check.Report{Findings: []check.Finding{{
		Rule: &policy.Rule{Name: "r"}, Severity: policy.Medium, Message: "50% of a: b, c\n::error::d", Location: place("a,b: 5%.md", 1, 1, 1),
	}}}
	want := "::warning file=a%2Cb%3A 5%25.md,line=1,endLine=1,title=medium%3A r::50%25 of a: b, c<U+000A>::error::d%0AMore: pacheck explain r\n"
	if got := write(t, report.Formats["github"], r); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s", got)
	}
}
