package check

import (
	"cmp"
	"context"
	"path"
	"slices"
	"sync"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/revision"
	"github.com/pacheck/pacheck/loaders"
)

// gitContext is what git knows of a run. What it does not know is the zero value: no run fails for that.
type gitContext struct {
	context loaders.Context
	commits map[string]Commit // as Context has them
}

// askGit begins to ask git where that is wanted and there is a folder, and returns what waits for the answers.
func askGit(ctx context.Context, o Options, sets []policy.Set, wanted bool) func() gitContext {
	if !wanted || o.Root == "" {
		return func() gitContext { return gitContext{} }
	}
	answers := sync.OnceValue(func() gitContext {
		var g gitContext
		r, err := revision.Open(ctx, o.Root)
		if err != nil {
			return g
		}
		if g.context.Revision, err = r.Head(ctx); err != nil {
			return g
		}
		var all sync.WaitGroup
		all.Go(func() { g.author(ctx, r) })
		all.Go(func() { g.dirty(ctx, r) })
		all.Go(func() { g.context.Branch = r.Branch(ctx) })
		all.Go(func() { g.changed(ctx, r, o.bases()) })
		all.Go(func() { g.policies(ctx, r, cmp.Or(o.Trust.commit(), g.context.Revision), sets) })
		all.Wait()
		return g
	})
	go answers()
	return answers
}

// bases are what the change starts from, the best first.
func (o Options) bases() []string {
	if o.Since == nil {
		return o.Around.Bases
	}
	return append([]string{o.Since.Commit}, o.Around.Bases...)
}

// commit is the one that is trusted; "" where none is.
func (t *Trust) commit() string {
	if t == nil {
		return ""
	}
	return t.Commit
}

func (g *gitContext) author(ctx context.Context, r *revision.Repository) {
	if c, err := r.Commit(ctx, g.context.Revision); err == nil {
		g.context.Author = &loaders.Author{Name: c.Author, Email: c.Email}
	}
}

func (g *gitContext) dirty(ctx context.Context, r *revision.Repository) {
	if dirty, err := r.Dirty(ctx); err == nil {
		g.context.Dirty = &dirty
	}
}

// changed finds the files that the change has otherwise than what it starts from: the commit at which it
// parted from the first base that is here.
func (g *gitContext) changed(ctx context.Context, r *revision.Repository, bases []string) {
	for _, base := range bases {
		id, err := r.Resolve(ctx, base)
		if err != nil {
			continue
		}
		from, err := r.MergeBase(ctx, id, g.context.Revision)
		if err != nil || from == "" {
			continue
		}
		changes, err := r.Changes(ctx, from)
		if err != nil {
			continue
		}
		g.context.Changed = []string{}
		for _, c := range changes {
			g.context.Changed = append(g.context.Changed, c.Path)
			if c.Old != "" {
				g.context.Changed = append(g.context.Changed, c.Old)
			}
		}
		slices.Sort(g.context.Changed)
		g.context.Changed = slices.Compact(g.context.Changed)
		return
	}
}

// policies finds the last changes of the policies of the repository up to a commit. That of a set is the newest of those
// of its files, all of which are known.
func (g *gitContext) policies(ctx context.Context, r *revision.Repository, id string, sets []policy.Set) {
	var names []string
	for _, s := range sets {
		for _, file := range s.Files {
			if s.Name != builtInSet {
				names = append(names, path.Join(s.Name, file))
			}
		}
	}
	if len(names) == 0 {
		return
	}
	known, err := r.LastChanges(ctx, id, names)
	if err != nil {
		return
	}
	g.commits = map[string]Commit{}
	for name, c := range known {
		g.commits[name] = Commit{Revision: c.ID, Author: loaders.Author{Name: c.Author, Email: c.Email}, Time: c.Date, Subject: c.Subject}
	}
	for _, s := range sets {
		var newest Commit
		all := len(s.Files) > 0
		for _, file := range s.Files {
			c, ok := g.commits[path.Join(s.Name, file)]
			if all = all && ok; c.Time.After(newest.Time) {
				newest = c
			}
		}
		if all {
			g.commits[s.Name] = newest
		}
	}
}
