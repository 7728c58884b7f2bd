package report

import (
	"fmt"
	"path"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

func (r *reader) rule(saved jsonRule) *policy.Rule {
	if r.rules[saved.Name] != nil && r.err == nil {
		r.err = fmt.Errorf("two rules are called %q", saved.Name)
	}
	r.commit(r.commits, saved.Commit, path.Join(saved.Set, saved.File))
	if known := r.known[saved.Name+" "+saved.Digest]; known != nil && known.Set == saved.Set {
		r.rules[saved.Name] = known
		return known
	}
	rule := &policy.Rule{
		Name: saved.Name, Code: saved.Code, Group: saved.Group, Title: saved.Title, Description: saved.Description,
		Remediation: saved.Remediation, Severity: severity(saved.Severity), Scope: saved.Scope, Precision: saved.Precision,
		Principle: saved.Principle, Profiles: saved.Profiles, Packs: saved.Packs, Roles: saved.Roles, Adversarial: saved.Adversarial,
		Unwaivable: saved.Unwaivable, Bad: saved.Bad, Good: saved.Good, Set: saved.Set, File: saved.File, Digest: saved.Digest,
	}
	for _, w := range saved.SeverityWhen {
		rule.SeverityWhen = append(rule.SeverityWhen, policy.SeverityWhen{When: w.When, Severity: severity(w.Severity)})
	}
	for _, ref := range saved.References {
		rule.References = append(rule.References, policy.Reference(ref))
	}
	for name, p := range saved.Params {
		if rule.Params == nil {
			rule.Params = map[string]policy.Param{}
		}
		rule.Params[name] = policy.Param(p)
	}
	r.rules[saved.Name] = rule
	return rule
}

// commit notes the last change of a policy.
func (r *reader) commit(commits map[string]check.Commit, saved *jsonCommit, of string) {
	if saved != nil {
		commits[of] = check.Commit{Revision: saved.Revision, Author: saved.Author, Time: r.time(saved.Time), Subject: saved.Subject}
	}
}

func (r *reader) evidence(saved jsonPack) check.Evidence {
	out := check.Evidence{Pack: &policy.Pack{
		Name: saved.Name, Title: saved.Title, Version: saved.Version, Relation: saved.Relation, Note: saved.Note,
	}}
	for _, s := range saved.Requirements {
		out.Requirements = append(out.Requirements, check.RequirementEvidence{
			Requirement: policy.Requirement{ID: s.ID, Title: s.Title, From: r.time(s.From)},
			Status:      s.Status, Rules: s.Rules, Failed: s.Failed, Findings: s.Findings,
		})
	}
	return out
}

func (r *reader) context(saved jsonContext) check.Context {
	out := check.Context{
		Root: saved.Root, Version: saved.Version, Now: r.time(saved.Now), Digest: saved.Config.Digest, Commits: map[string]check.Commit{}, Paths: saved.Paths,
	}
	run := saved.Context
	out.Run = &run
	for _, s := range saved.Policies {
		out.Policies = append(out.Policies, policy.Set{Name: s.Name, Digest: s.Digest, Rules: s.Rules})
		r.commit(out.Commits, s.Commit, s.Name)
	}
	out.Config = readConfig(saved.Config)
	for _, change := range saved.Config.Changes {
		out.Changes = append(out.Changes, r.change(change))
	}
	return out
}

// readConfig is a configuration of which nothing is known but what a report says.
func readConfig(saved jsonConfig) *check.Config {
	stated := func(s jsonStated) check.Stated {
		return check.Stated{Value: s.Value, Reason: s.Reason, Origin: check.Origin{Source: s.Origin}}
	}
	c := &check.Config{}
	for _, f := range saved.Files {
		c.Add(check.Layer{Name: f.Path, Digest: f.Digest})
	}
	c.Add(check.Layer{
		Profile: check.Stated{Value: saved.Profile}, FailOn: check.Stated{Value: saved.FailOn},
		Enforce: each(saved.Enforced, stated), Exclude: each(saved.Excluded, stated),
	})
	return c
}

// change is what a configuration makes different of a rule, as far as words tell.
func (r *reader) change(saved jsonChange) check.Change {
	change := check.Change{
		Rule: r.named(policy.Rule{Name: saved.Rule, Title: saved.Rule, Severity: severity(saved.From)}), Key: saved.Key, From: saved.From, To: saved.To,
		Paths: saved.Paths, Origin: check.Origin{Source: saved.Origin},
	}
	switch saved.Key {
	case check.On:
		change.From, change.To = saved.From == "true", saved.To == "true"
	case check.Severity:
		change.From, change.To = severity(saved.From), severity(saved.To)
	}
	return change
}
