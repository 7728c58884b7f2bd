package check_test

import (
	"cmp"
	"context"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders"
)

// BenchmarkRules asks each built-in rule about usual documents, and names the ten that cost most. What it
// takes to compile a rule is not counted. With -benchtime 5x the best of five rounds counts for each rule.
func BenchmarkRules(b *testing.B) {
	all, err := policy.Load(builtIn)
	if err != nil {
		b.Fatal(err)
	}
	docs := documents(b, 330)
	costs := make([]cost, len(all.Rules))
	for i, r := range all.Rules {
		costs[i].rule = r
	}
	for b.Loop() {
		for i := range costs {
			costs[i].measure(b, all, docs)
		}
	}
	var sum time.Duration
	for _, c := range costs {
		sum += c.perDocument()
	}
	b.ReportMetric(float64(sum.Nanoseconds())/1000/float64(len(costs)), "µs/rule")
	slices.SortFunc(costs, func(x, y cost) int { return cmp.Compare(y.perDocument(), x.perDocument()) })
	for _, c := range costs[:10] {
		b.Logf("%8.1f µs  %s", float64(c.perDocument().Nanoseconds())/1000, c.rule.Name)
	}
}

// cost is what a rule takes for the documents that it looks at.
type cost struct {
	rule  *policy.Rule
	best  time.Duration // of a round
	asked int           // documents a round
}

func (c *cost) perDocument() time.Duration { return c.best / time.Duration(max(c.asked, 1)) }

func (c *cost) measure(b *testing.B, all *policy.Policies, docs []*loaders.Document) {
	b.Helper()
	engine, err := policy.NewEngine(all, policy.Options{Enabled: []*policy.Rule{c.rule}})
	if err != nil {
		b.Fatal(err)
	}
	ask := func() {
		for _, doc := range docs {
			if _, _, err := engine.Evaluate(context.Background(), c.rule.Scope, doc); err != nil {
				b.Fatal(err)
			}
		}
	}
	ask() // compiles
	start := time.Now()
	ask()
	took := time.Since(start)
	c.best, c.asked = min(cmp.Or(c.best, took), took), len(docs)
}

// documents are those of a usual repository, apart from each other.
func documents(b *testing.B, files int) []*loaders.Document {
	b.Helper()
	root := b.TempDir()
	writeCorpus(b, root, files, usual)
	found, err := loaders.Discover(context.Background(), root, loaders.Walk{})
	if err != nil {
		b.Fatal(err)
	}
	repository := loaders.NewRepository(os.DirFS(root), found.Links, 0)
	var docs []*loaders.Document
	for _, f := range found.Files {
		if doc := repository.Load(f); doc != nil {
			docs = append(docs, doc)
		}
	}
	return docs
}
