package loaders

import "io/fs"

// List is Discover for a tree that is not on the disk: every file of it, whatever it is.
func List(tree fs.FS) (*Discovery, error) {
	found := &Discovery{}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		found.Files = append(found.Files, Entry{Path: name, Size: info.Size(), Role: RoleOf(name)})
		return nil
	})
	return found, err
}
