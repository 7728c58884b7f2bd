package revision

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Commit is who changed what, and when.
type Commit struct {
	ID      string    // in hex
	Author  string    // the name
	Email   string    // of the author
	Date    time.Time // when the author wrote it
	Subject string    // the first line of the message
	Cut     bool      // the history of the clone begins here: of a file, the last change may be an older one
}

// Head is the commit that is checked out. Its error is a MissingError where there is none yet.
func (r *Repository) Head(ctx context.Context) (string, error) { return r.Resolve(ctx, "HEAD") }

// Branch is the branch that is checked out; "" where the head is detached.
func (r *Repository) Branch(ctx context.Context) string {
	name, err := r.git(ctx, "symbolic-ref", "--quiet", "--short", "HEAD")
	if err != nil {
		return ""
	}
	return name
}

// Dirty says whether a tracked file is other than in the commit that is checked out. Filters that the
// repository configures are not run: a file that needs one counts as changed where its time or size has.
func (r *Repository) Dirty(ctx context.Context) (bool, error) {
	out, err := r.changed(ctx)
	return out != "", err
}

// changed are the tracked files that are other than in the commit that is checked out, as git writes them.
func (r *Repository) changed(ctx context.Context, paths ...string) (string, error) {
	filters, _ := r.git(ctx, "config", "--name-only", "--get-regexp", `^filter\..*\.(clean|process|required)$`) // fails where there are none
	var args []string
	for name := range strings.Lines(filters) {
		value := ""
		if strings.HasSuffix(strings.TrimSpace(name), ".required") {
			value = "false"
		}
		args = append(args, "-c", strings.TrimSpace(name)+"="+value)
	}
	args = append(args, "status", "--porcelain", "-z", "--untracked-files=no", "--ignore-submodules=all")
	return r.git(ctx, append(args, paths...)...)
}

// Commit is what is known of a commit.
func (r *Repository) Commit(ctx context.Context, id string) (Commit, error) {
	c, ok, err := r.last(ctx, id)
	if err == nil && !ok {
		err = fmt.Errorf("git knows no commit %s", id)
	}
	return c, err
}

// LastChange is the last commit up to a commit that changed a file, or a file below a folder; false where
// git knows none.
func (r *Repository) LastChange(ctx context.Context, id, name string) (Commit, bool, error) {
	return r.last(ctx, id, "--", r.below(name))
}

func (r *Repository) last(ctx context.Context, id string, paths ...string) (Commit, bool, error) {
	args := []string{"log", "-1", "--no-show-signature", "--no-color", "--format=" + commitFormat, "--end-of-options", id}
	top := &Repository{Root: r.Top}
	out, err := top.git(ctx, append(args, paths...)...)
	if err != nil || out == "" {
		return Commit{}, false, err
	}
	parts := strings.SplitN(out, "\x00", 5)
	if len(parts) < 5 {
		return Commit{}, false, fmt.Errorf("git log says %q", out)
	}
	c, err := readCommit(parts)
	c.Cut = slices.Contains(r.cuts(ctx), c.ID)
	return c, err == nil, err
}

// cuts are the commits at which the history of a shallow clone begins.
func (r *Repository) cuts(ctx context.Context) []string {
	name, err := r.git(ctx, "rev-parse", "--git-path", "shallow")
	if err != nil {
		return nil
	}
	if !filepath.IsAbs(name) {
		name = filepath.Join(r.Root, name)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil // a clone that is not shallow has no such file
	}
	return strings.Fields(string(data))
}

// Change is a file that is other than in a commit.
type Change struct {
	Path   string // now; of a file that is gone, what it was
	Old    string // of a file that was renamed, the path in the commit; else ""
	Status byte   // A added, D deleted, M modified, R renamed, T of another type
}

// Changes are the files that the index, which a checkout fills, has otherwise than a commit, by path. Those
// that a rename takes out of the folder are deleted, and those that it takes in are added.
func (r *Repository) Changes(ctx context.Context, id string) ([]Change, error) {
	out, err := r.git(ctx, "diff-index", "--cached", "--name-status", "-z", "-M", "-l2000", "--relative", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--end-of-options", id)
	if err != nil {
		return nil, err
	}
	var changes []Change
	words := strings.Split(out, "\x00")
	for i := 0; i+1 < len(words) && words[i] != ""; i += 2 {
		c := Change{Status: words[i][0], Path: words[i+1]}
		if c.Status == 'R' && i+2 < len(words) {
			c.Old, c.Path = words[i+1], words[i+2]
			i++
		}
		changes = append(changes, c)
	}
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.Path, b.Path) })
	return changes, nil
}
