package policytest

import (
	"context"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
)

// The laws that random repositories have to keep.
const (
	totality     = "totality"     // no rule fails, and none takes long
	places       = "places"       // each finding is at a place of a file of the repository
	secrets      = "secrets"      // no report has a secret that was in the repository
	order        = "order"        // the findings depend neither on the order of files nor on how many workers there are
	isolation    = "isolation"    // one more agent that is clean and unrelated changes nothing
	locality     = "locality"     // rules over files say of all documents together what they say of each
	monotonicity = "monotonicity" // a higher risk tier takes no finding away
)

var laws = []string{totality, places, secrets, order, isolation, locality, monotonicity}

// ownLaws are those that hold for rules of the user's, of which others may rightly break the rest.
var ownLaws = []string{totality, places, order, locality}

// enough is how many broken repositories a law names.
const enough = 3

// law is how it went with one law.
type law struct {
	tried  int
	broken map[uint64]string // by seed, what breaks it
}

// trial checks random repositories.
type trial struct {
	drawer  *drawer
	checker *check.Checker
	engine  *policy.Engine
	own     bool // the rules are the user's
	mu      sync.Mutex
	laws    map[string]*law
}

// verdict is what breaks the laws that a repository was held against.
type verdict map[string][]string

func (v verdict) hold(law string, problems ...string) { v[law] = append(v[law], problems...) }

// random draws repositories, and holds all rules against the laws. The case of a law has the seeds that
// break it.
func (t *tester) random(ctx context.Context) error {
	if t.options.Random == 0 {
		return nil
	}
	start := time.Now() //nolint:forbidigo // for the elapsed time alone
	tr, err := t.newTrial()
	if err != nil {
		return err
	}
	group, working := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		group.Go(func() error {
			for seed := worker; seed < t.options.Random && working.Err() == nil; seed += workers {
				if err := tr.try(working, t.options.Seed+uint64(seed)); err != nil { //nolint:gosec // not negative
					return err
				}
			}
			return working.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for name, l := range tr.laws {
		if !t.wanted("random/" + name) {
			continue
		}
		broken, err := tr.broken(ctx, name, l)
		if err != nil {
			return err
		}
		t.result.Cases = append(t.result.Cases, Case{Kind: RandomCase, Name: "random/" + name, Tried: l.tried, Problems: broken, Elapsed: time.Since(start)})
	}
	return nil
}

// broken are the first few repositories that break a law, of which the first one is shown.
func (tr *trial) broken(ctx context.Context, name string, l *law) ([]Problem, error) {
	var all []Problem
	for i, seed := range slices.Sorted(maps.Keys(l.broken)) {
		p := Problem{Message: fmt.Sprintf("seed %d: %s", seed, l.broken[seed])}
		if i == enough {
			break
		}
		if i == 0 {
			var err error
			if p.Notes, err = tr.shrink(ctx, seed, name); err != nil {
				return nil, err
			}
		}
		all = append(all, p)
	}
	return all, nil
}

func (t *tester) newTrial() (*trial, error) {
	goldens, err := t.goldens()
	if err != nil {
		return nil, err
	}
	mutants, err := ReadMutants(builtIn)
	if err != nil {
		return nil, err
	}
	tr := &trial{laws: map[string]*law{}, own: t.own()}
	held := laws
	if tr.own {
		held = ownLaws
		for _, r := range t.tested() {
			for i, e := range slices.Concat(r.Bad, r.Good) {
				name := fmt.Sprintf("%s/%d", r.Name, i)
				goldens[name] = &Golden{Name: name, Files: e.Files}
			}
		}
	}
	tr.drawer = newDrawer(goldens, mutants, t.policies.Words(t.tested()))
	for _, name := range held {
		tr.laws[name] = &law{broken: map[uint64]string{}}
	}
	tr.checker, err = check.New(check.Options{
		Policies: t.options.Policies, Data: t.options.Data, Rules: check.Selection{Profile: t.profile(), Select: names(t.tested())},
		Run: check.Limits{Jobs: 1, Now: t.options.Now, Timeout: patience},
	})
	if err != nil {
		return nil, err
	}
	tr.engine, err = policy.NewEngine(t.policies, policy.Options{Enabled: t.tested(), Profile: t.profile(), Data: t.options.Data, Now: t.options.Now, Timeout: patience})
	return tr, err
}

// profile is the strictest one, but of rules of the user's only those are asked that are tested.
func (t *tester) profile() string {
	if t.own() {
		return "none"
	}
	return "strict"
}

// patience is how long rules may take for one small document.
const patience = 5 * time.Second

// try holds one repository against the laws, and notes what of them it breaks.
func (tr *trial) try(ctx context.Context, seed uint64) error {
	drawn, secret := tr.drawer.draw(seed)
	v, err := tr.judge(ctx, seed, drawn, secret)
	if err != nil {
		return err
	}
	tr.mu.Lock()
	defer tr.mu.Unlock()
	for name, broken := range v {
		l := tr.laws[name]
		if l == nil {
			continue
		}
		l.tried++
		if len(broken) > 0 {
			l.broken[seed] = broken[0]
		}
	}
	return nil
}

// judge holds a repository against the laws: against some of them always, and of the others against one.
func (tr *trial) judge(ctx context.Context, seed uint64, drawn *repository, secret bool) (verdict, error) {
	v := verdict{}
	r, err := tr.checker.Check(ctx, drawn.tree())
	if err != nil {
		return v, err
	}
	v.hold(totality, failures(r)...)
	v.hold(places, displaced(drawn, r)...)
	if secret && !tr.own {
		v.hold(secrets, betrayed(r, seed)...)
	}
	switch {
	case tr.own && seed%2 == 1, seed%4 == 2:
		return v, tr.part(ctx, v, drawn)
	case seed%4 == 0:
		return v, tr.disturb(ctx, v, drawn, r)
	case tr.own:
		return v, tr.reorder(ctx, v, drawn, r)
	case seed%4 == 3:
		return v, tr.climb(ctx, v, drawn, r)
	}
	return v, nil
}

// shrink takes away the files of a repository without which it breaks the law as well, and shows the rest.
func (tr *trial) shrink(ctx context.Context, seed uint64, law string) ([]string, error) {
	drawn, secret := tr.drawer.draw(seed)
	for _, name := range slices.Sorted(maps.Keys(drawn.files)) {
		less := &repository{files: maps.Clone(drawn.files), links: drawn.links}
		delete(less.files, name)
		v, err := tr.judge(ctx, seed, less, secret)
		if err != nil {
			return nil, err
		}
		if len(v[law]) > 0 {
			drawn = less
		}
	}
	var notes []string
	for _, name := range slices.Sorted(maps.Keys(drawn.files)) {
		notes = append(notes, "-- "+name+" --")
		notes = append(notes, strings.Split(strings.TrimSuffix(drawn.files[name], "\n"), "\n")...)
	}
	if len(notes) > shown {
		notes = append(notes[:shown], fmt.Sprintf("… and %d lines more", len(notes)-shown))
	}
	return notes, nil
}

// shown is how many lines of a repository are shown that breaks a law.
const shown = 40
