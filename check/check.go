// Package check is the pipeline: it loads a repository, evaluates policies over it, and reports what it
// found. It prints nothing and decides no exit code.
package check

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
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
	Strict   bool                  // whether exceptions suppress nothing
	Data     map[string]any        // what policies see as data, without pacheck
	Around   Surroundings          // what is known of the run
	Baseline *Baseline             // the findings that are old; nil where none is
	Trust    *Trust                // the revision that alone says how to check; nil where the files do
	Since    *Since                // the revision whose findings are old, too; nil where there is none
	Config   *Config               // what is said of them, and of the files; nil where nothing is
	Rules    Selection             // which of them to evaluate, over what Config says
	Run      Limits                // how
	Cover    *policy.Cover         // what notes the lines of policies that are used; nil means nothing does
	Graph    bool                  // whether the files are linked for the graph although no rule asks for that
	Progress func(done, total int) // called now and then from one goroutine at a time; may be nil
}

// Selection says which rules are evaluated: those of the profile, and the selected ones, without the
// ignored ones. A rule of the user's that names no profile belongs to every profile but none.
type Selection struct {
	Profile string   // recommended, strict or none; "" means recommended
	Packs   []string // packs whose rules are added
	Select  []string // names or codes to add
	Ignore  []string // names or codes to leave out

	Params map[string]map[string]any // by rule and parameter, over the rules' defaults
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
	c, err := New(o)
	if err != nil {
		return nil, err
	}
	return c.run(ctx, o)
}

// run checks the repository of the options, which apart from it are those of the Checker.
func (c *Checker) run(ctx context.Context, o Options) (_ *Report, err error) {
	start := time.Now() //nolint:forbidigo // for the elapsed time alone, which no verdict depends on
	ruling, engine := c.ruling, c.engine
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	git := askGit(ctx, o, ruling.Policies.Sets, engine.ReadsGit() || o.Around.Record)
	r := &run{checker: c, options: o, engine: engine, ruling: ruling}
	if engine.ReadsGit() {
		r.context = o.Around.context(o.Run.Now, git().context)
	} else {
		r.context = o.Around.context(o.Run.Now, loaders.Context{})
	}
	if r.repository, r.found, err = open(ctx, o); err != nil {
		return nil, err
	}
	linked := len(engine.Reads(policy.RepoScope)) > 0 || o.Graph
	if facts, known := engine.Facts(); known {
		r.repository.FindOnly(facts, linked)
	}
	base, err := o.Trust.read(r.repository)
	if err != nil {
		return nil, err
	}
	results, err := r.judge(ctx)
	if err != nil {
		return nil, err
	}
	all := loaders.Merge(documents(results))
	all.Context = r.context
	r.weakened = o.Trust.distrust(all, base)
	if linked {
		loaders.Link(all, r.repository)
	}
	violations, faults, err := engine.Evaluate(ctx, policy.RepoScope, all)
	if err != nil {
		return nil, fmt.Errorf("evaluating the rules over the repository: %w", err)
	}
	results = append(results, result{doc: all, findings: newFindings(all, violations, ruling), faults: faults})
	report := assemble(o, ruling.Enabled, all, results)
	if linked {
		report.Graph = newGraph(all)
	}
	if err := r.except(ctx, all, report); err != nil {
		return nil, err
	}
	report.Trust = o.Trust.use(r.weakened)
	report.last(ruling)
	if o.Baseline != nil {
		report.subtract(o.Baseline)
	}
	known := o // of the earlier revision, rules see the same context
	known.Around = Surroundings{Stated: *r.context}
	if err := c.since(ctx, known, report); err != nil {
		return nil, err
	}
	report.narrow(o.Paths, all.Edges)
	c.record(report, o, git())
	report.Stats = stats(all, r.found)
	report.Stats.Old, report.Stats.Stale = report.Baseline.counts()
	report.Verdict = report.Judge()
	if report.Evidence, err = evidence(ruling, engine, report); err != nil {
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
	all.Context = o.Around.context(o.Run.Now, askGit(ctx, o, nil, true)().context)
	return all, r.found, nil
}

// Profiles are the names of the profiles, from the fewest rules to the most.
var Profiles = []string{"none", "recommended", "strict"}

// open finds the files to look at.
func open(ctx context.Context, o Options) (*loaders.Repository, *loaders.Discovery, error) {
	if o.Tree != nil {
		found, err := loaders.List(o.Tree, o.Walk)
		if err != nil {
			return nil, nil, fmt.Errorf("listing the files: %w", err)
		}
		return repository(o, o.Tree, found), found, nil
	}
	found, err := loaders.Discover(ctx, o.Root, o.Walk)
	if err != nil {
		return nil, nil, fmt.Errorf("walking %s: %w", o.Root, err)
	}
	root, err := os.OpenRoot(found.Root)
	if err != nil {
		return nil, nil, fmt.Errorf("opening %s: %w", o.Root, err)
	}
	return repository(o, root.FS(), found), found, nil
}

// repository reads the files of a tree.
func repository(o Options, tree fs.FS, found *loaders.Discovery) *loaders.Repository {
	r := loaders.NewRepository(tree, found.Links, o.Walk.MaxSize)
	r.Give(o.Walk)
	return r
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
