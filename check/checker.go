package check

import (
	"context"
	"encoding/json"
	"io/fs"
	"slices"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders/source"
)

// Checker is a check whose policies are loaded and compiled. It is made once, may be used by several
// goroutines, and judges any number of trees.
type Checker struct {
	options Options
	ruling  *Ruling
	changes []Change       // of the ruling
	digest  string         // of what a verdict depends on beside the files and the policies
	engine  *policy.Engine // of the enabled rules, and of those that judge exceptions, enabled or not
}

// New loads the policies of the options. Its error is a fault of the options or the policies.
func New(o Options) (*Checker, error) {
	ruling, err := Settle(o)
	if err != nil {
		return nil, err
	}
	engine, err := policy.NewEngine(ruling.Policies, policy.Options{
		Enabled: withJudges(ruling), Profile: ruling.Config.Profile().Value, Packs: values(ruling.Config.Packs()),
		Params: ruling.params(), Data: o.Data, Timeout: o.Run.Timeout, Now: o.Run.Now, Cover: o.Cover,
	})
	if err != nil {
		return nil, err
	}
	return &Checker{options: o, ruling: ruling, changes: ruling.Changes(), digest: ruling.digest(o), engine: engine}, nil
}

// Check judges a tree, as Run does with the options of the Checker and that tree.
func (c *Checker) Check(ctx context.Context, tree fs.FS) (*Report, error) {
	o := c.options
	o.Tree = tree
	return c.run(ctx, o)
}

// record says in a report with what it was made.
func (c *Checker) record(report *Report, o Options, git gitContext) {
	x := &report.Context
	if !slices.Contains(o.Paths, ".") {
		x.Paths = o.Paths
	}
	x.Policies, x.Config, x.Changes, x.Digest = c.ruling.Policies.Sets, c.ruling.Config, c.changes, c.digest
	x.Run, x.Commits = o.Around.context(o.Run.Now, git.context), git.commits
}

// digest is that of the values of the configuration, the data of policies and the baseline.
func (r *Ruling) digest(o Options) string {
	var values [][2]any
	for _, v := range r.Effective() {
		values = append(values, [2]any{v.Key, v.Value})
	}
	text, err := json.Marshal([]any{values, o.Data, o.Baseline, o.Strict})
	if err != nil {
		return "" // no digest is better than one of something else
	}
	return source.Digest(text)
}
