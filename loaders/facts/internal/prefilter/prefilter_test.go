package prefilter_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts/internal/prefilter"
)

func TestCollect(t *testing.T) {
	for _, tt := range []struct {
		name, pattern string
		want          [][][]string
	}{
		{"class spelt out", `\bgh[pou]_[A-Za-z0-9]{36}`, [][][]string{{{"gho_", "ghp_", "ghu_"}}}},
		{"optional ending", `(?i)\s+instructions?\b`, [][][]string{{{"instruction"}}}},
		{"two conditions", `(?i)(?:ignore|forget)\s+(?:all\s+)?previous`, [][][]string{{{"previous"}, {"forget", "ignore"}}}},
		{"folding letters are kept", `(?i)ask`, [][][]string{{{"ask"}}}},
		{"alternatives", `\b(?:abc\d+xyz|\d+uvw)\b`, [][][]string{{{"abc"}, {"xyz"}}, {{"uvw"}}}},
		{"alternatives within", `(?:abc\d+|\d+xyz)\d`, [][][]string{{{"abc", "xyz"}}}},
		{"one alternative says nothing", `abc|\d+`, nil},
		{"optional group says nothing", `(?:abc)?\d+`, nil},
		{"repeated group", `(?:abc\s){2,}`, [][][]string{{{"abc"}}}},
		{"folding outside ASCII", `(?i)straße`, nil},
		{"replacement character", "a\uFFFDb", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			filter, err := prefilter.Collect(tt.pattern)
			if err != nil {
				t.Fatal(err)
			}
			var got [][][]string
			for _, needs := range filter {
				var branch [][]string
				for _, n := range needs {
					var texts []string
					for _, l := range n.Literals {
						texts = append(texts, l.Text)
					}
					branch = append(branch, texts)
				}
				got = append(got, branch)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPass(t *testing.T) {
	for _, tt := range []struct {
		name, pattern, text string
		want                bool
	}{
		{"any case", `(?i)previous`, "PreVious", true},
		{"rare letter at the edge", `(?i)vex`, "xxV", false},
		{"long s folds to s", `(?i)system`, "ſystem", true},
		{"Kelvin sign folds to k", `(?i)key`, "\u212aey", true},
		{"case counts", `AKIA`, "akia", false},
		{"a condition missing", `(?i)ignore\s+previous`, "ignore it", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			filter, err := prefilter.Collect(tt.pattern)
			if err != nil {
				t.Fatal(err)
			}
			if got := filter.Pass(tt.text); got != tt.want {
				t.Errorf("Pass = %v, want %v", got, tt.want)
			}
		})
	}
}

// FuzzPass: the filter never rejects what the engine would match.
func FuzzPass(f *testing.F) {
	for _, p := range []string{
		`sk-[A-Za-z0-9]{2,}`, `(?i)password\s*[:=]\s*\S+`, `\b\d{3}-\d{2}\b`, `(?i)(ignore|disregard)\s+(all\s+)?(previous|prior)`,
		`(?m)^\s*(TODO|FIXME)`, `(?i)kelvin|sun`, `a*b?c+`, `x{0,2}yy|z`, `(?i:k)ab`, `[^a]b`, `(?:abc)?(?i:d|E)f`, `a(?:|b)c`, `[abc][def]?g`,
	} {
		f.Add(p, "pasſword: x sk-ABCD 123-45 Ignore  previous TODO KELVIN ſun yy")
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 60 {
			return
		}
		re, err := regexp.Compile(pattern)
		if err != nil {
			return
		}
		filter, err := prefilter.Collect(pattern)
		if err != nil {
			t.Fatalf("pattern %q: %v", pattern, err)
		}
		if re.MatchString(text) && !filter.Pass(text) {
			t.Fatalf("pattern %q text %q: the filter rejects a match", pattern, text)
		}
	})
}
