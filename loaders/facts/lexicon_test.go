package facts_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/loaders/facts"
)

// lexiconFile is what the tests read of lexicons.yaml.
type lexiconFile struct {
	Patterns map[string]struct {
		RE2          string   `yaml:"re2"`
		MustMatch    []string `yaml:"must_match"`
		MustNotMatch []string `yaml:"must_not_match"`
	}
	Codepoints map[string]struct {
		Ranges []string
	}
}

func readLexicons(t testing.TB) lexiconFile {
	t.Helper()
	text, err := os.ReadFile("lexicons.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var lex lexiconFile
	if err := yaml.Unmarshal(text, &lex); err != nil {
		t.Fatal(err)
	}
	return lex
}

func TestPatternExamples(t *testing.T) {
	examples := 0
	for id, p := range readLexicons(t).Patterns {
		t.Run(id, func(t *testing.T) {
			pattern := facts.Lookup(id)
			for _, text := range p.MustMatch {
				if !pattern.MatchString(text) {
					t.Errorf("does not match %q", text)
				}
			}
			for _, text := range p.MustNotMatch {
				if pattern.MatchString(text) {
					t.Errorf("matches %q", text)
				}
			}
		})
		examples += len(p.MustMatch) + len(p.MustNotMatch)
	}
	if examples < 244 {
		t.Errorf("%d examples, want at least 244", examples)
	}
}

func TestLookupUnknown(t *testing.T) {
	if p := facts.Lookup("no_such_pattern"); p != nil {
		t.Errorf("Lookup = %v, want nil", p)
	}
	if l := facts.WordList("no_such_list"); l != nil {
		t.Errorf("WordList = %v, want nil", l)
	}
}

func TestWordList(t *testing.T) {
	for _, tt := range []struct {
		id   string
		want []string
	}{
		{"container_runners", []string{"docker", "podman", "nerdctl"}},
		{"inline_eval_flags.node", []string{"-e", "--eval", "-p", "--print"}},
		{"risk_tiers.order", []string{"minimal", "limited", "high", "critical"}},
		{"risk_tiers.required_classifiers.minimal", []string{}},
	} {
		t.Run(tt.id, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, facts.WordList(tt.id)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAdvisories(t *testing.T) {
	got := facts.Advisories()[0]
	want := facts.Advisory{
		ID: "CVE-2025-6514", Package: "mcp-remote", Ecosystem: "npm", Introduced: "0.0.5", Fixed: "0.1.16",
		Kind: "vulnerable", Note: "command injection from a hostile authorisation endpoint",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestCompile(t *testing.T) {
	if _, err := facts.Compile("("); err == nil {
		t.Error("Compile accepts a broken expression")
	}
	p, err := facts.Compile(`b+`)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]int{{1, 3}, {4, 5}}, p.FindAllIndex("abbab", -1)); diff != "" {
		t.Error(diff)
	}
}

// FuzzPattern: a pattern finds exactly what the engine alone finds.
func FuzzPattern(f *testing.F) {
	patterns := map[string]*regexp.Regexp{}
	for id, p := range readLexicons(f).Patterns {
		patterns[id] = regexp.MustCompile(p.RE2)
		for _, text := range p.MustMatch {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		for id, re := range patterns {
			if diff := cmp.Diff(re.FindAllStringIndex(text, -1), facts.Lookup(id).FindAllIndex(text, -1)); diff != "" {
				t.Errorf("%s in %q: %s", id, text, diff)
			}
		}
	})
}
