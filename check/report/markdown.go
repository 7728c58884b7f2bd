package report

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// GitHub takes a summary of 1 MiB and no byte more; each part has its share of it.
const (
	maxRows     = 200       // of the table of findings, beyond which nobody reads a summary
	findingsCap = 500 << 10 // bytes of the table of findings
	packsCap    = 300 << 10 // bytes of the tables of packs
	listCap     = 50 << 10  // bytes of the list of problems
)

// writeMarkdown is the format for the summary of a job, and for comments on a change: the verdict, the worst
// findings, the graph, and what the run shows for frameworks.
func writeMarkdown(w io.Writer, r *check.Report) error {
	m := &markdownWriter{clean: newCleaner(r.Secrets)}
	m.head(r)
	m.findings(r)
	m.problems(r)
	m.suppressed(r.Suppressed)
	m.graph(r)
	end := m.out.Len() + packsCap
	for _, e := range r.Evidence {
		m.pack(e, end)
	}
	_, err := m.out.WriteTo(w)
	return err
}

// markdownWriter writes the parts of one summary.
type markdownWriter struct {
	out   bytes.Buffer
	clean *cleaner
}

func (m *markdownWriter) print(format string, args ...any) { fmt.Fprintf(&m.out, format, args...) }

// head is the verdict, and what it is about.
func (m *markdownWriter) head(r *check.Report) {
	m.print("## pacheck: %s\n\n", headline(r))
	m.print("**%s**\n\n", m.text(verdict(r, policy.None)))
	m.print("Checked %s, with %s", m.text(Scanned(r)), count(len(r.Rules), "rule"))
	if r.Verdict != "" {
		m.print("; the threshold is %s", m.text(r.Context.Config.FailOn().Value))
	}
	m.print(".\n")
	if parts := loosenings(r); len(parts) > 0 {
		m.print("\nConfigured: %s.\n", m.text(strings.Join(parts, ", ")))
	}
}

// findings is a table, the most severe first.
func (m *markdownWriter) findings(r *check.Report) {
	if len(r.Findings) == 0 {
		return
	}
	m.print("\n### Findings\n\n| severity | what | where | rule |\n| --- | --- | --- | --- |\n")
	sorted := slices.Clone(r.Findings)
	slices.SortStableFunc(sorted, func(a, b check.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	end, shown := m.out.Len()+findingsCap, 0
	for i := range sorted[:min(len(sorted), maxRows)] {
		if m.out.Len() > end {
			break
		}
		f := &sorted[i]
		m.print("| %s | %s | %s | %s |\n", f.Severity, m.text(f.Message), m.code(m.clean.where(f.Location)), m.rule(f.Rule))
		shown++
	}
	if left := len(sorted) - shown; left > 0 {
		m.print("\n%s, none more severe than these, not shown.\n", count(left, "more finding"))
	}
}

// problems is a list of why the verdict is incomplete.
func (m *markdownWriter) problems(r *check.Report) {
	if len(r.Problems) == 0 {
		return
	}
	m.print("\n### Why the verdict is incomplete\n\n")
	end := m.out.Len() + listCap
	for i, p := range r.Problems {
		if m.out.Len() > end {
			m.print("- and %d more\n", len(r.Problems)-i)
			break
		}
		m.print("- %s", m.text(problemText(p)))
		if p.Location.File != "" {
			m.print(" (%s)", m.code(m.clean.where(p.Location)))
		}
		m.print("\n")
	}
}

// suppressed is a table of what does not count, and why.
func (m *markdownWriter) suppressed(findings []check.Finding) {
	if len(findings) == 0 {
		return
	}
	m.print("\n<details><summary>%d suppressed</summary>\n\n| severity | what | where | by |\n| --- | --- | --- | --- |\n", len(findings))
	end := m.out.Len() + listCap
	for i := range findings {
		if m.out.Len() > end {
			m.print("| | and %d more | | |\n", len(findings)-i)
			break
		}
		f := &findings[i]
		m.print("| %s | %s | %s | %s |\n", f.Severity, m.text(f.Message), m.code(m.clean.where(f.Location)), m.text(suppressionText(f.Suppression)))
	}
	m.print("\n</details>\n")
}

// graph is the graph, for the viewers of Markdown that draw Mermaid.
func (m *markdownWriter) graph(r *check.Report) {
	d := draw(r, maxMermaidNodes)
	if d == nil {
		return
	}
	m.print("\n### What acts, and what it reaches\n\n```mermaid\n%s```\n", m.clean.mermaid(d))
	if more := len(d.edges) - maxMermaidEdges; more > 0 {
		m.print("\n%s not drawn.\n", count(more, "more reference"))
	}
	if note := d.note(); note != "" {
		m.print("\n%s.\n", note)
	}
}

// pack is what the run shows for a framework.
func (m *markdownWriter) pack(e check.Evidence, end int) {
	m.print("\n<details><summary>%s: %s</summary>\n\n", m.text(m.clean.packTitle(e.Pack)), statuses(e))
	m.print("%s.\n\n| status | requirement | about | checks |\n| --- | --- | --- | --- |\n", m.text(meaning(e.Pack)))
	for i, q := range e.Requirements {
		if m.out.Len() > end {
			m.print("| | and %d more | | |\n", len(e.Requirements)-i)
			break
		}
		m.print("| %s | %s | %s | %s |\n", q.Status, m.text(q.ID), m.text(q.Title), m.text(outcome(q)))
	}
	m.print("\n</details>\n")
}

// outcome is what the checks of a requirement came to, or why there are none.
func outcome(q check.RequirementEvidence) string {
	switch q.Status {
	case check.Later:
		return "applies from " + q.From.Format(time.DateOnly)
	case check.Beyond:
		return "no check of files can show it"
	}
	return checks(q)
}

// statuses counts the requirements of a pack by what came out: "3 passed, 1 failed".
func statuses(e check.Evidence) string {
	counts := map[string]int{}
	for _, q := range e.Requirements {
		counts[q.Status]++
	}
	var parts []string
	for _, s := range []string{check.Failed, check.Incomplete, check.Passed, check.NoSubject, check.NotEvaluated, check.Later, check.Beyond} {
		if counts[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[s], s))
		}
	}
	return strings.Join(parts, ", ")
}

// rule is the name of a rule, which leads to its page where there is one.
func (m *markdownWriter) rule(r *policy.Rule) string {
	name := m.code(visible(r.Name))
	if r.Set != builtIn {
		return name
	}
	return "[" + name + "](" + page(r) + ")"
}

// text is scanned text as text of Markdown.
func (m *markdownWriter) text(s string) string { return markdownText(m.clean.line(s)) }

// code is text that is already clean as code.
func (m *markdownWriter) code(s string) string { return "<code>" + markdownText(s) + "</code>" }

// markdownText writes whatever Markdown, HTML, and the sites that show them might act upon so that it is
// shown as it is: marks, the beginnings of addresses, mentions and formulas.
func markdownText(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '@':
			b.WriteString("<span>@</span>") // which ends the text, so that no name follows
		case strings.ContainsRune("<>&$", r),
			r == '.' && i >= 3 && strings.EqualFold(s[i-3:i], "www"),
			r == ':' && strings.HasPrefix(s[i:], "://"):
			fmt.Fprintf(&b, "&#%d;", r)
		case strings.ContainsRune("\\`*_{}[]#|~", r):
			b.WriteString(`\` + string(r))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
