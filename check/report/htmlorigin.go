package report

import (
	"cmp"
	"fmt"
	"path"
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
		if text = p.clean.line(strings.TrimSpace(text)); text != "" {
			list = append(list, htmlFact{name, text})
		}
	}
	if run := x.Run; run != nil {
		state := ""
		if run.Dirty != nil && *run.Dirty {
			state = ", with changes that are not committed"
		}
		if run.Revision != "" {
			add("Revision", brief(run.Revision)+state)
		}
		add("Branch", cmp.Or(run.Branch, run.Tag))
		add("Run by", strings.Join(strings.Fields(run.Actor+" "+run.CI+" "+run.Event), ", "))
	}
	add("Configuration", brief(x.Digest))
	var sets []string
	for _, s := range x.Policies {
		sets = append(sets, strings.TrimSpace(s.Name+" "+brief(s.Digest)))
	}
	add("Policies", strings.Join(sets, ", "))
	return list
}

// brief is the beginning of a digest.
func brief(digest string) string { return digest[:offset(digest, digestLength)] }

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
			visible(rule.Name), rule.Severity.String(), paragraph(rule.Title), fmt.Sprint(counts[rule.Name]), p.clean.line(rule.Set), brief(rule.Digest),
			p.clean.line(change(r.Context.Commits[path.Join(rule.Set, rule.File)])),
		})
	}
	return t
}

// change is a commit in a few words; "" where none is known.
func change(c check.Commit) string {
	if c.Revision == "" {
		return ""
	}
	return fmt.Sprintf("%s, %s, %s", brief(c.Revision), c.Time.UTC().Format(time.DateOnly), cmp.Or(c.Author.Name, c.Author.Email))
}
