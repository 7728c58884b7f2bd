package loaders

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// maxWalkers bounds how many folders are read at once: a disk does not get faster by more.
const maxWalkers = 4

// treeWalk is one walk of a tree.
type treeWalk struct {
	root     string
	options  Walk
	excludes []excludeGlob
}

// treeFolder is a folder that is to be read.
type treeFolder struct {
	path    string       // relative to the root, with a slash at the end; "" for the root
	repo    *gitRepo     // the innermost repository that it is in
	rules   *ignoreRules // the innermost that hold in it
	ignored *ignoreRule  // why only what git tracks is found in it, else nil
}

// treeFinds is what one worker has found, in no order.
type treeFinds struct {
	files   []Entry
	links   []string // paths of symbolic links, to be resolved when all files are known
	folders []string // paths of folders that were walked, without the slash at the end
	skipped []Skip
	counts  map[SkipKind]int
	next    []treeFolder
}

// run walks level by level, each level by a few workers.
func (t *treeWalk) run(ctx context.Context) (*treeFinds, error) {
	all := &treeFinds{counts: map[SkipKind]int{}}
	level := []treeFolder{t.start(all)}
	for len(level) > 0 {
		all.next = nil
		parts := make([]treeFinds, min(maxWalkers, runtime.GOMAXPROCS(0), len(level)))
		var taken atomic.Int64
		var workers sync.WaitGroup
		for i := range parts {
			workers.Go(func() {
				finds := treeFinds{counts: map[SkipKind]int{}}
				for ctx.Err() == nil {
					n := int(taken.Add(1)) - 1
					if n >= len(level) {
						break
					}
					t.visit(ctx, level[n], &finds)
				}
				parts[i] = finds
			})
		}
		workers.Wait()
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for i := range parts {
			all.add(&parts[i])
		}
		level = all.next
	}
	return all, nil
}

func (f *treeFinds) add(part *treeFinds) {
	f.files = append(f.files, part.files...)
	f.links = append(f.links, part.links...)
	f.folders = append(f.folders, part.folders...)
	f.skipped = append(f.skipped, part.skipped...)
	f.next = append(f.next, part.next...)
	for kind, n := range part.counts {
		f.counts[kind] += n
	}
}

// skip counts and lists something that was left out.
func (f *treeFinds) skip(path string, kind SkipKind, reason string) {
	f.counts[kind]++
	f.skipped = append(f.skipped, Skip{Path: path, Kind: kind, Reason: reason})
}

// visit reads one folder. What was read before an error counts.
func (t *treeWalk) visit(ctx context.Context, dir treeFolder, finds *treeFinds) {
	entries, err := readFolder(t.abs(dir.path))
	if err != nil {
		finds.skip(cmp.Or(dir.path, "./"), SkipUnreadable, "unreadable: "+cause(err))
	}
	finds.folders = append(finds.folders, strings.TrimSuffix(dir.path, "/"))
	t.enter(&dir, entries, finds)
	for _, e := range entries {
		if ctx.Err() != nil {
			return
		}
		t.see(&dir, e, finds)
	}
}

// readFolder is os.ReadDir without its sorting.
func readFolder(name string) ([]fs.DirEntry, error) {
	folder, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer folder.Close() //nolint:errcheck // nothing was written
	return folder.ReadDir(-1)
}

func (t *treeWalk) abs(path string) string { return filepath.Join(t.root, filepath.FromSlash(path)) }

// enter finds out which rules hold in the folder.
func (t *treeWalk) enter(dir *treeFolder, entries []fs.DirEntry, finds *treeFinds) {
	if t.options.NoGitignore || dir.ignored != nil {
		return
	}
	for _, e := range entries {
		if e.Name() != ".git" || dir.path == "" {
			continue
		}
		if gitDir, ok := findGitDir(t.abs(dir.path)); ok {
			dir.repo = &gitRepo{gitDir: gitDir, cut: len(dir.path), name: dir.path + ".git"}
			dir.rules = t.readIgnoreFile(ignoreFile{
				name: dir.path + ".git/info/exclude", disk: infoExclude(gitDir), follow: true,
			}, nil, finds)
		}
	}
	for _, e := range entries {
		if e.Name() == ".gitignore" && e.Type().IsRegular() {
			dir.rules = t.readIgnoreFile(ignoreFile{
				name: dir.path + e.Name(), disk: t.abs(dir.path + e.Name()), base: dir.repo.path(dir.path),
			}, dir.rules, finds)
		}
	}
}

// see decides on one name in a folder.
func (t *treeWalk) see(dir *treeFolder, e fs.DirEntry, finds *treeFinds) {
	path, mode := dir.path+e.Name(), e.Type()
	shown := path
	if mode.IsDir() {
		shown += "/"
	}
	if neverWalked(e.Name(), mode) {
		t.note(finds, Skip{Path: shown, Kind: SkipNeverWalked, Reason: "never walked"})
		return
	}
	if glob := excludedBy(t.excludes, path, mode.IsDir()); glob != "" {
		t.note(finds, Skip{Path: shown, Kind: SkipExcluded, Reason: "excluded by " + glob})
		return
	}
	rule, inside := t.ignoredBy(dir, e, finds)
	if rule != nil && !inside {
		t.note(finds, Skip{Path: shown, Kind: SkipIgnored, Reason: rule.reason})
		return
	}
	switch {
	case mode.IsDir():
		finds.next = append(finds.next, treeFolder{path: shown, repo: dir.repo, rules: dir.rules, ignored: rule})
	case mode&fs.ModeSymlink != 0:
		finds.links = append(finds.links, path)
	case mode.IsRegular():
		t.file(path, e, finds)
	default:
		finds.skip(path, SkipSpecial, "not a regular file")
	}
}

// note counts what is usual, and lists it only when asked to explain.
func (t *treeWalk) note(finds *treeFinds, s Skip) {
	finds.counts[s.Kind]++
	if t.options.Explain {
		finds.skipped = append(finds.skipped, s)
	}
}

// neverWalked says whether a folder, or a link in its place, is left out by name alone. A .git is, even
// where it is a file.
func neverWalked(name string, mode fs.FileMode) bool {
	switch name {
	case ".git":
		return true
	case "node_modules", ".venv":
		return mode.IsDir() || mode&fs.ModeSymlink != 0
	}
	return false
}

// ignoredBy is the rule that ignores a path, nil where none does or git tracks the path; inside says of
// a folder that git tracks something below it.
func (t *treeWalk) ignoredBy(dir *treeFolder, e fs.DirEntry, finds *treeFinds) (rule *ignoreRule, inside bool) {
	if t.options.NoGitignore {
		return nil, false
	}
	path := dir.repo.path(dir.path + e.Name())
	if rule = dir.ignored; rule == nil {
		rule = dir.rules.match(path, e.Name(), e.IsDir())
	}
	if rule == nil {
		return nil, false
	}
	index := dir.repo.tracked(finds)
	if index.has(path) {
		return nil, false
	}
	return rule, e.IsDir() && index.hasBelow(path)
}

func (t *treeWalk) file(path string, e fs.DirEntry, finds *treeFinds) {
	info, err := e.Info()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		finds.skip(path, SkipUnreadable, "unreadable: vanished during the walk")
	case err != nil:
		finds.skip(path, SkipUnreadable, "unreadable: "+cause(err))
	case info.Size() > t.options.MaxSize:
		finds.skip(path, SkipTooLarge, "larger than "+sizeText(t.options.MaxSize))
	default:
		finds.files = append(finds.files, Entry{Path: path, Size: info.Size(), Role: RoleOf(path)})
	}
}
