package check

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/pacheck/pacheck/loaders"
)

// Trust is a revision of the repository that alone says how it is checked: configuration, policies, data,
// waivers, comments, baseline and lock hold as they are there. What the files under check say otherwise does
// not count, and is told. A nil Trust trusts the files under check.
type Trust struct {
	Revision string            // as people name it
	Commit   string            // in hex
	Tree     fs.FS             // of the folder of the repository that is checked
	Top      string            // the top of the working tree, absolute
	Whole    fs.FS             // of the top
	Moved    map[string]string // what files were called there, by what they are called now
	Weakened []*loaders.Weakening
}

// TrustUse is what a trusted revision was for in a run.
type TrustUse struct {
	Revision string
	Commit   string
	Weakened int // how many changes would weaken the gate

	files []string // that say how to check; paths do not narrow the report to without them
}

// ReadFile reads a file that says how to check: of the revision where it is in the working tree, which who
// made a change does not rule; else of the disk.
func (t *Trust) ReadFile(name string) ([]byte, error) {
	if below, ok := t.below(name); ok {
		return fs.ReadFile(t.Whole, below)
	}
	return os.ReadFile(name)
}

// Stat is what is known of such a file or folder.
func (t *Trust) Stat(name string) (fs.FileInfo, error) {
	if below, ok := t.below(name); ok {
		return fs.Stat(t.Whole, below)
	}
	return os.Stat(name)
}

// Folder is such a folder.
func (t *Trust) Folder(name string) (fs.FS, error) {
	if below, ok := t.below(name); ok {
		return fs.Sub(t.Whole, below)
	}
	return os.DirFS(name), nil
}

// below is the path of a file from the top of the working tree, where it is in there: by its name, or by
// where links on the disk lead.
func (t *Trust) below(name string) (string, bool) {
	if t == nil {
		return "", false
	}
	absolute, err := filepath.Abs(name)
	if err != nil {
		return "", false
	}
	if path, ok := inside(t.Top, absolute); ok {
		return path, true
	}
	rest := ""
	for dir := absolute; ; dir = filepath.Dir(dir) {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			return inside(t.Top, filepath.Join(real, rest))
		}
		if dir == filepath.Dir(dir) {
			return "", false
		}
		rest = filepath.Join(filepath.Base(dir), rest)
	}
}

func inside(top, name string) (string, bool) {
	path, err := filepath.Rel(top, name)
	return filepath.ToSlash(path), err == nil && filepath.IsLocal(path)
}

// use is what the revision was for, given what the files under check say otherwise.
func (t *Trust) use(weakened []*loaders.Weakening) *TrustUse {
	if t == nil {
		return nil
	}
	u := &TrustUse{Revision: t.Revision, Commit: t.Commit, Weakened: len(weakened)}
	for _, w := range weakened {
		if w.Kind != "comment" {
			u.files = append(u.files, w.File)
		}
	}
	return u
}

// trusted is what the trusted revision has of exceptions and approvals.
type trusted struct {
	waivers []*loaders.Waiver
	locks   []*loaders.Lock
}

// read reads the waivers and the lock of the revision, and has the repository find out what a lock compares.
func (t *Trust) read(r *loaders.Repository) (trusted, error) {
	var found trusted
	if t == nil {
		return found, nil
	}
	files := loaders.NewRepository(t.Tree, nil, 0)
	for _, name := range []string{loaders.WaiversPath, loaders.LockPath} {
		if _, err := fs.Stat(t.Tree, name); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		doc := files.Load(loaders.Entry{Path: name, Role: loaders.RoleOf(name)})
		if doc == nil || doc.Files[0].Unread() {
			return found, fmt.Errorf("%s of the revision %s cannot be read: mend it there", name, t.Revision)
		}
		found.waivers, found.locks = append(found.waivers, doc.Waivers...), append(found.locks, doc.Locks...)
	}
	if len(found.locks) > 0 {
		r.KeepContents()
	}
	return found, nil
}

// distrust leaves of the waivers of a repository those that the trusted revision has word for word, and
// puts its lock in the place of the repository's. It says what would weaken the gate.
func (t *Trust) distrust(all *loaders.Document, base trusted) []*loaders.Weakening {
	if t == nil {
		return nil
	}
	weakened := slices.Clone(t.Weakened)
	known := map[string]int{}
	for _, w := range base.waivers {
		known[wording(w)]++
	}
	var waivers []*loaders.Waiver
	for _, w := range all.Waivers {
		if said := wording(w); known[said] > 0 {
			known[said]--
			waivers = append(waivers, w)
			continue
		}
		weakened = append(weakened, &loaders.Weakening{
			Kind: "waiver", What: fmt.Sprintf("waiver %s accepts %s for %s", orUnnamed(w.ID.V), orUnnamed(w.Rule.V), orUnnamed(w.Target.V)),
			File: w.File, Role: w.Role, At: w.At,
		})
	}
	weakened = append(weakened, unlocked(all.Locks, base.locks)...)
	all.Waivers, all.Locks = waivers, slices.Clone(base.locks)
	return weakened
}

func orUnnamed(name string) string {
	if name == "" {
		return "(unnamed)"
	}
	return name
}

// wording is all that a waiver states.
func wording(w *loaders.Waiver) string {
	plain := *w
	plain.File, plain.Role, plain.Use = "", "", nil
	text, err := json.Marshal(plain)
	if err != nil {
		return fmt.Sprintf("%p", w) // like no other
	}
	return string(text)
}

// unlocked are the approvals that are other than in the trusted revision, or are gone.
func unlocked(now, before []*loaders.Lock) []*loaders.Weakening {
	var all []*loaders.Weakening
	approved := map[string]*loaders.Lock{}
	for _, l := range before {
		approved[l.Of] = l
	}
	var last *loaders.Lock
	for _, l := range now {
		was := approved[l.Of]
		delete(approved, l.Of)
		last = l
		if was == nil || was.SHA256 != l.SHA256 || l.FirstParty.V && !was.FirstParty.V {
			what := "approves " + l.Name
			if was != nil {
				what += " as it is other than before"
			}
			all = append(all, &loaders.Weakening{Kind: "lock", What: what, File: l.File, Role: l.Role, At: l.At})
		}
	}
	for _, l := range before {
		if approved[l.Of] == nil {
			continue
		}
		w := &loaders.Weakening{Kind: "lock", What: "no longer holds " + l.Name + " to what was approved", File: l.File, Role: l.Role, At: l.At}
		if last != nil {
			w.At = last.At
		}
		all = append(all, w)
	}
	return all
}

// ignored are the findings that comments leave out in the trusted revision.
func (c *Checker) ignored(ctx context.Context, o Options) ([]Finding, error) {
	before := o
	before.Trust, before.Since, before.Baseline, before.Paths, before.Progress = nil, nil, nil, nil, nil
	before.Tree = o.Trust.Tree
	report, err := c.run(ctx, before)
	if err != nil {
		return nil, fmt.Errorf("checking the revision %s: %w", o.Trust.Revision, err)
	}
	return slices.DeleteFunc(report.Suppressed, func(f Finding) bool { return f.Suppression.Kind != InlineKind }), nil
}

// distrustIgnores leaves of the findings that comments leave out those that comments of the trusted revision
// leave out as well, as severe as they are now. It is asked for only where there are any, since it judges
// that revision, too.
func (r *run) distrustIgnores(ctx context.Context, x *exceptions, report *Report) error {
	t := r.options.Trust
	indexes := slices.Concat(x.ignored...)
	if t == nil || r.options.Strict || len(indexes) == 0 {
		return nil
	}
	slices.Sort(indexes)
	indexes = slices.Compact(indexes)
	var found []Finding
	for _, i := range indexes {
		found = append(found, report.Findings[i])
	}
	before, err := r.checker.ignored(ctx, r.options)
	if err != nil {
		return err
	}
	old, _ := match(found, before, t.Moved)
	known := map[int]bool{}
	for n, i := range indexes {
		known[i] = old[n]
	}
	for n, c := range x.doc.Ignores {
		kept := slices.DeleteFunc(slices.Clone(x.ignored[n]), func(i int) bool { return !known[i] })
		if len(kept) < len(x.ignored[n]) {
			r.weakened = append(r.weakened, &loaders.Weakening{
				Kind: "comment", What: "a comment leaves out " + orUnnamed(c.Rule.V), File: c.File, Role: c.Role, At: c.At,
			})
		}
		x.ignored[n] = kept
	}
	return nil
}
