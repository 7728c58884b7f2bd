package policytest

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// suite is a tree of golden repositories and mutants, and the checks over them.
type suite struct {
	name     string
	goldens  map[string]*Golden
	own      map[string]bool // the golden repositories of the tree itself
	mutants  []Mutant
	sources  []policy.Source
	data     map[string]any
	names    []string // of the rules that are asked
	now      time.Time
	only     string // the one rule of whose findings the mutants are asked; "" means all
	checkers map[string]*check.Checker
	before   map[string]map[string]bool // of each golden repository, the findings that it has anyway
}

// mutants judges the golden repositories and the mutants of the built-in rules, and those that come with
// the policies of the user.
func (t *tester) mutants(ctx context.Context) error {
	if !t.options.Mutate {
		return nil
	}
	base, err := ReadGoldens(builtIn)
	if err != nil {
		return err
	}
	for _, s := range t.options.Policies {
		if !t.of(s.Name) {
			continue
		}
		suite := &suite{name: s.Name, own: map[string]bool{}, sources: t.options.Policies, data: t.options.Data, names: names(t.tested()), now: t.options.Now}
		tree := s.FS
		if s.BuiltIn {
			tree = builtIn
			suite.sources = []policy.Source{s}
		}
		if err := suite.read(tree, base); err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		cases, err := suite.judge(ctx, t)
		if err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		t.result.Cases = append(t.result.Cases, cases...)
	}
	return nil
}

func (s *suite) read(tree fs.FS, base map[string]*Golden) error {
	own, err := ReadGoldens(tree)
	if err != nil {
		return err
	}
	s.goldens = map[string]*Golden{}
	maps.Copy(s.goldens, base)
	for name, g := range own {
		s.goldens[name], s.own[name] = g, true
	}
	s.mutants, err = ReadMutants(tree)
	return err
}

// judge runs all cases of a suite, several at a time.
func (s *suite) judge(ctx context.Context, t *tester) ([]Case, error) {
	s.checkers, s.before = map[string]*check.Checker{}, map[string]map[string]bool{}
	cases, err := s.judgeGoldens(ctx, t)
	if err != nil {
		return nil, err
	}
	var wanted []Mutant
	numbers := map[string]int{}
	var names []string
	for _, m := range s.mutants {
		numbers[m.Rule]++
		name := fmt.Sprintf("%s/mutant/%d", m.Rule, numbers[m.Rule])
		if t.wanted(name) {
			wanted, names = append(wanted, m), append(names, name)
			if _, err := s.checker(m); err != nil {
				return nil, err
			}
		}
	}
	judged := make([]Case, len(wanted))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, m := range wanted {
		group.Go(func() error {
			start := time.Now() //nolint:forbidigo // for the elapsed time alone
			wrong, err := s.try(ctx, m)
			judged[i] = Case{Kind: MutantCase, Name: names[i], File: path.Join(s.name, m.File), Line: m.Line, Problems: problems(wrong), Elapsed: time.Since(start)}
			return err
		})
	}
	err = group.Wait()
	return append(cases, judged...), err
}

// judgeGoldens judges the golden repositories, and notes what each has anyway.
func (s *suite) judgeGoldens(ctx context.Context, t *tester) ([]Case, error) {
	c, err := s.checker(Mutant{})
	if err != nil {
		return nil, err
	}
	var cases []Case
	for name, g := range s.goldens {
		start := time.Now() //nolint:forbidigo // for the elapsed time alone
		report, err := c.Check(ctx, g.copy().tree())
		if err != nil {
			return nil, err
		}
		wrong := failures(report)
		s.before[name] = map[string]bool{}
		for _, f := range report.Findings {
			s.before[name][key(f)] = true
			wrong = append(wrong, "breaks a rule: "+told(f))
		}
		if s.own[name] && t.wanted("golden/"+name) {
			cases = append(cases, Case{Kind: GoldenCase, Name: "golden/" + name, File: path.Join(s.name, g.File), Problems: problems(wrong), Elapsed: time.Since(start)})
		}
	}
	return cases, nil
}

// checker is a check of every rule under the strictest profile, made once for each evaluation time and
// set of parameters.
func (s *suite) checker(m Mutant) (*check.Checker, error) {
	now := s.now
	if !m.Now.IsZero() {
		now = m.Now
	}
	id := fmt.Sprint(now, m.Params)
	if c := s.checkers[id]; c != nil {
		return c, nil
	}
	c, err := check.New(check.Options{
		Policies: s.sources, Data: s.data, Rules: check.Selection{Profile: "strict", Select: s.names, Params: m.Params},
		Run: check.Limits{Jobs: 1, Now: now},
	})
	s.checkers[id] = c
	return c, err
}

// try judges one mutant: its problems are what it was to show and does not.
func (s *suite) try(ctx context.Context, m Mutant) (problems []string, err error) {
	golden := s.goldens[m.Golden]
	if golden == nil {
		return []string{fmt.Sprintf("there is no golden repository %q", m.Golden)}, nil
	}
	if !slices.Contains(s.names, m.Rule) && s.only == "" {
		return []string{fmt.Sprintf("there is no rule %q", m.Rule)}, nil
	}
	r := golden.copy()
	for _, e := range m.Edits {
		if err := e.apply(r); err != nil {
			return []string{err.Error()}, nil
		}
	}
	c, err := s.checker(m)
	if err != nil {
		return nil, err
	}
	report, err := c.Check(ctx, r.tree())
	if err != nil {
		return nil, err
	}
	return append(failures(report), s.compare(m, golden, r, report)...), nil
}

// compare says how the findings differ from what the mutant wants.
func (s *suite) compare(m Mutant, golden *Golden, r *repository, report *check.Report) []string {
	var problems []string
	fired := false
	for _, f := range report.Findings {
		switch {
		case s.before[m.Golden][key(f)]:
		case f.Rule.Name != m.Rule && slices.Contains(m.With, f.Rule.Name):
		case f.Rule.Name != m.Rule:
			problems = append(problems, "fires, too: "+told(f))
		case m.at(golden, r, f):
			fired = true
		default:
			problems = append(problems, "fires elsewhere than where the change is: "+told(f))
		}
	}
	if !fired && len(problems) == 0 && (s.only == "" || s.only == m.Rule) {
		problems = append(problems, m.Rule+" does not fire")
	}
	return problems
}

// at says whether a finding is where the mutant wants it.
func (m Mutant) at(golden *Golden, r *repository, f check.Finding) bool {
	if len(m.At) > 0 {
		return slices.Contains(m.At, f.Path) || slices.Contains(m.At, f.Location.File)
	}
	return slices.ContainsFunc(m.Edits, func(e Edit) bool {
		name := e.File
		if e.Rename != "" {
			name = e.Rename
		}
		return f.Location.File == name && changed(golden.Files[e.File], r.files[name]).meets(f.Location.Start, f.Location.End)
	})
}

// failures are the problems of a run that are no findings.
func failures(report *check.Report) []string {
	var all []string
	for _, p := range report.Problems {
		if p.Kind == "policy" {
			all = append(all, fmt.Sprintf("%s failed while running: %s", p.Rule, p.Message))
		}
	}
	return all
}

func key(f check.Finding) string {
	return strings.Join([]string{f.Rule.Name, f.Location.File, f.Path, f.Message}, "\x00")
}

// told is a finding in a line.
func told(f check.Finding) string {
	return fmt.Sprintf("%s at %s:%d (%s): %s", f.Rule.Name, f.Location.File, f.Location.Start.Line, f.Path, f.Message)
}
