package loaders

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// DefaultMaxSize is the size in bytes over which a file is not read, unless the user says otherwise.
const DefaultMaxSize = 5 << 20

// ConfigName is the name of the configuration file, which also marks the root of a repository.
const ConfigName = ".pacheck.yaml"

// Walk says what of a tree is looked at. Its zero value is the usual case.
type Walk struct {
	// Exclude has doublestar patterns with the semantics of a .gitignore file at the root: without a
	// slash they match at any depth, a trailing slash means folders only, "!" takes back, the last match
	// wins, and what is below an excluded folder cannot be taken back. They count for tracked files too,
	// and taking back concerns this list only, not .gitignore.
	Exclude     []string
	Kinds       []Given // what files are that nothing else is known of; the last that matches counts
	Roles       []Given // roles that are other than the paths tell; the last that matches counts
	NoGitignore bool    // walk what git ignores as well
	MaxSize     int64   // bytes; 0 means DefaultMaxSize
	Explain     bool    // list every path that was left out in Skipped, not only the notable ones
}

// Discovery is what a walk has found, in order of paths.
type Discovery struct {
	Root    string           // absolute, symbolic links resolved
	Files   []Entry          // regular files, and links to files and folders inside the root
	Links   []Symlink        // the links among Files
	Skipped []Skip           // what was left out
	Counts  map[SkipKind]int // how much was left out, also where Skipped does not list it; a folder counts once
}

// Entry is a file, or a symbolic link inside the root.
type Entry struct {
	Path string // slash-separated, relative to the root; the bytes of the name as the disk has them
	Size int64  // bytes; of a link to a file those of the target, of a link to a folder 0
	Link string // where Path is a symbolic link, the path of its final target, relative to the root
	Dir  bool   // Path is a symbolic link to a folder, whose files are found below their real path only
	Role string // see RoleOf
}

// Symlink is a symbolic link whose target is inside the root.
type Symlink struct {
	From, To string // paths relative to the root; To has no links in it
	Dir      bool
}

// SkipKind is why something was left out, in one word.
type SkipKind string

// The kinds of skips. The first three are usual and only counted, unless Walk.Explain is set.
const (
	SkipIgnored     SkipKind = "ignored"      // by a .gitignore file or .git/info/exclude
	SkipExcluded    SkipKind = "excluded"     // by Walk.Exclude
	SkipNeverWalked SkipKind = "never-walked" // .git, node_modules, .venv
	SkipTooLarge    SkipKind = "too-large"    // over Walk.MaxSize
	SkipEscapes     SkipKind = "escapes"      // a link that leaves the root
	SkipBroken      SkipKind = "broken-link"  // a link to nothing
	SkipLoop        SkipKind = "link-loop"    // a link to itself or to a folder that it is in
	SkipUnwalked    SkipKind = "unwalked"     // a link to something that is left out itself
	SkipSpecial     SkipKind = "special"      // a socket, a pipe, a device
	SkipUnreadable  SkipKind = "unreadable"   // a folder, or a file that steers the walk
)

// Skip is something that was left out. The path of a folder ends in a slash; nothing below it was
// looked at.
type Skip struct {
	Path   string
	Kind   SkipKind
	Reason string // a phrase for people, such as "ignored by .gitignore:3"
}

// FindRoot is the root of the repository that a file or folder belongs to: the nearest folder upwards
// that has a .git or a configuration file, else the path itself, or its folder where it is a file. The
// result is absolute and has no symbolic links in it.
func FindRoot(path string) (string, error) {
	start, err := realPath(path)
	if err != nil {
		return "", fmt.Errorf("finding the root of the repository: %w", err)
	}
	info, err := os.Stat(start)
	if err != nil {
		return "", fmt.Errorf("finding the root of the repository: %w", err)
	}
	if !info.IsDir() {
		start = filepath.Dir(start)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		for _, name := range []string{".git", ConfigName} {
			if _, err := os.Lstat(filepath.Join(dir, name)); err == nil {
				return dir, nil
			}
		}
		if dir == filepath.Dir(dir) {
			return start, nil
		}
	}
}

func realPath(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(absolute)
}

// Discover walks the folder root. It never leaves it, never follows a link, and never stops at a single
// path that cannot be read: that is a Skip. An error means that nothing could be walked at all, that a
// pattern of w is malformed, or that ctx is done.
//
// What git ignores is left out, with or without a .git: by .gitignore files at every level, those of an
// enclosing repository above root included, and by .git/info/exclude. Files that git tracks are found
// although a pattern matches them. core.excludesFile is not read: what one user's machine ignores must
// not change a verdict. Names are compared with case, as if core.ignoreCase were false.
//
// A repository inside the repository, a submodule for one, is opaque to git. It is walked here, for an
// agent that is started above it reads its files all the same; but by its own ignore files and index.
func Discover(ctx context.Context, root string, w Walk) (*Discovery, error) {
	top, err := realPath(root)
	if err == nil {
		err = checkFolder(top)
	}
	if err != nil {
		return nil, fmt.Errorf("walking the repository: %w", err)
	}
	globs, err := parseExcludes(w.Exclude)
	if err != nil {
		return nil, err
	}
	w.MaxSize = cmp.Or(w.MaxSize, DefaultMaxSize)
	tree := &treeWalk{root: top, options: w, excludes: globs}
	found, err := tree.run(ctx)
	if err != nil {
		return nil, fmt.Errorf("walking the repository: %w", err)
	}
	return tree.discovery(found), nil
}

// checkFolder says why a folder cannot be read at all.
func checkFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	defer folder.Close() //nolint:errcheck // nothing was written
	if _, err = folder.ReadDir(1); errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// discovery puts what was found in order and resolves the links.
func (t *treeWalk) discovery(all *treeFinds) *Discovery {
	byPath := func(a, b Entry) int { return strings.Compare(a.Path, b.Path) }
	slices.SortFunc(all.files, byPath)
	slices.Sort(all.links)
	slices.Sort(all.folders)
	d := &Discovery{Root: t.root, Files: all.files}
	t.resolveLinks(d, all)
	slices.SortFunc(d.Files, byPath)
	slices.SortFunc(all.skipped, func(a, b Skip) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Reason, b.Reason))
	})
	d.Skipped, d.Counts = all.skipped, all.counts
	return d
}

// sizeText writes a number of bytes in the largest unit that divides it.
func sizeText(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MiB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
