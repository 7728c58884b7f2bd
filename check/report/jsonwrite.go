package report

import (
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// writeJSON is the format for programs.
func writeJSON(w io.Writer, r *check.Report) error {
	c := newCleaner(r.Secrets)
	return encode(w, jsonReport{
		Version:  jsonVersion,
		Verdict:  r.Verdict,
		Findings: each(r.Findings, c.jsonFinding),
		Files:    each(r.Files, c.jsonFile),

		Suppressed: each(r.Suppressed, c.jsonFinding),

		Rules:    each(r.Rules, func(rule *policy.Rule) jsonRule { return c.jsonRule(rule, r.Context.Commits) }),
		Problems: each(r.Problems, c.jsonProblem),
		Graph:    c.jsonGraph(r.Graph),
		Packs:    each(r.Evidence, c.jsonPack),
		Context:  c.jsonContext(r.Context),
		Merged:   each(r.Merged, c.jsonContext),
		Stats:    statsJSON(r),
	}, "  ")
}

// each is f of each of the values; never nil, so that it is never null.
func each[T, U any](values []T, f func(T) U) []U {
	out := make([]U, len(values))
	for i, v := range values {
		out[i] = f(v)
	}
	return out
}

func (c *cleaner) jsonFinding(f check.Finding) jsonFinding {
	return jsonFinding{
		Rule:        f.Rule.Name,
		Code:        f.Rule.Code,
		Severity:    f.Severity.String(),
		Message:     c.line(f.Message),
		Path:        c.line(f.Path),
		Entity:      c.line(f.Entity),
		Role:        f.Role,
		Location:    c.jsonLocation(f.Location),
		Label:       c.line(f.Label),
		Lines:       c.jsonLines(&f),
		Related:     each(f.Related, c.jsonRelated),
		Fingerprint: f.Fingerprint,
		Suppression: c.jsonSuppression(f.Suppression),
	}
}

func (c *cleaner) jsonSuppression(s *check.Suppression) *jsonSuppression {
	if s == nil {
		return nil
	}
	return &jsonSuppression{
		Ends: timeText(s.Ends), Kind: s.Kind, ID: c.line(s.ID), Category: c.line(s.Category), Reason: c.line(strings.Join(strings.Fields(s.Reason), " ")), Owner: c.line(s.Owner),
		Approver: c.line(s.Approver), Ticket: c.line(s.Ticket), Until: c.line(s.Until), Location: c.jsonLocation(s.Location),
	}
}

// jsonLocation keeps the path as it is, apart from secrets, so that a program can open the file.
func (c *cleaner) jsonLocation(l source.Location) jsonLocation {
	return jsonLocation{File: c.mask(l.File), Start: jsonPosition(l.Start), End: jsonPosition(l.End)}
}

func (c *cleaner) jsonRelated(r check.Related) jsonRelated {
	return jsonRelated{Location: c.jsonLocation(r.Location), Path: c.line(r.Path), Message: c.line(r.Message)}
}

func (c *cleaner) jsonFile(f *loaders.File) jsonFile {
	return jsonFile{
		Path:    c.mask(f.Path),
		Loader:  f.Loader,
		Format:  f.Format,
		Role:    f.Role,
		Parse:   f.Parse,
		Problem: c.line(f.Problem),
		Size:    f.Size,
		SHA256:  f.SHA256,
	}
}

// jsonRule is what the author of a rule says of it. The texts are left as they are, on several lines.
func (c *cleaner) jsonRule(r *policy.Rule, commits map[string]check.Commit) jsonRule {
	out := jsonRule{
		Name: r.Name, Code: r.Code, Group: r.Group, Title: visible(r.Title), Description: r.Description, Remediation: r.Remediation,
		Severity: r.Severity.String(), Scope: r.Scope, Precision: r.Precision, Principle: r.Principle, Profiles: r.Profiles, Packs: r.Packs,
		Roles: r.Roles, Adversarial: r.Adversarial, Unwaivable: r.Unwaivable, Set: r.Set, File: r.File, Digest: r.Digest,
		Commit: c.jsonCommit(commits, path.Join(r.Set, r.File)),
		SeverityWhen: each(r.SeverityWhen, func(w policy.SeverityWhen) jsonSeverityWhen {
			return jsonSeverityWhen{When: w.When, Severity: w.Severity.String()}
		}),
		References: each(r.References, func(f policy.Reference) jsonReference { return jsonReference(f) }),
	}
	if len(r.Params) > 0 {
		out.Params = map[string]jsonParam{}
	}
	for name, p := range r.Params {
		out.Params[name] = jsonParam(p)
	}
	if r.Set != builtIn {
		out.Bad, out.Good = r.Bad, r.Good
	}
	return out
}

// jsonCommit is the last change of a policy; nil where it is not known.
func (c *cleaner) jsonCommit(commits map[string]check.Commit, of string) *jsonCommit {
	commit, ok := commits[of]
	if !ok {
		return nil
	}
	return &jsonCommit{
		Revision: commit.Revision, Author: loaders.Author{Name: c.line(commit.Author.Name), Email: c.line(commit.Author.Email)},
		Time: timeText(commit.Time), Subject: c.line(commit.Subject),
	}
}

// timeText is a time, "" for the zero one.
func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func (c *cleaner) jsonProblem(p check.Problem) jsonProblem {
	out := jsonProblem{
		Kind: p.Kind, Rule: p.Rule, File: c.mask(p.Location.File),
		Line: p.Location.Start.Line, Column: p.Location.Start.Column, Message: c.line(p.Message),
	}
	if end := p.Location.End; end.Line > 0 && end.Column > 0 {
		out.End = &jsonPosition{Line: end.Line, Column: end.Column}
	}
	return out
}

func (c *cleaner) jsonContext(x check.Context) jsonContext {
	out := jsonContext{
		Root:    c.line(x.Root),
		Version: x.Version,
		Paths:   each(x.Paths, c.mask),
		Policies: each(x.Policies, func(s policy.Set) jsonPolicySet {
			return jsonPolicySet{Name: c.line(s.Name), Digest: s.Digest, Rules: s.Rules, Commit: c.jsonCommit(x.Commits, s.Name)}
		}),
		Config: c.jsonConfig(x),
	}
	if x.Run != nil {
		out.Context = c.context(x.Run)
	}
	out.Now = timeText(x.Now)
	return out
}

// context is what is known of a run, fit for being read anywhere.
func (c *cleaner) context(x *loaders.Context) loaders.Context {
	out := loaders.Context{
		Repository: c.line(x.Repository), Revision: c.line(x.Revision), Dirty: x.Dirty, Branch: c.line(x.Branch), Tag: c.line(x.Tag),
		CI: c.line(x.CI), Event: c.line(x.Event), Actor: c.line(x.Actor), Run: c.line(x.Run), Environment: c.line(x.Environment),
	}
	if x.Author != nil {
		out.Author = &loaders.Author{Name: c.line(x.Author.Name), Email: c.line(x.Author.Email)}
	}
	if p := x.PullRequest; p != nil {
		out.PullRequest = &loaders.PullRequest{Number: p.Number, Base: c.line(p.Base), Fork: p.Fork}
	}
	if x.Changed != nil {
		out.Changed = each(x.Changed, c.mask)
	}
	for _, name := range slices.Sorted(maps.Keys(x.Labels)) {
		if out.Labels == nil {
			out.Labels = map[string]string{}
		}
		out.Labels[c.line(name)] = c.line(x.Labels[name])
	}
	return out
}

func (c *cleaner) jsonPack(e check.Evidence) jsonPack {
	return jsonPack{
		Name: c.line(e.Pack.Name), Title: c.line(e.Pack.Title), Version: c.line(e.Pack.Version), Relation: e.Pack.Relation, Note: c.line(e.Pack.Note),
		Requirements: each(e.Requirements, func(r check.RequirementEvidence) jsonRequirement {
			j := jsonRequirement{ID: c.line(r.ID), Title: c.line(r.Title), Status: r.Status, Rules: orNone(r.Rules), Failed: orNone(r.Failed), Findings: r.Findings}
			if !r.From.IsZero() {
				j.From = r.From.Format(time.DateOnly)
			}
			return j
		}),
	}
}

// orNone is an empty list where there is none, so that it is never null.
func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// statsJSON leaves out the elapsed time, which differs from run to run.
func statsJSON(r *check.Report) jsonStats {
	findings := map[string]int{}
	for severity, n := range bySeverity(r.Findings) {
		if s := policy.Severity(severity); s != policy.None {
			findings[s.String()] = n
		}
	}
	return jsonStats{
		Walked:      r.Stats.Walked,
		Skipped:     orEmpty(r.Stats.Skipped),
		Entities:    orEmpty(r.Stats.Entities),
		NotAnalysed: r.Stats.NotAnalysed,
		Findings:    findings,
		Suppressed:  len(r.Suppressed),
		Old:         r.Stats.Old,
		Stale:       r.Stats.Stale,
		Trust:       trustJSON(r.Trust),
		Since:       sinceJSON(r.Since),
	}
}

func orEmpty(m map[string]int) map[string]int {
	if m == nil {
		return map[string]int{}
	}
	return m
}

func trustJSON(t *check.TrustUse) *jsonTrust {
	if t == nil {
		return nil
	}
	return &jsonTrust{Revision: newCleaner(nil).line(t.Revision), Commit: t.Commit, Weakened: t.Weakened}
}

func sinceJSON(s *check.SinceUse) *jsonSince {
	if s == nil {
		return nil
	}
	return &jsonSince{Revision: newCleaner(nil).line(s.Revision), Commit: s.Commit, Old: s.Old, Gone: s.Gone}
}
