package facts_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

func TestFindConflicts(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"the same verb and object", "Always use the cache. Be brief.\n\nNever use a cache.", "Always use the cache / Never use a cache."},
		{"in a list", "- You must answer in English.\n- Do not answer in English.", "You must answer in English. / Do not answer in English."},
		{"opposite words", "Always ask first.\n\n- Never ask anybody.", "Always ask first. / Never ask anybody."},
		{"opposite words, with a condition", "Always ask first.\n\n- If it fails, never ask.", ""},
		{"opposite words in a quote", "Always ask first.\n\n> Never ask anybody.", ""},
		{"opposite words, once each", "Only JSON.\n\nBe brief.", ""},
		{"other objects", "Always use tabs. Never use blanks.", ""},
		{"a condition", "Always use the cache. Never use the cache when a test fails.", ""},
		{"other modes", "# Fast mode\n\nAlways use the cache.\n\n# Safe mode\n\nNever use the cache.", ""},
		{"in a quote", "Always use the cache.\n\n> Never use the cache.", ""},
		{"the same twice", "Always use the cache. Always use the cache.", ""},
		{"not at the start of a sentence", "We always use the cache. People never use the cache.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			text := textOf(tt.text)
			for _, c := range facts.FindConflicts(text, facts.Segments(text)) {
				got = append(got, c.Order+" / "+c.Ban)
			}
			if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}
