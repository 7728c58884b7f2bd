package pack

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

// The forms of packs that are not folders.
const (
	Scheme    = "oci://" // of those in registries
	extension = ".tar.gz"
	within    = "//" // parts the pack from a path in it: oci://host/name:tag//policies
)

// Split parts a place into a pack and the path in it, which is empty for the whole pack. It is false for
// places that are on the disk.
func Split(place string) (ref, inner string, ok bool) {
	scheme := ""
	if rest, remote := strings.CutPrefix(place, Scheme); remote {
		scheme, place = Scheme, rest
	}
	ref, inner, _ = strings.Cut(place, within)
	return scheme + ref, inner, scheme != "" || strings.HasSuffix(ref, extension)
}

// Join is a place that something in a folder names, where the folder may lie in a pack. Its error says
// that the name leads out of the pack.
func Join(folder, name string) (string, error) {
	ref, inner, isPack := Split(name)
	if strings.HasPrefix(ref, Scheme) {
		return name, nil
	}
	around, base, inPack := Split(folder)
	switch {
	case inPack && isPack:
		return "", fmt.Errorf("%q is a pack within a pack: name one in a registry", name)
	case inPack:
		below := path.Join(base, name)
		if strings.HasPrefix(name, "/") || !fs.ValidPath(below) {
			return "", fmt.Errorf("%q leads out of the pack", name)
		}
		return around + within + below, nil
	case isPack:
		return onDisk(folder, ref) + within + path.Clean(inner), nil
	}
	return onDisk(folder, name), nil
}

// Dir is the folder of a place.
func Dir(place string) string {
	if ref, inner, ok := Split(place); ok {
		return ref + within + path.Dir(inner)
	}
	return filepath.Dir(place)
}

// Below is a place in a folder or in a pack.
func Below(place, name string) string {
	if ref, inner, ok := Split(place); ok {
		return ref + within + path.Join(inner, name)
	}
	return filepath.Join(place, name)
}

func onDisk(folder, name string) string {
	if name = filepath.FromSlash(name); filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(folder, name)
}
