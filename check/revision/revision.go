// Package revision reads a repository at a revision, through the git program: it alone reads partial and
// shallow clones, worktrees, alternates and every kind of object faithfully. Nothing is fetched, nothing is
// written, and nothing that the repository configures is run.
package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// timeout is how long one call of git may take.
const timeout = 2 * time.Minute

// maxOutput bounds the bytes that one call of git says: more than a tree of two million files.
const maxOutput = 512 << 20

// Repository is a git repository, seen from a folder in it. All paths are relative to that folder, with
// slashes. It keeps no state, and may be used by several goroutines.
type Repository struct {
	Root   string // the folder
	Top    string // the top of the working tree
	Prefix string // the path of the folder below the top, with a slash at the end; "" for the top itself
}

// Open finds the repository that a folder is in. Its error says why there is none, or why git does not
// read it.
func Open(ctx context.Context, root string) (*Repository, error) {
	r := &Repository{Root: root}
	out, err := r.git(ctx, "rev-parse", "--show-toplevel", "--show-prefix")
	if err != nil {
		return nil, r.unusable(err)
	}
	lines := strings.Split(out, "\n")
	if len(lines) < 2 || lines[0] == "" {
		return nil, fmt.Errorf("%s is in no working tree of git", root)
	}
	r.Top, r.Prefix = filepath.FromSlash(lines[0]), lines[1]
	return r, nil
}

// unusable is why there is no repository to read, and what to do.
func (r *Repository) unusable(err error) error {
	said := err.Error()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return errors.New("the program git is not installed, or not on the PATH: it reads revisions")
	case strings.Contains(said, "dubious ownership"):
		return fmt.Errorf("git does not read %s, since the folder belongs to somebody else: "+
			"git config --global --add safe.directory %s trusts it", r.Root, filepath.ToSlash(r.Root))
	case strings.Contains(said, "not a git repository"):
		return fmt.Errorf("%s is in no git repository", r.Root)
	case strings.Contains(said, "must be run in a work tree"):
		return fmt.Errorf("%s is in no working tree of git", r.Root)
	}
	return fmt.Errorf("finding the git repository of %s: %w", r.Root, err)
}

// foreign are the variables by which git would read another repository, or run a program, without our asking.
var foreign = regexp.MustCompile(`^GIT_(DIR|WORK_TREE|COMMON_DIR|NAMESPACE|PREFIX|INTERNAL_.*|EXTERNAL_DIFF|DIFF_OPTS|LITERAL_PATHSPECS|GLOB_PATHSPECS|NOGLOB_PATHSPECS|ICASE_PATHSPECS|TRACE.*|PAGER|SSH.*|PROXY.*|ASKPASS|REPLACE_REF_BASE|GRAFT_FILE|SHALLOW_FILE)=`)

// command is a call of git that fetches nothing, asks nobody, locks nothing, and runs no hook and no monitor.
func (r *Repository) command(ctx context.Context, args ...string) *exec.Cmd {
	safe := []string{
		"--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
		"-c", "log.showSignature=false", "-c", "diff.external=", "-c", "core.quotePath=false", "-c", "submodule.recurse=false",
	}
	cmd := exec.CommandContext(ctx, "git", append(safe, args...)...)
	cmd.Dir = r.Root
	cmd.Env = slices.DeleteFunc(cmd.Environ(), foreign.MatchString)
	cmd.Env = append(cmd.Env, "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_REPLACE_OBJECTS=1", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none", "LC_ALL=C")
	return cmd
}

// git is what a call of git says on standard output, without the last line end.
func (r *Repository) git(ctx context.Context, args ...string) (string, error) {
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd := r.command(limited, args...)
	stdout, stderr := &bounded{}, &bounded{}
	cmd.Stdout, cmd.Stderr = stdout, stderr
	err := cmd.Run()
	if err == nil {
		return strings.TrimSuffix(stdout.String(), "\n"), nil
	}
	switch _, exited := errors.AsType[*exec.ExitError](err); {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case limited.Err() != nil:
		return "", fmt.Errorf("git %s took longer than %s", args[0], timeout)
	case exited && stderr.Len() > 0:
		err = errors.New(strings.TrimSpace(stderr.String()))
	}
	return stdout.String(), fmt.Errorf("git %s: %w", args[0], err)
}

// bounded is a buffer that does not take more than maxOutput.
type bounded struct{ bytes.Buffer }

// Write adds data, or fails where it is too much.
func (b *bounded) Write(data []byte) (int, error) {
	if b.Len()+len(data) > maxOutput {
		return 0, fmt.Errorf("git says more than %d bytes", maxOutput)
	}
	return b.Buffer.Write(data)
}

// MissingError is that a revision, or what belongs to it, is not in this clone.
type MissingError struct {
	Revision string
	Why      string // what is missing
	Fetch    string // what to do about it
}

// Error says what is missing, and what fetches it.
func (e *MissingError) Error() string {
	return fmt.Sprintf("the revision %s %s: %s", e.Revision, e.Why, e.Fetch)
}

var (
	plainRevision = regexp.MustCompile(`^[0-9A-Za-z][0-9A-Za-z._/+-]*$`)
	objectID      = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)
	zeroID        = regexp.MustCompile(`^0{40,64}$`)
)

// Resolve is the id of the commit that a revision means: a branch, a tag, an id, or what else git takes. Its
// error is a MissingError where there is no such commit here.
func (r *Repository) Resolve(ctx context.Context, rev string) (string, error) {
	if rev == "" || strings.HasPrefix(rev, "-") || strings.ContainsAny(rev, "\x00\n") {
		return "", fmt.Errorf("%q is no revision: write a branch, a tag or the id of a commit", rev)
	}
	id, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", rev+"^{commit}")
	switch {
	case err == nil && objectID.MatchString(id):
		return id, nil
	case ctx.Err() != nil:
		return "", ctx.Err()
	}
	return "", r.missing(ctx, rev)
}

// missing is the error of a revision that is not here.
func (r *Repository) missing(ctx context.Context, rev string) error {
	e := &MissingError{Revision: rev, Why: "is not in this clone"}
	remote, name := r.remoteOf(ctx, rev)
	switch {
	case zeroID.MatchString(rev):
		e.Why, e.Fetch = "means that there is none", "it stands for the time before the first push of a branch; name the branch that this one comes from"
	case plainRevision.MatchString(rev):
		e.Fetch = fmt.Sprintf("git fetch --depth=1 %s %s fetches it; in GitHub Actions so does fetch-depth: 0 of actions/checkout", remote, name)
	case r.Shallow(ctx):
		e.Why, e.Fetch = "is not in this clone, which is shallow", "git fetch --unshallow fetches all; in GitHub Actions so does fetch-depth: 0 of actions/checkout"
	default:
		e.Fetch = "write a branch, a tag or the id of a commit that was fetched"
	}
	return e
}

// remoteOf divides a revision such as origin/main.
func (r *Repository) remoteOf(ctx context.Context, rev string) (remote, name string) {
	known, err := r.git(ctx, "remote")
	first, rest, divided := strings.Cut(rev, "/")
	if divided && (first == "origin" || err == nil && slices.Contains(strings.Fields(known), first)) {
		return first, rest
	}
	return "origin", rev
}

// Shallow says whether the history of the clone is cut.
func (r *Repository) Shallow(ctx context.Context) bool {
	out, err := r.git(ctx, "rev-parse", "--is-shallow-repository")
	return err == nil && out == "true"
}

// MergeBase is the commit at which two commits part; "" where there is none here, as in a shallow clone.
func (r *Repository) MergeBase(ctx context.Context, a, b string) (string, error) {
	out, err := r.git(ctx, "merge-base", "--", a, b)
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() == 1 {
		return "", nil
	}
	return out, err
}

// below is a path of the repository, from its top.
func (r *Repository) below(name string) string { return path.Join(r.Prefix, name) }
