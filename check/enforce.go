package check

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check/policy"
)

// enforceable are the keys that can be enforced beside rules.
var enforceable = []string{"profile", "exclude", "fail-on", "roles"}

// enforce finds out what is enforced, and refuses what would loosen it.
func (r *Ruling) enforce(now time.Time) error {
	var errs []error
	for i, l := range r.Config.layers() {
		if len(l.Enforce) == 0 {
			continue
		}
		floor, err := settle(r.Config.part(i), r.Policies, now)
		if err != nil {
			return err
		}
		for _, e := range l.Enforce {
			b := bond{enforced: e, floor: floor, layer: i}
			if slices.Contains(enforceable, e.Value) {
				errs = append(errs, r.keep(b)...)
				continue
			}
			rule := r.Policies.Find(e.Value)
			if rule == nil {
				errs = append(errs, e.Origin.fault("%w, and what else can be enforced is %s", unknownRule(e.Value, r.Policies), strings.Join(enforceable, ", ")))
				continue
			}
			if !floor.standing(rule, "", true).on {
				errs = append(errs, e.Origin.fault("%s is switched off, and cannot be enforced", rule.Name))
			}
			r.floors[rule] = append(r.floors[rule], floor)
			errs = append(errs, r.hold(b, rule)...)
		}
	}
	return errors.Join(errs...)
}

// bond is that a layer enforces something.
type bond struct {
	enforced Stated
	floor    *Ruling // of the layer and those that it extends
	layer    int
}

func (b bond) refuse(at Origin, rest string) error {
	return at.fault("%s is enforced by %s: %s", b.enforced.Value, b.enforced.Origin, rest)
}

// outside are the layers that a bond binds.
func (r *Ruling) outside(b bond) []Layer {
	var layers []Layer
	for i, l := range r.Config.layers() {
		if !r.Config.within(i, b.layer) {
			layers = append(layers, l)
		}
	}
	return layers
}

// keep refuses layers that loosen a key.
func (r *Ruling) keep(b bond) []error {
	var errs []error
	for _, l := range r.outside(b) {
		profile, failOn := b.floor.Config.Profile().Value, b.floor.Config.FailOn().Value
		switch b.enforced.Value {
		case "exclude":
			for _, e := range l.Exclude {
				errs = append(errs, b.refuse(e.Origin, "nothing more can be left out here"))
			}
		case "roles":
			for _, g := range l.Roles {
				errs = append(errs, b.refuse(g.Origin, "nothing more can be said of roles here"))
			}
		case "profile":
			if l.Profile.Value != "" && rank(l.Profile.Value) < rank(profile) {
				errs = append(errs, b.refuse(l.Profile.Origin, "it is "+profile+", and cannot be less here"))
			}
		case "fail-on":
			if l.FailOn.Value != "" && strictness(l.FailOn.Value) > strictness(failOn) {
				errs = append(errs, b.refuse(l.FailOn.Origin, "it is "+failOn+", and cannot be less strict here"))
			}
		}
	}
	return errs
}

// rank is the place of a profile, the fewest rules first.
func rank(profile string) int { return slices.Index(Profiles, profile) }

// hold refuses settings that loosen a rule.
func (r *Ruling) hold(b bond, rule *policy.Rule) []error {
	var errs []error
	least := b.floor.standing(rule, "", true).severity
	if least == policy.None {
		least = rule.Severity
	}
	for _, l := range r.outside(b) {
		for _, s := range l.Settings {
			if r.Policies.Find(s.Rule) != rule {
				continue
			}
			severity, isSeverity := s.Value.(policy.Severity)
			name, isParam := strings.CutPrefix(s.Key, Param)
			switch {
			case s.Key == On && s.Value == false:
				errs = append(errs, b.refuse(s.Origin, "it cannot be switched off here"))
			case isSeverity && severity < least:
				errs = append(errs, b.refuse(s.Origin, "it is "+least.String()+", and cannot be lowered here"))
			case isParam && !same(s.Value, b.floor.param(rule, name)):
				errs = append(errs, b.refuse(s.Origin, "its parameters cannot be changed here"))
			}
		}
	}
	return errs
}

// same compares values in the terms of JSON.
func same(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && string(x) == string(y)
}

// Enforced says whether a rule is enforced, and so cannot be suppressed either.
func (r *Ruling) Enforced(rule *policy.Rule) bool { return r != nil && len(r.floors[rule]) > 0 }

// param is the value of a parameter.
func (r *Ruling) param(rule *policy.Rule, name string) any {
	if v, ok := r.set(rule)[name]; ok {
		return v
	}
	return rule.Params[name].Value(r.Config.Profile().Value, rule.In(values(r.Config.Packs())))
}

// set are the parameters that settings give.
func (r *Ruling) set(rule *policy.Rule) map[string]any {
	var params map[string]any
	for _, s := range r.settings[rule] {
		if name, ok := strings.CutPrefix(s.Key, Param); ok {
			if params == nil {
				params = map[string]any{}
			}
			params[name] = s.Value
		}
	}
	return params
}

// params are the parameters that differ from the rules' defaults. The profile and the packs of what
// enforces a rule decide its defaults where they are the stricter ones.
func (r *Ruling) params() map[string]map[string]any {
	all := map[string]map[string]any{}
	packs := values(r.Config.Packs())
	for _, rule := range r.Enabled {
		params := map[string]any{}
		profile := r.Config.Profile().Value
		for _, floor := range r.floors[rule] {
			if p := floor.Config.Profile().Value; rank(p) > rank(profile) {
				profile = p
			}
			packs := append(values(floor.Config.Packs()), packs...)
			for name, param := range rule.Params {
				params[name] = param.Value(profile, rule.In(packs))
			}
			maps.Copy(params, floor.set(rule))
		}
		maps.Copy(params, r.set(rule))
		if len(params) > 0 {
			all[rule.Name] = params
		}
	}
	return all
}

func values(stated []Stated) []string {
	var texts []string
	for _, s := range stated {
		texts = append(texts, s.Value)
	}
	return texts
}
