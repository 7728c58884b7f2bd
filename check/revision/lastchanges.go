package revision

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// LastChanges are the last commits up to a commit that changed files, by their paths. It leaves out files
// that are other now than in that commit, since no commit made them so, those that git does not know, and
// those whose last change may lie before the beginning of a shallow clone.
func (r *Repository) LastChanges(ctx context.Context, id string, names []string) (map[string]Commit, error) {
	wanted := map[string]string{} // by the path from the top
	paths := []string{"--"}
	for _, name := range names {
		if below := r.below(name); below != ".." && !strings.HasPrefix(below, "../") && !strings.HasPrefix(name, "/") {
			wanted[below] = name
			paths = append(paths, below)
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	top := &Repository{Root: r.Top, Top: r.Top}
	changed, err := top.changed(ctx, append([]string{"--untracked-files=all"}, paths...)...)
	if err != nil {
		return nil, err
	}
	for entry := range strings.SplitSeq(changed, "\x00") {
		if len(entry) > 3 {
			delete(wanted, entry[3:]) // "XY " and the path; the old path of a rename has no such beginning, and is gone
		}
	}
	args := append([]string{"log", "--no-show-signature", "--no-color", "--no-renames", "-z", "--name-only", "--format=%x01" + commitFormat, "--end-of-options", id}, paths...)
	out, err := top.git(ctx, args...)
	if err != nil {
		return nil, err
	}
	all := map[string]Commit{}
	cuts := r.cuts(ctx)
	var last Commit
	words := strings.Split(out, "\x00")
	for i := 0; i < len(words); i++ {
		if commit, ok := strings.CutPrefix(words[i], "\x01"); ok && objectID.MatchString(commit) && i+4 < len(words) {
			if last, err = readCommit(append([]string{commit}, words[i+1:i+5]...)); err != nil {
				return nil, err
			}
			i += 4
			continue
		}
		below := strings.TrimPrefix(words[i], "\n")
		if name, ok := wanted[below]; ok {
			delete(wanted, below) // the first is the last change
			if !slices.Contains(cuts, last.ID) {
				all[name] = last
			}
		}
	}
	return all, nil
}

// commitFormat is how git writes a commit for readCommit.
const commitFormat = "%H%x00%an%x00%ae%x00%aI%x00%s"

func readCommit(parts []string) (Commit, error) {
	date, err := time.Parse(time.RFC3339, parts[3])
	if err != nil {
		return Commit{}, fmt.Errorf("the date of commit %s: %w", parts[0], err)
	}
	return Commit{ID: parts[0], Author: parts[1], Email: parts[2], Date: date.UTC(), Subject: parts[4]}, nil
}
