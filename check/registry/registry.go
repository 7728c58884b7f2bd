// Package registry fetches packs from OCI registries and pushes them there. It is alone in going online,
// and nothing that scans imports it.
package registry

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"

	ocispec "github.com/opencontainers/image-spec/specs-go/v1"
	"oras.land/oras-go/v2"
	"oras.land/oras-go/v2/content"
	"oras.land/oras-go/v2/content/file"
	"oras.land/oras-go/v2/errdef"
	"oras.land/oras-go/v2/registry"
	"oras.land/oras-go/v2/registry/remote"
	"oras.land/oras-go/v2/registry/remote/auth"
	"oras.land/oras-go/v2/registry/remote/credentials"
	"oras.land/oras-go/v2/registry/remote/errcode"

	"github.com/pacheck/pacheck/check/pack"
)

// The media types of layers: a bundle as OPA has it, and single files as conftest pushes them.
const (
	bundleLayer = ocispec.MediaTypeImageLayerGzip
	regoLayer   = "application/vnd.cncf.openpolicyagent.policy.layer.v1+rego"
	dataLayer   = "application/vnd.cncf.openpolicyagent.data.layer.v1+json"
)

// maxManifest bounds a manifest, in bytes.
const maxManifest = 4 << 20

// Registry is how registries are reached. Whom one is there is what docker login has written down.
type Registry struct {
	PlainHTTP bool // without TLS also where the registry is on another machine
}

// Fetch fetches a pack by its name, oci://host/name:tag. Where a manifest is given, it is that one whatever
// the tag is by now. The digest is that of the manifest.
func (r Registry) Fetch(ctx context.Context, name, manifest string) (*pack.Pack, string, error) {
	repository, ref, err := r.open(name)
	if err != nil {
		return nil, "", err
	}
	if manifest != "" {
		ref.Reference = manifest
	}
	desc, text, err := oras.FetchBytes(ctx, repository, ref.Reference, oras.FetchBytesOptions{MaxBytes: maxManifest})
	if err != nil {
		return nil, "", told(ref, err)
	}
	p, err := fetch(ctx, repository, desc, text)
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", name, told(ref, err))
	}
	return p, desc.Digest.String(), nil
}

// fetch fetches the layers of a manifest.
func fetch(ctx context.Context, repository *remote.Repository, desc ocispec.Descriptor, text []byte) (*pack.Pack, error) {
	if desc.MediaType != ocispec.MediaTypeImageManifest {
		return nil, fmt.Errorf("it is of the type %q, and a pack is of %q", desc.MediaType, ocispec.MediaTypeImageManifest)
	}
	var manifest ocispec.Manifest
	if err := json.Unmarshal(text, &manifest); err != nil {
		return nil, fmt.Errorf("its manifest is no JSON: %w", err)
	}
	var files []pack.File
	left := int64(pack.MaxArchive)
	for _, layer := range manifest.Layers {
		if layer.MediaType != bundleLayer && layer.MediaType != regoLayer && layer.MediaType != dataLayer {
			return nil, fmt.Errorf("it has a layer of the type %q: a pack has %q, or files as conftest pushes them", layer.MediaType, bundleLayer)
		}
		if left -= layer.Size; layer.Size < 0 || left < 0 {
			return nil, fmt.Errorf("it is larger than %d MiB", pack.MaxArchive>>20)
		}
		data, err := read(ctx, repository, layer)
		if err != nil {
			return nil, err
		}
		if layer.MediaType != bundleLayer {
			files = append(files, pack.File{Name: layer.Annotations[ocispec.AnnotationTitle], Data: data})
			continue
		}
		bundle, err := pack.Read(data)
		if err != nil {
			return nil, err
		}
		files = append(files, bundle.Files...)
	}
	if len(files) == 0 {
		return nil, errors.New("it is empty")
	}
	return pack.New(files)
}

// read reads a layer, and checks its digest.
func read(ctx context.Context, repository *remote.Repository, layer ocispec.Descriptor) ([]byte, error) {
	body, err := repository.Blobs().Fetch(ctx, layer)
	if err != nil {
		return nil, err
	}
	defer func() { _ = body.Close() }() // it is read to its end, or given up
	return content.ReadAll(body, layer)
}

// Push pushes a pack under a name, oci://host/name:tag, as a bundle that OPA and conftest pull as well. The
// digest is that of the manifest; it is the same for the same content.
func (r Registry) Push(ctx context.Context, name string, p *pack.Pack) (string, error) {
	repository, ref, err := r.open(name)
	if err != nil {
		return "", err
	}
	archive, err := p.Archive()
	if err != nil {
		return "", err
	}
	layer := content.NewDescriptorFromBytes(bundleLayer, archive)
	layer.Annotations = map[string]string{ocispec.AnnotationTitle: ".", file.AnnotationUnpack: "true"} // so conftest unpacks it
	config := content.NewDescriptorFromBytes(ocispec.MediaTypeImageConfig, []byte("{}"))
	for _, blob := range []struct {
		of   ocispec.Descriptor
		data []byte
	}{{layer, archive}, {config, []byte("{}")}} {
		if err := push(ctx, repository, blob.of, bytes.NewReader(blob.data)); err != nil {
			return "", told(ref, err)
		}
	}
	manifest, err := oras.PackManifest(ctx, repository, oras.PackManifestVersion1_1, "", oras.PackManifestOptions{
		Layers: []ocispec.Descriptor{layer}, ConfigDescriptor: &config,
		ManifestAnnotations: map[string]string{
			ocispec.AnnotationCreated: "1970-01-01T00:00:00Z", // the same bytes for the same content
			ocispec.AnnotationTitle:   path.Base(ref.Repository),
		},
	})
	if err == nil {
		err = repository.Tag(ctx, manifest, ref.Reference)
	}
	if err != nil {
		return "", told(ref, err)
	}
	return manifest.Digest.String(), nil
}

// push pushes a blob that is not there yet.
func push(ctx context.Context, repository *remote.Repository, blob ocispec.Descriptor, data io.Reader) error {
	there, err := repository.Exists(ctx, blob)
	if err != nil || there {
		return err
	}
	return repository.Push(ctx, blob, data)
}

// open is the repository of a name.
func (r Registry) open(name string) (*remote.Repository, registry.Reference, error) {
	ref, err := registry.ParseReference(strings.TrimPrefix(name, pack.Scheme))
	if err != nil || ref.Reference == "" {
		return nil, ref, fmt.Errorf("%s: name a pack as oci://host/name:tag", name)
	}
	repository, err := remote.NewRepository(ref.String())
	if err != nil {
		return nil, ref, fmt.Errorf("%s: %w", name, err)
	}
	store, err := credentials.NewStoreFromDocker(credentials.StoreOptions{})
	if err != nil {
		return nil, ref, fmt.Errorf("reading what docker login has written: %w", err)
	}
	repository.PlainHTTP = r.PlainHTTP || loopback(ref.Host())
	repository.Client = &auth.Client{Client: http.DefaultClient, Cache: auth.NewCache(), Credential: credentials.Credential(store)}
	return repository, ref, nil
}

// loopback says whether a host is this machine.
func loopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// told says what to do about an error of a registry.
func told(ref registry.Reference, err error) error {
	var answer *errcode.ErrorResponse
	var unreached *url.Error
	switch {
	case errors.Is(err, errdef.ErrNotFound):
		return fmt.Errorf("%s has no %s: look at the name and the tag", ref.Registry, strings.TrimPrefix(ref.String(), ref.Registry+"/"))
	case errors.Is(err, auth.ErrBasicCredentialNotFound), errors.As(err, &answer) && (answer.StatusCode == http.StatusUnauthorized || answer.StatusCode == http.StatusForbidden):
		return fmt.Errorf("%w: log in with docker login %s", err, ref.Registry)
	case errors.As(err, &unreached) && strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return fmt.Errorf("%w: --plain-http goes without TLS", err)
	case errors.As(err, &unreached):
		return fmt.Errorf("%w: is the registry up, and can this machine reach it?", err)
	}
	return err
}
