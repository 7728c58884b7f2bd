package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders/source"
)

const (
	// maxAnnotations is how many annotations of a kind GitHub keeps of a step, the first ones.
	maxAnnotations = 10

	// maxProblems is how many of them may be about files and rules, and not about findings.
	maxProblems = 3
)

// The characters that end a part of a workflow command.
var (
	commandData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHub is the format for the log of a GitHub workflow: commands that annotate the lines of a pull
// request. GitHub drops all annotations of a step but the first ten, so these are the most severe, and
// the last line says how many there are besides.
func writeGitHub(w io.Writer, r *check.Report) error {
	a := &annotations{clean: newCleaner(r.Secrets)}
	for _, p := range r.Problems[:min(len(r.Problems), maxProblems)] {
		a.write("error", p.Location, "pacheck: the verdict is incomplete", problemText(p))
	}
	findings := slices.Clone(r.Findings)
	slices.SortStableFunc(findings, func(x, y check.Finding) int { return cmp.Compare(y.Severity, x.Severity) })
	for i := range findings[:min(len(findings), maxAnnotations-a.count)] {
		a.finding(&findings[i])
	}
	more := ""
	if n := len(r.Findings) + len(r.Problems) - a.count; n > 0 {
		more = fmt.Sprintf(" (%d of them without an annotation, since GitHub shows ten)", n)
	}
	fmt.Fprintf(&a.out, "pacheck: %s%s  |  %s  |  %s\n", verdict(r, policy.None), more, Scanned(r), count(len(r.Rules), "rule"))
	_, err := a.out.WriteTo(w)
	return err
}

// annotations writes workflow commands.
type annotations struct {
	out   bytes.Buffer
	clean *cleaner
	count int
}

func (a *annotations) finding(f *check.Finding) {
	lines := []string{f.Message}
	if fix := strings.Join(strings.Fields(f.Rule.Remediation), " "); fix != "" {
		lines = append(lines, "Fix: "+fix)
	}
	lines = append(lines, "More: pacheck explain "+f.Rule.Name)
	a.write(annotation(f.Severity), f.Location, fmt.Sprintf("%s: %s", f.Severity, f.Rule.Name), lines...)
}

// annotation is the nearest command that GitHub has.
func annotation(s policy.Severity) string {
	if l := level(s); l != "note" {
		return l
	}
	return "notice"
}

// write writes one command.
func (a *annotations) write(name string, at source.Location, title string, lines ...string) {
	a.count++
	text := strings.Join(each(lines, a.clean.line), "\n")
	fmt.Fprintf(&a.out, "::%s %stitle=%s::%s\n", name, a.place(at), commandProperty.Replace(a.clean.line(title)), commandData.Replace(text))
}

// place is the properties that say where. Columns are for places on one line only.
func (a *annotations) place(at source.Location) string {
	if at.File == "" {
		return ""
	}
	text := "file=" + commandProperty.Replace(a.clean.file(at.File)) + ","
	if at.Start.Line < 1 {
		return text
	}
	text += fmt.Sprintf("line=%d,endLine=%d,", at.Start.Line, at.Start.Line)
	if at.End.Line == at.Start.Line && at.End.Column > at.Start.Column {
		text += fmt.Sprintf("col=%d,endColumn=%d,", at.Start.Column, at.End.Column)
	}
	return text
}
