package check

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"

	"github.com/pacheck/pacheck/check/pack"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// Config is what says how a repository is checked: layers from the weakest to the strongest. Nil is one
// without layers, where everything is as it is built in.
type Config struct {
	Root   string // the folder of the repository; paths below it are shown from there
	Layers []Layer
	Store  *pack.Store // where policies and data are read from; nil means the disk alone
}

// Layer is what one file, the environment or the flags say. What it does not say is its zero value.
type Layer struct {
	Name   string // the path of a file, the name of a variable, or of a flag
	Digest string // of a file: sha256 of its bytes, in hex
	Based  []int  // the layers that it extends, and those that they extend, by index

	Profile  Stated
	FailOn   Stated
	Packs    []Stated
	Policies []Stated // paths, as they can be opened
	Data     []Stated // paths, as they can be opened
	Exclude  []Stated
	Enforce  []Stated
	Keys     []Stated // paths of the public keys that sign packs
	Kinds    []Given
	Roles    []Given
	Settings []Setting // later ones win
}

// Stated is a value, and where it is stated.
type Stated struct {
	Value  string
	Reason string // why, else ""
	Origin Origin

	Conftest bool // of policies: they are written for conftest
}

// Given is what is said of the files that a pattern matches, and where.
type Given struct {
	loaders.Given

	Origin Origin
}

// Setting is what a layer says of one side of a rule.
type Setting struct {
	Rule   string   // the name or the code, as written
	Key    string   // On, Severity, or Param and the name of a parameter
	Value  any      // a bool, a policy.Severity, or the value of the parameter
	Paths  []string // globs of the files that it holds for; none means all
	Origin Origin
}

// The keys of settings.
const (
	On       = "on"
	Severity = "severity"
	Param    = "params." // and the name of a parameter
)

// Origin is where a value comes from. The zero Origin means that it is built in.
type Origin struct {
	Source       string // the path of a file, a variable such as PACHECK_PROFILE, or a flag such as --profile
	Line, Column int    // in a file, counted from 1; else 0
}

// String is the origin for people, such as .pacheck.yaml:3:5.
func (o Origin) String() string {
	if o.Line == 0 {
		return cmp.Or(o.Source, "built-in")
	}
	return fmt.Sprintf("%s:%d:%d", o.Source, o.Line, o.Column)
}

// fault is an error about what stands at an origin.
func (o Origin) fault(format string, args ...any) error {
	if o.Source == "" {
		return fmt.Errorf(format, args...)
	}
	return fmt.Errorf("%s: %w", o, fmt.Errorf(format, args...))
}

// Short is a path as it is shown: from the root of the repository where it is below it.
func (c *Config) Short(name string) string {
	if below, err := filepath.Rel(c.Root, name); c.Root != "" && err == nil && filepath.IsLocal(below) {
		name = below
	}
	return filepath.ToSlash(name)
}

// Add puts a layer on top.
func (c *Config) Add(l Layer) { c.Layers = append(c.Layers, l) }

// Profile is the name of the profile.
func (c *Config) Profile() Stated {
	return c.last("recommended", func(l *Layer) Stated { return l.Profile })
}

// FailOn is the lowest severity that fails, or never.
func (c *Config) FailOn() Stated {
	return c.last("high", func(l *Layer) Stated { return l.FailOn })
}

// Packs are the packs whose rules are added, each once.
func (c *Config) Packs() []Stated {
	return c.all(c.start(), func(l *Layer) []Stated { return l.Packs })
}

// Policies are the paths of the user's policies, each once.
func (c *Config) Policies() []Stated {
	return c.all(0, func(l *Layer) []Stated { return l.Policies })
}

// Data are the paths of the files that policies see as data, each once.
func (c *Config) Data() []Stated { return c.all(0, func(l *Layer) []Stated { return l.Data }) }

// Keys are the public keys by one of which each pack must be signed, as the strongest layer has them; none
// where packs need no signature.
func (c *Config) Keys() []Stated {
	for _, l := range slices.Backward(c.layers()) {
		if len(l.Keys) > 0 {
			return l.Keys
		}
	}
	return nil
}

// Exclude are the patterns of files to leave out; the last that matches wins.
func (c *Config) Exclude() []Stated {
	var all []Stated
	for _, l := range c.layers() {
		all = append(all, l.Exclude...)
	}
	return all
}

// Kinds say what files are that are recognised as nothing else; the last that matches counts.
func (c *Config) Kinds() []Given { return c.given(func(l *Layer) []Given { return l.Kinds }) }

// Roles are those that files have whatever their paths tell; the last that matches counts.
func (c *Config) Roles() []Given { return c.given(func(l *Layer) []Given { return l.Roles }) }

func (c *Config) given(of func(*Layer) []Given) []Given {
	var all []Given
	for i := range c.layers() {
		all = append(all, of(&c.Layers[i])...)
	}
	return all
}

// Apply puts what the configuration says of files into a walk.
func (c *Config) Apply(w *loaders.Walk) {
	w.Exclude, w.Kinds, w.Roles = nil, nil, nil
	for _, e := range c.Exclude() {
		w.Exclude = append(w.Exclude, e.Value)
	}
	for _, g := range c.Kinds() {
		w.Kinds = append(w.Kinds, g.Given)
	}
	for _, g := range c.Roles() {
		w.Roles = append(w.Roles, g.Given)
	}
}

// Enforced are the rules and keys that no layer above can loosen.
func (c *Config) Enforced() []Stated {
	return c.all(0, func(l *Layer) []Stated { return l.Enforce })
}

func (c *Config) layers() []Layer {
	if c == nil {
		return nil
	}
	return c.Layers
}

// last is what the strongest layer states, else what is built in.
func (c *Config) last(builtIn string, of func(*Layer) Stated) Stated {
	return lastOf(c.layers(), builtIn, of)
}

func lastOf(layers []Layer, builtIn string, of func(*Layer) Stated) Stated {
	for i := range slices.Backward(layers) {
		if s := of(&layers[i]); s.Value != "" {
			return s
		}
	}
	return Stated{Value: builtIn}
}

// all are the values of the layers from one on, each where it is stated first.
func (c *Config) all(from int, of func(*Layer) []Stated) []Stated {
	var all []Stated
	seen := map[string]bool{}
	for i := range c.layers() {
		for _, s := range of(&c.Layers[i]) {
			if i >= from && !seen[s.Value] {
				seen[s.Value] = true
				all = append(all, s)
			}
		}
	}
	return all
}

// start is the layer from which on rules are switched on: the one that says profile none where that is
// the profile, since it means to start from nothing.
func (c *Config) start() int {
	for i := range slices.Backward(c.layers()) {
		switch c.Layers[i].Profile.Value {
		case "":
		case "none":
			return i
		default:
			return 0
		}
	}
	return 0
}

// part is the configuration of a layer and those that it extends alone.
func (c *Config) part(layer int) *Config {
	part := &Config{Root: c.Root}
	for i, l := range c.Layers {
		if i == layer || slices.Contains(c.Layers[layer].Based, i) {
			part.Layers = append(part.Layers, l)
		}
	}
	return part
}

// within says whether a layer is another one, or one that it extends.
func (c *Config) within(layer, other int) bool {
	return layer == other || slices.Contains(c.Layers[other].Based, layer)
}

// layer is the selection of Options as the strongest layer.
func (s Selection) layer() Layer {
	l := Layer{Profile: Stated{Value: s.Profile}}
	for _, name := range s.Packs {
		l.Packs = append(l.Packs, Stated{Value: name})
	}
	for _, name := range s.Select {
		l.Settings = append(l.Settings, Setting{Rule: name, Key: On, Value: true})
	}
	for _, name := range s.Ignore {
		l.Settings = append(l.Settings, Setting{Rule: name, Key: On, Value: false})
	}
	for _, rule := range slices.Sorted(maps.Keys(s.Params)) {
		for _, name := range slices.Sorted(maps.Keys(s.Params[rule])) {
			l.Settings = append(l.Settings, Setting{Rule: rule, Key: Param + name, Value: s.Params[rule][name]})
		}
	}
	return l
}

// config is the configuration of the options, with the selection on top.
func (o Options) config() *Config {
	all := &Config{Root: o.Root, Layers: slices.Clone(o.Config.layers())}
	all.Add(o.Rules.layer())
	return all
}

// strictness is the place of a threshold among those of fail-on, the strictest first.
func strictness(failOn string) int {
	severity, ok := policy.ParseSeverity(failOn)
	if !ok {
		severity = policy.Critical + 1
	}
	return int(severity)
}
