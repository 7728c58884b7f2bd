package policytest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/loaders/source"
)

// Graft is a violating twin of a document that passes: the one change that makes a good example of a rule a bad
// one was made in it, too.
type Graft struct {
	Rule  *policy.Rule
	File  string // of the document
	Where string // the repository that it is in
	What  string // the change
	Fires bool
}

// grafts makes the changes between good and bad examples of rules of the user's in the documents that pass. A
// rule may rightly be silent there, where it has further conditions, so none of them is a case.
func (t *tester) grafts(ctx context.Context) error {
	if !t.options.Mutate || !t.own() {
		return nil
	}
	hosts, err := t.goldens()
	if err != nil {
		return err
	}
	for _, r := range t.tested() {
		if !t.wanted(r.Name + "/grafts") {
			continue
		}
		checker, err := t.checker([]*policy.Rule{r}, nil, t.options.Now)
		if err != nil {
			return err
		}
		edits, err := violations(ctx, checker, r)
		if err != nil {
			return err
		}
		for _, name := range slices.Sorted(maps.Keys(hosts)) {
			if err := t.graft(ctx, checker, r, hosts[name], edits); err != nil {
				return err
			}
		}
	}
	return nil
}

// graft makes changes in the files of a repository that are of the kind of those that the changes are of.
func (t *tester) graft(ctx context.Context, checker *check.Checker, r *policy.Rule, host *Golden, edits []Edit) error {
	for _, file := range slices.Sorted(maps.Keys(host.Files)) {
		for _, e := range edits {
			if !sameKind(e.File, file) || firesIn(ctx, checker, host.copy(), file) {
				continue
			}
			e.File = file
			twin := host.copy()
			if e.apply(twin) != nil {
				continue
			}
			t.result.Grafts = append(t.result.Grafts, Graft{Rule: r, File: file, Where: host.Name, What: e.told(), Fires: firesIn(ctx, checker, twin, file)})
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	return nil
}

// sameKind says whether two paths are of one kind of agent file, as far as paths tell.
func sameKind(a, b string) bool {
	beside := path.Dir(a) != "." && path.Base(path.Dir(a)) == path.Base(path.Dir(b))
	return path.Ext(a) == path.Ext(b) && (beside || path.Base(a) == path.Base(b))
}

// violations are the changes that make a good example of a rule a bad one, each of which suffices.
func violations(ctx context.Context, checker *check.Checker, r *policy.Rule) ([]Edit, error) {
	var all []Edit
	seen := map[string]bool{}
	for _, bad := range r.Bad {
		for _, good := range r.Good {
			for _, file := range slices.Sorted(maps.Keys(bad.Files)) {
				for _, e := range differing(file, good.Files[file], bad.Files[file]) {
					twin := &repository{files: maps.Clone(good.Files), links: map[string]string{}}
					key := path.Ext(file) + e.told()
					if !seen[key] && e.apply(twin) == nil && firesIn(ctx, checker, twin, file) {
						seen[key] = true
						all = append(all, e)
					}
				}
			}
		}
	}
	return all, ctx.Err()
}

// firesIn says whether a file of a repository has a finding.
func firesIn(ctx context.Context, checker *check.Checker, r *repository, file string) bool {
	report, err := checker.Check(ctx, r.tree())
	return err == nil && slices.ContainsFunc(report.Findings, func(f check.Finding) bool { return f.Location.File == file })
}

// differing are the changes of values by which one text becomes more like another one.
func differing(file, from, to string) []Edit {
	before, err := parsed(file, from)
	if err != nil {
		return nil
	}
	after, err := parsed(file, to)
	if err != nil {
		return nil
	}
	d := differ{file: file}
	d.compare(nil, before, after)
	return d.edits
}

type differ struct {
	file  string
	edits []Edit
}

func (d *differ) compare(at []string, before, after *source.Node) {
	switch {
	case before.IsMap() && after.IsMap():
		for _, p := range before.Pairs {
			if !after.Has(p.Key.Value) && plainKey(p.Key.Value) {
				d.edits = append(d.edits, Edit{File: d.file, Unset: join(at, p.Key.Value)})
			}
		}
		for _, p := range after.Pairs {
			if old := before.Get(p.Key.Value); old != nil && plainKey(p.Key.Value) {
				d.compare(append(slices.Clone(at), p.Key.Value), old, p.Value)
			} else if plainKey(p.Key.Value) {
				d.set(join(at, p.Key.Value), p.Value)
			}
		}
	case before.IsList() && after.IsList() && len(before.Items) == len(after.Items):
		for i, item := range before.Items {
			d.compare(append(slices.Clone(at), strconv.Itoa(i)), item, after.Items[i])
		}
	case len(at) > 0 && written(before) != written(after):
		d.set(strings.Join(at, "/"), after)
	}
}

func (d *differ) set(at string, value *source.Node) {
	d.edits = append(d.edits, Edit{File: d.file, Set: map[string]any{at: json.RawMessage(written(value))}})
}

// plainKey says whether a key may stand in a path.
func plainKey(key string) bool { return key != "" && !strings.Contains(key, "/") }

func join(at []string, key string) string { return strings.Join(append(slices.Clone(at), key), "/") }

// written is a value as JSON, or nothing where JSON has no such value.
func written(n *source.Node) string {
	data, err := json.Marshal(n)
	if err != nil {
		return ""
	}
	return string(data)
}

// told is a change of one value, for people.
func (e Edit) told() string {
	for at, value := range e.Set {
		return fmt.Sprintf("%s is %s", strings.ReplaceAll(at, "/", " > "), value)
	}
	return "without " + strings.ReplaceAll(e.Unset, "/", " > ")
}
