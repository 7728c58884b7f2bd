package facts_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/loaders/facts"
)

// FuzzFindAll: a Pattern finds what the engine finds, though it tries only where a match may begin.
func FuzzFindAll(f *testing.F) {
	for _, seed := range [][2]string{
		{`(?i)\b(?:password|pin)\b[^.\n]{0,20}?(?:\bis\b|=)\s*\S{4,}`, "the mapping; PIN is 1234, xpin is 1234. Password=abcd"},
		{`\bhide\b|\bkeep\s+secret`, "hide, unhide; keep  secret keep"},
		{`(?i)(?:\bdo\s+not|\bdon.?t)\s+(?:ever\s+)?tell`, "Don't tell, do not ever tell, redo not tell"},
		{`secrets?|\.env\b`, "secrets in .env and a secret.envy"},
		{`(?:the\s+)?key`, "the key, thekey, key"},
		{`\Bat`, "that at"},
		{`(?m)^at`, "at\nat hat"},
		{`(?i)sk`, "\u017fk S\u212a sk"},
		{`ab*c|a{2,3}`, "ac abbc aaaa"},
		{`(?:a|b)*x`, "abax x"},
		{`[ab]c?`, "abac"},
		{`pin.{3}$`, "pin pin pin pin pin pin pin pin pin pin pin abc"},
		{`a|`, "ba"},
		{`\b`, "a b"},
		{`\b(?:x|)y`, "xy y"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, source, text string) {
		engine, err := regexp.Compile(source)
		if err != nil || len(source) > 200 || strings.Contains(source, `\Q`) { // no pattern of the program quotes
			t.Skip()
		}
		pattern, err := facts.Compile(source)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{-1, 0, 1, 2} {
			if diff := cmp.Diff(engine.FindAllStringIndex(text, n), pattern.FindAllIndex(text, n)); diff != "" {
				t.Errorf("%q in %q, %d times (-engine +pattern):\n%s", source, text, n, diff)
			}
		}
		if want, got := engine.MatchString(text), pattern.MatchString(text); got != want {
			t.Errorf("%q in %q: %v, want %v", source, text, got, want)
		}
	})
}
