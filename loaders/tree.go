package loaders

import (
	"io/fs"
	"path"
	"slices"
	"strings"
)

// List is Discover for a tree that is not on the disk: every file of it, whatever it is. What cannot be
// read is skipped and counted.
func List(tree fs.FS) (*Discovery, error) {
	found := &Discovery{Counts: map[SkipKind]int{}}
	skip := func(name string, err error) {
		found.Skipped = append(found.Skipped, Skip{Path: name, Kind: SkipUnreadable, Reason: "unreadable: " + cause(err)})
		found.Counts[SkipUnreadable]++
	}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == ".":
			return err
		case err != nil:
			skip(name+"/", err)
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			found.follow(tree, name)
			return nil
		case !d.Type().IsRegular():
			return nil
		}
		info, err := d.Info()
		if err != nil {
			skip(name, err)
			return nil
		}
		found.Files = append(found.Files, Entry{Path: name, Size: info.Size(), Role: RoleOf(name)})
		return nil
	})
	slices.SortFunc(found.Files, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	return found, err
}

// follow adds a symbolic link of a tree to what was found: with what it leads to, or among the skipped.
func (d *Discovery) follow(tree fs.FS, name string) {
	skip := func(kind SkipKind, reason string) {
		d.Skipped = append(d.Skipped, Skip{Path: name, Kind: kind, Reason: reason})
		d.Counts[kind]++
	}
	target, err := fs.ReadLink(tree, name)
	if err != nil {
		skip(SkipUnreadable, "unreadable: "+cause(err))
		return
	}
	if !path.IsAbs(target) {
		target = path.Join(path.Dir(name), target)
	}
	if !fs.ValidPath(target) {
		skip(SkipEscapes, "links outside the repository")
		return
	}
	info, err := fs.Lstat(tree, target)
	if err != nil || info.Mode()&fs.ModeSymlink != 0 {
		skip(SkipBroken, "broken link")
		return
	}
	e := Entry{Path: name, Link: target, Dir: info.IsDir(), Role: RoleOf(name)}
	if !e.Dir {
		e.Size = info.Size()
	}
	d.Files = append(d.Files, e)
	d.Links = append(d.Links, Symlink{From: name, To: target, Dir: e.Dir})
}
