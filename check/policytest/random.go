package policytest

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
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

// enough is how many broken repositories a law names.
const enough = 3

// law is how it went with one law.
type law struct {
	tried    int
	problems []string
}

// trial checks random repositories.
type trial struct {
	drawer  *drawer
	checker *check.Checker
	engine  *policy.Engine
	mu      sync.Mutex
	laws    map[string]*law
}

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
	group, ctx := errgroup.WithContext(ctx)
	workers := runtime.GOMAXPROCS(0)
	for worker := range workers {
		group.Go(func() error {
			for seed := worker; seed < t.options.Random && ctx.Err() == nil; seed += workers {
				if err := tr.try(ctx, t.options.Seed+uint64(seed)); err != nil { //nolint:gosec // not negative
					return err
				}
			}
			return ctx.Err()
		})
	}
	err = group.Wait()
	for _, name := range laws {
		if l := tr.laws[name]; t.wanted("random/" + name) {
			t.result.Cases = append(t.result.Cases, Case{Kind: RandomCase, Name: "random/" + name, Tried: l.tried, Problems: l.problems, Elapsed: time.Since(start)})
		}
	}
	return err
}

func (t *tester) newTrial() (*trial, error) {
	goldens, err := ReadGoldens(builtIn)
	if err != nil {
		return nil, err
	}
	mutants, err := ReadMutants(builtIn)
	if err != nil {
		return nil, err
	}
	tr := &trial{drawer: newDrawer(goldens, mutants), laws: map[string]*law{}}
	for _, name := range laws {
		tr.laws[name] = &law{}
	}
	tr.checker, err = check.New(check.Options{
		Policies: t.options.Policies, Rules: check.Selection{Profile: "strict", Select: names(t.policies)},
		Run: check.Limits{Jobs: 1, Now: t.options.Now, Timeout: patience},
	})
	if err != nil {
		return nil, err
	}
	tr.engine, err = policy.NewEngine(t.policies, policy.Options{Profile: "strict", Now: t.options.Now, Timeout: patience})
	return tr, err
}

// patience is how long rules may take for one small document.
const patience = 5 * time.Second

// hold notes that a law was held against a repository, and what of it is broken.
func (tr *trial) hold(name string, seed uint64, problems ...string) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	l := tr.laws[name]
	l.tried++
	for _, p := range problems {
		if len(l.problems) < enough {
			l.problems = append(l.problems, fmt.Sprintf("seed %d: %s", seed, p))
		}
	}
}

// try holds one repository against the laws: against some of them always, and of the others against one.
func (tr *trial) try(ctx context.Context, seed uint64) error {
	drawn, secret := tr.drawer.draw(seed)
	r, err := tr.checker.Check(ctx, drawn.tree())
	if err != nil {
		return err
	}
	tr.hold(totality, seed, failures(r)...)
	tr.hold(places, seed, displaced(drawn, r)...)
	if secret {
		tr.hold(secrets, seed, betrayed(r, seed)...)
	}
	switch seed % 4 {
	case 0:
		return tr.disturb(ctx, seed, drawn, r)
	case 2:
		return tr.part(ctx, seed, drawn)
	case 3:
		return tr.climb(ctx, seed, drawn, r)
	}
	return nil
}

// displaced are the findings at no place of the repository.
func displaced(drawn *repository, r *check.Report) []string {
	var all []string
	for _, f := range r.Findings {
		text, ok := drawn.files[f.Location.File]
		if _, link := drawn.links[f.Location.File]; !ok && !link {
			all = append(all, "in no file: "+told(f))
			continue
		}
		file := source.Read(f.Location.File, []byte(text))
		start, end := file.Offset(f.Location.Start), file.Offset(f.Location.End)
		if ok && (file.Position(start) != f.Location.Start || file.Position(end) != f.Location.End || start > end) {
			all = append(all, "outside of the text: "+told(f))
		}
	}
	return all
}

// betrayed says whether the planted secret stands in one of the formats, another one for each seed; now
// and then in SARIF, which takes longest.
func betrayed(r *check.Report, seed uint64) []string {
	formats := report.Names()
	name := formats[seed/4%uint64(len(formats))]
	if name == "sarif" && seed%16 != 0 {
		name = "json"
	}
	var b bytes.Buffer
	if err := report.Formats[name](&b, r); err != nil {
		return []string{fmt.Sprintf("writing %s: %v", name, err)}
	}
	if bytes.Contains(b.Bytes(), []byte(planted)) {
		return []string{"the secret is in the format " + name}
	}
	return nil
}

// backwards is a tree that lists its folders from the end.
type backwards struct{ fs.FS }

// ReadDir lists a folder.
func (b backwards) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(b.FS, name)
	slices.Reverse(entries)
	return entries, err
}

// ReadLink says where a link leads.
func (b backwards) ReadLink(name string) (string, error) { return fs.ReadLink(b.FS, name) }

// Lstat describes a file, or a link itself.
func (b backwards) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(b.FS, name) }

// listed are the findings of a report but those in a folder, each with all that is said.
func listed(r *check.Report, but string) []string {
	var all []string
	for _, f := range r.Findings {
		if but == "" || !strings.HasPrefix(f.Location.File, but) {
			all = append(all, fmt.Sprint(told(f), " ", f.Severity, " ", f.Fingerprint))
		}
	}
	return all
}

// differences says what only one of two lists has, no more than one line of each.
func differences(before, after []string) []string {
	for _, s := range before {
		if !slices.Contains(after, s) {
			return []string{"goes: " + s}
		}
	}
	for _, s := range after {
		if !slices.Contains(before, s) {
			return []string{"comes: " + s}
		}
	}
	return nil
}

// clean is an agent that breaks no rule and has nothing to do with any other.
const clean = "---\nname: gardener-of-roses\ndescription: Says when the roses of the park are to be cut.\ntools: Read\n---\nName the week.\n"

// disturb judges the repository again, from the end and with one more agent. What differs breaks one of the
// two laws: order, where it differs without the agent as well.
func (tr *trial) disturb(ctx context.Context, seed uint64, drawn *repository, r *check.Report) error {
	const folder = "zz-unrelated/"
	more := &repository{files: maps.Clone(drawn.files), links: drawn.links}
	more.files[folder+".claude/agents/gardener-of-roses.md"] = clean
	other, err := tr.checker.Check(ctx, backwards{more.tree()})
	if err != nil {
		return err
	}
	different := differences(listed(r, ""), listed(other, folder))
	if len(different) == 0 {
		tr.hold(order, seed)
		tr.hold(isolation, seed)
		return nil
	}
	if other, err = tr.checker.Check(ctx, backwards{drawn.tree()}); err != nil {
		return err
	}
	if turned := differences(listed(r, ""), listed(other, "")); len(turned) > 0 {
		tr.hold(order, seed, turned...)
		return nil
	}
	tr.hold(isolation, seed, different...)
	return nil
}

func (tr *trial) part(ctx context.Context, seed uint64, drawn *repository) error {
	repository := loaders.NewRepository(drawn.tree(), nil, 0)
	var docs []*loaders.Document
	for _, name := range slices.Sorted(maps.Keys(drawn.files)) {
		if d := repository.Load(loaders.Entry{Path: name, Role: loaders.RoleOf(name)}); d != nil {
			docs = append(docs, d)
		}
	}
	var apart []string
	for _, d := range docs {
		said, err := tr.said(ctx, d)
		if err != nil {
			return err
		}
		apart = append(apart, said...)
	}
	together, err := tr.said(ctx, loaders.Merge(docs))
	tr.hold(locality, seed, differences(apart, together)...)
	return err
}

// said is what the rules over files say of a document, by place instead of by path.
func (tr *trial) said(ctx context.Context, d *loaders.Document) ([]string, error) {
	violations, faults, err := tr.engine.Evaluate(ctx, policy.FileScope, d)
	var all []string
	for _, f := range faults {
		all = append(all, f.Rule.Name+" failed while running: "+f.Message)
	}
	for _, v := range violations {
		spot := d.Locate(v.At)
		all = append(all, fmt.Sprint(v.Rule.Name, " ", spot.Place.Location(), " ", v.Severity, " ", v.Message))
	}
	return all, err
}

// tierRules compare tiers with each other, so that a finding may go where one tier is higher.
var tierRules = []string{"risk-tier-missing-or-understated", "delegate-exceeds-parent"}

func (tr *trial) climb(ctx context.Context, seed uint64, drawn *repository, r *check.Report) error {
	raised, ok := raise(drawn)
	if !ok {
		return nil
	}
	other, err := tr.checker.Check(ctx, raised.tree())
	if err != nil {
		return err
	}
	after := map[string]bool{}
	for _, f := range other.Findings {
		after[place(f)] = true
	}
	var gone []string
	for _, f := range r.Findings {
		if !after[place(f)] && !slices.Contains(tierRules, f.Rule.Name) {
			gone = append(gone, "goes with a higher tier: "+told(f))
		}
	}
	tr.hold(monotonicity, seed, gone...)
	return nil
}

// place is a finding without its message, which may name the tier.
func place(f check.Finding) string { return path.Join(f.Rule.Name, f.Location.File, f.Entity) }
