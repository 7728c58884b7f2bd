package check

import (
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check/policy"
)

// Value is a value of the effective configuration.
type Value struct {
	Key    string // such as rules.orphan-artefact or overrides[docs/**].orphan-artefact
	Value  any    // a text, or the value of a parameter
	Reason string
	Origin Origin
}

// Effective is what the layers come to, value by value.
func (r *Ruling) Effective() []Value {
	c := r.Config
	all := []Value{stated("profile", c.Profile()), stated("fail-on", c.FailOn())}
	for _, list := range []struct {
		key    string
		values []Stated
	}{{"packs", c.Packs()}, {"policies", c.shown(c.Policies())}, {"data", c.shown(c.Data())}, {"exclude", c.Exclude()}, {"enforce", c.Enforced()}, {"verification-keys", c.shown(c.Keys())}} {
		for _, s := range list.values {
			all = append(all, stated(list.key, s))
		}
	}
	for _, g := range c.Kinds() {
		all = append(all, Value{Key: "kinds." + g.As, Value: g.Glob, Origin: g.Origin})
	}
	for _, g := range c.Roles() {
		all = append(all, Value{Key: "roles[" + g.Glob + "]", Value: g.As, Origin: g.Origin})
	}
	for _, rule := range r.Policies.Rules {
		settings := r.settings[rule]
		for i, s := range settings {
			if !slices.ContainsFunc(settings[i+1:], s.undoneBy) {
				all = append(all, Value{Key: s.name(rule), Value: s.shown(), Origin: s.Origin})
			}
		}
	}
	return all
}

func stated(key string, s Stated) Value {
	return Value{Key: key, Value: s.Value, Reason: s.Reason, Origin: s.Origin}
}

// undoneBy says whether nothing is left of a setting after a later one.
func (s Setting) undoneBy(later Setting) bool {
	return s.Key == later.Key && (later.Paths == nil || slices.Equal(s.Paths, later.Paths))
}

// name is the path of a setting.
func (s Setting) name(rule *policy.Rule) string {
	for key, param := range suppressionParams {
		if rule.Name == exceptionRule && s.Key == Param+param {
			return "suppressions." + key
		}
	}
	name := "rules." + rule.Name
	if s.Paths != nil {
		name = "overrides[" + strings.Join(s.Paths, " ") + "]." + rule.Name
	}
	if s.Key == On {
		return name
	}
	return name + "." + s.Key
}

func (s Setting) shown() any {
	switch v := s.Value.(type) {
	case policy.Severity:
		return v.String()
	case bool:
		if s.Key == On {
			return map[bool]string{true: "on", false: "off"}[v]
		}
	}
	return s.Value
}

// Decides is what decides whether a rule is on where no override says otherwise: built in, where the
// profile does that nobody has chosen.
func (r *Ruling) Decides(rule *policy.Rule) Origin {
	for _, s := range slices.Backward(r.settings[rule]) {
		if s.Key == On && s.Paths == nil {
			return s.Origin
		}
	}
	for _, e := range r.Config.Enforced() {
		if r.Policies.Find(e.Value) == rule && !r.in[rule] {
			return e.Origin
		}
	}
	profile := r.Config.Profile()
	if slices.Contains(rule.Profiles, profile.Value) || !r.in[rule] || len(rule.Profiles) == 0 {
		return profile.Origin
	}
	for _, pack := range r.Config.Packs() {
		if rule.In([]string{pack.Value}) {
			return pack.Origin
		}
	}
	return profile.Origin
}

// Files are the layers that are files.
func (c *Config) Files() []Layer {
	return slices.DeleteFunc(slices.Clone(c.layers()), func(l Layer) bool { return l.Digest == "" })
}

// shown are paths as they are shown: below the root where they are there.
func (c *Config) shown(paths []Stated) []Stated {
	short := slices.Clone(paths)
	for i, p := range paths {
		short[i].Value = c.Short(p.Value)
	}
	return short
}
