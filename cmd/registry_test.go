package cmd_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"github.com/rogpeppe/go-internal/testscript"
	"oras.land/oras-go/v2"
	"oras.land/oras-go/v2/registry/remote"
)

// startRegistry starts a registry on loopback, and sets $REGISTRY to its address: Debian's docker-registry
// where that is on the PATH, else a small one in this process, which "registry here" asks for, and "registry private" for one that wants to know who asks.
func startRegistry(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) > 1 {
		ts.Fatalf("usage: registry [here|private]")
	}
	program, err := exec.LookPath("docker-registry")
	if err != nil {
		ts.Logf("docker-registry is not on the PATH: a small registry in this process stands for it")
	}
	if len(args) == 1 || err != nil {
		server := httptest.NewServer(&smallRegistry{content: map[string][]byte{}, types: map[string]string{}, private: slices.Contains(args, "private")})
		ts.Defer(server.Close)
		ts.Setenv("REGISTRY", strings.TrimPrefix(server.URL, "http://"))
		return
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0") // a port that is free
	ts.Check(err)
	address := listener.Addr().String()
	ts.Check(listener.Close())
	config := fmt.Sprintf("version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: %s}}\nhttp: {addr: %q}\n",
		filepath.Join(ts.Getenv("WORK"), ".registry"), address)
	file := filepath.Join(ts.Getenv("WORK"), ".registry.yml")
	ts.Check(os.WriteFile(file, []byte(config), 0o600))
	server := exec.Command(program, "serve", file)
	ts.Check(server.Start())
	ts.Defer(func() {
		_ = server.Process.Kill()
		_ = server.Wait() // says that it was killed
	})
	for deadline := time.Now().Add(20 * time.Second); ; {
		answer, err := http.Get("http://" + address + "/v2/")
		if err == nil {
			_ = answer.Body.Close()
			break
		}
		if time.Now().After(deadline) {
			ts.Fatalf("docker-registry does not answer: %v", err)
		}
		time.Sleep(10 * time.Millisecond) // until it listens, which nothing tells
	}
	ts.Setenv("REGISTRY", address)
}

// smallRegistry is as much of a registry as a push and a pull need.
type smallRegistry struct {
	mutex   sync.Mutex
	content map[string][]byte // by path
	types   map[string]string
	private bool // for the user u with the password p alone
}

func (s *smallRegistry) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	body, _ := io.ReadAll(r.Body) // what is cut off has another digest
	digest := fmt.Sprintf("sha256:%x", sha256.Sum256(body))
	if user, password, _ := r.BasicAuth(); s.private && user+":"+password != "u:p" {
		w.Header().Set("Www-Authenticate", `Basic realm="packs"`)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	name := r.URL.Path
	switch {
	case r.Method == http.MethodPost:
		w.Header().Set("Location", name)
		w.WriteHeader(http.StatusAccepted)
	case r.Method == http.MethodPut && strings.HasSuffix(name, "/blobs/uploads/"):
		s.content[strings.TrimSuffix(name, "uploads/")+digest] = body
		w.WriteHeader(http.StatusCreated)
	case r.Method == http.MethodPut:
		for _, place := range []string{name, name[:strings.LastIndex(name, "/")+1] + digest} {
			s.content[place], s.types[place] = body, r.Header.Get("Content-Type")
		}
		w.WriteHeader(http.StatusCreated)
	case s.content[name] == nil:
		w.WriteHeader(http.StatusNotFound)
	default:
		w.Header().Set("Content-Type", s.types[name])
		w.Header().Set("Content-Length", fmt.Sprint(len(s.content[name])))
		w.Header().Set("Docker-Content-Digest", fmt.Sprintf("sha256:%x", sha256.Sum256(s.content[name])))
		if r.Method == http.MethodGet {
			_, _ = w.Write(s.content[name])
		}
	}
}

// artifact pushes one file as an artifact with a layer of a media type: artifact HOST/NAME:TAG TYPE FILE TITLE.
func artifact(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: artifact name type file title")
	}
	repository, err := remote.NewRepository(args[0])
	ts.Check(err)
	repository.PlainHTTP = true
	layer, err := oras.PushBytes(context.Background(), repository, args[1], []byte(ts.ReadFile(args[2])))
	ts.Check(err)
	layer.Annotations = map[string]string{ocispec.AnnotationTitle: args[3]}
	manifest, err := oras.PackManifest(context.Background(), repository, oras.PackManifestVersion1_0, "", oras.PackManifestOptions{Layers: []ocispec.Descriptor{layer}})
	ts.Check(err)
	ts.Check(repository.Tag(context.Background(), manifest, repository.Reference.Reference))
}

// tarball writes an archive: tarball FILE ENTRY..., where an entry is a name, name->target for a link, or
// name=size for one that says to be so large.
func tarball(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: tarball file entry...")
	}
	var b bytes.Buffer
	zipped := gzip.NewWriter(&b)
	archive := tar.NewWriter(zipped)
	for _, entry := range args[1:] {
		header := &tar.Header{Name: entry, Typeflag: tar.TypeReg, Mode: 0o644}
		if name, target, ok := strings.Cut(entry, "->"); ok {
			header.Name, header.Linkname, header.Typeflag = name, target, tar.TypeSymlink
		}
		if name, size, ok := strings.Cut(entry, "="); ok {
			header.Name = name
			_, err := fmt.Sscan(size, &header.Size)
			ts.Check(err)
		}
		ts.Check(archive.WriteHeader(header))
	}
	ts.Check(zipped.Close()) // the archive is cut off after the header of a large entry
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o600))
}
