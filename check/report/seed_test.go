package report_test

import (
	"flag"
	"fmt"
	"os"
	"testing"
)

// TestMain draws the same random documents in each run, so that what passes here passes in CI. Another
// seed, as in -rapid.seed=7, draws others.
func TestMain(m *testing.M) {
	flag.Parse()
	if f := flag.Lookup("rapid.seed"); f.Value.String() == f.DefValue {
		if err := f.Value.Set("20261122"); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}
