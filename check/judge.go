package check

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// batch is how many files a worker takes at a time.
const batch = 16

// result is what the rules say of one document.
type result struct {
	doc        *loaders.Document
	violations []policy.Violation
	faults     []policy.Fault
}

// judge loads the files, and evaluates the file rules over each, one worker a processor. Each file has a
// slot of its own, so that the order of results does not depend on the workers. Without an engine it
// only loads.
func judge(ctx context.Context, o Options, engine *policy.Engine, repository *loaders.Repository, found *loaders.Discovery) ([]*loaders.Document, []result, error) {
	entries := found.Files
	slots := make([]result, len(entries))
	var next, done atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for worker := range jobs(o) {
		group.Go(func() error {
			for {
				from := int(next.Add(batch)) - batch
				if from >= len(entries) {
					return nil
				}
				to := min(from+batch, len(entries))
				for i := from; i < to; i++ {
					doc := repository.Load(entries[i])
					if err := slots[i].judge(ctx, engine, doc); err != nil {
						return err
					}
				}
				if n := done.Add(int64(to - from)); o.Progress != nil && worker == 0 {
					o.Progress(int(n), len(entries))
				}
			}
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	for _, doc := range repository.Skipped(found) {
		var r result
		if err := r.judge(ctx, engine, doc); err != nil {
			return nil, nil, err
		}
		slots = append(slots, r)
	}
	return imported(ctx, engine, repository, slots)
}

// judge evaluates the file rules over a document, if it is one.
func (r *result) judge(ctx context.Context, engine *policy.Engine, doc *loaders.Document) error {
	if doc == nil {
		return ctx.Err()
	}
	r.doc = doc
	if engine == nil {
		return ctx.Err()
	}
	var err error
	r.violations, r.faults, err = engine.Evaluate(ctx, policy.FileScope, doc)
	return err
}

// imported adds the files that are part of the context only because others import them.
func imported(ctx context.Context, engine *policy.Engine, repository *loaders.Repository, slots []result) ([]*loaders.Document, []result, error) {
	var docs []*loaders.Document
	var results []result
	for _, r := range slots {
		if r.doc != nil {
			docs, results = append(docs, r.doc), append(results, r)
		}
	}
	for _, doc := range repository.Imported(docs) {
		var r result
		if err := r.judge(ctx, engine, doc); err != nil {
			return nil, nil, err
		}
		docs, results = append(docs, doc), append(results, r)
	}
	return docs, results, nil
}
