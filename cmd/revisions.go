package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/pflag"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/revision"
	"github.com/pacheck/pacheck/loaders"
)

// revisionFlags are the flags that name revisions of the repository.
type revisionFlags struct {
	newFrom   string
	trustBase string

	parted *check.Trust     // the revision at which this one and the trusted one part
	trees  []*revision.Tree // that are open
}

func (f *revisionFlags) register(flags *pflag.FlagSet) {
	flags.StringVar(&f.newFrom, "new-from", "", "`revision` whose findings are old: only what was added since it parted from this one is reported")
	under(flags, "What is reported", "new-from")
	flags.StringVar(&f.trustBase, "trust-base", "", "`revision` whose configuration, policies, waivers, comments, baseline and lock hold, whatever the files here say")
	under(flags, "With which configuration", "trust-base")
}

// apply opens the revisions of a repository.
func (f *revisionFlags) apply(ctx context.Context, o *check.Options) error {
	if f.newFrom == "" && f.trustBase == "" {
		return nil
	}
	if o.Root == "" {
		return errors.New("--new-from and --trust-base are about revisions of a repository, and standard input has none")
	}
	if f.trustBase != "" {
		if err := f.trust(ctx, o); err != nil {
			return err
		}
	}
	if f.newFrom == "" {
		return nil
	}
	repository, err := revision.Open(ctx, o.Root)
	if err != nil {
		return err
	}
	o.Since, err = f.since(ctx, repository)
	return err
}

// since is the commit at which a revision and the one that is checked out part.
func (f *revisionFlags) since(ctx context.Context, r *revision.Repository) (*check.Since, error) {
	named, err := r.Resolve(ctx, f.newFrom)
	if err != nil {
		return nil, err
	}
	base, err := parting(ctx, r, named)
	if err != nil {
		return nil, err
	}
	tree, err := f.tree(ctx, r, base)
	if err != nil {
		return nil, err
	}
	moved, err := movedSince(ctx, r, base)
	return &check.Since{Revision: f.newFrom, Commit: base, Tree: tree, Moved: moved}, err
}

// parting is the commit at which another one and that which is checked out part; the other one itself where
// this clone does not have it.
func parting(ctx context.Context, r *revision.Repository, commit string) (string, error) {
	head, err := r.Head(ctx)
	if err != nil {
		return "", err
	}
	base, err := r.MergeBase(ctx, commit, head)
	return cmp.Or(base, commit), err
}

// movedSince is what files were called in a commit, by what they are called now.
func movedSince(ctx context.Context, r *revision.Repository, commit string) (map[string]string, error) {
	changes, err := r.Changes(ctx, commit)
	moved := map[string]string{}
	for _, c := range changes {
		if c.Old != "" {
			moved[c.Path] = c.Old
		}
	}
	return moved, err
}

// trust opens the revision of --trust-base. The root of what is checked is the nearest folder upward that has
// a configuration there, and not here.
func (f *revisionFlags) trust(ctx context.Context, o *check.Options) error {
	here, err := revision.Open(ctx, o.Root)
	if err != nil {
		return err
	}
	commit, err := here.Resolve(ctx, f.trustBase)
	if err != nil {
		return err
	}
	top := &revision.Repository{Root: here.Top, Top: here.Top}
	whole, err := f.tree(ctx, top, commit)
	if err != nil {
		return err
	}
	if err := rebase(o, here.Top, whole); err != nil {
		return err
	}
	if here, err = revision.Open(ctx, o.Root); err != nil {
		return err
	}
	t := &check.Trust{Revision: f.trustBase, Commit: commit, Tree: whole, Top: here.Top, Whole: whole}
	if here.Prefix != "" {
		if t.Tree, err = f.tree(ctx, here, commit); err != nil {
			return err
		}
	}
	if t.Moved, err = movedSince(ctx, here, commit); err != nil {
		return err
	}
	if f.parted, err = f.partedFrom(ctx, top, t); err != nil {
		return err
	}
	o.Trust = t
	return nil
}

// partedFrom is the revision at which the one that is checked out and a trusted one part.
func (f *revisionFlags) partedFrom(ctx context.Context, top *revision.Repository, t *check.Trust) (*check.Trust, error) {
	base, err := parting(ctx, top, t.Commit)
	if err != nil || base == t.Commit {
		return t, err
	}
	tree, err := f.tree(ctx, top, base)
	return &check.Trust{Commit: base, Top: t.Top, Whole: tree}, err
}

// rebase sets the root to the folder of the trusted tree that has the configuration for all paths.
func rebase(o *check.Options, top string, whole *revision.Tree) error {
	var roots, paths []string
	for _, p := range o.Paths {
		absolute := filepath.Join(o.Root, filepath.FromSlash(p))
		below, err := filepath.Rel(top, absolute)
		if err != nil {
			return fmt.Errorf("finding %s below %s: %w", absolute, top, err)
		}
		root := filepath.ToSlash(below)
		for root != "." {
			if _, err := whole.Stat(path.Join(root, loaders.ConfigName)); err == nil {
				break
			}
			root = path.Dir(root)
		}
		within, err := filepath.Rel(filepath.Join(top, filepath.FromSlash(root)), absolute)
		if err != nil {
			return fmt.Errorf("finding %s below %s: %w", absolute, root, err)
		}
		roots, paths = append(roots, root), append(paths, filepath.ToSlash(within))
	}
	if len(slices.Compact(slices.Sorted(slices.Values(roots)))) > 1 {
		return fmt.Errorf("the paths belong to several configurations of the trusted revision, in %v: scan one at a time", roots)
	}
	if len(roots) > 0 {
		o.Root, o.Paths = filepath.Join(top, filepath.FromSlash(roots[0])), paths
	}
	return nil
}

// compare finds out what the files here say otherwise than the trusted revision.
func (f *scanFlags) compare(trusted *check.Options, flags *pflag.FlagSet) {
	if trusted.Trust == nil {
		return
	}
	head := *trusted
	head.Trust = nil
	err := f.config.apply(&head, flags)
	if err == nil {
		head.Baseline, err = readBaseline(f.baseline, &head)
	}
	if err == nil {
		err = addPolicies(&head)
	}
	if err != nil {
		trusted.Trust.Broken(trusted.Root, err)
		return
	}
	file := ""
	if f.baseline != "none" {
		file = baselineFile(f.baseline, head.Root)
	}
	trusted.Trust.Compare(*trusted, head, f.revisions.parted, file)
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
