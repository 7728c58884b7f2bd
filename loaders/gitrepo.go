package loaders

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// gitRepo is a git repository as far as ignoring goes, or a tree without one.
type gitRepo struct {
	gitDir string // "" where there is none
	name   string // of the .git for people, relative to the root of the walk
	// A path relative to the root of the walk is, relative to the top of the repository, prefix and the
	// path without its first cut bytes.
	prefix string
	cut    int

	once  sync.Once
	index gitIndex
}

// path makes a path relative to the top of the repository from one relative to the root of the walk.
func (r *gitRepo) path(path string) string { return r.prefix + path[r.cut:] }

// tracked is what git tracks. The index is read when it is asked for first, for most walks never: it
// matters only where something is ignored.
func (r *gitRepo) tracked(finds *treeFinds) gitIndex {
	r.once.Do(func() {
		if r.gitDir == "" {
			return
		}
		data, err := readIndexFile(filepath.Join(r.gitDir, "index"))
		if os.IsNotExist(err) {
			return
		}
		if err == nil {
			r.index, err = parseGitIndex(data)
		}
		if err != nil {
			finds.skip(r.name+"/index", SkipUnreadable, "unreadable, so that files which git both ignores and tracks may be left out: "+cause(err))
		}
	})
	return r.index
}

func readIndexFile(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("the index is not a regular file")
	case info.Size() > maxIndexSize:
		return nil, fmt.Errorf("the index is larger than %s", sizeText(maxIndexSize))
	}
	return os.ReadFile(path)
}

// findGitDir is where git keeps the data of the repository whose top the folder is: its .git, or what
// that names where it is a file, as in a worktree or a submodule.
func findGitDir(folder string) (dir string, ok bool) {
	dir = filepath.Join(folder, ".git")
	info, err := os.Stat(dir)
	if err != nil {
		return "", false
	}
	if !info.IsDir() {
		target, ok := strings.CutPrefix(firstLine(dir), "gitdir: ")
		if !ok {
			return "", false
		}
		if dir = target; !filepath.IsAbs(dir) {
			dir = filepath.Join(folder, target)
		}
	}
	_, err = os.Lstat(filepath.Join(dir, "HEAD"))
	return dir, err == nil
}

// infoExclude is the file of patterns of one clone. All worktrees share that of the main one.
func infoExclude(gitDir string) string {
	if common := firstLine(filepath.Join(gitDir, "commondir")); common != "" {
		if !filepath.IsAbs(common) {
			common = filepath.Join(gitDir, common)
		}
		gitDir = common
	}
	return filepath.Join(gitDir, "info", "exclude")
}

// firstLine is the text of a small regular file up to its first line end, "" where there is none.
func firstLine(path string) string {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	file, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer file.Close() //nolint:errcheck // nothing was written
	data, err := io.ReadAll(io.LimitReader(file, 8<<10))
	if err != nil {
		return ""
	}
	line, _, _ := strings.Cut(string(data), "\n")
	return strings.TrimSuffix(line, "\r")
}

// start is the root of the walk with the rules of the repository that it is in. A root that this
// repository ignores was asked for by name: then they do not count.
func (t *treeWalk) start(finds *treeFinds) treeFolder {
	alone := treeFolder{repo: &gitRepo{}}
	if t.options.NoGitignore {
		return alone
	}
	gitDir, top, ok := t.enclosing()
	if !ok {
		return alone
	}
	up, _ := filepath.Rel(t.root, top)
	up = strings.TrimPrefix(filepath.ToSlash(up)+"/", "./")
	dir := treeFolder{repo: &gitRepo{gitDir: gitDir, name: up + ".git"}}
	dir.rules = t.readIgnoreFile(ignoreFile{name: up + ".git/info/exclude", disk: infoExclude(gitDir), follow: true}, nil, finds)
	if up == "" {
		return dir
	}
	down, _ := filepath.Rel(top, t.root)
	for name := range strings.SplitSeq(filepath.ToSlash(down), "/") {
		above := dir.repo.prefix
		dir.rules = t.readIgnoreFile(ignoreFile{
			name: up + ".gitignore", disk: filepath.Join(top, filepath.FromSlash(above), ".gitignore"), base: above,
		}, dir.rules, finds)
		if dir.rules.match(above+name, name, true) != nil {
			return alone
		}
		dir.repo.prefix += name + "/"
		up = strings.TrimPrefix(up, "../")
	}
	return dir
}

// enclosing finds the innermost repository that the root of the walk is in.
func (t *treeWalk) enclosing() (gitDir, top string, ok bool) {
	for top = t.root; ; top = filepath.Dir(top) {
		if gitDir, ok = findGitDir(top); ok || top == filepath.Dir(top) {
			return gitDir, top, ok
		}
	}
}
