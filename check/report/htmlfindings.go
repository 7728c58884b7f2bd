package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check"
)

type (
	htmlFinding struct {
		Severity, Rule, Code, Page, Message, At, Path, Fix, Frameworks, Fingerprint, Node string

		Source  []htmlLine
		Related []htmlPlace
	}
	htmlLine struct {
		Number                       int
		Before, Marked, After, Label string
	}
	htmlSuppressed struct{ Severity, Rule, Message, At, By, ByAt string }
	htmlPack       struct {
		Title, Statuses, Meaning, Note string
		Rows                           []htmlRequirement
	}
	htmlRequirement struct{ Status, Class, ID, Title, Checks string }
	htmlTable       struct {
		Title, Note string
		Head        []string
		Rows        [][]string
	}
)

// findings are the cards, the most severe first, and a sentence about those that are left out.
func (p *htmlWriter) findings() ([]htmlFinding, string) {
	sorted := slices.Clone(p.report.Findings)
	slices.SortStableFunc(sorted, func(a, b check.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	left := ""
	if more := len(sorted) - maxCards; more > 0 {
		left = fmt.Sprintf("The %d most severe of %d are here; %s not.", maxCards, len(sorted), count(more, "more")+" are")
		sorted = sorted[:maxCards]
	}
	return each(sorted, p.finding), left
}

func (p *htmlWriter) finding(f check.Finding) htmlFinding {
	out := htmlFinding{
		Severity: f.Severity.String(), Rule: visible(f.Rule.Name), Code: f.Rule.Code, Page: page(f.Rule), Message: p.clean.line(f.Message),
		At: p.clean.where(f.Location), Path: p.clean.line(f.Path), Fix: paragraph(f.Rule.Remediation), Fingerprint: p.clean.brief(f.Fingerprint),
		Frameworks: requirements(f.Rule.Packs), Node: p.drawing.node(f.Entity), Source: p.source(&f),
		Related: each(f.Related, func(r check.Related) htmlPlace {
			return htmlPlace{p.clean.where(r.Location), p.clean.line(cmp.Or(r.Message, r.Path))}
		}),
	}
	return out
}

// requirements are the places in frameworks that a rule is about.
func requirements(packs map[string][]string) string {
	var parts []string
	for _, pack := range slices.Sorted(maps.Keys(packs)) {
		parts = append(parts, visible(pack)+" "+visible(strings.Join(packs[pack], ", ")))
	}
	return strings.Join(parts, "; ")
}

// source is the lines around a place.
func (p *htmlWriter) source(f *check.Finding) []htmlLine {
	var lines []htmlLine
	for _, line := range f.Lines {
		from, to := marks(f.Location, line)
		x := p.clean.excerpt(line.Text, from, to, sourceWidth)
		out := htmlLine{Number: line.Number, Before: x.before + x.marked + x.after}
		if line.Number == f.Location.Start.Line {
			out = htmlLine{Number: line.Number, Before: x.before, Marked: cmp.Or(x.marked, " "), After: x.after, Label: p.clean.line(f.Label)}
		}
		lines = append(lines, out)
	}
	return lines
}

func (p *htmlWriter) suppressed(f check.Finding) htmlSuppressed {
	return htmlSuppressed{
		Severity: f.Severity.String(), Rule: visible(f.Rule.Name), Message: p.clean.line(f.Message), At: p.clean.where(f.Location),
		By: p.clean.line(suppressionText(f.Suppression)), ByAt: p.clean.where(f.Suppression.Location),
	}
}

// pack is what the run shows for a framework.
func (p *htmlWriter) pack(e check.Evidence) htmlPack {
	return htmlPack{
		Title: p.clean.packTitle(e.Pack), Statuses: statuses(e), Meaning: capital(meaning(e.Pack)), Note: p.clean.line(e.Pack.Note),
		Rows: each(e.Requirements, func(q check.RequirementEvidence) htmlRequirement {
			return htmlRequirement{Status: q.Status, Class: strings.ReplaceAll(q.Status, " ", "-"), ID: p.clean.line(q.ID), Title: p.clean.line(q.Title), Checks: p.clean.line(outcome(q))}
		}),
	}
}

// capital is a sentence with a capital letter.
func capital(s string) string {
	first := offset(s, 1)
	return strings.ToUpper(s[:first]) + s[first:]
}

// tables say what was looked at, and with what.
func (p *htmlWriter) tables() []htmlTable {
	r := p.report
	files := htmlTable{Title: count(len(r.Files), "agent file"), Head: []string{"File", "Recognised as", "Role", "Read", "SHA-256"}}
	for _, f := range r.Files {
		files.Rows = append(files.Rows, []string{p.clean.file(f.Path), f.Loader, f.Role, strings.TrimSpace(f.Parse + " " + p.clean.line(f.Problem)), p.clean.brief(f.SHA256)})
	}
	skipped := htmlTable{Title: fmt.Sprintf("%s looked at in all", count(r.Stats.Walked, "file")), Head: []string{"Left out because", "Files and folders"}}
	for _, why := range slices.Sorted(maps.Keys(r.Stats.Skipped)) {
		skipped.Rows = append(skipped.Rows, []string{why, fmt.Sprint(r.Stats.Skipped[why])})
	}
	all := []htmlTable{files, p.policies(), skipped}
	for i := range all {
		if more := len(all[i].Rows) - maxTableRows; more > 0 {
			all[i].Note, all[i].Rows = fmt.Sprintf("%d more are not listed.", more), all[i].Rows[:maxTableRows]
		}
	}
	return all
}
