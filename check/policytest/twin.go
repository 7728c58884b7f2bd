package policytest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/pacheck/pacheck/check/policy"
)

// rewriting writes a file in another way that means the same.
type rewriting struct {
	name    string
	endings []string
	rewrite func(string) string
}

var rewritings = []rewriting{
	{"with Windows line ends", []string{".yaml", ".yml", ".json", ".toml", ".md"}, func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }},
	{"with a byte order mark", []string{".yaml", ".yml", ".json", ".md"}, func(s string) string { return "\ufeff" + s }},
	{"with a comment above", []string{".yaml", ".yml", ".toml"}, func(s string) string { return "# about this file\n" + s }},
	{"with a comment in front matter", []string{".md"}, func(s string) string {
		if rest, ok := strings.CutPrefix(s, "---\n"); ok {
			return "---\n# about this file\n" + rest
		}
		return s
	}},
	{"indented anew", []string{".json"}, func(s string) string { return indented(s, "\t") }},
	{"on one line", []string{".json"}, func(s string) string { return indented(s, "") }},
}

// indented is JSON with another indentation, or on one line.
func indented(s, indent string) string {
	var b bytes.Buffer
	write := func() error { return json.Indent(&b, []byte(s), "", indent) }
	if indent == "" {
		write = func() error { return json.Compact(&b, []byte(s)) }
	}
	if write() != nil {
		return s
	}
	return b.String()
}

// twins writes the examples of rules of the user's in other ways that mean the same: what is bad has to fire
// then, too, and what is good must not.
func (t *tester) twins(ctx context.Context) error {
	if !t.options.Mutate || !t.own() {
		return nil
	}
	for _, r := range t.tested() {
		if name := r.Name + "/twins"; len(r.Bad)+len(r.Good) == 0 || !t.wanted(name) {
			continue
		}
		c, err := t.twinsOf(ctx, r)
		if err != nil {
			return err
		}
		t.result.Cases = append(t.result.Cases, c)
	}
	return nil
}

func (t *tester) twinsOf(ctx context.Context, r *policy.Rule) (Case, error) {
	start := time.Now() //nolint:forbidigo // for the elapsed time alone
	c := Case{Kind: TwinCase, Name: r.Name + "/twins", File: path.Join(r.Set, r.File)}
	for i, given := range slices.Concat(r.Bad, r.Good) {
		e := example{rule: r, files: given.Files, bad: i < len(r.Bad), name: fmt.Sprintf("bad example %d", i+1)}
		if !e.bad {
			e.name = fmt.Sprintf("good example %d", i+1-len(r.Bad))
		}
		checker, err := t.checker([]*policy.Rule{r}, nil, t.now(given))
		if err != nil {
			return c, err
		}
		for _, w := range rewritings {
			twin := e
			if twin.files = w.of(given.Files); maps.Equal(twin.files, given.Files) {
				continue
			}
			c.Tried++
			judged, err := twin.judge(ctx, checker)
			if err != nil {
				return c, err
			}
			for _, p := range judged.Problems {
				c.Problems = append(c.Problems, Problem{Message: e.name + " " + w.name + ": " + p.Message})
			}
		}
	}
	c.Elapsed = time.Since(start)
	return c, nil
}

// of is an example written in the other way.
func (w rewriting) of(files policy.Files) policy.Files {
	other := maps.Clone(files)
	for name, text := range files {
		if slices.Contains(w.endings, path.Ext(name)) {
			other[name] = w.rewrite(text)
		}
	}
	return other
}
