package pack_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/pacheck/pacheck/check/pack"
)

func TestJoin(t *testing.T) {
	for _, tt := range []struct{ name, folder, place, want, fault string }{
		{"a file", "/repo", "policies/x.rego", "/repo/policies/x.rego", ""},
		{"a file of a parent", "/repo/a", "../x.rego", "/repo/x.rego", ""},
		{"an absolute file", "/repo", "/x.rego", "/x.rego", ""},
		{"a bundle", "/repo", "vendor/b.tar.gz", "/repo/vendor/b.tar.gz//.", ""},
		{"a folder in a bundle", "/repo", "vendor/b.tar.gz//rules/", "/repo/vendor/b.tar.gz//rules", ""},
		{"a pack of a registry", "/repo", "oci://host/name:v1//rules", "oci://host/name:v1//rules", ""},
		{"a file in a pack", "oci://host/name:v1//.", "rules", "oci://host/name:v1//rules", ""},
		{"a file beside one in a pack", "oci://host/name:v1//a/b", "../c", "oci://host/name:v1//a/c", ""},
		{"another pack, from a pack", "oci://host/name:v1//.", "oci://host/other:v1", "oci://host/other:v1", ""},
		{"out of a pack", "oci://host/name:v1//rules", "../../x", "", `"../../x" leads out of the pack`},
		{"the root, from a pack", "/repo/b.tar.gz//.", "/etc/x", "", `"/etc/x" leads out of the pack`},
		{"a bundle, from a pack", "/repo/b.tar.gz//.", "c.tar.gz", "", `"c.tar.gz" is a pack within a pack: name one in a registry`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := pack.Join(tt.folder, tt.place)
			fault := ""
			if err != nil {
				fault = err.Error()
			}
			if diff := cmp.Diff([]string{tt.want, tt.fault}, []string{got, fault}); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestArchiveSurvives packs and reads again, with the same bytes and the same digest each time.
func TestArchiveSurvives(t *testing.T) {
	tree := fstest.MapFS{
		"rules/a/x.rego": {Data: []byte("package x\n")}, ".pacheck.yaml": {Data: []byte("version: 1\n")}, "data.json": {Data: []byte("{}")},
		".git/HEAD": {Data: []byte("ref")}, ".pacheck/policies.lock": {}, pack.Signatures: {Data: []byte("old")},
	}
	first, err := pack.Folder(tree)
	if err != nil {
		t.Fatal(err)
	}
	archive, err := first.Archive()
	if err != nil {
		t.Fatal(err)
	}
	second, err := pack.Read(archive)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
	again, err := second.Archive()
	if err != nil || !bytes.Equal(archive, again) {
		t.Errorf("packed again it is other: %v", err)
	}
	// what sha256sum prints for the three files, through sha256sum
	if want := "sha256:df64dbdb"; !strings.HasPrefix(first.Digest(), want) {
		t.Errorf("the digest is %s, want %s...", first.Digest(), want)
	}
}

// TestBombIsRefused wants an archive that unpacks to far more than it is to be given up on the way.
func TestBombIsRefused(t *testing.T) {
	var b bytes.Buffer
	zipped, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		t.Fatal(err)
	}
	archive := tar.NewWriter(zipped)
	zeros := make([]byte, 8<<20)
	for i := range 6 {
		if err := archive.WriteHeader(&tar.Header{Name: strings.Repeat("x", i+1), Typeflag: tar.TypeReg, Size: int64(len(zeros))}); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write(zeros); err != nil {
			t.Fatal(err)
		}
	}
	if err := zipped.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := pack.Read(b.Bytes()); err == nil || err.Error() != "it holds more than 32 MiB" {
		t.Errorf("got %v", err)
	}
}

func FuzzRead(f *testing.F) {
	p, err := pack.New([]pack.File{{Name: "a/b.rego", Data: []byte("package b")}, {Name: "c.yaml"}})
	if err != nil {
		f.Fatal(err)
	}
	archive, err := p.Archive()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(archive)
	f.Add([]byte("no archive"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := pack.Read(data)
		if err != nil {
			return
		}
		archive, err := p.Archive()
		if err != nil {
			t.Fatal(err)
		}
		again, err := pack.Read(archive)
		if err != nil || again.Digest() != p.Digest() {
			t.Errorf("packed and read again it is other: %v", err)
		}
	})
}

func FuzzReadLock(f *testing.F) {
	lock := &pack.Lock{Packs: []pack.Locked{{Name: "oci://host/name:v1", Digest: "sha256:" + strings.Repeat("0", 64)}}}
	f.Add(lock.Bytes())
	f.Add([]byte("version: 1\npacks: [&a {pack: *a}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lock, err := pack.ReadLock(data)
		if err != nil {
			return
		}
		if again, err := pack.ReadLock(lock.Bytes()); err != nil || len(again.Packs) != len(lock.Packs) {
			t.Errorf("written and read again it is other: %v", err)
		}
	})
}
