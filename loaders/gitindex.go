package loaders

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// maxIndexSize is the size of a git index over which it is not read: that of about a million files.
const maxIndexSize = 128 << 20

// gitIndex is what git tracks: paths relative to the top of the repository, sorted. A submodule is the
// path of its folder.
type gitIndex struct{ paths []string }

// has says whether git tracks the path itself.
func (x gitIndex) has(path string) bool {
	_, ok := slices.BinarySearch(x.paths, path)
	return ok
}

// hasBelow says whether git tracks something in the folder.
func (x gitIndex) hasBelow(folder string) bool {
	i, _ := slices.BinarySearch(x.paths, folder+"/")
	return i < len(x.paths) && strings.HasPrefix(x.paths[i], folder+"/")
}

var (
	errIndexCut   = errors.New("the index ends too early")
	errIndexEntry = errors.New("the index has a malformed entry")
	errIndexSplit = errors.New("a split index is read in part only")
)

// parseGitIndex reads an index of version 2, 3 or 4. Where it is not sound there are no paths; a split
// index gives those that it has itself, and errIndexSplit. Its digest is not checked.
func parseGitIndex(data []byte) (gitIndex, error) {
	if len(data) < 12 || string(data[:4]) != "DIRC" {
		return gitIndex{}, errors.New("the index has no signature")
	}
	version, count := binary.BigEndian.Uint32(data[4:]), binary.BigEndian.Uint32(data[8:])
	if version < 2 || version > 4 {
		return gitIndex{}, fmt.Errorf("index version %d is not known", version)
	}
	if uint64(count)*indexEntryHead > uint64(len(data)) {
		return gitIndex{}, errIndexCut
	}
	// The index does not say how long the object names are; with the wrong length no entry fits.
	r := indexReader{data: data, at: 12, hash: 20, version: version}
	x, err := r.read(int(count))
	if err == nil || errors.Is(err, errIndexSplit) {
		return x, err
	}
	r = indexReader{data: data, at: 12, hash: 32, version: version}
	if x, long := r.read(int(count)); long == nil || errors.Is(long, errIndexSplit) {
		return x, long
	}
	return gitIndex{}, err
}

// indexEntryHead is how many bytes an entry has before the name of the object: times, device, inode,
// mode, owner, group and size.
const indexEntryHead = 40

// indexReader reads an index from front to back.
type indexReader struct {
	data    []byte
	at      int
	hash    int // length of an object's name in bytes
	version uint32
	total   int // bytes of names so far
}

func (r *indexReader) read(count int) (gitIndex, error) {
	paths := make([]string, 0, count)
	last := ""
	for range count {
		name, err := r.entry(last)
		if err != nil {
			return gitIndex{}, err
		}
		last = name
		if name != "" { // a split index leaves out the names that its other half has
			paths = append(paths, name)
		}
	}
	if !slices.IsSorted(paths) {
		slices.Sort(paths)
	}
	return gitIndex{paths}, r.extensions()
}

// entry reads the path of one entry. The last one is what version 4 shortens it by.
func (r *indexReader) entry(last string) (string, error) {
	start := r.at
	flagsAt := start + indexEntryHead + r.hash
	if flagsAt+2 > len(r.data) {
		return "", errIndexCut
	}
	flags := binary.BigEndian.Uint16(r.data[flagsAt:])
	r.at = flagsAt + 2
	if flags&0x4000 != 0 { // two more bytes of flags
		if r.version < 3 {
			return "", errIndexEntry
		}
		r.at += 2
	}
	kept := 0
	if r.version == 4 {
		cut, ok := r.varint()
		if !ok || cut > len(last) {
			return "", errIndexEntry
		}
		kept = len(last) - cut
	}
	if r.at > len(r.data) {
		return "", errIndexCut
	}
	length := bytes.IndexByte(r.data[r.at:], 0)
	if length < 0 {
		return "", errIndexCut
	}
	name := last[:kept] + string(r.data[r.at:r.at+length])
	if stated := int(flags & 0xfff); stated != min(len(name), 0xfff) {
		return "", errIndexEntry
	}
	r.at += length + 1
	if r.version < 4 {
		r.at = start + (r.at-start+7)&^7
	}
	// Shortened names may make a small index large in memory; no real one comes near this.
	if r.total += len(name); r.total > 16*len(r.data) {
		return "", errIndexEntry
	}
	return name, nil
}

// varint reads a number as git writes offsets: seven bits a byte, the first byte the highest, and one
// added for each byte that follows.
func (r *indexReader) varint() (n int, ok bool) {
	for first := true; r.at < len(r.data) && n < 1<<20; first = false {
		b := r.data[r.at]
		r.at++
		if !first {
			n++
		}
		n = n<<7 | int(b&0x7f)
		if b&0x80 == 0 {
			return n, true
		}
	}
	return 0, false
}

// extensions looks through what follows the entries for the mark of a split index.
func (r *indexReader) extensions() error {
	for r.at+8 <= len(r.data)-r.hash {
		size := int(binary.BigEndian.Uint32(r.data[r.at+4:]))
		if size > len(r.data)-r.hash-r.at-8 {
			return errIndexCut
		}
		if string(r.data[r.at:r.at+4]) == "link" {
			return errIndexSplit
		}
		r.at += 8 + size
	}
	return nil
}
