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
	Now      time.Time
}

// Fault is a fault that was put into a rule.
type Fault struct {
	Rule    *policy.Rule
	Kind    string // as in policy
	Line    int
	What    string
	Noticed string // by which kind of case; "" means that it survived
}

// Faults puts one fault at a time into the rules, and says which of their examples, tests in Rego, golden
// repositories and mutants notice it. A fault that does not compile is none.
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
	var jobs []faulty
	for _, m := range mutations {
		sources, err := alone(all, r, o.Policies, m.Text)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, faulty{rule: r, mutation: m, sources: sources, now: o.Now})
	}
	return jobs, nil
}

// alone are the sources without all rules but one, whose text is another one.
func alone(all *policy.Policies, r *policy.Rule, sources []policy.Source, text string) ([]policy.Source, error) {
	left := slices.Clone(sources)
	for i, s := range sources {
		tree := fstest.MapFS{}
		err := fs.WalkDir(s.FS, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".rego" {
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
	t := &tester{options: Options{Policies: f.sources, Now: f.now}}
	var err error
	if t.policies, err = policy.Load(f.sources...); err != nil {
		return stillborn, nil //nolint:nilerr // that it does not load is the answer
	}
	if _, err := t.checker(names(t.policies)); err != nil {
		return stillborn, nil //nolint:nilerr // that it does not compile is the answer
	}
	if err := t.examples(ctx); err != nil {
		return "", err
	}
	if by := t.failing(); by != "" {
		return by, nil
	}
	if err := t.rego(ctx); err != nil { // its tests do not fit the rule any more
		return RegoCase, ctx.Err()
	}
	if by := t.failing(); by != "" {
		return by, nil
	}
	suites, err := f.suites(ctx, t)
	if err != nil {
		return "", err
	}
	t.result.Cases = append(t.result.Cases, suites...)
	return t.failing(), nil
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
		suite := &suite{name: s.Name, own: map[string]bool{}, sources: f.sources, now: f.now}
		tree := s.FS
		if s.BuiltIn {
			tree = builtIn
		}
		if err := suite.read(tree, base); err != nil {
			return nil, err
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

// failing is the kind of the first case that failed.
func (t *tester) failing() string {
	for _, c := range t.result.Cases {
		if len(c.Problems) > 0 {
			return c.Kind
		}
	}
	return ""
}
