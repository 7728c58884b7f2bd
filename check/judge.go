package check

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// batch is how many files a worker takes at a time.
const batch = 16

// run is a check on its way.
type run struct {
	checker    *Checker // nil where files are only loaded
	options    Options
	engine     *policy.Engine // nil where files are only loaded
	ruling     *Ruling        // nil where files are only loaded
	repository *loaders.Repository
	found      *loaders.Discovery
	weakened   []*loaders.Weakening // what the files say otherwise than the trusted revision
	context    *loaders.Context     // the same for all documents
}

// result is what the rules say of one document.
type result struct {
	doc      *loaders.Document
	findings []Finding
	faults   []policy.Fault
	secrets  []string // to mask
}

// judge loads the files, and evaluates the file rules over each: first those that the walk found, then
// what it had to leave out, and what is part of the context only because others import it.
func (r *run) judge(ctx context.Context) ([]result, error) {
	slots := make([]result, len(r.found.Files))
	err := r.each(ctx, func(ctx context.Context, i int) (err error) {
		slots[i], err = r.evaluate(ctx, r.repository.Load(r.found.Files[i]))
		return err
	})
	if err != nil {
		return nil, err
	}
	results := slices.DeleteFunc(slots, func(r result) bool { return r.doc == nil })
	late := r.repository.Skipped(r.found)
	late = append(late, r.repository.Imported(slices.Concat(documents(results), late), r.options.Walk.Exclude)...)
	for _, doc := range late {
		result, err := r.evaluate(ctx, doc)
		if err != nil {
			return nil, err
		}
		results = append(results, result)
	}
	return results, nil
}

// each calls judge for each file that was found, one worker a processor. Each call has an index of its
// own, so that what comes of it does not depend on the workers.
func (r *run) each(ctx context.Context, judge func(ctx context.Context, i int) error) error {
	var next, done atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	work := func(worker int) error {
		total := len(r.found.Files)
		for from := int(next.Add(batch)) - batch; from < total; from = int(next.Add(batch)) - batch {
			to := min(from+batch, total)
			for i := from; i < to; i++ {
				if err := judge(ctx, i); err != nil {
					return err
				}
			}
			if n := done.Add(int64(to - from)); r.options.Progress != nil && worker == 0 {
				r.options.Progress(int(n), total)
			}
		}
		return nil
	}
	workers := min(jobs(r.options), len(r.found.Files)/batch+1)
	for worker := range workers - 1 {
		group.Go(func() error { return work(worker + 1) })
	}
	err := work(0)
	return cmp.Or(group.Wait(), err)
}

// evaluate asks the file rules about a document; nil is none. Afterwards the document has only
// what the repository needs of it.
func (r *run) evaluate(ctx context.Context, doc *loaders.Document) (result, error) {
	if doc == nil || r.engine == nil {
		return result{doc: doc}, ctx.Err()
	}
	doc.Context = r.context
	violations, faults, err := r.engine.Evaluate(ctx, policy.FileScope, doc)
	done := result{doc: doc, findings: newFindings(doc, violations, r.ruling), faults: faults, secrets: doc.Secrets()}
	if !r.engine.ReadsRaw() {
		doc.Forget(r.engine.Reads(policy.RepoScope))
	}
	return done, err
}

func documents(results []result) []*loaders.Document {
	docs := make([]*loaders.Document, len(results))
	for i, r := range results {
		docs[i] = r.doc
	}
	return docs
}
