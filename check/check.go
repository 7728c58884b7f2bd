// Package check is the pipeline: it loads a repository, evaluates policies over it, and reports what it
// found. It prints nothing and decides no exit code.
package check

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// Options say what to check, and with what. The zero Options mean the working directory; without
// Policies there is no rule to evaluate, which Run refuses.
type Options struct {
	Root     string                // the folder of the repository, absolute; rules across files see all of it
	Tree     fs.FS                 // read instead of Root, where it is not nil: files from elsewhere than the disk
	Paths    []string              // files and folders, relative to the root, that the report is narrowed to; none means all
	Walk     loaders.Walk          // what to leave out
	Contents bool                  // whether Inspect finds out what things are made of, for the lock
	Policies []policy.Source       // where the rules come from
	Rules    Selection             // which of them to evaluate
	Run      Limits                // how
	Progress func(done, total int) // called now and then from one goroutine at a time; may be nil
}

// Selection says which rules are evaluated: those of the profile, and the selected ones, without the
// ignored ones. A rule of the user's that names no profile belongs to every profile but none.
type Selection struct {
	Profile string   // recommended, strict or none; "" means recommended
	Packs   []string // packs whose rules are added
	Select  []string // names or codes to add
	Ignore  []string // names or codes to leave out
}

// Limits say how a run goes about its work.
type Limits struct {
	Jobs    int           // files judged at the same time; 0 means one a processor
	Timeout time.Duration // of one evaluation; 0 means policy.DefaultTimeout
	Now     time.Time     // the evaluation time that policies see
	Version string        // of pacheck, for the record
}

// Run checks a repository. Its error is a fault of the options or the policies, or that ctx has ended;
// whatever is wrong with a scanned file, or with a policy while it runs, is in the Report.
func Run(ctx context.Context, o Options) (*Report, error) {
	start := time.Now() //nolint:forbidigo // for the elapsed time alone, which no verdict depends on
	policies, engine, err := prepare(o)
	if err != nil {
		return nil, err
	}
	r := &run{options: o, engine: engine}
	if r.repository, r.found, err = open(ctx, o); err != nil {
		return nil, err
	}
	linked := len(engine.Reads(policy.RepoScope)) > 0
	if facts, known := engine.Facts(); known {
		r.repository.FindOnly(facts, linked)
	}
	results, err := r.judge(ctx)
	if err != nil {
		return nil, err
	}
	all := loaders.Merge(documents(results))
	all.Context = &loaders.Context{Now: o.Run.Now.UTC().Format(time.RFC3339)}
	if linked {
		loaders.Link(all, r.repository)
	}
	violations, faults, err := engine.Evaluate(ctx, policy.RepoScope, all)
	if err != nil {
		return nil, fmt.Errorf("evaluating the rules over the repository: %w", err)
	}
	results = append(results, result{doc: all, findings: newFindings(all, violations), faults: faults})
	report := assemble(o, engine, all, results)
	report.Context.Policies = policies.Sets
	report.Stats = stats(all, r.found)
	if report.Evidence, err = evidence(o, policies, engine, report); err != nil {
		return nil, err
	}
	report.Stats.Elapsed = time.Since(start)
	return report, nil
}

// Inspect loads a repository, and evaluates nothing.
func Inspect(ctx context.Context, o Options) (*loaders.Document, *loaders.Discovery, error) {
	r := &run{options: o}
	var err error
	if r.repository, r.found, err = open(ctx, o); err != nil {
		return nil, nil, err
	}
	if o.Contents {
		r.repository.KeepContents()
	}
	results, err := r.judge(ctx)
	if err != nil {
		return nil, nil, err
	}
	all := loaders.Merge(documents(results))
	loaders.Link(all, r.repository)
	return all, r.found, nil
}

// Load reads the policies of the options, and says which of their rules are evaluated.
func Load(o Options) (all *policy.Policies, enabled []*policy.Rule, err error) {
	all, err = policy.Load(o.Policies...)
	if err != nil {
		return nil, nil, err
	}
	enabled, err = o.Rules.apply(all, o.Run.Now)
	return all, enabled, err
}

func prepare(o Options) (*policy.Policies, *policy.Engine, error) {
	policies, enabled, err := Load(o)
	if err != nil {
		return nil, nil, err
	}
	engine, err := policy.NewEngine(policies, policy.Options{Enabled: enabled, Profile: o.Rules.Profile, Packs: o.Rules.Packs, Timeout: o.Run.Timeout, Now: o.Run.Now})
	if err != nil {
		return nil, nil, err
	}
	return policies, engine, nil
}

// Profiles are the names of the profiles, from the fewest rules to the most.
var Profiles = []string{"none", "recommended", "strict"}

func (s Selection) apply(p *policy.Policies, now time.Time) ([]*policy.Rule, error) {
	profile := cmp.Or(s.Profile, "recommended")
	if !slices.Contains(Profiles, profile) {
		return nil, fmt.Errorf("unknown profile %q: the profiles are %s", profile, strings.Join(Profiles, ", "))
	}
	added, err := inPacks(p, s.Packs, now)
	if err != nil {
		return nil, err
	}
	selected, err := find(p, s.Select)
	if err != nil {
		return nil, err
	}
	ignored, err := find(p, s.Ignore)
	if err != nil {
		return nil, err
	}
	rules := slices.DeleteFunc(slices.Clone(p.Rules), func(r *policy.Rule) bool {
		in := slices.Contains(r.Profiles, profile) || len(r.Profiles) == 0 && profile != "none" || added[r]
		return slices.Contains(ignored, r) || !in && !slices.Contains(selected, r)
	})
	if len(rules) == 0 {
		return nil, errors.New("no rule is enabled: choose a profile, or select rules")
	}
	return rules, nil
}

// find are the rules of names or codes.
func find(p *policy.Policies, names []string) ([]*policy.Rule, error) {
	var rules []*policy.Rule
	for _, name := range names {
		r := p.Find(name)
		if r == nil {
			return nil, unknownRule(name, p)
		}
		rules = append(rules, r)
	}
	return rules, nil
}

func unknownRule(name string, p *policy.Policies) error {
	var names []string
	for _, r := range p.Rules {
		names = append(names, r.Name)
	}
	if near := loaders.Nearest(name, names); near != "" {
		return fmt.Errorf("unknown rule %q: did you mean %s?", name, near)
	}
	return fmt.Errorf("unknown rule %q: pacheck rules lists them", name)
}

// open finds the files to look at.
func open(ctx context.Context, o Options) (*loaders.Repository, *loaders.Discovery, error) {
	if o.Tree != nil {
		found, err := loaders.List(o.Tree)
		if err != nil {
			return nil, nil, fmt.Errorf("listing the files: %w", err)
		}
		return loaders.NewRepository(o.Tree, nil, o.Walk.MaxSize), found, nil
	}
	found, err := loaders.Discover(ctx, o.Root, o.Walk)
	if err != nil {
		return nil, nil, fmt.Errorf("walking %s: %w", o.Root, err)
	}
	root, err := os.OpenRoot(found.Root)
	if err != nil {
		return nil, nil, fmt.Errorf("opening %s: %w", o.Root, err)
	}
	return loaders.NewRepository(root.FS(), found.Links, o.Walk.MaxSize), found, nil
}

func jobs(o Options) int {
	if o.Run.Jobs > 0 {
		return o.Run.Jobs
	}
	return runtime.GOMAXPROCS(0)
}

// rootName is the name of the root folder.
func rootName(o Options) string {
	if o.Root == "" {
		return ""
	}
	return filepath.Base(o.Root)
}
