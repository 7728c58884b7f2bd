package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// relations say in words what passing the checks of a pack means.
var relations = map[string]string{
	"mitigates":    "the checks look for what lowers these risks",
	"implements":   "the checks look at technical parts of these controls",
	"evidence_for": "the checks give evidence for parts of these requirements",
}

// evidence writes the table of one pack: what applies and can be checked, line by line, and the rest in
// sentences.
func (t *textWriter) evidence(e check.Evidence) {
	t.print(t.paint.bold.Sprint(t.clean.packTitle(e.Pack)), "\n")
	t.print("  ", t.paint.faint.Sprint(meaning(e.Pack)), "\n")
	if e.Pack.Note != "" {
		t.print("  ", t.paint.faint.Sprint(t.clean.line(e.Pack.Note)), "\n")
	}
	var rows []check.RequirementEvidence
	later, beyond := map[string][]string{}, []string{}
	for _, r := range e.Requirements {
		switch r.Status {
		case check.Later:
			day := r.From.Format(time.DateOnly)
			later[day] = append(later[day], r.ID)
		case check.Beyond:
			beyond = append(beyond, r.ID+" "+r.Title)
		default:
			rows = append(rows, r)
		}
	}
	t.requirements(rows)
	for _, day := range slices.Sorted(maps.Keys(later)) {
		t.paragraph(fmt.Sprintf("applies from %s: %s", day, strings.Join(later[day], ", ")))
	}
	if len(beyond) > 0 {
		t.paragraph("not reachable by checks of files, among others: " + strings.Join(beyond, "; "))
	}
	t.print("\n")
}

// meaning says what the table of a pack is, and is not.
func meaning(p *policy.Pack) string {
	if words, ok := relations[p.Relation]; ok {
		return words + "; no statement of conformity"
	}
	return "evidence from files, no statement of conformity"
}

// packTitle is what a pack is called, with its version.
func (c *cleaner) packTitle(p *policy.Pack) string {
	title, version := c.line(p.Title), c.line(p.Version)
	if version == "" {
		return title
	}
	return title + " (" + version + ")"
}

// requirements writes one line each: status, identifier, title, and what the checks came to.
func (t *textWriter) requirements(rows []check.RequirementEvidence) {
	status, id, title := 0, 0, 0
	for _, r := range rows {
		status, id, title = max(status, columns(r.Status)), max(id, columns(t.clean.line(r.ID))), max(title, columns(t.clean.line(r.Title)))
	}
	title = min(title, 60)
	for _, r := range rows {
		t.print("  ", t.statusPaint(r.Status, pad(r.Status, status)), "  ", pad(t.clean.line(r.ID), id), "  ",
			pad(t.clean.line(r.Title), title), "  ", t.clean.line(checks(r)), "\n")
	}
}

func (t *textWriter) statusPaint(status, text string) string {
	switch status {
	case check.Failed:
		return t.paint.severity[policy.High].Sprint(text)
	case check.Incomplete:
		return t.paint.problem.Sprint(text)
	case check.Passed:
		return text
	}
	return t.paint.faint.Sprint(text)
}

// checks says how many checks there are, and which of them failed.
func checks(r check.RequirementEvidence) string {
	switch {
	case len(r.Rules) == 0:
		return "no check is switched on"
	case len(r.Failed) == 0:
		return count(len(r.Rules), "check")
	}
	return fmt.Sprintf("%d of %s, %s: %s", len(r.Failed), count(len(r.Rules), "check"), count(r.Findings, "finding"), strings.Join(r.Failed, ", "))
}

// paragraph writes a text between the margins.
func (t *textWriter) paragraph(text string) {
	line := " "
	for word := range strings.FieldsSeq(t.clean.line(text)) {
		if columns(line)+1+columns(word) > t.opts.Width && strings.TrimSpace(line) != "" {
			t.print(t.paint.faint.Sprint(line), "\n")
			line = "   "
		}
		if strings.TrimSpace(line) == "" && strings.HasPrefix(word, "::") { // which would be a command of a CI system
			word = codePoint(':').text + word[1:]
		}
		line += " " + word
	}
	t.print(t.paint.faint.Sprint(line), "\n")
}

// pad fills a text with blanks up to a number of columns.
func pad(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-columns(text)))
}
