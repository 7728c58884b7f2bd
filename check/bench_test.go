package check_test

import (
	"context"
	"slices"
	"testing"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// usual is the mix of a repository of agents.
var usual = slices.Concat(structured, prose)

// BenchmarkScan checks repositories in this process with the recommended rules.
func BenchmarkScan(b *testing.B) {
	for _, size := range []struct {
		name     string
		files    int
		families []family
	}{{"1k", 1000, usual}, {"10k", 10_000, usual}, {"structured", 1000, structured}} {
		b.Run(size.name, func(b *testing.B) {
			root := b.TempDir()
			writeCorpus(b, root, size.files, size.families)
			options := check.Options{Root: root, Policies: []policy.Source{builtIn}}
			for b.Loop() {
				scan(b, options)
			}
			b.ReportMetric(float64(size.files*b.N)/b.Elapsed().Seconds(), "files/s")
		})
	}
}

func scan(tb testing.TB, o check.Options) *check.Report {
	tb.Helper()
	report, err := check.Run(context.Background(), o)
	if err != nil {
		tb.Fatal(err)
	}
	return report
}
