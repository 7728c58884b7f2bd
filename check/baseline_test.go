package check_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/pacheck/pacheck/check"
)

// TestBaselineTakesAll: of a report nothing is left without what its own baseline has, but what is never old;
// and all is old, nothing stale.
func TestBaselineTakesAll(t *testing.T) {
	law(t, 2, func(t *rapid.T) {
		all := whole(t, ".json")
		maps.Copy(all, whole(t, ".yaml"))
		o := options(mapFS(all))
		before := run(t, o)
		o.Baseline, _ = check.NewBaseline(before.Findings, nil)
		after := run(t, o)
		var want, got []string
		for _, f := range before.Findings {
			if f.Lasting {
				want = append(want, f.Fingerprint)
			}
		}
		for _, f := range after.Findings {
			got = append(got, f.Fingerprint)
		}
		if diff := gocmp.Diff(want, got); diff != "" || len(after.Baseline.Stale) > 0 || len(after.Baseline.Old) != len(before.Findings)-len(want) {
			t.Fatalf("%d of %d are old, %d stale; new (-want +got):\n%s", len(after.Baseline.Old), len(before.Findings), len(after.Baseline.Stale), diff)
		}
	})
}

func FuzzReadBaseline(f *testing.F) {
	digest := strings.Repeat("0a", 32)
	f.Add([]byte(`{"version": 1, "findings": []}`))
	f.Add([]byte(`{"version": 1, "findings": [{"rule": "r", "file": "f<", "fingerprint": "` + digest + `", "anywhere": "` + digest + `", "count": 2}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := check.ReadBaseline(data)
		if err != nil {
			return
		}
		var text bytes.Buffer
		if err := b.Write(&text); err != nil {
			t.Fatal(err)
		}
		again, err := check.ReadBaseline(text.Bytes())
		if err != nil {
			t.Fatalf("what is written cannot be read: %v\n%s", err, &text)
		}
		if diff := gocmp.Diff(slices.Clip(b.Findings), slices.Clip(again.Findings)); len(b.Findings)+len(again.Findings) > 0 && diff != "" {
			t.Fatal(diff)
		}
	})
}
