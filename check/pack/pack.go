// Package pack reads and writes packs: policies and configuration that repositories share. It knows bundles
// in OPA's form, the lock of a repository, and the packs that it keeps; it never goes online.
package pack

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/txtar"
)

// The bounds of a pack, far above what policies need: the built-in ones have about 1 MB.
const (
	MaxArchive = 16 << 20 // bytes of an archive
	maxContent = 32 << 20 // bytes of all files
	maxFiles   = 10_000
	maxName    = 512 // bytes of the name of a file
)

// Signatures is the file that signs the others, as OPA has it.
const Signatures = ".signatures.json"

// Pack is the content of a pack.
type Pack struct {
	Files []File // by name, each name once
}

// File is a file of a pack.
type File struct {
	Name string // with slashes, relative to the pack
	Data []byte
}

// New is a pack of files. Its error names the file that no pack can have.
func New(files []File) (*Pack, error) {
	p := &Pack{Files: slices.Clone(files)}
	slices.SortFunc(p.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	size := 0
	for i, f := range p.Files {
		if err := checkName(f.Name); err != nil {
			return nil, err
		}
		if i > 0 && f.Name == p.Files[i-1].Name {
			return nil, fmt.Errorf("the file %q is there twice", f.Name)
		}
		if size += len(f.Data); size > maxContent {
			return nil, errTooLarge
		}
	}
	if len(files) > maxFiles {
		return nil, fmt.Errorf("it has more than %d files", maxFiles)
	}
	return p, nil
}

var errTooLarge = fmt.Errorf("it holds more than %d MiB", maxContent>>20)

// checkName refuses names that would lead out of a pack, or that mean other things on other systems.
func checkName(name string) error {
	odd := strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune(`\:`, r) })
	switch {
	case !fs.ValidPath(name) || name == ".":
		return fmt.Errorf("the name %q leads out of the pack", name)
	case odd || len(name) > maxName:
		return fmt.Errorf("the name %q is not one that every system can have", name)
	}
	return nil
}

// Digest names the content: "sha256:" and the sha256 of what sha256sum prints for the files, in the order
// of their names. How the files were packed does not count.
func (p *Pack) Digest() string {
	all := sha256.New()
	for _, f := range p.Files {
		fmt.Fprintf(all, "%x  %s\n", sha256.Sum256(f.Data), f.Name)
	}
	return "sha256:" + hex.EncodeToString(all.Sum(nil))
}

// Find is the content of a file, nil where there is none.
func (p *Pack) Find(name string) []byte {
	i := slices.IndexFunc(p.Files, func(f File) bool { return f.Name == name })
	if i < 0 {
		return nil
	}
	return p.Files[i].Data
}

// Contents are the files by name.
func (p *Pack) Contents() map[string][]byte {
	all := map[string][]byte{}
	for _, f := range p.Files {
		all[f.Name] = f.Data
	}
	return all
}

// FS is the pack as a tree, from a folder of it on.
func (p *Pack) FS(folder string) (fs.FS, error) {
	archive := &txtar.Archive{}
	for _, f := range p.Files {
		archive.Files = append(archive.Files, txtar.File{Name: f.Name, Data: f.Data})
	}
	tree, err := txtar.FS(archive)
	if err != nil {
		return nil, err
	}
	if folder = path.Clean(folder); folder == "." {
		return tree, nil
	}
	if info, err := fs.Stat(tree, folder); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("it has no folder %s", folder)
	}
	return fs.Sub(tree, folder)
}

// Read reads a pack from an archive: an OPA bundle, which is a tar file under gzip. Nothing is unpacked to
// the disk.
func Read(archive []byte) (*Pack, error) {
	files, err := unpack(bytes.NewReader(archive))
	if err != nil {
		return nil, err
	}
	return New(files)
}

// Folder makes a pack of all files of a folder but those of git, of pacheck and of an earlier signature.
func Folder(tree fs.FS) (*Pack, error) {
	var files []File
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (name == ".git" || name == ".pacheck"):
			return fs.SkipDir
		case d.IsDir() || name == Signatures:
			return nil
		case !d.Type().IsRegular():
			return fmt.Errorf("%s is no plain file: a pack has no links", name)
		case len(files) == maxFiles:
			return fmt.Errorf("it has more than %d files", maxFiles)
		}
		data, err := fs.ReadFile(tree, name)
		files = append(files, File{Name: name, Data: data})
		return err
	})
	if err == nil && len(files) == 0 {
		err = errors.New("it is empty")
	}
	if err != nil {
		return nil, err
	}
	return New(files)
}
