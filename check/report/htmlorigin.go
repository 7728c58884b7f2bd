package report

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check"
)

// digestLength is how much of a digest is shown.
const digestLength = 12

// origin says what was checked, by whom, and under which configuration and policies.
func (p *htmlWriter) origin() []htmlFact {
	x := &p.report.Context
	var list []htmlFact
	add := func(name, text string) {
		if text != "" {
			list = append(list, htmlFact{name, text})
		}
	}
	if run := x.Run; run != nil {
		state := ""
		if run.Dirty != nil && *run.Dirty {
			state = ", with changes that are not committed"
		}
		if run.Revision != "" {
			add("Revision", p.clean.brief(run.Revision)+state)
		}
		add("Branch", p.clean.line(cmp.Or(run.Branch, run.Tag)))
		by := each([]string{run.Actor, run.CI, run.Event}, p.clean.line)
		add("Run by", strings.Join(slices.DeleteFunc(by, func(s string) bool { return s == "" }), ", "))
	}
	add("Configuration", p.clean.brief(x.Digest))
	var sets []string
	for _, s := range x.Policies {
		sets = append(sets, strings.TrimSpace(p.clean.line(s.Name)+" "+p.clean.brief(s.Digest)))
	}
	add("Policies", strings.Join(sets, ", "))
	return list
}

// brief is the beginning of a digest.
func (c *cleaner) brief(digest string) string {
	digest = c.line(digest)
	return digest[:offset(digest, digestLength)]
}

// policies are the rules that were evaluated, where each is from, and who changed it last.
func (p *htmlWriter) policies() htmlTable {
	r := p.report
	t := htmlTable{Title: count(len(r.Rules), "rule"), Head: []string{"Rule", "Severity", "About", "Findings", "From", "SHA-256", "Last change"}}
	counts := map[string]int{}
	for _, c := range ruleCounts(r.Findings) {
		counts[c.Name] = c.Count
	}
	for _, rule := range r.Rules {
		t.Rows = append(t.Rows, []string{
			visible(rule.Name), rule.Severity.String(), paragraph(rule.Title), fmt.Sprint(counts[rule.Name]), p.clean.line(rule.Set), p.clean.brief(rule.Digest),
			p.clean.line(p.clean.change(r.Context.Commits[path.Join(rule.Set, rule.File)])),
		})
	}
	return t
}

// change is a commit in a few words; "" where none is known.
func (c *cleaner) change(x check.Commit) string {
	if x.Revision == "" {
		return ""
	}
	return fmt.Sprintf("%s, %s, %s", c.brief(x.Revision), x.Time.UTC().Format(time.DateOnly), cmp.Or(x.Author.Name, x.Author.Email))
}
