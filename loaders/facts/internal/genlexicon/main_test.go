package main

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGeneratedIsFresh(t *testing.T) {
	text, err := os.ReadFile("../../lexicons.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want, err := generate(text)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../../lexicon_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("lexicon_gen.go is stale, run go generate ./loaders/facts:\n%s", diff)
	}
}

func TestGenerateRefuses(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"no lexicons", "patterns: {}", "patterns, lists or advisories are missing"},
		{
			"a broken pattern", "patterns: {x: {re2: '('}}\nlists: {a: [b]}\nadvisories: [{id: c}]",
			"pattern x: error parsing regexp: missing closing ): `(`",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := generate([]byte(tt.text))
			if err == nil || err.Error() != tt.want {
				t.Errorf("generate = %v, want %q", err, tt.want)
			}
		})
	}
}
