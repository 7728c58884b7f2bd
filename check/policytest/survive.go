package policytest

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"math/rand/v2"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing/fstest"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/pacheck/pacheck/check/policy"
)

// FaultOptions say which faults are put into policies.
type FaultOptions struct {
	Policies []policy.Source
	Rules    []string // only these; none means all
	Kinds    []string // only faults of these kinds; none means all
	Sample   int      // how many faults a rule, drawn by Seed; 0 means all
	Seed     uint64
	Failing  []Case         // cases that fail anyway, and notice nothing
	Data     map[string]any // what policies see as data, without pacheck
	Now      time.Time
}

// logicFaults are the kinds of faults that tests ought to notice: they need not go through each word of a
// list.
var logicFaults = []string{policy.ConditionFault, policy.NegationFault, policy.ComparisonFault, policy.DefinitionFault}

// faults puts faults into the rules of the user's.
func (t *tester) faults(ctx context.Context) (err error) {
	if !t.options.Mutate || !t.own() {
		return nil
	}
	o := FaultOptions{Policies: t.options.Policies, Kinds: logicFaults, Failing: t.result.Cases, Data: t.options.Data, Now: t.options.Now}
	for _, r := range t.tested() {
		if t.wanted(r.Name + "/faults") {
			o.Rules = append(o.Rules, r.Name)
		}
	}
	if len(o.Rules) > 0 {
		t.result.Faults, err = Faults(ctx, o)
	}
	return err
}

// Fault is a fault that was put into a rule.
type Fault struct {
	Rule    *policy.Rule
	Kind    string // as in policy
	Line    int
	What    string
	Noticed string // by which kind of case; "" means that it survived
}

// File is where the rule is written: the set of policies and the path in it.
func (f Fault) File() string { return path.Join(f.Rule.Set, f.Rule.File) }

// Faults puts one fault at a time into the rules, and says which of their examples, tests in Rego, fixtures,
// golden repositories and mutants notice it. A fault that does not compile is none.
func Faults(ctx context.Context, o FaultOptions) ([]Fault, error) {
	all, err := policy.Load(o.Policies...)
	if err != nil {
		return nil, err
	}
	var jobs []faulty
	for _, r := range all.Rules {
		if len(o.Rules) > 0 && !slices.Contains(o.Rules, r.Name) {
			continue
		}
		found, err := faultsOf(all, r, o)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, found...)
	}
	var mu sync.Mutex
	var faults []Fault
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, j := range jobs {
		group.Go(func() error {
			noticed, err := j.judge(ctx)
			if err != nil || noticed == stillborn {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			faults = append(faults, Fault{Rule: j.rule, Kind: j.mutation.Kind, Line: j.mutation.Line, What: j.mutation.What, Noticed: noticed})
			return nil
		})
	}
	err = group.Wait()
	slices.SortFunc(faults, func(a, b Fault) int {
		return strings.Compare(fmt.Sprintf("%s %5d %s", a.Rule.Name, a.Line, a.What), fmt.Sprintf("%s %5d %s", b.Rule.Name, b.Line, b.What))
	})
	return faults, err
}

// stillborn is what notices a fault that does not compile.
const stillborn = "compiler"

// faulty is a rule with a fault.
type faulty struct {
	rule     *policy.Rule
	mutation policy.Mutation
	sources  []policy.Source
	failing  map[string]bool // by kind and name
	data     map[string]any
	now      time.Time
}

// faultsOf are the faults of a rule that are tried.
func faultsOf(all *policy.Policies, r *policy.Rule, o FaultOptions) ([]faulty, error) {
	at := slices.IndexFunc(o.Policies, func(s policy.Source) bool { return s.Name == r.Set })
	data, err := fs.ReadFile(o.Policies[at].FS, r.File)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", r.File, err)
	}
	mutations, err := policy.Mutations(path.Join(r.Set, r.File), string(data))
	if err != nil {
		return nil, err
	}
	mutations = slices.DeleteFunc(mutations, func(m policy.Mutation) bool { return len(o.Kinds) > 0 && !slices.Contains(o.Kinds, m.Kind) })
	if o.Sample > 0 && o.Sample < len(mutations) {
		name := fnv.New64a()
		name.Write([]byte(r.Name))
		rand.New(rand.NewPCG(o.Seed, name.Sum64())).Shuffle(len(mutations), func(i, j int) { mutations[i], mutations[j] = mutations[j], mutations[i] }) //nolint:gosec // the sample is to be the same each time
		mutations = mutations[:o.Sample]
	}
	failing := map[string]bool{}
	for _, c := range o.Failing {
		failing[c.Kind+" "+c.Name] = c.Outcome() != Passed
	}
	var jobs []faulty
	for _, m := range mutations {
		sources, err := alone(all, r, o.Policies, m.Text)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, faulty{rule: r, mutation: m, sources: sources, failing: failing, data: o.Data, now: o.Now})
	}
	return jobs, nil
}

// alone are the sources without all rules but one, whose text is another one, and with what they are tested
// with.
func alone(all *policy.Policies, r *policy.Rule, sources []policy.Source, text string) ([]policy.Source, error) {
	left := slices.Clone(sources)
	for i, s := range sources {
		tree := fstest.MapFS{}
		err := fs.WalkDir(s.FS, ".", func(name string, d fs.DirEntry, err error) error {
			folder, _, below := strings.Cut(name, "/")
			beside := below && (slices.Contains(policy.FixtureFolders, folder) || folder == "golden" || folder == "mutants")
			if err != nil || !d.Type().IsRegular() || path.Ext(name) != ".rego" && !beside {
				return err
			}
			stem := strings.TrimSuffix(strings.TrimSuffix(name, ".rego"), "_test")
			owner := slices.IndexFunc(all.Rules, func(o *policy.Rule) bool { return o.Set == s.Name && strings.TrimSuffix(o.File, ".rego") == stem })
			if owner >= 0 && all.Rules[owner] != r {
				return nil
			}
			data, err := fs.ReadFile(s.FS, name)
			if name == r.File && s.Name == r.Set {
				data = []byte(text)
			}
			tree[name] = &fstest.MapFile{Data: data, Mode: 0o644}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("reading policies of %s: %w", s.Name, err)
		}
		left[i].FS = tree
	}
	return left, nil
}

// judge says which kind of case notices the fault.
func (f faulty) judge(ctx context.Context) (string, error) {
	t := &tester{options: Options{Policies: f.sources, Only: []string{path.Join(f.rule.Set, f.rule.File)}, Data: f.data, Now: f.now}, single: true}
	var err error
	if t.policies, err = policy.Load(f.sources...); err != nil {
		return stillborn, nil //nolint:nilerr // that it does not load is the answer
	}
	if _, err := t.checker(t.tested(), nil, f.now); err != nil {
		return stillborn, nil //nolint:nilerr // that it does not compile is the answer
	}
	if err := t.examples(ctx); err != nil {
		return "", err
	}
	if by := f.noticed(t.result.Cases); by != "" {
		return by, nil
	}
	if err := t.rego(ctx); err != nil { // its tests do not fit the rule any more
		return RegoCase, ctx.Err()
	}
	if by := f.noticed(t.result.Cases); by != "" {
		return by, nil
	}
	if err := t.fixtures(ctx); err != nil {
		return "", err
	}
	if by := f.noticed(t.result.Cases); by != "" {
		return by, nil
	}
	suites, err := f.suites(ctx, t)
	if err != nil {
		return "", err
	}
	t.result.Cases = append(t.result.Cases, suites...)
	return f.noticed(t.result.Cases), nil
}

// suites are the golden repositories and the mutants, of which the rule has to notice its own and no
// others.
func (f faulty) suites(ctx context.Context, t *tester) ([]Case, error) {
	base, err := ReadGoldens(builtIn)
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, s := range f.sources {
		if s.Name != f.rule.Set {
			continue
		}
		suite := &suite{name: s.Name, own: map[string]bool{}, sources: f.sources, data: f.data, names: names(t.policies.Rules), now: f.now}
		tree := s.FS
		if s.BuiltIn {
			tree = builtIn
		}
		if err := suite.read(tree, base); err != nil {
			return nil, err
		}
		if len(suite.own)+len(suite.mutants) == 0 {
			continue
		}
		suite.only = f.rule.Name
		suite.mutants = slices.DeleteFunc(suite.mutants, func(m Mutant) bool {
			return m.Rule != f.rule.Name && (len(m.Params) > 0 || !m.Now.IsZero())
		})
		judged, err := suite.judge(ctx, t)
		if err != nil {
			return nil, err
		}
		cases = append(cases, judged...)
	}
	return cases, nil
}

// noticed is the kind of the first case that fails because of the fault.
func (f faulty) noticed(cases []Case) string {
	for _, c := range cases {
		if len(c.Problems) > 0 && !f.failing[c.Kind+" "+c.Name] {
			return c.Kind
		}
	}
	return ""
}
