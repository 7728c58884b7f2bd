package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders/source"
)

// The members of GitLab's code quality format that it reads.
type (
	gitlabIssue struct {
		Description string         `json:"description"`
		CheckName   string         `json:"check_name"`
		Fingerprint string         `json:"fingerprint"`
		Severity    string         `json:"severity"`
		Location    gitlabLocation `json:"location"`
	}
	gitlabLocation struct {
		Path  string      `json:"path"`
		Lines gitlabLines `json:"lines"`
	}
	gitlabLines struct {
		Begin int `json:"begin"`
	}
)

// gitlabSeverity is the word of GitLab for how bad a finding is.
var gitlabSeverity = map[policy.Severity]string{
	policy.Critical: "blocker",
	policy.High:     "critical",
	policy.Medium:   "major",
	policy.Low:      "minor",
	policy.Info:     "info",
}

// writeGitLab is the format for the code quality of merge requests at GitLab. It compares the reports of two
// branches by fingerprints, and keeps one of the issues that share one, so that each has its own here.
func writeGitLab(w io.Writer, r *check.Report) error {
	g := &gitlabWriter{clean: newCleaner(r.Secrets), seen: map[string]int{}, issues: []gitlabIssue{}}
	for i := range r.Findings {
		f := &r.Findings[i]
		severity, ok := gitlabSeverity[f.Severity]
		if !ok {
			severity = "info"
		}
		g.add(severity, f.Rule.Name, f.Message, f.Location, f.Fingerprint)
	}
	for _, p := range r.Problems {
		g.add("blocker", "pacheck-"+p.Kind, "The verdict is incomplete: "+problemText(p), p.Location, p.Kind+p.Rule+g.clean.mask(p.Location.File)+g.clean.line(p.Message))
	}
	return encode(w, g.issues, "  ")
}

// gitlabWriter collects the issues of one report.
type gitlabWriter struct {
	clean  *cleaner
	seen   map[string]int // how many issues have a key so far
	issues []gitlabIssue
}

// add adds an issue. Its fingerprint is made of the key, and of how many of that key came before.
func (g *gitlabWriter) add(severity, name, text string, at source.Location, key string) {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, g.seen[key]))
	g.seen[key]++
	issue := gitlabIssue{
		Description: g.clean.line(text), CheckName: visible(name), Fingerprint: hex.EncodeToString(sum[:]), Severity: severity,
		Location: gitlabLocation{Path: g.clean.mask(at.File), Lines: gitlabLines{Begin: max(1, at.Start.Line)}},
	}
	if at.File == "" {
		issue.Location.Path = "."
	}
	g.issues = append(g.issues, issue)
}
