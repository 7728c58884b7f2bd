package check

import (
	"context"
	"fmt"
	"io/fs"
	"slices"

	"github.com/pacheck/pacheck/loaders"
)

// Since is an earlier revision of the repository: what is found in it is old.
type Since struct {
	Revision string            // as people name it
	Commit   string            // the commit that Tree is of, in hex
	Tree     fs.FS             // of the same folder as the root
	Moved    map[string]string // what files were called there, by what they are called now
}

// SinceUse is what an earlier revision was for in a run.
type SinceUse struct {
	Revision string
	Commit   string
	Old      int // findings that it has as well
	Gone     int // findings that it has and that are no more

	old, gone []Finding
}

// since judges the earlier revision with the rules, the configuration and the time of the run, and takes
// what is found there out of the report. Other than a baseline it makes every finding old that nobody has
// made worse: what was wrong before is not for the change to answer for.
func (c *Checker) since(ctx context.Context, o Options, r *Report) error {
	if o.Since == nil {
		return nil
	}
	before := o
	before.Since, before.Trust, before.Paths, before.Tree, before.Progress = nil, nil, nil, o.Since.Tree, nil
	base, err := c.run(ctx, before)
	if err != nil {
		return fmt.Errorf("checking the revision %s: %w", o.Since.Revision, err)
	}
	use := &SinceUse{Revision: o.Since.Revision, Commit: o.Since.Commit}
	moved := withCopies(o.Since.Moved, r.Files, base.Files)
	r.Findings, use.old, use.gone = divide(r.Findings, base.Findings, moved)
	use.Old, use.Gone = len(use.old), len(use.gone)
	r.Since = use
	return nil
}

// without leaves findings out.
func (u *SinceUse) without(outside func(Finding) bool) {
	if u == nil {
		return
	}
	u.old, u.gone = slices.DeleteFunc(u.old, outside), slices.DeleteFunc(u.gone, outside)
	u.Old, u.Gone = len(u.old), len(u.gone)
}

// divide says which findings are new, which are old, and which are gone.
func divide(now, before []Finding, moved map[string]string) (left, old, gone []Finding) {
	known, gone := match(now, before, moved)
	for i, f := range now {
		if known[i] {
			old = append(old, f)
			continue
		}
		left = append(left, f)
	}
	return left, old, gone
}

// match says of each finding whether there was one like it that was as severe, each for one of them, and
// which of those are gone. Moved are the former names of files.
func match(now, before []Finding, moved map[string]string) (known []bool, gone []Finding) {
	type key struct{ file, print string }
	indexes := map[key][]int{}
	for i, f := range before {
		for _, k := range []key{{"", f.Fingerprint}, {f.Location.File, f.anywhere}} {
			indexes[k] = append(indexes[k], i)
		}
	}
	taken := make([]bool, len(before))
	take := func(k key, f *Finding) bool {
		for _, i := range indexes[k] {
			if !taken[i] && before[i].Severity >= f.Severity {
				taken[i] = true
				return true
			}
		}
		return false
	}
	for _, f := range now {
		from := moved[f.Location.File]
		known = append(known, take(key{"", f.Fingerprint}, &f) || from != "" && take(key{from, f.anywhere}, &f))
	}
	for i, f := range before {
		if !taken[i] {
			gone = append(gone, f)
		}
	}
	return known, gone
}

// withCopies adds to the files that were renamed those that git has not been told of: a file of the same
// bytes as one that is gone.
func withCopies(moved map[string]string, now, before []*loaders.File) map[string]string {
	all := map[string]string{}
	named := map[string]bool{}
	for to, from := range moved {
		all[to], named[from] = from, true
	}
	was, is := pathsOf(before), pathsOf(now)
	gone := map[string][]string{}
	for _, f := range before {
		if !is[f.Path] && !named[f.Path] && f.SHA256 != "" {
			gone[f.SHA256] = append(gone[f.SHA256], f.Path)
		}
	}
	for _, f := range now {
		if from := gone[f.SHA256]; !was[f.Path] && all[f.Path] == "" && len(from) > 0 {
			all[f.Path], gone[f.SHA256] = from[0], from[1:]
		}
	}
	return all
}

func pathsOf(files []*loaders.File) map[string]bool {
	paths := map[string]bool{}
	for _, f := range files {
		paths[f.Path] = true
	}
	return paths
}
