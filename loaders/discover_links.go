package loaders

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// linkTarget is what a symbolic link leads to in the end.
type linkTarget struct {
	path string // relative to the root
	info fs.FileInfo
}

// resolveLinks adds the links that lead to something inside the root, and skips the others.
func (t *treeWalk) resolveLinks(d *Discovery, all *treeFinds) {
	known := func(path string) bool {
		_, ok := slices.BinarySearchFunc(all.files, path, func(e Entry, p string) int { return strings.Compare(e.Path, p) })
		return ok
	}
	added := map[string]bool{}
	for _, path := range all.links {
		target, kind, reason := t.follow(path)
		if kind == "" && target.info.IsDir() && !t.walked(all, target.path) {
			kind, reason = SkipUnwalked, "links to "+target.path+"/, which is left out"
		}
		if kind == "" && !target.info.IsDir() && !known(target.path) && !added[target.path] {
			if kind, reason = t.bring(target); kind == "" {
				added[target.path] = true
				d.Files = append(d.Files, Entry{Path: target.path, Size: target.info.Size(), Role: RoleOf(target.path)})
			}
		}
		if kind != "" {
			all.skip(path, kind, reason)
			continue
		}
		e := Entry{Path: path, Link: target.path, Dir: target.info.IsDir(), Role: RoleOf(path)}
		if !e.Dir {
			e.Size = target.info.Size()
		}
		d.Files = append(d.Files, e)
		d.Links = append(d.Links, Symlink{From: path, To: target.path, Dir: e.Dir})
	}
}

func (t *treeWalk) walked(all *treeFinds, path string) bool {
	_, ok := slices.BinarySearch(all.folders, path)
	return ok
}

// follow resolves a link, without reading what it leads to.
func (t *treeWalk) follow(path string) (target linkTarget, kind SkipKind, reason string) {
	final, err := filepath.EvalSymlinks(t.abs(path))
	switch {
	case err != nil && t.aimsOutside(path):
		return target, SkipEscapes, "links outside the repository"
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return target, SkipBroken, "broken link"
	case errors.Is(err, fs.ErrPermission):
		return target, SkipUnreadable, "unreadable: " + cause(err)
	case err != nil:
		return target, SkipLoop, "link loop"
	}
	inside, ok := t.inside(final)
	if !ok {
		return target, SkipEscapes, "links outside the repository"
	}
	info, err := os.Lstat(final)
	if err != nil {
		return target, SkipBroken, "broken link"
	}
	if info.IsDir() && (inside == "." || strings.HasPrefix(path, inside+"/")) {
		return target, SkipLoop, "link loop"
	}
	return linkTarget{inside, info}, "", ""
}

// aimsOutside says of a link that cannot be resolved whether its text leads out of the root, so that the
// answer does not depend on what there is outside.
func (t *treeWalk) aimsOutside(path string) bool {
	text, err := os.Readlink(t.abs(path))
	if err != nil {
		return false
	}
	if !filepath.IsAbs(text) {
		text = filepath.Join(filepath.Dir(t.abs(path)), text)
	}
	_, ok := t.inside(filepath.Clean(text))
	return !ok
}

// inside is an absolute path made relative to the root, if it is in there.
func (t *treeWalk) inside(absolute string) (path string, ok bool) {
	path, err := filepath.Rel(t.root, absolute)
	path = filepath.ToSlash(path)
	return path, err == nil && path != ".." && !strings.HasPrefix(path, "../")
}

// bring decides on a file that the walk did not find but a link leads to. Whoever opens the link reads
// the file, so that it is looked at even where git ignores it or it lies in node_modules; but not where
// the user excluded it, nor in a .git.
func (t *treeWalk) bring(target linkTarget) (kind SkipKind, reason string) {
	reason = "links to " + target.path + ", which is left out"
	for i, c := range target.path {
		if c == '/' && excludedBy(t.excludes, target.path[:i], true) != "" {
			return SkipUnwalked, reason
		}
	}
	switch {
	case !target.info.Mode().IsRegular():
		return SkipSpecial, "links to something that is not a regular file"
	case target.info.Size() > t.options.MaxSize:
		return SkipTooLarge, "links to a file larger than " + sizeText(t.options.MaxSize)
	case slices.Contains(strings.Split(target.path, "/"), ".git"), excludedBy(t.excludes, target.path, false) != "":
		return SkipUnwalked, reason
	}
	return "", ""
}
