package policytest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"
	"gopkg.in/yaml.v3"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// wantFile is the file of a fixture that says what fires where no comment can.
const wantFile = "want.yaml"

// fixture is a small repository that says what fires in it.
type fixture struct {
	name   string
	dir    string // with its set
	texts  map[string]text
	tree   *repository
	wants  []*want
	params map[string]map[string]any
	now    time.Time
	errs   []Problem
}

// sidecar is how a want.yaml is written.
type sidecar struct {
	Want   []*want                   `yaml:"want"`
	Params map[string]map[string]any `yaml:"params"` // of rules, over their defaults
	Now    time.Time                 `yaml:"now"`    // the evaluation time, where it is another one
}

// fixtures judges the repositories in the fixture folders: in each, what is wanted fires, and nothing else
// does.
func (t *tester) fixtures(ctx context.Context) error {
	t.wants = map[string]bool{}
	var all []*fixture
	for _, s := range t.options.Policies {
		if s.BuiltIn || !t.of(s.Name) {
			continue
		}
		found, err := readFixtures(s)
		if err != nil {
			return err
		}
		all = append(all, found...)
	}
	all = slices.DeleteFunc(all, func(f *fixture) bool { return !t.wanted("fixture/" + f.name) })
	cases := make([]Case, len(all))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range all {
		for _, w := range f.wants {
			t.wants[w.Rule] = true
		}
		group.Go(func() (err error) {
			start := time.Now() //nolint:forbidigo // for the elapsed time alone
			cases[i], err = t.fixture(ctx, f)
			cases[i].Elapsed = time.Since(start)
			return err
		})
	}
	err := group.Wait()
	t.result.Cases = append(t.result.Cases, cases...)
	return err
}

// readFixtures reads the fixtures of a source: each folder in one of the fixture folders.
func readFixtures(s policy.Source) ([]*fixture, error) {
	var all []*fixture
	for _, folder := range policy.FixtureFolders {
		entries, err := fs.ReadDir(s.FS, folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading the fixtures of %s: %w", s.Name, err)
		}
		for _, e := range entries {
			if !e.IsDir() || strings.ContainsAny(e.Name()[:1], "._") {
				continue
			}
			f, err := readFixture(s, path.Join(folder, e.Name()))
			if err != nil {
				return nil, err
			}
			all = append(all, f)
		}
	}
	return all, nil
}

func readFixture(s policy.Source, dir string) (*fixture, error) {
	f := &fixture{name: path.Base(dir), dir: path.Join(s.Name, dir), texts: map[string]text{}, tree: &repository{files: map[string]string{}, links: map[string]string{}}}
	tree, err := fs.Sub(s.FS, dir)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.dir, err)
	}
	err = fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir():
			return err
		case d.Type()&fs.ModeSymlink != 0:
			f.tree.links[name], err = fs.ReadLink(tree, name)
			return err
		case !d.Type().IsRegular():
			return nil
		}
		data, err := fs.ReadFile(tree, name)
		if err == nil {
			err = f.add(name, data)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", f.dir, err)
	}
	return f, nil
}

// add takes a file in.
func (f *fixture) add(name string, data []byte) error {
	if name == wantFile {
		var said sidecar
		d := yaml.NewDecoder(bytes.NewReader(data))
		d.KnownFields(true)
		if err := d.Decode(&said); err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("%s: %s", name, strings.NewReplacer("yaml: unmarshal errors:\n  ", "", " in type policytest.sidecar", "").Replace(err.Error()))
		}
		for _, w := range said.Want {
			w.from = spot{w.File, w.Line}
		}
		f.wants, f.params, f.now = append(f.wants, said.Want...), said.Params, said.Now
		return nil
	}
	t := readWants(name, string(data))
	f.texts[name], f.tree.files[name] = t, t.judged
	f.wants, f.errs = append(f.wants, t.wants...), append(f.errs, t.errs...)
	return nil
}

// fixture judges one of them.
func (t *tester) fixture(ctx context.Context, f *fixture) (Case, error) {
	c := Case{Kind: FixtureCase, Name: "fixture/" + f.name, File: f.dir}
	now := t.options.Now
	if !f.now.IsZero() {
		now = f.now
	}
	rules := t.tested()
	checker, err := t.checker(rules, t.known(f.params), now)
	if err != nil {
		return c, fmt.Errorf("%s: %w", path.Join(f.dir, wantFile), err)
	}
	report, err := checker.Check(ctx, f.tree.tree())
	if err != nil {
		return c, err
	}
	c.Problems = append(slices.Clone(f.errs), f.broken(report)...)
	c.Broken = len(c.Problems) > len(f.errs)
	c.Problems = append(c.Problems, f.surplus(report)...)
	c.Problems = append(c.Problems, f.missing(t.policies, rules)...)
	if len(report.Files) == 0 && len(f.wants) == 0 {
		c.Problems = append(c.Problems, Problem{Message: "none of its files is an agent file that pacheck knows"})
	}
	slices.SortStableFunc(c.Problems, func(a, b Problem) int { return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line)) })
	for i := range c.Problems {
		if p := &c.Problems[i]; p.File != "" {
			p.File = path.Join(f.dir, p.File)
		}
	}
	return c, nil
}

// known are the parameters of rules that are there, of which one alone is where faults are put into it.
func (t *tester) known(params map[string]map[string]any) map[string]map[string]any {
	if !t.single {
		return params
	}
	params = maps.Clone(params)
	maps.DeleteFunc(params, func(rule string, _ map[string]any) bool { return t.policies.Find(rule) == nil })
	return params
}

// broken is what could not be judged.
func (f *fixture) broken(report *check.Report) []Problem {
	var all []Problem
	for _, p := range report.Problems {
		message := p.Message
		if p.Rule != "" {
			message = p.Rule + " failed while running: " + message
		}
		all = append(all, Problem{File: p.Location.File, Line: f.texts[p.Location.File].line(p.Location.Start.Line), Message: message})
	}
	return all
}

// surplus is what fires and is not wanted. What is wanted is marked as met.
func (f *fixture) surplus(report *check.Report) []Problem {
	var all []Problem
	for _, found := range report.Findings {
		at := found.Location
		line, met := f.texts[at.File].line(at.Start.Line), false
		for _, w := range f.wants {
			if w.Rule == found.Rule.Name && w.File == at.File && (w.Line == 0 || w.Line == line) && strings.Contains(found.Message, w.Message) {
				w.met, met = true, true
			}
		}
		if !met {
			all = append(all, Problem{File: at.File, Line: line, Message: found.Rule.Name + " fires, and is not wanted: " + found.Message})
		}
	}
	return all
}

// missing is what is wanted and does not fire. What is wanted of rules that are not tested is left alone,
// but of rules that do not exist it is an error.
func (f *fixture) missing(all *policy.Policies, tested []*policy.Rule) []Problem {
	var missing []Problem
	for _, w := range f.wants {
		rule := all.Find(w.Rule)
		switch {
		case w.met || rule != nil && !slices.Contains(tested, rule):
		case rule == nil:
			missing = append(missing, Problem{File: w.from.file, Line: w.from.line, Message: "there is no rule " + w.Rule})
		case w.Message != "":
			missing = append(missing, Problem{File: w.from.file, Line: w.Line, Message: fmt.Sprintf("%s is wanted with %q, and does not fire so", w.Rule, w.Message)})
		default:
			missing = append(missing, Problem{File: w.from.file, Line: w.Line, Message: w.Rule + " is wanted, and does not fire"})
		}
	}
	return missing
}

// golden is a fixture for others to change.
func (f *fixture) golden() *Golden {
	return &Golden{Name: "fixture/" + f.name, Files: maps.Clone(f.tree.files), File: f.dir}
}
