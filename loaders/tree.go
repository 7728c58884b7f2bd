package loaders

import (
	"io/fs"
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
