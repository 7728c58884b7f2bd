package check

import (
	"context"
	"io/fs"

	"github.com/pacheck/pacheck/check/policy"
)

// Checker is a check whose policies are loaded and compiled. It is made once, may be used by several
// goroutines, and judges any number of trees.
type Checker struct {
	options  Options
	policies *policy.Policies
	engine   *policy.Engine
}

// New loads the policies of the options. Its error is a fault of the options or the policies.
func New(o Options) (*Checker, error) {
	policies, enabled, err := Load(o)
	if err != nil {
		return nil, err
	}
	engine, err := policy.NewEngine(policies, policy.Options{
		Enabled: enabled, Profile: o.Rules.Profile, Packs: o.Rules.Packs, Params: o.Rules.Params, Timeout: o.Run.Timeout, Now: o.Run.Now,
	})
	if err != nil {
		return nil, err
	}
	return &Checker{options: o, policies: policies, engine: engine}, nil
}

// Check judges a tree, as Run does with the options of the Checker and that tree.
func (c *Checker) Check(ctx context.Context, tree fs.FS) (*Report, error) {
	o := c.options
	o.Tree = tree
	return c.run(ctx, o)
}
