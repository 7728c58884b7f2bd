package pack

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// unpack reads the files of a tar archive under gzip. A slash at the start of a name means the root of the
// pack, as opa build writes it.
func unpack(r io.Reader) ([]File, error) {
	zipped, err := gzip.NewReader(r)
	if err != nil {
		return nil, errors.New("it is no tar.gz file")
	}
	content := &io.LimitedReader{R: zipped, N: maxContent + maxFiles*4<<10}
	archive := tar.NewReader(content)
	var files []File
	for {
		header, err := archive.Next()
		switch {
		case errors.Is(err, io.EOF):
			return files, nil
		case content.N <= 0:
			return nil, errTooLarge
		case err != nil:
			return nil, fmt.Errorf("it is no tar.gz file: %w", err)
		case header.Typeflag == tar.TypeDir:
			continue
		case header.Typeflag != tar.TypeReg:
			return nil, fmt.Errorf("the entry %q is a link or a device: a pack has plain files alone", header.Name)
		case header.Size > maxContent:
			return nil, errTooLarge
		case len(files) == maxFiles:
			return nil, fmt.Errorf("it has more than %d files", maxFiles)
		}
		data, err := io.ReadAll(archive)
		if content.N <= 0 {
			return nil, errTooLarge
		}
		if err != nil {
			return nil, fmt.Errorf("it is cut off: %w", err)
		}
		files = append(files, File{Name: strings.TrimPrefix(strings.TrimPrefix(header.Name, "./"), "/"), Data: data})
	}
}

// Archive is the pack as an OPA bundle: the same bytes for the same files.
func (p *Pack) Archive() ([]byte, error) {
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	archive := tar.NewWriter(zipped)
	for _, folder := range p.folders() { // conftest needs them before what is in them
		if err := archive.WriteHeader(&tar.Header{Name: folder + "/", Mode: 0o755, Typeflag: tar.TypeDir}); err != nil {
			return nil, fmt.Errorf("packing %s: %w", folder, err)
		}
	}
	for _, f := range p.Files {
		header := &tar.Header{Name: f.Name, Mode: 0o644, Size: int64(len(f.Data)), Typeflag: tar.TypeReg}
		if err := archive.WriteHeader(header); err != nil {
			return nil, fmt.Errorf("packing %s: %w", f.Name, err)
		}
		if _, err := archive.Write(f.Data); err != nil {
			return nil, fmt.Errorf("packing %s: %w", f.Name, err)
		}
	}
	if err := errors.Join(archive.Close(), zipped.Close()); err != nil {
		return nil, fmt.Errorf("packing: %w", err)
	}
	if b.Len() > MaxArchive {
		return nil, fmt.Errorf("it is larger than %d MiB", MaxArchive>>20)
	}
	return b.Bytes(), nil
}

// folders are the folders that files are in, outer ones first.
func (p *Pack) folders() []string {
	all := map[string]bool{}
	for _, f := range p.Files {
		for folder := path.Dir(f.Name); folder != "." && !all[folder]; folder = path.Dir(folder) {
			all[folder] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}
