package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check"
)

// suppressionText says in one sentence by what a finding is suppressed.
func suppressionText(s *check.Suppression) string {
	text := "a comment suppresses it"
	if s.Kind == check.WaiverKind {
		text = fmt.Sprintf("waiver %s (%s) suppresses it", s.ID, s.Category)
	}
	if s.Until != "" {
		text += " until " + s.Until
	}
	if s.Owner != "" {
		text += ", owned by " + s.Owner
	}
	if s.Approver != "" {
		text += ", approved by " + s.Approver
	}
	return text + ": " + strings.Join(strings.Fields(s.Reason), " ")
}

// suppressed writes the blocks of findings that do not count.
func (t *textWriter) suppressed(findings []check.Finding) {
	for i := range findings {
		f := &findings[i]
		t.title("suppressed", t.paint.faint, f.Severity.String()+": "+f.Message, f.Rule)
		t.place(f.Location, f.Path)
		t.note("", "by  ", t.clean.where(f.Suppression.Location), t.clean.line(suppressionText(f.Suppression)))
		t.print("\n")
	}
}

// soon is how long before its end people are told that an exception ends.
const soon = 14 * 24 * time.Hour

// suppressions counts the findings that are suppressed, and those that soon will not be: "3 suppressed (1
// expires in 9 days)". It is empty where there are none.
func suppressions(r *check.Report) string {
	if len(r.Suppressed) == 0 {
		return ""
	}
	ending, first := 0, time.Duration(0)
	for _, f := range r.Suppressed {
		if left := f.Suppression.Ends.Sub(r.Context.Now); !f.Suppression.Ends.IsZero() && left <= soon {
			ending, first = ending+1, min(cmp.Or(first, left), left)
		}
	}
	text := fmt.Sprintf("%d suppressed", len(r.Suppressed))
	if ending > 0 {
		verb := map[bool]string{true: "expires", false: "expire"}[ending == 1]
		text += fmt.Sprintf(" (%d %s within %s)", ending, verb, count(int((first+24*time.Hour-1)/(24*time.Hour)), "day"))
	}
	return text
}
