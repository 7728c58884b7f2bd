package policytest

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/pacheck/pacheck/check"
	"github.com/pacheck/pacheck/check/policy"
	"github.com/pacheck/pacheck/check/report"
	"github.com/pacheck/pacheck/loaders"
	"github.com/pacheck/pacheck/loaders/source"
)

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
func (tr *trial) disturb(ctx context.Context, v verdict, drawn *repository, r *check.Report) error {
	const folder = "zz-unrelated/"
	more := &repository{files: maps.Clone(drawn.files), links: drawn.links}
	more.files[folder+".claude/agents/gardener-of-roses.md"] = clean
	other, err := tr.checker.Check(ctx, backwards{more.tree()})
	if err != nil {
		return err
	}
	different := differences(listed(r, ""), listed(other, folder))
	if len(different) == 0 {
		v.hold(order)
		v.hold(isolation)
		return nil
	}
	if err := tr.reorder(ctx, v, drawn, r); err != nil {
		return err
	}
	if len(v[order]) == 0 {
		v.hold(isolation, different...)
	}
	return nil
}

func (tr *trial) reorder(ctx context.Context, v verdict, drawn *repository, r *check.Report) error {
	other, err := tr.checker.Check(ctx, backwards{drawn.tree()})
	if err != nil {
		return err
	}
	v.hold(order, differences(listed(r, ""), listed(other, ""))...)
	return nil
}

func (tr *trial) part(ctx context.Context, v verdict, drawn *repository) error {
	repository := loaders.NewRepository(drawn.tree(), nil, 0)
	var docs []*loaders.Document
	for _, name := range slices.Sorted(maps.Keys(drawn.files)) {
		if d := repository.Load(loaders.Entry{Path: name, Role: loaders.RoleOf(name)}); d != nil {
			docs = append(docs, d)
		}
	}
	var apart []string
	for _, d := range docs {
		said, lost, err := tr.said(ctx, d)
		if err != nil {
			return err
		}
		v.hold(places, lost...)
		apart = append(apart, said...)
	}
	together, _, err := tr.said(ctx, loaders.Merge(docs))
	apartOrTogether := strings.NewReplacer("goes: ", "of a file alone, but not of all files together: ", "comes: ", "of all files together, but of none alone: ")
	for _, d := range differences(apart, together) {
		v.hold(locality, apartOrTogether.Replace(d))
	}
	v.hold(locality)
	return err
}

// said is what the rules over files say of a document, by place instead of by path, and what of it leads to
// nothing in the document: not even to an entry of a collection.
func (tr *trial) said(ctx context.Context, d *loaders.Document) (all, lost []string, err error) {
	violations, faults, err := tr.engine.Evaluate(ctx, policy.FileScope, d)
	for _, f := range faults {
		all = append(all, f.Rule.Name+" failed while running: "+f.Message)
	}
	for _, v := range violations {
		spot := d.Locate(v.At)
		all = append(all, fmt.Sprint(v.Rule.Name, " ", spot.Place.Location(), " ", v.Severity, " ", v.Message))
		if !d.Locate(v.At[:min(2, len(v.At))]).Whole {
			lost = append(lost, fmt.Sprintf("%s says %q of %v, which is not in the document", v.Rule.Name, v.Message, v.At))
		}
	}
	return all, lost, err
}

// tierRules compare tiers with each other, so that a finding may go where one tier is higher.
var tierRules = []string{"risk-tier-missing-or-understated", "delegate-exceeds-parent"}

func (tr *trial) climb(ctx context.Context, v verdict, drawn *repository, r *check.Report) error {
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
	v.hold(monotonicity, gone...)
	return nil
}

// place is a finding without its message, which may name the tier.
func place(f check.Finding) string { return path.Join(f.Rule.Name, f.Location.File, f.Entity) }
