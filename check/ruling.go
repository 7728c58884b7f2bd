package check

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// Ruling is what a configuration comes to for the rules of some policies.
type Ruling struct {
	Policies *policy.Policies
	Enabled  []*policy.Rule // those that are on for some file, by name
	Config   *Config

	in       map[*policy.Rule]bool      // by the profile and the packs
	settings map[*policy.Rule][]Setting // in order; those that profile none undoes are left out
	floors   map[*policy.Rule][]*Ruling // what enforces a rule, and how it stands there
}

// Settle reads the policies of the options, and says what the configuration makes of their rules. Its
// error, a joined one, names the place of each value that no rule has, and of each attempt to loosen what
// is enforced.
func Settle(o Options) (*Ruling, error) {
	all, err := policy.Load(o.Policies...)
	if err != nil {
		return nil, err
	}
	config := o.config()
	r, err := settle(config, all, o.Run.Now)
	if err != nil {
		return nil, err
	}
	if err := r.enforce(o.Run.Now); err != nil {
		return nil, err
	}
	for _, rule := range all.Rules {
		if r.anywhere(rule) {
			r.Enabled = append(r.Enabled, rule)
		}
	}
	if len(r.Enabled) == 0 {
		return nil, errors.New("no rule is enabled: choose a profile, or select rules")
	}
	return r, nil
}

// settle is the ruling of a configuration, without what it enforces.
func settle(c *Config, p *policy.Policies, now time.Time) (*Ruling, error) {
	r := &Ruling{Policies: p, Config: c, in: map[*policy.Rule]bool{}, settings: map[*policy.Rule][]Setting{}, floors: map[*policy.Rule][]*Ruling{}}
	var errs []error
	profile := c.Profile()
	if !slices.Contains(Profiles, profile.Value) {
		errs = append(errs, profile.Origin.fault("unknown profile %q: the profiles are %s", profile.Value, strings.Join(Profiles, ", ")))
	}
	added := map[*policy.Rule]bool{}
	for _, pack := range c.Packs() {
		rules, err := inPacks(p, []string{pack.Value}, now)
		if err != nil {
			errs = append(errs, pack.Origin.fault("%w", err))
		}
		for rule, in := range rules {
			added[rule] = added[rule] || in
		}
	}
	for _, rule := range p.Rules {
		r.in[rule] = slices.Contains(rule.Profiles, profile.Value) || len(rule.Profiles) == 0 && profile.Value != "none" || added[rule]
	}
	start := c.start()
	for i, l := range c.layers() {
		for _, s := range l.Settings {
			rule, err := find(p, s)
			if err == nil && !(i < start && s.Key == On && s.Value == true) {
				r.settings[rule] = append(r.settings[rule], s)
			}
			errs = append(errs, err)
		}
	}
	return r, errors.Join(errs...)
}

// find is the rule that a setting is about, which has what it sets.
func find(p *policy.Policies, s Setting) (*policy.Rule, error) {
	rule := p.Find(s.Rule)
	if rule == nil {
		return nil, s.Origin.fault("%w", unknownRule(s.Rule, p))
	}
	if name, ok := strings.CutPrefix(s.Key, Param); ok {
		return rule, s.Origin.fits(rule, name, s.Value)
	}
	return rule, nil
}

// fits says what is wrong with the value of a parameter.
func (o Origin) fits(rule *policy.Rule, name string, value any) error {
	param, ok := rule.Params[name]
	if !ok {
		names := slices.Sorted(maps.Keys(rule.Params))
		switch near := loaders.Nearest(name, names); {
		case near != "":
			return o.fault("%s has no parameter %q: did you mean %s?", rule.Name, name, near)
		case len(names) == 0:
			return o.fault("%s has no parameter %q: it has none", rule.Name, name)
		}
		return o.fault("%s has no parameter %q: it has %s", rule.Name, name, strings.Join(names, ", "))
	}
	for _, example := range []any{param.Value("", false), param.Value("strict", false), param.Value("strict", true)} {
		if want := typeOf(example); want != "null" && want != typeOf(value) {
			return o.fault("the parameter %s of %s is a %s, and not a %s", name, rule.Name, want, typeOf(value))
		}
		if !sameItems(example, value) {
			return o.fault("the parameter %s of %s is a list of texts", name, rule.Name)
		}
	}
	return nil
}

// typeOf is the type of a value in the terms of JSON.
func typeOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case string:
		return "text"
	case []any:
		return "list"
	case map[string]any:
		return "map"
	}
	return "number"
}

// sameItems says whether a list has texts only where the example does.
func sameItems(example, value any) bool {
	isText := func(v any) bool { return typeOf(v) == "text" }
	texts, ok := example.([]any)
	if !ok || len(texts) == 0 || slices.ContainsFunc(texts, func(v any) bool { return !isText(v) }) {
		return true
	}
	items, ok := value.([]any)
	return !ok || !slices.ContainsFunc(items, func(v any) bool { return !isText(v) })
}

// unknownRule says that no rule has a name.
func unknownRule(name string, p *policy.Policies) error {
	if near := nearestRule(name, p); near != "" {
		return fmt.Errorf("unknown rule %q: did you mean %s?", name, near)
	}
	return fmt.Errorf("unknown rule %q: pacheck rules lists them", name)
}

// nearestRule is the name of the rule that may be meant; empty where none is near.
func nearestRule(name string, p *policy.Policies) string {
	var names []string
	for _, r := range p.Rules {
		names = append(names, r.Name)
	}
	return loaders.Nearest(name, names)
}

// standing is what a rule is for a file.
type standing struct {
	on       bool
	severity policy.Severity // of every finding; None where each has its own
	exact    bool            // the severity is for this very file, and its role does not count
}

// standing is what the settings make of a rule for a file, in without them.
func (r *Ruling) standing(rule *policy.Rule, file string, in bool) standing {
	s := standing{on: in}
	for _, setting := range r.settings[rule] {
		if !setting.holdsFor(file) {
			continue
		}
		switch v := setting.Value.(type) {
		case bool:
			if setting.Key == On {
				s.on = v
			}
		case policy.Severity:
			s.severity, s.exact = v, setting.Paths != nil
		}
	}
	return s
}

func (s Setting) holdsFor(file string) bool {
	return s.Paths == nil || slices.ContainsFunc(s.Paths, func(glob string) bool {
		ok, _ := doublestar.Match(glob, file) // its form was checked when it was read
		return ok
	})
}

// weigh is how severe a finding is, in a file with a role.
func (s standing) weigh(v policy.Violation, role string) policy.Severity {
	severity := v.Severity
	if s.severity != policy.None {
		severity = s.severity
	}
	if !s.exact && !v.Rule.KeepSeverity && severity > policy.Info && slices.Contains(demoted, role) {
		severity--
	}
	return severity
}

// judge says whether a violation is a finding in a file, and how severe. A nil Ruling has no opinion.
func (r *Ruling) judge(v policy.Violation, file, role string) (policy.Severity, bool) {
	if r == nil {
		return standing{}.weigh(v, role), true
	}
	s := r.standing(v.Rule, file, r.in[v.Rule])
	severity, on := s.weigh(v, role), s.on
	for _, floor := range r.floors[v.Rule] {
		if least := floor.standing(v.Rule, file, true); least.on && on {
			severity = max(severity, least.weigh(v, role))
		} else if least.on {
			severity, on = least.weigh(v, role), true
		}
	}
	return severity, on
}

// anywhere says whether a rule is on for some file.
func (r *Ruling) anywhere(rule *policy.Rule) bool {
	on := r.in[rule] || len(r.floors[rule]) > 0
	for _, s := range r.settings[rule] {
		if s.Key == On && (s.Paths == nil || s.Value == true) {
			on = s.Value == true || len(r.floors[rule]) > 0
		}
	}
	return on
}
