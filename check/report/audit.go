package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// short is how many hex digits of a digest people are shown.
const short = 12

// audit says in a line or two with which policies, on what and with which configuration a report was made. A
// report without a version was made by nobody, as those of the documentation.
func (t *textWriter) audit(r *check.Report) {
	for _, x := range contextsOf(r) {
		if x.Version == "" {
			continue
		}
		var sets []string
		for _, s := range x.Policies {
			sets = append(sets, t.clean.policySet(s, x))
		}
		t.paragraph(strings.Join(append([]string{"policies: " + strings.Join(sets, ", ")}, t.clean.madeOf(x)...), "; "))
	}
}

// policySet is a set of policies with its digest and its last change.
func (c *cleaner) policySet(s policy.Set, x check.Context) string {
	name := c.line(s.Name)
	if s.Name == builtIn {
		name += " " + c.line(x.Version)
	}
	text := name + " (sha256 " + c.begins(s.Digest)
	if last, ok := x.Commits[s.Name]; ok {
		text += fmt.Sprintf(", last changed by %s on %s in %s: %s",
			c.line(last.Author.Name), last.Time.Format(time.DateOnly), c.begins(last.Revision), c.line(last.Subject))
	}
	return text + ")"
}

// begins is the beginning of a digest.
func (c *cleaner) begins(digest string) string { return fmt.Sprintf("%.*s", short, c.line(digest)) }

// madeOf is the revision and the configuration.
func (c *cleaner) madeOf(x check.Context) []string {
	var parts []string
	if run := x.Run; run != nil && run.Revision != "" {
		text := "revision: " + c.begins(run.Revision)
		if name := c.line(cmp.Or(run.Tag, run.Branch)); name != "" {
			text += " of " + name
		}
		if run.Dirty != nil && *run.Dirty {
			text += ", with changes that are in no commit"
		}
		parts = append(parts, text)
	}
	if x.Digest != "" {
		files := each(x.Config.Files(), func(f check.Layer) string { return c.line(f.Name) })
		if len(files) == 0 {
			files = []string{"built-in"}
		}
		parts = append(parts, fmt.Sprintf("configuration: %s (sha256 %s)", strings.Join(files, ", "), c.begins(x.Digest)))
	}
	return parts
}

// suppressedFinding is a finding that an exception suppresses, for those who only ask for the exceptions.
type suppressedFinding struct {
	Rule        string           `json:"rule" doc:"The name of the rule."`
	Severity    string           `json:"severity" enum:"info,low,medium,high,critical" doc:"How bad it is."`
	File        string           `json:"file" doc:"The path, relative to the root, with slashes."`
	Line        int              `json:"line" doc:"Counted from 1."`
	Fingerprint string           `json:"fingerprint" doc:"That of the finding."`
	By          *jsonSuppression `json:"by" doc:"By what it is suppressed: by whom, why and until when."`
}

func (c *cleaner) suppressedFinding(f check.Finding) suppressedFinding {
	return suppressedFinding{
		Rule: f.Rule.Name, Severity: f.Severity.String(), File: c.mask(f.Location.File), Line: f.Location.Start.Line,
		Fingerprint: f.Fingerprint, By: c.jsonSuppression(f.Suppression),
	}
}

// audit is what the report was made of, and what is suppressed by whom and until when.
func (s *sarifWriter) audit(r *check.Report) sarif.Properties {
	out := sarif.Properties{"context": s.clean.jsonContext(r.Context), "suppressed": each(r.Suppressed, s.clean.suppressedFinding)}
	if len(r.Merged) > 0 {
		out["merged"] = each(r.Merged, s.clean.jsonContext)
	}
	return out
}

// properties says in the suite of pacheck itself what the report was made of.
func (j *junitWriter) properties(r *check.Report) {
	var list []junitProperty
	add := func(name, value string) {
		if value != "" {
			list = append(list, junitProperty{"pacheck." + j.clean.line(name), j.clean.line(value)})
		}
	}
	for i, x := range contextsOf(r) {
		prefix := ""
		if len(r.Merged) > 0 {
			prefix = fmt.Sprintf("part%d.", i+1)
		}
		add(prefix+"version", x.Version)
		add(prefix+"time", timeText(x.Now))
		if run := x.Run; run != nil {
			add(prefix+"repository", run.Repository)
			add(prefix+"revision", run.Revision)
			add(prefix+"branch", run.Branch)
			if run.Dirty != nil {
				add(prefix+"dirty", fmt.Sprint(*run.Dirty))
			}
		}
		for _, s := range x.Policies {
			add(prefix+"policies."+s.Name, policySetInFull(s, x))
		}
		for _, f := range x.Config.Files() {
			add(prefix+"configuration."+f.Name, "sha256:"+f.Digest)
		}
		if x.Digest != "" {
			add(prefix+"configuration", "sha256:"+x.Digest)
		}
	}
	if len(list) == 0 {
		return
	}
	if j.suites[engineSuite] == nil {
		j.suites[engineSuite] = &junitSuite{Name: engineSuite}
	}
	j.suites[engineSuite].Properties = &junitProperties{list}
}

// policySetInFull is the digest of a set of policies and its last change.
func policySetInFull(s policy.Set, x check.Context) string {
	text := "sha256:" + s.Digest
	if c, ok := x.Commits[s.Name]; ok {
		text += fmt.Sprintf(", last changed in %s by %s <%s> on %s: %s", c.Revision, c.Author.Name, c.Author.Email, timeText(c.Time), c.Subject)
	}
	return text
}
