package report

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// collections are the kinds of entities that people are told about, in the order of the document.
var collections = [...]string{
	"agents", "prompts", "tools", "models", "servers", "skills", "settings", "hooks", "launches",
}

// summary is the last line of the text: what was found, and what was looked at, since a tool that looked
// at nothing must not look green.
func summary(r *check.Report, shown policy.Severity) string {
	parts := []string{verdict(r, shown), Scanned(r), count(len(r.Rules), "rule")}
	if r.Stats.Elapsed > 0 { // else nobody measured it
		parts = append(parts, fmt.Sprintf("%.2f s", r.Stats.Elapsed.Seconds()))
	}
	return strings.Join(parts, "  |  ")
}

// headline is the verdict in a word or two: that nothing was there to be checked is none.
func headline(r *check.Report) string {
	if len(r.Files) == 0 && r.Verdict == check.VerdictPassed {
		return "nothing to check"
	}
	return cmp.Or(r.Verdict, "report")
}

// verdict counts the findings and the problems.
func verdict(r *check.Report, shown policy.Severity) string {
	counts := bySeverity(r.Findings)
	var parts []string
	hidden := 0
	for s := policy.Critical; s >= policy.Info; s-- {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
		if s < shown {
			hidden += counts[s]
		}
	}
	text := strings.Join(parts, ", ")
	if text == "" {
		text = "no findings"
	}
	if hidden > 0 {
		text += fmt.Sprintf(" (%d below %s not shown)", hidden, shown)
	}
	if r.Stats.Old > 0 {
		text += fmt.Sprintf(", %d old", r.Stats.Old)
	}
	text += earlier(r.Since)
	if s := suppressions(r); s != "" {
		text += ", " + s
	}
	if n := len(r.Problems); n > 0 {
		text += ", " + count(n, "problem") + ": the verdict is incomplete"
	}
	return text
}

// earlier says what an earlier revision had: ", 4 old and 1 gone since main".
func earlier(s *check.SinceUse) string {
	switch {
	case s == nil:
		return ""
	case s.Gone > 0:
		return fmt.Sprintf(", %d old and %d gone since %s", s.Old, s.Gone, newCleaner(nil).line(s.Revision))
	}
	return fmt.Sprintf(", %d old since %s", s.Old, newCleaner(nil).line(s.Revision))
}

// bySeverity counts findings.
func bySeverity(findings []check.Finding) [policy.Critical + 1]int {
	var counts [policy.Critical + 1]int
	for i := range findings {
		counts[findings[i].Severity]++
	}
	return counts
}

// Scanned is how many agent files a report is about, and what is in them: "2 files: 1 agent, 1 tool".
func Scanned(r *check.Report) string {
	if len(r.Files) == 0 {
		return "no agent file in " + count(r.Stats.Walked, "file")
	}
	text := count(len(r.Files), "file")
	if r.Stats.NotAnalysed > 0 {
		text += fmt.Sprintf(" (%d not analysed)", r.Stats.NotAnalysed)
	}
	var parts []string
	for _, name := range collections {
		if n := r.Stats.Entities[name]; n > 0 {
			parts = append(parts, entities(n, name))
		}
	}
	if len(parts) > 0 {
		text += ": " + strings.Join(parts, ", ")
	}
	return text
}

// entities is "1 agent" or "2 agents".
func entities(n int, collection string) string {
	if n != 1 {
		return fmt.Sprintf("%d %s", n, collection)
	}
	if collection == "launches" {
		return "1 launch"
	}
	return "1 " + strings.TrimSuffix(collection, "s")
}
