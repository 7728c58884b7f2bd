package check

import (
	"context"
	"io/fs"

	"github.com/pacheck/pacheck/check/policy"
)

// Checker is a check whose policies are loaded and compiled. It is made once, may be used by several
// goroutines, and judges any number of trees.
type Checker struct {
	options Options
	ruling  *Ruling
	changes []Change       // of the ruling
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
	return &Checker{options: o, ruling: ruling, changes: ruling.Changes(), engine: engine}, nil
}

// Check judges a tree, as Run does with the options of the Checker and that tree.
func (c *Checker) Check(ctx context.Context, tree fs.FS) (*Report, error) {
	o := c.options
	o.Tree = tree
	return c.run(ctx, o)
}
