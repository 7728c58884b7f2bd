package loaders_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

// TestBrokenFixtures: each loader has a folder testdata/<loader>/broken, and what is wrong with the files
// in it is found where faults.txt says: a file that cannot be read as it is meant, or something odd in
// one that can.
func TestBrokenFixtures(t *testing.T) {
	for _, l := range loaders.All() {
		if l.Head != nil {
			continue // it looks at the first bytes of what is no text
		}
		t.Run(l.Name, func(t *testing.T) {
			folder := filepath.Join("testdata", l.Name, "broken")
			if _, err := os.Stat(folder); err != nil {
				t.Fatalf("the loader %s has no broken fixture: %v", l.Name, err)
			}
			var got strings.Builder
			own := false
			for _, f := range load(t, folder).Files {
				if faults := faultsOf(f); faults != "" {
					own = own || f.Loader == l.Name
					got.WriteString(faults)
				}
			}
			name := filepath.Join(folder, "faults.txt")
			if *update {
				if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got.String()); diff != "" {
				t.Errorf("the faults differ (-want +got); go test ./loaders -update rewrites them:\n%s", diff)
			}
			if !own {
				t.Errorf("no file that %s recognises is broken", l.Name)
			}
		})
	}
}

// faultsOf are the faults of a file, a line each: where, how it was read, and what is wrong.
func faultsOf(f *loaders.File) string {
	var b strings.Builder
	if f.Problem != "" {
		fmt.Fprintf(&b, "%s %s: %s\n", where(f.At), f.Parse, f.Problem)
	}
	for _, n := range f.Notes {
		fmt.Fprintf(&b, "%s %s: %s\n", where(n.At), n.Kind, n.Text)
	}
	return b.String()
}

func where(p source.Place) string {
	at := p.Location()
	return fmt.Sprintf("%s:%d:%d", at.File, at.Start.Line, at.Start.Column)
}
