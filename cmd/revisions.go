package cmd

import (
	"cmp"
	"context"
	"errors"

	"github.com/spf13/pflag"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/revision"
)

// revisionFlags are the flags that name revisions of the repository.
type revisionFlags struct {
	newFrom string

	trees []*revision.Tree // that are open
}

func (f *revisionFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&f.newFrom, "new-from", "", "`revision` whose findings are old: only what was added since it parted from this one is reported")
	under(flags, "What is reported", "new-from")
}

// apply opens the revisions of a repository.
func (f *revisionFlags) apply(ctx context.Context, o *check.Options) error {
	if f.newFrom == "" {
		return nil
	}
	if o.Root == "" {
		return errors.New("--new-from compares revisions of a repository, and standard input has none")
	}
	repository, err := revision.Open(ctx, o.Root)
	if err != nil {
		return err
	}
	o.Since, err = f.since(ctx, repository)
	return err
}

// since is the commit at which a revision and the one that is checked out part; the revision itself where
// this clone does not have it.
func (f *revisionFlags) since(ctx context.Context, r *revision.Repository) (*check.Since, error) {
	named, err := r.Resolve(ctx, f.newFrom)
	if err != nil {
		return nil, err
	}
	head, err := r.Head(ctx)
	if err != nil {
		return nil, err
	}
	base, err := r.MergeBase(ctx, named, head)
	if err != nil {
		return nil, err
	}
	base = cmp.Or(base, named)
	tree, err := f.tree(ctx, r, base)
	if err != nil {
		return nil, err
	}
	changes, err := r.Changes(ctx, base)
	if err != nil {
		return nil, err
	}
	moved := map[string]string{}
	for _, c := range changes {
		if c.Old != "" {
			moved[c.Path] = c.Old
		}
	}
	return &check.Since{Revision: f.newFrom, Commit: base, Tree: tree, Moved: moved}, nil
}

// tree opens a tree, until close.
func (f *revisionFlags) tree(ctx context.Context, r *revision.Repository, commit string) (*revision.Tree, error) {
	tree, err := r.Tree(ctx, commit)
	if err == nil {
		f.trees = append(f.trees, tree)
	}
	return tree, err
}

// close ends the reading of all trees. Its error is what could not be read.
func (f *revisionFlags) close() error {
	var errs []error
	for _, tree := range f.trees {
		errs = append(errs, tree.Err())
		tree.Close()
	}
	f.trees = nil
	return errors.Join(errs...)
}
