package loaders

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// List is Discover for a tree that is not on the disk, such as that of a revision. All of it is tracked: no
// .gitignore file leaves anything out. What cannot be read is skipped and counted.
func List(tree fs.FS, w Walk) (*Discovery, error) {
	globs, err := parseExcludes(w.Exclude)
	if err != nil {
		return nil, err
	}
	w.MaxSize = cmp.Or(w.MaxSize, DefaultMaxSize)
	l := &listing{tree: tree, options: w, excludes: globs, found: &Discovery{Counts: map[SkipKind]int{}}, seen: map[string]bool{".": true}}
	if err := fs.WalkDir(tree, ".", l.see); err != nil {
		return nil, err
	}
	for _, name := range l.links {
		l.follow(name)
	}
	slices.SortFunc(l.found.Files, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	return l.found, nil
}

// listing is a List on its way.
type listing struct {
	tree     fs.FS
	options  Walk
	excludes []excludeGlob
	found    *Discovery
	links    []string
	seen     map[string]bool // files and folders that were found
}

func (l *listing) skip(name string, kind SkipKind, reason string) {
	l.found.Skipped = append(l.found.Skipped, Skip{Path: name, Kind: kind, Reason: reason})
	l.found.Counts[kind]++
}

// see decides on one path.
func (l *listing) see(name string, d fs.DirEntry, err error) error {
	switch {
	case name == ".":
		return err
	case err != nil:
		l.skip(name+"/", SkipUnreadable, "unreadable: "+cause(err))
		return nil
	}
	if kind := l.leftOut(name, d); kind != "" {
		l.found.Counts[kind]++
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	switch mode := d.Type(); {
	case mode.IsDir():
		l.seen[name] = true
	case mode&fs.ModeSymlink != 0:
		l.links = append(l.links, name)
	case mode.IsRegular():
		info, err := d.Info()
		if err != nil {
			l.skip(name, SkipUnreadable, "unreadable: "+cause(err))
			return nil
		}
		l.add(name, info)
	}
	return nil
}

// leftOut says why a path is left out by its name; empty where it is not.
func (l *listing) leftOut(name string, d fs.DirEntry) SkipKind {
	switch {
	case neverWalked(d.Name(), d.Type()):
		return SkipNeverWalked
	case excludedBy(l.excludes, name, d.IsDir()) != "":
		return SkipExcluded
	}
	return ""
}

// add adds a file, unless it is too large.
func (l *listing) add(name string, info fs.FileInfo) bool {
	if info.Size() > l.options.MaxSize {
		l.skip(name, SkipTooLarge, "larger than "+sizeText(l.options.MaxSize))
		return false
	}
	l.seen[name] = true
	l.found.Files = append(l.found.Files, Entry{Path: name, Size: info.Size(), Role: RoleOf(name)})
	return true
}

// follow adds a symbolic link: with what it leads to in the end, or among the skipped.
func (l *listing) follow(name string) {
	target, err := resolve(l.tree, name)
	switch {
	case errors.Is(err, errEscapes):
		l.skip(name, SkipEscapes, "links outside the repository")
		return
	case errors.Is(err, errLoop):
		l.skip(name, SkipLoop, "link loop")
		return
	case err != nil:
		l.skip(name, SkipBroken, "broken link")
		return
	}
	info, err := fs.Lstat(l.tree, target)
	e := Entry{Path: name, Link: target, Dir: err == nil && info.IsDir(), Role: RoleOf(name)}
	switch {
	case err != nil:
		l.skip(name, SkipBroken, "broken link")
		return
	case e.Dir && (target == "." || strings.HasPrefix(name, target+"/")):
		l.skip(name, SkipLoop, "link loop")
		return
	case !l.seen[target] && (e.Dir || l.excluded(target) || !l.add(target, info)):
		l.skip(name, SkipUnwalked, "links to "+target+", which is left out")
		return
	case !e.Dir:
		e.Size = info.Size()
	}
	l.found.Files = append(l.found.Files, e)
	l.found.Links = append(l.found.Links, Symlink{From: name, To: target, Dir: e.Dir})
}

// excluded says whether a file that a link leads to is excluded, itself or a folder that it is in.
func (l *listing) excluded(name string) bool {
	for i, c := range name {
		if c == '/' && excludedBy(l.excludes, name[:i], true) != "" {
			return true
		}
	}
	return excludedBy(l.excludes, name, false) != ""
}

var (
	errEscapes = errors.New("it leads outside")
	errLoop    = errors.New("it leads in a circle")
)

// maxLinks is how many links are followed on the way to one file.
const maxLinks = 40

// resolve is a path of a tree without links in it.
func resolve(tree fs.FS, name string) (string, error) {
	at, rest := ".", name
	for hops := 0; rest != ""; {
		var part string
		part, rest, _ = strings.Cut(rest, "/")
		at = path.Join(at, part)
		info, err := fs.Lstat(tree, at)
		if err != nil {
			return "", err
		}
		if info.Mode()&fs.ModeSymlink == 0 {
			continue
		}
		text, err := fs.ReadLink(tree, at)
		if err != nil {
			return "", err
		}
		target := path.Join(path.Dir(at), text)
		if hops++; hops > maxLinks {
			return "", fmt.Errorf("following %s: %w", name, errLoop)
		}
		if path.IsAbs(text) || !fs.ValidPath(target) {
			return "", fmt.Errorf("following %s: %w", name, errEscapes)
		}
		at, rest = ".", path.Join(target, rest)
	}
	return at, nil
}
