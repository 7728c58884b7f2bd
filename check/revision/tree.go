package revision

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

// errMissing is that an object is not in the clone.
var errMissing = errors.New("it is not in this clone")

// maxHops is how many links lead to a file at most.
const maxHops = 40

// Tree is the files of a commit as a fs.FS that has links and the bit of what can be executed, straight
// from the objects of git: no attribute, filter or ending of lines changes a byte. A link that leads out of
// the tree leads nowhere. A submodule is an empty folder.
type Tree struct {
	Commit  string // the id
	nodes   map[string]*node
	objects *objects
}

// node is a file, a link or a folder.
type node struct {
	name     string // the last part of the path
	mode     fs.FileMode
	size     int64
	id       string   // of the blob
	children []string // of a folder: names, sorted
}

// Tree reads what a commit has below the folder of the repository. The caller closes the tree.
func (r *Repository) Tree(ctx context.Context, id string) (*Tree, error) {
	t := &Tree{Commit: id, nodes: map[string]*node{}, objects: &objects{repository: r, ctx: ctx}}
	t.nodes["."] = &node{name: ".", mode: fs.ModeDir | 0o755}
	tree := id + ":" + strings.TrimSuffix(r.Prefix, "/")
	if _, err := r.git(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", tree); err != nil && r.Prefix != "" {
		return t, ctx.Err() // the folder is not there in the commit
	}
	out, err := r.git(ctx, "ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options", tree)
	if err != nil && r.partial(ctx) {
		return nil, &MissingError{
			Revision: id, Why: "is not all in this clone, which is partial",
			Fetch: "git fetch --refetch --no-filter origin " + id + " fetches it; or clone without --filter",
		}
	}
	if err != nil {
		return nil, fmt.Errorf("listing the files of %s: %w", id, err)
	}
	for line := range strings.SplitSeq(out, "\x00") {
		if line != "" {
			if err := t.add(line); err != nil {
				return nil, err
			}
		}
	}
	for _, n := range t.nodes {
		slices.Sort(n.children)
	}
	return t, nil
}

// partial says whether the clone leaves objects at the other side.
func (r *Repository) partial(ctx context.Context) bool {
	out, err := r.git(ctx, "config", "--get-regexp", `^(remote\..*\.promisor|extensions\.partialclone)$`)
	return err == nil && out != ""
}

// add adds a file of git ls-tree: mode, type, id and size, then the path.
func (t *Tree) add(line string) error {
	meta, name, ok := strings.Cut(line, "\t")
	words := strings.Fields(meta)
	if !ok || len(words) != 4 {
		return fmt.Errorf("git ls-tree says %q", line)
	}
	if !fs.ValidPath(name) {
		return nil // no file of that name can be checked out
	}
	n := &node{name: path.Base(name), id: words[2], mode: 0o644}
	n.size, _ = strconv.ParseInt(words[3], 10, 64) // a submodule has "-"
	switch words[0] {
	case "100755":
		n.mode = 0o755
	case "120000":
		n.mode = fs.ModeSymlink | 0o777
	case "160000":
		n.mode = fs.ModeDir | 0o755
	}
	t.put(name, n)
	return nil
}

// put adds a node, and the folders that it is in.
func (t *Tree) put(name string, n *node) {
	if t.nodes[name] != nil {
		return
	}
	t.nodes[name] = n
	dir := path.Dir(name)
	if t.nodes[dir] == nil {
		t.put(dir, &node{name: path.Base(dir), mode: fs.ModeDir | 0o755})
	}
	t.nodes[dir].children = append(t.nodes[dir].children, n.name)
}

// Err is the first object that could not be read, since the clone lacks it or git failed; nil where all could.
func (t *Tree) Err() error {
	t.objects.mu.Lock()
	defer t.objects.mu.Unlock()
	if errors.Is(t.objects.fault, errMissing) {
		return &MissingError{Revision: t.Commit, Why: "lacks objects in this clone", Fetch: "git fetch --refetch origin " + t.Commit + " fetches them"}
	}
	return t.objects.fault
}

// Close ends the git that reads the objects.
func (t *Tree) Close() { t.objects.close() }

// find is the node of a path, of which links are followed: that of the last part only where asked to.
func (t *Tree) find(op, name string, follow bool) (*node, error) {
	fault := func(err error) (*node, error) { return nil, &fs.PathError{Op: op, Path: name, Err: err} }
	if !fs.ValidPath(name) {
		return fault(fs.ErrInvalid)
	}
	at, rest := ".", name
	for hops := 0; rest != ""; {
		var part string
		part, rest, _ = strings.Cut(rest, "/")
		at = path.Join(at, part)
		n := t.nodes[at]
		switch {
		case n == nil:
			return fault(fs.ErrNotExist)
		case n.mode&fs.ModeSymlink == 0 || rest == "" && !follow:
			continue
		}
		text, err := t.objects.read(n.id)
		if err != nil {
			return fault(err)
		}
		target := path.Join(path.Dir(at), string(text))
		if hops++; hops > maxHops {
			return fault(errors.New("too many levels of symbolic links"))
		}
		if path.IsAbs(string(text)) || !fs.ValidPath(target) {
			return fault(errors.New("path escapes from parent"))
		}
		at, rest = ".", path.Join(target, rest)
	}
	return t.nodes[at], nil
}

// Open opens a file or a folder.
func (t *Tree) Open(name string) (fs.File, error) {
	n, err := t.find("open", name, true)
	if err != nil {
		return nil, err
	}
	if n.mode.IsDir() {
		entries, err := t.ReadDir(name)
		return &folder{info: info{n}, entries: entries}, err
	}
	data, err := t.objects.read(n.id)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &file{Reader: bytes.NewReader(data), info: info{n}}, nil
}

// Stat is what is known of a file, or of what a link leads to.
func (t *Tree) Stat(name string) (fs.FileInfo, error) {
	n, err := t.find("stat", name, true)
	if err != nil {
		return nil, err
	}
	return info{n}, nil
}

// Lstat is what is known of a file or a link.
func (t *Tree) Lstat(name string) (fs.FileInfo, error) {
	n, err := t.find("lstat", name, false)
	if err != nil {
		return nil, err
	}
	return info{n}, nil
}

// ReadLink is the text of a link.
func (t *Tree) ReadLink(name string) (string, error) {
	n, err := t.find("readlink", name, false)
	if err == nil && n.mode&fs.ModeSymlink == 0 {
		err = &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	if err != nil {
		return "", err
	}
	text, err := t.objects.read(n.id)
	return string(text), err
}

// ReadDir lists a folder, by name.
func (t *Tree) ReadDir(name string) ([]fs.DirEntry, error) {
	n, err := t.find("readdir", name, true)
	if err == nil && !n.mode.IsDir() {
		err = &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a directory")}
	}
	if err != nil {
		return nil, err
	}
	entries := make([]fs.DirEntry, 0, len(n.children))
	for _, child := range n.children {
		c, err := t.find("readdir", path.Join(name, child), false)
		if err != nil {
			return entries, err
		}
		entries = append(entries, fs.FileInfoToDirEntry(info{c}))
	}
	return entries, nil
}

// info is a fs.FileInfo.
type info struct{ node *node }

// Name is the last part of the path.
func (i info) Name() string { return i.node.name }

// Size is the number of bytes.
func (i info) Size() int64 { return i.node.size }

// Mode says what kind of file it is.
func (i info) Mode() fs.FileMode { return i.node.mode }

// ModTime is no time: a commit has none for its files.
func (i info) ModTime() time.Time { return time.Time{} }

// IsDir says whether it is a folder.
func (i info) IsDir() bool { return i.node.mode.IsDir() }

// Sys is nil.
func (i info) Sys() any { return nil }

// file is an open file.
type file struct {
	*bytes.Reader
	info info
}

// Stat is what is known of it.
func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close does nothing.
func (f *file) Close() error { return nil }

// folder is an open folder.
type folder struct {
	info    info
	entries []fs.DirEntry
}

// Stat is what is known of it.
func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }

// Close does nothing.
func (f *folder) Close() error { return nil }

// Read fails: a folder has no bytes.
func (f *folder) Read([]byte) (int, error) { return 0, errors.New("is a directory") }

// ReadDir is the next n entries, or all that are left where n is not above 0.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.entries) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.entries) {
		n = len(f.entries)
	}
	some := f.entries[:n]
	f.entries = f.entries[n:]
	return some, nil
}
