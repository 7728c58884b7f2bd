package check

import (
	"slices"

	"github.com/pacheck/pacheck/check/policy"
)

// Change is what the configuration makes different of a rule.
type Change struct {
	Rule     *policy.Rule
	Key      string   // On, Severity, or Param and the name of a parameter
	From, To any      // bools, severities, or values of the parameter
	Paths    []string // globs of the files that it is about; nil means all
	Origin   Origin
}

// Loosens says whether a change switches a rule off, or makes its findings less severe. What a parameter
// does nobody can tell.
func (c Change) Loosens() bool {
	switch to := c.To.(type) {
	case bool:
		return c.Key == On && !to
	case policy.Severity:
		return to < c.Rule.Severity
	}
	return false
}

// Changes are what the configuration makes different of the rules, by rule: of all files, only what the
// last word is; of some files, all that is said. What the profile leaves out is none.
func (r *Ruling) Changes() []Change {
	var all []Change
	for _, rule := range r.Policies.Rules {
		settings := r.settings[rule]
		for i, s := range settings {
			later := slices.ContainsFunc(settings[i+1:], func(t Setting) bool { return t.Key == s.Key && t.Paths == nil })
			from := r.before(rule, s)
			if later || same(from, s.Value) || s.Key == Severity && !r.anywhere(rule) || s.Paths != nil && s.Key == On && !r.anywhere(rule) {
				continue
			}
			all = append(all, Change{Rule: rule, Key: s.Key, From: from, To: s.Value, Paths: s.Paths, Origin: s.Origin})
		}
	}
	return all
}

// before is what a setting changes: what the rule is as it comes, or, for some files, for the others.
func (r *Ruling) before(rule *policy.Rule, s Setting) any {
	switch {
	case s.Key == On && s.Paths != nil:
		return r.standing(rule, "", r.in[rule]).on
	case s.Key == On:
		return r.in[rule]
	case s.Key == Severity:
		return rule.Severity
	}
	return rule.Params[s.Key[len(Param):]].Value(r.Config.Profile().Value, rule.In(values(r.Config.Packs())))
}
