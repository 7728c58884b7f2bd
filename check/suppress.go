package check

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// withJudges adds the built-in rules that judge exceptions to the enabled ones: a rule that is switched off
// does not report, but what it finds wrong suppresses nothing all the same.
func withJudges(ruling *Ruling) []*policy.Rule {
	rules := slices.Clone(ruling.Enabled)
	for _, r := range ruling.Policies.Rules {
		if r.Scope == policy.ExceptionScope && r.Set == builtInSet && !slices.Contains(rules, r) {
			rules = append(rules, r)
		}
	}
	return rules
}

// builtInSet is the name of the set of built-in rules.
const builtInSet = "built-in"

// except finds out what each exception is for, has the rules judge the exceptions, and suppresses the
// findings of those with which nothing is wrong. Without a rule that judges, or where one fails, no exception
// counts.
func (r *run) except(ctx context.Context, all *loaders.Document, report *Report) error {
	if len(all.Waivers)+len(all.Ignores)+len(r.weakened) == 0 {
		return nil
	}
	x := newExceptions(r.ruling, all, report)
	if err := r.distrustIgnores(ctx, x, report); err != nil {
		return err
	}
	x.doc.Weakened = r.weakened
	violations, faults, err := r.engine.Evaluate(ctx, policy.ExceptionScope, x.doc)
	if err != nil {
		return fmt.Errorf("judging the exceptions: %w", err)
	}
	for _, f := range faults {
		report.Problems = append(report.Problems, problemOf(f, x.doc))
	}
	judged := slices.ContainsFunc(r.engine.Rules(), func(rule *policy.Rule) bool { return rule.Scope == policy.ExceptionScope })
	if judged && len(faults) == 0 && !r.options.Strict {
		x.suppress(violations, report)
	}
	violations = slices.DeleteFunc(violations, func(v policy.Violation) bool { return !slices.Contains(report.Rules, v.Rule) })
	report.Findings = append(report.Findings, newFindings(x.doc, violations, r.ruling)...)
	found := byRule(report.Suppressed)
	report.sort()
	for rule, n := range found { // a requirement does not pass because somebody waived what is wrong
		report.found[rule] += n
	}
	return nil
}

// exceptions are the waivers and ignores of a repository.
type exceptions struct {
	doc *loaders.Document // they alone, each a copy that says what it is for

	waived  [][]int // by waiver: the indexes of the findings that it is for
	ignored [][]int
}

func newExceptions(ruling *Ruling, all *loaders.Document, report *Report) *exceptions {
	x := &exceptions{doc: &loaders.Document{Files: all.Files, Context: all.Context}}
	u := uses{ruling: ruling, all: all, report: report}
	for _, w := range all.Waivers {
		whole := *w
		use, found := u.waiver(w)
		whole.Use = use
		x.doc.Waivers, x.waived = append(x.doc.Waivers, &whole), append(x.waived, found)
	}
	for _, i := range all.Ignores {
		whole := *i
		use, found := u.ignore(i)
		whole.Use = use
		x.doc.Ignores, x.ignored = append(x.doc.Ignores, &whole), append(x.ignored, found)
	}
	return x
}

// suppress moves the findings of the exceptions with which nothing is wrong. A waiver comes before an ignore,
// and of two the first.
func (x *exceptions) suppress(violations []policy.Violation, report *Report) {
	wrong := map[any]map[int]bool{"waivers": {}, "ignores": {}}
	for _, v := range violations {
		if len(v.At) < 2 {
			continue
		}
		if i, ok := loaders.Index(v.At[1]); ok && wrong[v.At[0]] != nil {
			wrong[v.At[0]][i] = true
		}
	}
	by := make([]*Suppression, len(report.Findings))
	for i, w := range x.doc.Waivers {
		for _, n := range x.waived[i] {
			if by[n] == nil && !wrong["waivers"][i] {
				by[n] = suppressionBy(w)
			}
		}
	}
	for i, c := range x.doc.Ignores {
		for _, n := range x.ignored[i] {
			if by[n] == nil && !wrong["ignores"][i] {
				by[n] = &Suppression{Kind: InlineKind, Reason: c.Reason.V, Until: c.Until.V, Ends: timeOf(c.Ends), Location: c.At.Location()}
			}
		}
	}
	var left []Finding
	for n, f := range report.Findings {
		if f.Suppression = by[n]; f.Suppression == nil {
			left = append(left, f)
			continue
		}
		report.Suppressed = append(report.Suppressed, f)
	}
	report.Findings = left
}

func suppressionBy(w *loaders.Waiver) *Suppression {
	return &Suppression{
		Kind: WaiverKind, ID: w.ID.V, Category: w.Category.V, Reason: w.Reason.V, Owner: w.Owner.V, Approver: w.Approver.V,
		Ticket: w.Ticket.V, Until: w.Expires.V, Ends: timeOf(w.Ends), Location: w.At.Location(),
	}
}

func timeOf(text string) time.Time {
	t, _ := time.Parse(time.RFC3339, text) // the zero time where there is none
	return t
}
